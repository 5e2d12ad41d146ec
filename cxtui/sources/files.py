"""Which files a batch has, what each one is, and which of the origin's tables it holds."""

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal, cast

from cxtui.errors import SourceError

FileFormat = Literal["csv", "tsv", "jsonl", "parquet", "json", "sheet", "zip", "unknown"]
"""What a file is by its name; only the first four are read as they lie, the others are made into one of them."""
SUFFIXES: dict[str, FileFormat] = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".parquet": "parquet", ".xlsx": "sheet", ".xlsm": "sheet", ".xlsb": "sheet", ".xls": "sheet", ".ods": "sheet",
    ".zip": "zip",
}  # fmt: skip
PIECE = re.compile(r"[-_.]\d[\d._-]*$")
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file: its path, format, whether it is gzipped, its name without endings, and where its bytes lie.

    ``at`` differs from ``path`` where a copy is read: UTF-8 of another encoding, lines of a sheet or of a JSON
    document, a file out of an archive. Of such a part ``path`` is its name within, ``holder`` the file on the disk.
    ``lines`` has the line of each line of the copy in the file where they are not the same, ``encoding`` how the
    text was written if not in UTF-8, ``columns`` the columns of a ``sheet`` in their order.
    """

    path: Path
    format: FileFormat
    gzipped: bool
    stem: str
    at: Path
    holder: Path | None = None
    lines: Sequence[int] | None = field(default=None, compare=False)
    encoding: str | None = None
    columns: tuple[str, ...] = ()
    sheet: bool = False

    @property
    def on_disk(self) -> Path:
        """Return the file whose bytes were given."""
        return self.holder or self.path

    def line(self, number: int) -> int:
        """Return at which line of the file a line of its copy stands."""
        return self.lines[number - 1] if self.lines and number <= len(self.lines) else number


def data_file(path: Path) -> DataFile | None:
    """Return what a file is by its endings, or None if they are not of a format that can be read."""
    name = path.name
    gzipped = name.lower().endswith(".gz")
    if gzipped:
        name = name[:-3]
    ending = Path(name).suffix.lower()
    if ending not in SUFFIXES:
        return None
    return DataFile(path=path, format=SUFFIXES[ending], gzipped=gzipped, stem=name[: -len(ending)], at=path)


def find(paths: Sequence[Path]) -> tuple[list[DataFile], set[Path]]:
    """Return the files of the paths, folders opened, and which of them were named one by one.

    Raises SourceError for a path that is not there, an unknown format, or a folder without data.
    """
    found: dict[Path, DataFile] = {}
    named: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = [f for p in sorted(path.iterdir()) if p.is_file() and (f := _visible(p))]
            if not inside:
                raise SourceError(f"{path}: no data here; expected files ending in {_endings()} (or those with .gz).")
            found.update({f.path: f for f in inside})
            continue
        if not path.exists():
            raise SourceError(f"{path}: no such file or folder.")
        if not path.is_file():
            raise SourceError(f"{path}: not a regular file; write what it yields into a file and name that.")
        # What a file without a known ending is, its beginning says.
        found[path] = by_name(path)
        named.add(path)
    if not found:
        raise SourceError("nothing to import: name a file or a folder.")
    return list(found.values()), named


def by_name(path: Path) -> DataFile:
    """Return what a file is by its endings, of an unknown format where they say nothing."""
    if known := data_file(path):
        return known
    gzipped = path.name.lower().endswith(".gz")
    name = Path(path.name[:-3] if gzipped else path.name)
    return DataFile(path=path, format="unknown", gzipped=gzipped, stem=name.stem, at=path)


def unknown_format(path: Path) -> SourceError:
    """Return the error for a file that is neither known by its ending nor text."""
    return SourceError(f"{path}: unknown format; expected text, or a name ending in {_endings()} (or those with .gz).")


def _visible(path: Path) -> DataFile | None:
    return None if path.name.startswith((".", "_")) else data_file(path)


def _endings() -> str:
    return ", ".join(SUFFIXES)


def table_of(stem: str, tables: Sequence[str], aliases: dict[str, tuple[str, ...]]) -> str | None:
    """Return the table a file name stands for: the name itself, an alias, or a numbered piece of either."""
    for table in tables:
        names = (table, *aliases.get(table, ()))
        if stem in names or PIECE.sub("", stem) in names:
            return table
    return None


def digest(path: Path, see: Callable[[bytes], None] | None = None) -> tuple[int, str]:
    """Return a file's size in bytes and its SHA-256; ``see`` gets its bytes, unpacked, a chunk at a time.

    Raises SourceError if it is empty, cannot be read, or is a gzip file that is cut off or damaged:
    DuckDB would take the rubble of a damaged one for rows.
    """
    sha, size, packed = hashlib.sha256(), 0, path.name.lower().endswith(".gz")
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                sha.update(chunk)
                size += len(chunk)
                if see and not packed:
                    see(chunk)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}.") from None
    if not size:
        raise empty(path)
    if packed:
        _check_gzip(path, see)
    return size, sha.hexdigest()


def feed(file: DataFile, see: Callable[[bytes], None]) -> None:
    """Give ``see`` the bytes of a file's copy, unpacked, a chunk at a time."""
    packed = gzip.open if file.gzipped else open
    try:
        with cast("BinaryIO", packed(file.at, "rb")) as copy:
            while chunk := copy.read(CHUNK):
                see(chunk)
    except EOFError:
        raise truncated(file.path) from None
    except (OSError, zlib.error) as error:
        raise SourceError(f"{file.path}: cannot be read: {error}.") from None


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells that a file was changed or replaced: its place on the disk, size and time of change."""

    device: int
    inode: int
    bytes: int
    changed_ns: int


def mark(path: Path) -> FileStamp:
    """Return the mark of a file as it stands; raises SourceError if it cannot be looked at."""
    try:
        found = path.stat()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}.") from None
    return FileStamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def unchanged(path: Path, before: FileStamp, size: int, sha256: str) -> None:
    """Raise SourceError if a file is no longer what it was when its reading began."""
    sha = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                sha.update(chunk)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read any more: {error.strerror or error}.") from None
    if mark(path) != before or before.bytes != size or sha.hexdigest() != sha256:
        raise SourceError(
            f"{path}: the file changed while it was read; nothing was imported. "
            "Import it again when whatever writes it is done."
        )


def _check_gzip(path: Path, see: Callable[[bytes], None] | None) -> None:
    try:
        with gzip.open(path, "rb") as unpacked:
            while chunk := unpacked.read(CHUNK):
                if see:
                    see(chunk)
    except EOFError:
        raise truncated(path) from None
    except (OSError, zlib.error) as error:
        raise SourceError(f"{path}: cannot be read: a damaged gzip file ({error}). Export it again.") from None


def head(file: DataFile, size: int = CHUNK) -> bytes:
    """Return the first bytes of a file, unpacked; raises SourceError if it is empty or cannot be read."""
    try:
        if file.gzipped:
            with gzip.open(file.at, "rb") as unpacked:
                got = _up_to(unpacked.read1, size)
        else:
            with file.at.open("rb") as plain:
                got = plain.read(size)
    except EOFError:
        raise truncated(file.path) from None
    except (OSError, zlib.error) as error:
        raise SourceError(f"{file.path}: cannot be read: {error}.") from None
    if not got:
        raise empty(file.path)
    return got


def lines(path: Path, encoding: str = "utf-8") -> Iterator[tuple[int, str]]:
    """Yield a text file's lines, unpacked, numbered from 1; any of LF, CR LF and CR ends one."""
    packed = gzip.open if path.name.lower().endswith(".gz") else open
    with packed(path, "rb") as file:
        text = io.TextIOWrapper(cast("BinaryIO", file), encoding=encoding, errors="replace")
        plain = (line.removesuffix("\n") for line in text)
        yield from enumerate((line.removeprefix("\ufeff") if n == 0 else line for n, line in enumerate(plain)), 1)


def empty(path: Path) -> SourceError:
    """Return the error for a file without a byte."""
    return SourceError(f"{path}: the file is empty; it needs at least a header. Export it again.")


def _up_to(read: Callable[[int], bytes], size: int) -> bytes:
    got = b""
    while len(got) < size and (chunk := read(size - len(got))):
        got += chunk
    return got


def truncated(path: Path) -> SourceError:
    """Return the error for a gzip file that ends too early."""
    return SourceError(f"{path}: the gzip file is cut off; nothing of it was imported. Copy or export it again.")
