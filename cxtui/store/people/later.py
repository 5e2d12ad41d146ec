"""Rows that come in later: those of people who were erased get the pseudonym and lose their texts."""

import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from cxtui.canonical import TABLES
from cxtui.store.people.columns import COLUMNS, KIND_OF, PersonKind
from cxtui.store.people.tombstones import NOBODY, Tombstones, of_store

RowOf = Sequence[Any]
CellChange = Callable[[list[Any]], None]

_CELLS = re.compile(r"[,;|\t\r\n\"'\[\]{}]+")
_TOKENS = re.compile(r"[\w.@+-]+")


class LaterRows:
    """Takes people who were erased out of rows that come into a store, inside the batch's transaction."""

    def __init__(self, con: sqlite3.Connection, erased: Tombstones) -> None:
        self._con = con
        self._erased = erased

    def without(self, table: str, rows: Iterable[RowOf]) -> Iterable[RowOf]:
        """Return the rows of a canonical table (tuples in column order) as they may be kept."""
        changes = self._changes(table)
        if not changes:
            return rows
        return self._changed(rows, changes)

    def _changed(self, rows: Iterable[RowOf], changes: Sequence[CellChange]) -> Iterator[RowOf]:
        for row in rows:
            cells = list(row)
            for change in changes:
                change(cells)
            yield tuple(cells)

    def _changes(self, table: str) -> list[CellChange]:
        names, holds = TABLES[table].names, COLUMNS[table]
        place = {name: names.index(name) for name in names}
        own = [place[name] for name, what in holds.items() if what in ("own", "words")]
        made: list[CellChange] = []
        for name, what in holds.items():
            at, source = place[name], place["source"]
            if what in ("agent", "customer"):
                kind: PersonKind = "agent" if what == "agent" else "customer"
                texts = own if table == what or (table, what) == ("ticket", "customer") else []
                made.append(self._id(at, source, kind, texts))
            elif what in ("assignee", "claim"):
                kind_at = place["kind" if what == "assignee" else "metric"]
                made.append(self._assignee(at, source, kind_at))
            elif what in ("actor", "opener"):
                says = place.get(KIND_OF[name]) if table != "state" else None
                made.append(self._either(at, source, says, own if what == "opener" else []))
        if table == "rating":
            made.append(self._comment(place["comment"], place["source"], place["ticket"]))
        return made

    def _id(self, at: int, source: int, kind: PersonKind, texts: Sequence[int]) -> CellChange:
        def change(row: list[Any]) -> None:
            found = self._erased.of(kind, row[source], row[at])
            if found is not None:
                row[at] = found
            if texts and self._erased.stands_for(kind, row[source], row[at]):
                for text in texts:
                    row[text] = None

        return change

    def _assignee(self, at: int, source: int, kind_at: int) -> CellChange:
        def change(row: list[Any]) -> None:
            if row[kind_at] == "assignee":
                row[at] = self._erased.of("agent", row[source], row[at]) or row[at]

        return change

    def _either(self, at: int, source: int, says: int | None, texts: Sequence[int]) -> CellChange:
        def change(row: list[Any]) -> None:
            kind = row[says] if says is not None else None
            if kind != "customer":
                row[at] = self._erased.of("agent", row[source], row[at]) or row[at]
            if kind in ("customer", None) and self._is_gone(row[source], row[at], kind is None):
                row[at] = self._erased.of("customer", row[source], row[at]) or row[at]
                for text in texts:
                    row[text] = None

        return change

    def _comment(self, at: int, source: int, ticket: int) -> CellChange:
        def change(row: list[Any]) -> None:
            if row[at] is not None:
                customer = self._con.execute(
                    "SELECT customer FROM main.ticket WHERE source = ? AND ticket = ?", (row[source], row[ticket])
                ).fetchone()
                if customer is not None and self._erased.stands_for("customer", row[source], customer[0]):
                    row[at] = None

        return change

    def _is_gone(self, source: str, id: str | None, doubtful: bool) -> bool:
        """Return whether a customer was erased; a doubtful id is an agent's where one is known by it."""
        if self._erased.of("customer", source, id) is not None:
            return not doubtful or not self._is_agent(source, id or "")
        return self._erased.stands_for("customer", source, id)

    def _is_agent(self, source: str, id: str) -> bool:
        found = self._con.execute("SELECT 1 FROM main.agent WHERE source = ? AND agent = ?", (source, id)).fetchone()
        return found is not None


def without_erased(
    con: sqlite3.Connection, rows: Mapping[str, Iterable[RowOf]]
) -> Iterator[tuple[str, Iterable[RowOf]]]:
    """Yield the rows of a batch by table as they may be kept; each table is to be merged before the next is asked for.

    Raises StoreError where keys of tombstones are not there.
    """
    erased = NOBODY
    order = {"tombstone": 0, "agent": 1, "ticket": 2}
    looked = False
    for table in sorted(rows, key=lambda name: order.get(name, 3)):
        if table != "tombstone" and not looked:
            # Those that came with this very batch count for the rest of it.
            erased, looked = of_store(con), True
        yield table, LaterRows(con, erased).without(table, rows[table]) if erased else rows[table]


def empty_late_comments(con: sqlite3.Connection, merged: Collection[str]) -> None:
    """Take out comments of erased customers that came before the ticket said whose they were."""
    if "ticket" in merged:
        con.execute(_LATE_COMMENTS)


_LATE_COMMENTS = """
UPDATE main.rating SET comment = NULL
WHERE comment IS NOT NULL AND (source, ticket) IN (
  SELECT c.source, c.ticket FROM temp.changed_ticket c
  CROSS JOIN main.ticket t ON t.source = c.source AND t.ticket = c.ticket
  CROSS JOIN main.tombstone s ON s.source = t.source AND s.pseudonym = t.customer)
"""


def rejects_without(erased: Tombstones, rows: Iterable[RowOf]) -> Iterator[RowOf]:
    """Yield refused rows (file, line, column_name, value, reason, row) without the texts of those of people erased."""
    for file, line, column, value, reason, row in rows:
        if erased and _of_erased(erased, f"{value or ''}\n{row or ''}"):
            yield file, line, column, None, reason, None
        else:
            yield file, line, column, value, reason, row


def _of_erased(erased: Tombstones, text: str) -> bool:
    cells = (cell.strip() for cell in _CELLS.split(text))
    return erased.anyone(cells) or erased.anyone(_TOKENS.findall(text))
