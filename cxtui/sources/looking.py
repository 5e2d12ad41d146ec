"""The beginning of any file as rows, before a mapping is known: whose export it is, and what stands in it."""

import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cxtui.errors import SourceError
from cxtui.sources import encodings, files, formats, sampling, sheets
from cxtui.sources.files import DataFile
from cxtui.sources.header import Header
from cxtui.sources.headers import DELIMITERS, read_header, text_header
from cxtui.sources.json_looking import json_rows
from cxtui.sources.sampling import SAMPLE, SampledRow

MOST_ROWS = 1_000
MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class FileLook:
    """What the beginning of a file shows: its table's name, its columns, rows by column, and its plain cells.

    Of JSON the columns are paths with dots and ``rows_at`` is the list that holds the rows; of CSV ``cells`` are the
    first rows as they stand, header or not. ``header`` is None for JSON and Parquet.
    """

    file: DataFile
    columns: tuple[str, ...]
    rows: tuple[SampledRow, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    rows_at: str | None = None
    header: Header | None = None
    encoding: str = "utf-8"

    @property
    def is_json(self) -> bool:
        """Return whether the columns are paths into objects."""
        return self.header is None and self.file.format != "parquet"


def looks(paths: list[Path], wanted: set[str]) -> list[FileLook]:
    """Return what the first files of paths begin with; ``wanted`` columns tell a header from a title.

    Raises SourceError for a file that cannot be read.
    """
    found, _ = files.find(paths)
    with tempfile.TemporaryDirectory(prefix="cxtui-import-") as folder:
        looker = _Looker(Path(folder), wanted)
        return [look for file in found[:MOST_FILES] for look in looker.look(file)]


class _Looker:
    """Looks at files one by one; copies of their beginnings lie in ``folder``."""

    def __init__(self, folder: Path, wanted: set[str]) -> None:
        self.folder, self.wanted, self.count = folder, wanted, 0

    def look(self, file: DataFile) -> Iterator[FileLook]:
        head = files.head(file, SAMPLE)
        kind = formats.of_bytes(file, head)
        if kind == "zip":
            yield from (look for one in self._members(file) for look in self.look(one))
        elif kind == "sheet":
            for one in sheets.sheets(file, self._place(), ("",), {}, self.wanted):
                header = Header(one, one.columns)
                yield FileLook(one, one.columns, tuple(sampling.sample(header, MOST_ROWS)), header=header)
        elif kind == "parquet":
            yield _parquet(replace(file, format="parquet"))
        else:
            yield self._text(file, head)

    def _members(self, file: DataFile) -> Iterator[DataFile]:
        """Yield the first files of an archive, as far as is looked at."""
        try:
            with zipfile.ZipFile(file.at) as archive:
                inside = [one for one in archive.infolist() if not one.is_dir() and one.file_size]
                for info in inside[:MOST_FILES]:
                    name = Path(info.filename).name
                    if name.startswith((".", "_")) or "__MACOSX" in info.filename:
                        continue
                    known = files.data_file(file.path / name)
                    at = self._place() / "member"
                    whole = known is not None and known.format == "sheet"
                    with archive.open(info) as packed, at.open("wb") as copy:
                        copy.write(packed.read() if whole else packed.read(SAMPLE + 1))
                    path = file.path / name
                    yield replace(
                        known or DataFile(path=path, format="unknown", gzipped=False, stem=path.stem, at=path),
                        at=at,
                        holder=file.path,
                    )
        except RuntimeError:
            raise SourceError(f"{file.path}: the archive is encrypted; unpack it and name the files in it.") from None
        except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
            raise SourceError(f"{file.path}: cannot be read: {error}. Export it again, or unpack it.") from None

    def _text(self, file: DataFile, head: bytes) -> FileLook:
        part = self._place() / "head"
        part.write_bytes(head[: head.rfind(b"\n") + 1] if len(head) >= SAMPLE and b"\n" in head else head)
        encoding = encodings.found(part, False, head, self.wanted)
        text = encodings.beginning(head, encoding)
        kind = formats.of_text(file, text, len(head) < SAMPLE)
        if kind in ("jsonl", "document"):
            return self._json(file, text, encoding)
        part.write_text(text, encoding="utf-8", errors="replace")
        cells = _cells(text)
        plain = replace(file, format="tsv" if kind == "tsv" else "csv", at=part, gzipped=False)
        header = text_header(plain, None, self.wanted)
        rows = tuple(sampling.sample(header, MOST_ROWS))
        return FileLook(file, header.columns, rows, cells, header=header, encoding=encoding)

    def _json(self, file: DataFile, text: str, encoding: str) -> FileLook:
        found = json_rows(file.path, text, self.wanted)
        if not found:
            raise SourceError(f"{file.path}: no rows: the JSON holds no object.")
        at, rows = max(found.items(), key=lambda one: self._likeness(one[1]))
        columns = tuple(dict.fromkeys(key for row in rows for key in row))
        return FileLook(file, columns, tuple(rows), rows_at=at or None, encoding=encoding)

    def _likeness(self, rows: list[SampledRow]) -> tuple[int, int]:
        return len(self.wanted & {key for row in rows[:50] for key in row}), len(rows)

    def _place(self) -> Path:
        self.count += 1
        made = self.folder / str(self.count)
        made.mkdir()
        return made


def _cells(text: str) -> tuple[tuple[str, ...], ...]:
    import csv

    lines = [line for line in text.splitlines() if line.strip()][:MOST_ROWS]
    best: list[list[str]] = []
    for delimiter in DELIMITERS:
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        if sum(map(len, rows)) > sum(map(len, best)):
            best = rows
    return tuple(tuple(cell.strip() for cell in row) for row in best)


def _parquet(file: DataFile) -> FileLook:
    import duckdb

    with duckdb.connect() as con:
        columns = read_header(con, file, None).columns
        found = con.execute("SELECT * FROM read_parquet(?) LIMIT 200", [str(file.at)]).fetchall()
    texts = [["" if cell is None else str(cell) for cell in row] for row in found]
    return FileLook(file, columns, tuple(dict(zip(columns, row, strict=True)) for row in texts))
