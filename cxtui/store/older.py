"""Rows of tickets from before a store keeps any: they stay out, and are counted."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cxtui.canonical import TABLES
from cxtui.store.kept import kept_since

OlderRow = Sequence[Any]

WHEN: dict[str, tuple[str, ...]] = {
    "ticket": ("created_at",), "stated": (), "event": ("occurred_at",), "state": ("from_at",),
    "rating": ("occurred_at", "sent_at"), "handle": ("to_at",),
    "agent_state": ("to_at",), "qa_score": ("occurred_at",),
}  # fmt: skip
"""The instant of a row: the first of these that it has."""

OWN_TIME = frozenset({"agent_state", "qa_score"})
"""Tables whose rows go by their own instant, whatever became of a ticket."""


class OlderRows:
    """Leaves out what is older than a store keeps, within one batch, tickets coming first.

    ``count`` is how many rows it left out, ``border`` since when tickets are kept, None for a store that keeps all.

    A ticket is older when it was created before the border and is not in the store: then all of its rows are, and
    so is a row from before the border whose ticket is not there.
    """

    def __init__(self, con: sqlite3.Connection) -> None:
        self.count = 0
        self._con = con
        since = kept_since(con)
        self.border = None if since is None else since.at
        self._left: set[tuple[str, str]] = set()

    def without(self, table: str, rows: Iterable[OlderRow]) -> Iterable[OlderRow]:
        """Return the rows of a canonical table (tuples in column order) that are not older."""
        if self.border is None or table not in WHEN:
            return rows
        return self._without(table, rows, self.border)

    def _without(self, table: str, rows: Iterable[OlderRow], border: int) -> Iterator[OlderRow]:
        names = TABLES[table].names
        ticket = names.index("ticket") if "ticket" in names else None
        places = [names.index(column) for column in WHEN[table]]
        for row in rows:
            at = next((row[place] for place in places if row[place] is not None), None)
            if self._is_older(table, (row[0], row[ticket] if ticket is not None else None), at, border):
                self.count += 1
            else:
                yield row

    def _is_older(self, table: str, key: tuple[str, str | None], at: int | None, border: int) -> bool:
        before = at is not None and at < border
        if table in OWN_TIME:
            return before
        if key in self._left:
            return True
        if not before or self._is_here(*key):
            return False
        if table == "ticket" and key[1] is not None:
            self._left.add((key[0], key[1]))
        return True

    def _is_here(self, source: str, ticket: str | None) -> bool:
        found = self._con.execute("SELECT 1 FROM main.ticket WHERE source = ? AND ticket = ?", (source, ticket))
        return found.fetchone() is not None
