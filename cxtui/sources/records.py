"""The records of a text file, found in its bytes: which are rows, which are none and why, and where they stand.

Shares nothing with the reader that takes the rows, so that the two can be held against each other. A record that
is no row ends where its first line ends, so that a quote left open costs one line and not the rest of the file.
"""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO, cast

from cxtui.sources.header import Header
from cxtui.sources.mending import Mender
from cxtui.sources.record_count import MARK

CHUNK = 1 << 20
LONGEST = 1 << 21
"""Bytes of the longest record that is a row; of a longer one only so much is held at once."""
FEW, MANY = "too few cells in this row", "too many cells in this row"
QUOTE = "a quote that is not closed, or text after a closing quote"
BROKEN = "broken UTF-8"
LONG = "row longer than 2 MB"
NO_OBJECT = "not a JSON object"
END = rb"(?:\r\n|\n|\r)"
LINE_END = re.compile(END)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a file: rows next to each other, or one record that is no row, or blank lines.

    ``line`` is its first line (from 1), ``lines`` how many there are, ``size`` its bytes, of which ``data`` may be
    only the beginning; ``rows`` counts its rows and ``fault`` says why it is none. A row with the cells of the header
    once empty ones are added or taken away has them in ``mended``; a ``total`` sums others up.
    """

    line: int
    lines: int
    size: int
    data: bytes
    rows: int = 0
    fault: str | None = None
    mended: bytes | None = None
    total: bool = False


class Records:
    """The records of one file after its header."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.json = header.file.format == "jsonl"

    @cached_property
    def cell(self) -> bytes:
        """Return the pattern of a cell: quoted, spaces around the quotes allowed, or plain text."""
        delimiter = re.escape(self.header.delimiter.encode())
        return rb'(?: *+"[^"]*+(?:""[^"]*+)*+" *+|(?! *+")[^' + delimiter + rb"\r\n]*+)"

    @cached_property
    def record(self) -> re.Pattern[bytes]:
        """Return the pattern of one record, whatever cells it has, with its line end."""
        if self.json:
            return re.compile(rb"[^\r\n]++" + END)
        return re.compile(self.cells(b"*+") + END)

    @cached_property
    def row(self) -> bytes:
        """Return the pattern of a record that is a row, with its line end."""
        if self.json:
            return rb"[^\x01\r\n]++" + END
        return (rb"(?!" + END + rb")" if self.skips_blank else b"") + self.cells(b"{%d}" % (self.width - 1)) + END

    def cells(self, times: bytes) -> bytes:
        """Return the pattern of one cell and, ``times`` over, of a delimiter and another."""
        delimiter = re.escape(self.header.delimiter.encode())
        return self.cell + b"(?:" + delimiter + self.cell + b")" + times

    @property
    def width(self) -> int:
        """Return how many cells a row has."""
        return len(self.header.columns)

    @property
    def skips_blank(self) -> bool:
        """Return whether a blank line is nothing; in a file of one column it is a row with an empty cell."""
        return self.json or self.width > 1

    def pieces(self) -> Iterator[Piece]:
        """Yield every byte after the header in exactly one piece, in the order of the file."""
        packed = gzip.open if self.header.file.gzipped else open
        with cast("BinaryIO", packed(self.header.file.at, "rb")) as file:
            yield from _Scan(self, file.read).run()

    def split(self, piece: Piece) -> Iterator[tuple[int, int, bytes]]:
        """Yield the rows of a piece as (first line, lines, bytes without the line end)."""
        line = piece.line
        if piece.mended is not None:
            yield line, piece.lines, _bare(piece.data)
            return
        if self.json or b'"' not in piece.data:
            for data in piece.data.splitlines():
                yield line, 1, data
                line += 1
            return
        for found in self.record.finditer(piece.data):
            lines = count_lines(found.group())
            yield line, lines, _bare(found.group())
            line += lines


