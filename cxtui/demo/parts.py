"""Rows of a past week in parts of whole tickets, as large as the moment allows."""

from collections.abc import Iterator

from cxtui import canonical
from cxtui.simulator import CanonicalRows
from cxtui.simulator.ledger import CanonicalRow

_TICKET = {name: table.names.index("ticket") for name, table in canonical.TABLES.items() if "ticket" in table.names}


class HistoryParts:
    """Hands out rows by whole tickets, the newest first; before them what belongs to no ticket."""

    def __init__(self, rows: CanonicalRows) -> None:
        self._rest: CanonicalRows = {}
        self._of: dict[str, CanonicalRows] = {}
        for name, row, ticket in _each(rows):
            place = self._rest if ticket is None else self._of.setdefault(ticket, {})
            place.setdefault(name, []).append(row)

    def __len__(self) -> int:
        """Return how many tickets are left."""
        return len(self._of)

    def take(self, tickets: int) -> CanonicalRows:
        """Return the rows of so many tickets more; the first time what belongs to none."""
        taken, self._rest = self._rest, {}
        if taken:
            return taken
        for _ in range(min(tickets, len(self._of))):
            for name, some in self._of.popitem()[1].items():
                taken.setdefault(name, []).extend(some)
        return taken

    def keep_back(self, rows: CanonicalRows) -> CanonicalRows:
        """Take in the rows of tickets that were not handed out yet, and return the others.

        A ticket's newest event alone would show it without its past.
        """
        others: CanonicalRows = {}
        for name, row, ticket in _each(rows):
            place = others if ticket is None else self._of.get(ticket, others)
            place.setdefault(name, []).append(row)
        return others


def _each(rows: CanonicalRows) -> Iterator[tuple[str, CanonicalRow, str | None]]:
    """Yield (table, row, ticket or None) of every row."""
    for name, some in rows.items():
        column = _TICKET.get(name)
        for row in some:
            ticket = None if column is None else row[column]
            yield name, row, None if ticket is None else str(ticket)
