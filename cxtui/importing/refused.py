"""Refused rows that a store does not keep, shown again from their file."""

from collections.abc import Iterator
from pathlib import Path

from cxtui.errors import UsageError
from cxtui.sources import files, prepare
from cxtui.sources.set_aside import CUT, unpacked
from cxtui.store.rejects import NotKept, Reject, Rejects


def from_file(found: Rejects, path: Path) -> Iterator[Reject]:
    """Yield the refused rows of a file in the order of its lines, kept ones too, each with its first line.

    Raises UsageError if the import refused none of this file, or if its bytes are not those that were read.
    """
    of_file = [one for one in found.not_kept if _is_of(one.file, path)]
    kept = {(one.file, one.line, one.reason): one for one in found.rows if _is_of(one.file, path)}
    if not of_file and not kept:
        raise UsageError(f"{path}: import {found.run} refused no row of a file called {path.name}")
    if of_file:
        _, sha256 = files.digest(path)
        of_file = [one for one in of_file if one.sha256 == sha256]
        if not of_file:
            raise UsageError(f"{path}: not the file that import {found.run} read: its bytes are others")
    spans = sorted(((span, one) for one in of_file for span in unpacked(one.lines)), key=lambda pair: pair[0].start)
    wanted: Iterator[tuple[int, NotKept]] = ((line, one) for span, one in spans for line in span)
    yield from sorted(kept.values(), key=lambda one: one.line or 0)
    yield from _lines(path, wanted)


def _is_of(recorded: str | None, path: Path) -> bool:
    """Return whether what a row says of its file is a file of this name, or a part of it."""
    return recorded is not None and path.name in (Path(recorded).name, Path(recorded).parent.name)


def _lines(path: Path, wanted: Iterator[tuple[int, NotKept]]) -> Iterator[Reject]:
    encoding = prepare.line_encoding(path)
    if encoding is None:
        yield from (
            Reject(file=one.file, line=line, column=one.column, value=None, reason=one.reason, row=None)
            for line, one in wanted
        )
        return
    pending = next(wanted, None)
    for number, text in files.lines(path, encoding):
        while pending is not None and pending[0] == number:
            line, one = pending
            yield Reject(file=str(path), line=line, column=one.column, value=None, reason=one.reason, row=text[:CUT])
            pending = next(wanted, None)
        if pending is None:
            return
