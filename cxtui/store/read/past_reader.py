"""A reader of a store as it stood at an instant: nothing that came later is there.

Temporary views stand in the place of the tables, which SQLite finds before the table of their name, so one text of a
query serves the present and the past.
"""

import sqlite3
from pathlib import Path

from cxtui.facts.tables import DERIVED
from cxtui.store.read import past_facts, past_rows
from cxtui.store.read.past_text import FOUND, looked_up
from cxtui.store.read.reader import Reader, Transaction
from cxtui.store.schema import create_index, create_table, quoted

COPIED = 20_000
"""Tickets up to which the facts of a store are copied for an instant."""


class PastReader(Reader):
    """Reads a store as it would be had nothing come after ``at`` (UTC epoch seconds).

    What changes with that is worked out at the first transaction and when the store has changed; the reading after it
    has as much time as without. Raises StoreTrouble as a Reader does.
    """

    def __init__(self, path: Path, at: int, patience: float = 10.0, copied: int = COPIED) -> None:
        super().__init__(path, patience)
        self._copied = copied
        self._then = at
        self._made: int | None = None

    def _opened(self, con: sqlite3.Connection) -> None:
        con.execute("PRAGMA temp_store = MEMORY")
        self._made = None

    def _begun(self, con: sqlite3.Connection) -> None:
        """Put the past in the place of the present, once for a version of the store."""
        if self._made != self.version:
            self._made = None
            con.execute("PRAGMA query_only = OFF")
            self._make(con)
            con.execute("PRAGMA query_only = ON")
            self._made = self.version
            self._be_patient()
        con.execute("SAVEPOINT past")

    def _make(self, con: sqlite3.Connection) -> None:
        """Make what stands in the place of the present (a hook for readers of a part of the past)."""
        forget(con)
        make(con, self._then, self._copied)

    def _picture(self, con: sqlite3.Connection) -> Transaction:
        return Transaction(con, looked_up if is_made(con) else str)

    def _over(self, con: sqlite3.Connection) -> None:
        """End a transaction, of which nothing but the past stays."""
        if self._made != self.version:
            con.rollback()
            return
        con.execute("ROLLBACK TO past")
        con.execute("COMMIT")


def make(con: sqlite3.Connection, at: int, copied: int = COPIED, prefix: str = "") -> frozenset[str]:
    """Put what was known at an instant in the place of the tables, and return their names; none if nothing is later.

    Facts of a store of up to ``copied`` tickets are copied: it is sooner done than asking two tables each time. With a
    ``prefix`` to their names they stand beside the tables instead.
    """
    if not past_facts.goes_on(con, at):
        return frozenset()
    past_facts.make(con, at)
    records, facts = past_rows.selects(at), past_facts.views(at)
    for name, text in records.items():
        con.execute(f"CREATE TEMP VIEW {quoted(prefix + name)} AS {text}")
    whole = con.execute("SELECT COUNT(*) FROM main.ticket").fetchone()[0] <= copied
    for name, text in facts.items():
        if whole:
            _copy(con, name, text, prefix)
        else:
            con.execute(f"CREATE TEMP VIEW {quoted(prefix + name)} AS {text}")
    if whole:
        return frozenset((*records, *facts))
    beside = past_facts.looked_up(at)
    for name, text in beside.items():
        con.execute(f"CREATE TEMP VIEW {quoted(prefix + name)} AS {text}")
    return frozenset((*records, *facts, *beside))


def _copy(con: sqlite3.Connection, name: str, text: str, prefix: str) -> None:
    table = DERIVED[name]
    con.execute(create_table(table, prefix + name, temporary=True))
    con.execute(f"INSERT INTO temp.{quoted(prefix + name)} {text}")
    for index in table.indexes:
        made = create_index(prefix + name, index).replace("CREATE INDEX ", "CREATE INDEX temp.", 1)
        con.execute(made)


def is_made(con: sqlite3.Connection) -> bool:
    """Return whether views of the past stand in the place of the tables."""
    return con.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = ?", (FOUND,)).fetchone() is not None


def forget(con: sqlite3.Connection) -> None:
    """Take away every temporary view and table."""
    found = con.execute(
        "SELECT type, name FROM temp.sqlite_schema WHERE type IN ('view', 'table') ORDER BY type = 'table'"
    )
    for kind, name in found.fetchall():
        con.execute(f"DROP {kind.upper()} temp.{quoted(name)}")
