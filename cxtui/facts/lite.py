"""Run the models on SQLite: the touched tickets of a live batch, inside the batch's own transaction.

Temporary tables named like the store's own hide them, so that the text of a model is the same here and on
DuckDB, where the tables hold everything.
"""

import sqlite3

from cxtui.canonical import SQL_TYPES, Column
from cxtui.facts import catalog
from cxtui.facts.tables import DERIVED


def create_temp(con: sqlite3.Connection, name: str, columns: tuple[Column, ...]) -> None:
    """Create an empty temporary table that hides the store's table of that name."""
    declared = ", ".join(f'"{c.name}" {SQL_TYPES[c.kind][1]}' for c in columns)
    con.execute(f"CREATE TEMP TABLE {name} ({declared})")


def run(con: sqlite3.Connection, names: tuple[str, ...]) -> None:
    """Make the named models as temporary tables, in order; sqlite3 errors propagate."""
    for name in names:
        body = catalog.text(name)
        if name in DERIVED:
            columns = DERIVED[name].columns
            create_temp(con, name, columns)
            listed = ", ".join(f'"{c.name}"' for c in columns)
            con.execute(f"INSERT INTO temp.{name} ({listed}) SELECT {listed} FROM (\n{body}\n) made")
        else:
            con.execute(f"CREATE TEMP TABLE {name} AS {body}")


def drop(con: sqlite3.Connection, names: tuple[str, ...]) -> None:
    """Drop temporary tables, so that the store's own are seen again."""
    for name in names:
        con.execute(f"DROP TABLE IF EXISTS temp.{name}")
