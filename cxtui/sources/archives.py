"""Files out of a zip archive, with bounds to what it may unpack to."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from cxtui.errors import SourceError
from cxtui.sources.files import DataFile, by_name, data_file, empty

MOST_FILES = 1_000
MOST_BYTES = 16 << 30
"""Bytes that all files of an archive may have."""
MOST_TIMES, SMALL = 200, 64 << 20
"""How many times its packed size an archive may unpack to; one that stays small may be packed tighter."""
CHUNK = 1 << 20


def members(file: DataFile, folder: Path) -> list[DataFile]:
    """Unpack the data of a zip archive into ``folder`` and return its files, named ``archive/name``.

    Hidden files are passed over. Raises SourceError if it is damaged, encrypted, too large, or holds no data.
    """
    try:
        with zipfile.ZipFile(file.at) as archive:
            found = [_member(file, one) for one in archive.infolist() if _is_data(one)]
            if not found:
                raise empty_archive(file)
            if len(found) > MOST_FILES:
                raise SourceError(f"{file.path}: {len(found):,} files in one archive; at most {MOST_FILES:,} are read.")
            check_size(file.path, archive)
            return [_unpacked(archive, info, one, folder / str(n)) for n, (info, one) in enumerate(found)]
    except RuntimeError:
        raise SourceError(f"{file.path}: the archive is encrypted; unpack it and name the files in it.") from None
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError) as error:
        raise SourceError(f"{file.path}: cannot be read: {error}. Export it again, or unpack it.") from None


def empty_archive(file: DataFile) -> SourceError:
    """Return the error for an archive without a file that could be read."""
    return SourceError(f"{file.path}: no data in this archive; expected files like .csv, .json or .xlsx in it.")


def _is_data(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(info.filename)
    hidden = any(part.startswith((".", "_")) and part not in (".", "..") for part in path.parts)
    return not info.is_dir() and not hidden and info.file_size > 0


def _member(file: DataFile, info: zipfile.ZipInfo) -> tuple[zipfile.ZipInfo, DataFile]:
    # Only the last name is taken, for messages: nothing is ever written where an archive says.
    path = file.path / PurePosixPath(info.filename.replace("\\", "/")).name
    known = data_file(path)
    if known and known.format == "zip":
        raise SourceError(f"{path}: an archive in an archive; unpack the outer one and name the files in it.")
    return info, replace(by_name(path), holder=file.on_disk)


def check_size(path: Path, archive: zipfile.ZipFile) -> None:
    """Raise SourceError for an archive that would unpack to more than any export is."""
    unpacked = sum(one.file_size for one in archive.infolist())
    packed = sum(one.compress_size for one in archive.infolist())
    if unpacked > MOST_BYTES or unpacked > max(SMALL, packed * MOST_TIMES):
        raise SourceError(
            f"{path}: {packed:,} bytes that unpack to {unpacked:,}; no export is like that, so nothing was read. "
            "If it is right, unpack it and name the files in it."
        )


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, one: DataFile, at: Path) -> DataFile:
    # A name that stands there twice, or a size that lies, ends in an error of the archive's own check.
    with at.open("wb") as copy:
        for chunk in _chunks(archive, info):
            copy.write(chunk)
    if not at.stat().st_size:
        raise empty(one.path)
    return replace(one, at=at)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as packed:
        while chunk := packed.read(CHUNK):
            yield chunk
