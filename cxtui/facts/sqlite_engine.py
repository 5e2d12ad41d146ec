"""Run the models on SQLite: the touched tickets of a live batch, inside the batch's own transaction.

Temporary tables named like the store's own hide them, so that the text of a model is the same here and on
DuckDB, where the tables hold everything. They stay for as long as the connection, empty between batches:
whoever reads the store through this connection says ``main.``. As nothing in their shapes changes, SQLite
keeps the compiled statements from one batch to the next.
"""

import sqlite3

from cxtui import canonical
from cxtui.canonical import SQL_TYPES, CanonicalColumn
from cxtui.facts import catalog
from cxtui.facts.tables import DERIVED

INPUTS = ("ticket", *catalog.NUMBERED, "qa_score", "customer_ticket")
"""What ``prepare`` makes for the rows of touched tickets and reviews; models read other tables whole."""

MODELS = (*catalog.FACTS, *catalog.BUCKETS)

_steps: dict[str, str] = {}
"""The declarations of steps' tables by name, as SQLite has told them; the queries follow from no store."""


def create_temp(con: sqlite3.Connection, name: str, columns: tuple[CanonicalColumn, ...], number: str = "") -> None:
    """Create an empty temporary table that hides the store's table of that name; ``number`` declares a tno."""
    declared = ", ".join(f'"{c.name}" {SQL_TYPES[c.kind][1]}' for c in columns)
    con.execute(f"CREATE TEMP TABLE {name} ({number}{declared})")
    _index(con, name)


def prepare(con: sqlite3.Connection) -> None:
    """Make the empty inputs and models, which hide the store's tables, once for a connection."""
    if con.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = 'customer_ticket'").fetchone():
        return
    create_temp(con, "ticket", canonical.TABLES["ticket"].columns, "tno INTEGER PRIMARY KEY, ")
    for name in catalog.NUMBERED:
        create_temp(con, name, canonical.TABLES[name].columns, "tno INTEGER, ")
    create_temp(con, "qa_score", canonical.TABLES["qa_score"].columns)
    con.execute("CREATE TEMP TABLE customer_ticket AS " + catalog.CUSTOMER_TICKET.format(ticket="temp.ticket"))
    for name in MODELS:
        if name in DERIVED:
            create_temp(con, name, DERIVED[name].columns)
        else:
            _create_step(con, name)


def _create_step(con: sqlite3.Connection, name: str) -> None:
    """Create the empty table of a step, which has the columns of its query; they are worked out once in a process."""
    if name in _steps:
        con.execute(_steps[name])
    else:
        con.execute(f"CREATE TEMP TABLE {name} AS {catalog.text(name)}")
        (declared,) = con.execute("SELECT sql FROM temp.sqlite_schema WHERE name = ?", (name,)).fetchone()
        _steps[name] = declared.replace("CREATE TABLE", "CREATE TEMP TABLE", 1)
    _index(con, name)


def bind_everything(con: sqlite3.Connection) -> None:
    """Fill the inputs with all tickets and reviews of the store."""
    prepare(con)
    con.execute("INSERT INTO temp.ticket SELECT ROW_NUMBER() OVER (), x.* FROM main.ticket x")
    for name in catalog.NUMBERED:
        outer = "LEFT" if name == "rating" else "INNER"
        con.execute(
            f"INSERT INTO temp.{name} SELECT t.tno, x.* FROM main.{name} x"
            f" {outer} JOIN temp.ticket t ON t.source = x.source AND t.ticket = x.ticket"
        )
    con.execute("INSERT INTO temp.qa_score SELECT * FROM main.qa_score")
    con.execute("INSERT INTO temp.customer_ticket " + catalog.CUSTOMER_TICKET.format(ticket="temp.ticket"))


def run(con: sqlite3.Connection, names: tuple[str, ...]) -> None:
    """Fill the empty tables of the named models, in order; sqlite3 errors propagate."""
    for name in names:
        test = catalog.ONLY_WHERE.get(name)
        if test and not con.execute(f"SELECT {test}").fetchone()[0]:
            continue
        if name in DERIVED:
            listed = ", ".join(f'"{c.name}"' for c in DERIVED[name].columns)
            con.execute(f"INSERT INTO temp.{name} ({listed}) SELECT {listed} FROM (\n{catalog.text(name)}\n) made")
        else:
            con.execute(f"INSERT INTO temp.{name} {catalog.text(name)}")


def empty(con: sqlite3.Connection, names: tuple[str, ...]) -> None:
    """Empty temporary tables, so that the next batch finds them as ``prepare`` made them."""
    for name in names:
        con.execute(f"DELETE FROM temp.{name}")


def _index(con: sqlite3.Connection, name: str) -> None:
    if name in catalog.LOOKUPS:
        con.execute(f"CREATE INDEX temp.{name}_lookup ON {name} ({', '.join(catalog.LOOKUPS[name])})")
