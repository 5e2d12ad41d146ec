"""A log that grows and is rotated: which file holds what was not read yet, and from where on."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from cxtui.sources.live.failures import FeedError, FeedRefused

AT_ONCE = 5_000
"""Lines that are handed over at once."""

LONGEST = 64 * 1024
"""Bytes of a line that is read as one."""


@dataclass(frozen=True, slots=True)
class LogPlace:
    """Where a log has been read to: bytes of the file that began with a line of this fingerprint; "" for none yet."""

    first: str = ""
    offset: int = 0

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> "LogPlace":
        """Return the place that a cursor holds."""
        return cls(str(cursor["first"]), int(cursor["offset"]))


@dataclass(frozen=True, slots=True)
class LogPiece:
    """Whole lines of a file, and the place after them; ``more`` tells that others follow at once.

    ``doubt`` says where lines are missing.
    """

    lines: list[str]
    place: LogPlace
    more: bool = False
    doubt: str | None = None


def read_on(path: Path, place: LogPlace) -> Iterator[LogPiece]:
    """Yield the lines behind a place: of the file that was rotated meanwhile, of those after it, of the present one.

    Where that file is gone the present one is read from its beginning. A file is known by its first line: names and
    numbers of files change as a log is rotated. Raises FeedError.
    """
    present = fingerprint(path)
    if place.first and present != place.first:
        files = older(path)
        known = next((i for i, one in enumerate(files) if fingerprint(one) == place.first), None)
        if known is None:
            gone = f"{path}: the file that was read last is gone, also under other names: lines may be missing"
            yield LogPiece([], LogPlace(), more=True, doubt=gone)
        for one in () if known is None else reversed(files[: known + 1]):
            first = fingerprint(one)
            start = place.offset if first == place.first else 0
            for piece in _pieces(one, LogPlace(first, start)):
                yield LogPiece(piece.lines, piece.place, more=True)
        place = LogPlace()
    yield from _pieces(path, LogPlace(present, place.offset if present == place.first else 0))


def older(path: Path) -> list[Path]:
    """Return the files that a log was rotated into, the newest first."""
    found = [one for one in path.parent.glob(f"{path.name}?*") if one.name[len(path.name)] in ".-" and one.is_file()]
    return sorted(found, key=lambda one: (one.stat().st_mtime_ns, one.name), reverse=True)


def fingerprint(path: Path) -> str:
    """Return what tells a file from others: of its first line, "" while there is none."""
    with _opened(path) as file:
        line = file.readline(LONGEST)
    return hashlib.sha256(line).hexdigest()[:24] if line.endswith(b"\n") else ""


def lines_of(path: Path) -> list[str]:
    """Return all whole lines of a file."""
    return [line for piece in _pieces(path, LogPlace()) for line in piece.lines]


def _pieces(path: Path, place: LogPlace) -> Iterator[LogPiece]:
    """Yield whole lines of one file behind an offset, at least one piece; a line that is being written waits."""
    with _opened(path) as file:
        try:
            file.seek(place.offset)
            at, lines = place.offset, list[str]()
            while line := file.readline():
                if not line.endswith(b"\n"):
                    break
                at += len(line)
                lines.append(line[:LONGEST].decode("utf-8", "replace").rstrip("\r\n"))
                if len(lines) >= AT_ONCE:
                    yield LogPiece(lines, LogPlace(place.first, at), more=True)
                    lines = []
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise FeedError(f"{path}: is no whole gzip file") from None
    yield LogPiece(lines, LogPlace(place.first, at))


def _opened(path: Path) -> IO[bytes]:
    try:
        return cast("IO[bytes]", gzip.open(path) if path.suffix == ".gz" else path.open("rb"))
    except PermissionError:
        raise FeedRefused(f"{path} cannot be read: give whoever follows the right to", "no right to read") from None
    except OSError as error:
        raise FeedError(f"{path} cannot be read ({error.strerror})") from None
