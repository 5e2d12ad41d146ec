"""A reader of a store as it stood at an instant: nothing that came later is there.

Temporary views stand in the place of the tables, which SQLite finds before the table of their name, so one text of a
query serves the present and the past.
"""

import sqlite3
from pathlib import Path

from cxtui.store.read import past_facts, past_rows
from cxtui.store.read.reader import Reader
from cxtui.store.schema import quoted


class PastReader(Reader):
    """Reads a store as it would be had nothing come after ``at`` (UTC epoch seconds).

    What changes with that is worked out at the first transaction and when the store has changed. Raises StoreTrouble
    as a Reader does.
    """

    def __init__(self, path: Path, at: int, patience: float = 10.0) -> None:
        super().__init__(path, patience)
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
            forget(con)
            make(con, self._then)
            con.execute("PRAGMA query_only = ON")
            self._made = self.version
        con.execute("SAVEPOINT past")

    def _over(self, con: sqlite3.Connection) -> None:
        """End a transaction, of which nothing but the past stays."""
        if self._made != self.version:
            con.rollback()
            return
        con.execute("ROLLBACK TO past")
        con.execute("COMMIT")


def make(con: sqlite3.Connection, at: int) -> None:
    """Put views of what was known at an instant in the place of the tables; none where nothing is later."""
    if not past_facts.goes_on(con, at):
        return
    past_facts.make(con, at)
    for name, text in (past_facts.views(at) | dict(past_rows.selects(at))).items():
        con.execute(f"CREATE TEMP VIEW {quoted(name)} AS {text}")


def forget(con: sqlite3.Connection) -> None:
    """Take away every temporary view and table."""
    found = con.execute(
        "SELECT type, name FROM temp.sqlite_schema WHERE type IN ('view', 'table') ORDER BY type = 'table'"
    )
    for kind, name in found.fetchall():
        con.execute(f"DROP {kind.upper()} temp.{quoted(name)}")
