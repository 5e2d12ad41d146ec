"""Records that have fewer or more cells than the header and still are rows, or sum rows up."""

import re
from functools import cached_property

from cxtui.sources.header import Header

TOTALS = (
    "grand total", "total general", "total geral", "total général", "total", "totals", "sum", "summe", "gesamt",
    "gesamtsumme", "gesamtergebnis", "suma", "razem", "ogółem", "łącznie", "итого", "всего", "общий итог", "totales",
    "somme", "totale", "count", "anzahl",
)  # fmt: skip
"""How a row begins that sums others up, in small letters."""
TOTAL = r"(?i)\s*(" + "|".join(TOTALS) + r")\s*[:=]?\s*(\d[\d.,\s]*[^\d\s]{0,12})?\s*"
"""The whole cell with which such a row begins: ``Total: 3 tickets``."""
WIDTH = 3
"""How many columns a table has at least of which a lone cell below it is no row."""
_TOTAL = re.compile(TOTAL)
EMPTY = re.compile(rb'\s*(?:""\s*)?')


class Mender:
    """What is done about a record whose cells are not as many as the header's; ``cell`` is the pattern of one."""

    def __init__(self, header: Header, cell: bytes) -> None:
        self.width, self.least = len(header.columns), header.least
        self.delimiter, self.pattern = header.delimiter.encode(), cell

    @cached_property
    def cell(self) -> re.Pattern[bytes]:
        """Return the pattern of a cell."""
        return re.compile(self.pattern)

    def cells(self, record: bytes) -> list[bytes]:
        """Return the cells of a record as they stand."""
        bare, at, found = record.rstrip(b"\r\n"), 0, []
        while one := self.cell.match(bare, at):
            found.append(one.group())
            at = one.end() + len(self.delimiter)
            if one.end() >= len(bare):
                return found
        return found

    def mended(self, record: bytes) -> bytes | None:
        """Return a record with missing cells added or empty ones taken away; None for one that is no row."""
        cells = self.cells(record)
        if len(cells) > self.width and all(EMPTY.fullmatch(cell) for cell in cells[self.width :]):
            return self.delimiter.join(cells[: self.width]) + b"\n"
        if self.least <= len(cells) < self.width:
            return record.rstrip(b"\r\n") + self.delimiter * (self.width - len(cells)) + b"\n"
        return None

    def short(self, record: bytes) -> bool:
        """Return whether a record has fewer cells than the header."""
        return len(self.cells(record)) < self.width

    def below(self, record: bytes) -> bool:
        """Return whether a record is a line of text, such as stands below the table of a report."""
        filled = [cell for cell in self.cells(record) if not EMPTY.fullmatch(cell)]
        return len(filled) == 1 and self.width >= WIDTH

    def total(self, record: bytes) -> bool:
        """Return whether a record begins with a sum of others."""
        first = next((cell for cell in self.cells(record) if not EMPTY.fullmatch(cell)), b"")
        return _TOTAL.fullmatch(first.strip(b' "').decode("utf-8", "replace")) is not None
