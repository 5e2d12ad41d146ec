"""Stores of earlier schemas: ``python -m tests.store.earlier`` prints the present one, to be kept before it changes."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from cxtui.facts.tables import DERIVED
from cxtui.store.migrations import migrate
from cxtui.store.schema import kept, listed, quoted

SCHEMAS = Path(__file__).parent / "schemas"
KEPT = {int(path.stem.removeprefix("version_")): path for path in sorted(SCHEMAS.glob("version_*.sql"))}
"""The files of earlier schemas by their version."""


def schema(path: Path) -> Iterator[str]:
    """Yield what makes an empty store like the one at ``path``: marks, tables, indexes and the steps taken."""
    with closing(sqlite3.connect(path)) as con:
        for mark in ("application_id", "user_version"):
            yield f"PRAGMA {mark} = {con.execute(f'PRAGMA {mark}').fetchone()[0]};"
        made = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name"
        yield from (f"{sql};" for (sql,) in con.execute(made))
        steps = con.execute("SELECT migration_set, name, applied_at FROM _sqlite_migrations ORDER BY id").fetchall()
        for step in steps:
            values = ", ".join(f"'{value}'" for value in step)
            yield f"INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ({values});"


def made(version: int, path: Path) -> Path:
    """Make an empty store of an earlier version at ``path``."""
    with closing(sqlite3.connect(path)) as con:
        con.executescript(KEPT[version].read_text(encoding="utf-8"))
    return path


def columns(con: sqlite3.Connection, table: str) -> list[str]:
    """Return the names of a table's columns."""
    return [name for (name,) in con.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def filled(version: int, path: Path, donor: Path) -> Path:
    """Make a store of an earlier version with the records and the log of the store ``donor``.

    It has the facts of those tables that were then as they are now; the others are empty.
    """
    with closing(sqlite3.connect(donor)) as new, closing(sqlite3.connect(made(version, path))) as old, old:
        for table in (*kept(), *DERIVED):
            known = columns(new, table)
            names = [name for name in columns(old, table) if name in known]
            if names and (table not in DERIVED or names == known == columns(old, table)):
                holes = ", ".join("?" * len(names))
                rows = new.execute(f"SELECT {listed(names)} FROM {quoted(table)}")
                old.executemany(f"INSERT INTO {quoted(table)} ({listed(names)}) VALUES ({holes})", rows)
    return path


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        migrate(Path(folder) / "floor.db")
        print("\n".join(schema(Path(folder) / "floor.db")))