class _Scan:
    """One reading of a file, a chunk at a time."""

    def __init__(self, records: Records, read: Callable[[int], bytes]) -> None:
        self.records, self.read = records, read
        self.buffer, self.at, self.line, self.over = b"", 0, 1, False
        self.rows = re.compile(b"(?:" + records.row + b")*+")
        self.row = re.compile(records.row)
        self.blank = re.compile(END + b"*+")
        self.mender = Mender(records.header, records.cell) if records.header.least and not records.json else None
        self.cut = False
        self.below = False
        """Whether a blank line came after the last row."""

    def run(self) -> Iterator[Piece]:
        self._more()
        self.at = len(MARK) if self.buffer.startswith(MARK) else 0
        if not self.records.json:
            for _ in range(self.records.header.skip):
                self._take(self._line_end())
            if not self.records.header.headless:
                found = self.records.record.match(self.buffer, self.at)
                self._take(found.end() if found else self._line_end())
        while self.at < len(self.buffer) or self._more():
            yield from self._next()

    def _line_end(self) -> int:
        while not (found := LINE_END.search(self.buffer, self.at)) and self._more():
            pass
        return found.end() if found else len(self.buffer)

    def _more(self) -> bool:
        """Read on; give the last line its end, if it has none, so that all lines are alike."""
        if self.over:
            return False
        chunk = self.read(CHUNK)
        self.over = not chunk
        while chunk.endswith(b"\r") and not self.over:
            # The line feed of a line end may come with the next chunk.
            another = self.read(CHUNK)
            chunk, self.over = chunk + another, not another
        self.buffer, self.at = self.buffer[self.at :] + chunk, 0
        if self.over and self.buffer and not self.buffer.endswith((b"\n", b"\r")):
            self.buffer += b"\n"
            self.cut = True
        return bool(self.buffer)

    def _take(self, end: int) -> tuple[int, int, int, bytes]:
        data = self.buffer[self.at : end]
        place = (self.line, count_lines(data), len(data), data)
        self.line, self.at = self.line + place[1], end
        return place

    def _next(self) -> Iterator[Piece]:
        if self.records.skips_blank and (found := self.blank.match(self.buffer, self.at)) and found.end() > self.at:
            yield Piece(*self._take(found.end()))
            self.below = True
            return
        found = self.rows.match(self.buffer, self.at)
        if found and found.end() > self.at:
            self.below = False
            yield from self._judged(self._take(found.end()))
            return
        found = self.records.record.match(self.buffer, self.at)
        if found:
            size = found.end() - self.at
            if self.mender and not self.over and len(self.buffer) < LONGEST:
                # What follows tells whether it is a row that lacks cells.
                self._more()
            yield self._no_row(self.at + size)
        elif self.over or len(self.buffer) - self.at > LONGEST or not self._more():
            yield from self._broken()

    def _no_row(self, end: int) -> Piece:
        torn = self.mender is not None and self._torn(end)
        place = self._take(end)
        if place[2] > LONGEST:
            return Piece(*place, fault=LONG)
        if self.records.json:
            return Piece(*place, fault=NO_OBJECT if _readable(place[3]) else BROKEN)
        if not _readable(place[3]):
            return Piece(*place, fault=BROKEN)
        if self.mender and (self.mender.total(place[3]) or (self.below and self.mender.below(place[3]))):
            return Piece(*place, total=True)
        if self.mender and (mended := self.mender.mended(place[3])) and not (torn and self.mender.short(place[3])):
            return Piece(*place, rows=1, mended=mended)
        few = re.match(self.records.cells(b"{%d}" % (self.records.width - 1)), place[3]) is None
        return Piece(*place, fault=FEW if few else MANY)

    def _torn(self, end: int) -> bool:
        """Return whether a record may be the beginning of a row: the file ends in it, or its rest stands behind it."""
        assert self.mender is not None
        if self.cut and end == len(self.buffer):
            return True
        found = self.blank.match(self.buffer, end)
        after = self.records.record.match(self.buffer, found.end() if found else end)
        if after is None or self.row.fullmatch(after.group()):
            return False
        return self.mender.mended(after.group()) is None and not self.mender.total(after.group())

    def _broken(self) -> Iterator[Piece]:
        found = LINE_END.search(self.buffer, self.at)
        if found:
            place = self._take(found.end())
            yield Piece(*place, fault=LONG if place[2] > LONGEST else QUOTE)
            return
        # A line without an end in sight: only its beginning is held.
        line, _, size, data = self._take(len(self.buffer))
        while self._more() and not (found := LINE_END.search(self.buffer, self.at)):
            size += self._take(len(self.buffer))[2]
        size += self._take(found.end() if found else len(self.buffer))[2]
        self.line = line + 1
        yield Piece(line, 1, size, data, fault=LONG)

    def _judged(self, place: tuple[int, int, int, bytes]) -> Iterator[Piece]:
        """Yield rows in one piece, or one by one where something beside their cells is wrong."""
        line, lines, size, data = place
        if size <= LONGEST and _readable(data):
            plain = self.records.json or b'"' not in data
            yield Piece(
                line=line,
                lines=lines,
                size=size,
                data=data,
                rows=lines if plain else sum(1 for _ in self.row.finditer(data)),
            )
            return
        for found in self.row.finditer(data):
            one = found.group()
            lines = count_lines(one)
            fault = LONG if len(one) > LONGEST else None if _readable(one) else BROKEN
            yield Piece(line=line, lines=lines, size=len(one), data=one, rows=int(fault is None), fault=fault)
            line += lines


def count_lines(data: bytes) -> int:
    """Return how many line ends stand in bytes, CR LF being one."""
    ends = data.count(b"\n")
    return ends + data.count(b"\r") - data.count(b"\r\n") if b"\r" in data else ends


def _bare(data: bytes) -> bytes:
    return data[:-2] if data.endswith(b"\r\n") else data[:-1]


def _readable(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
