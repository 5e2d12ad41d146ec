"""Run the models on DuckDB: all tickets of a bulk import at once."""

from collections.abc import Callable

import duckdb

from cxtui import canonical
from cxtui.canonical import SQL_TYPES, CanonicalColumn
from cxtui.facts import catalog
from cxtui.facts.tables import DERIVED

ModelProgress = Callable[[str], None]


def _ignore(_: str) -> None:
    return None


def create_empty(con: duckdb.DuckDBPyConnection, name: str, columns: tuple[CanonicalColumn, ...]) -> None:
    """Create an empty table with the given columns."""
    declared = ", ".join(f'"{c.name}" {SQL_TYPES[c.kind][0]}' for c in columns)
    con.execute(f"CREATE OR REPLACE TABLE {name} ({declared})")


def has_table(con: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Return whether there is a table of that name."""
    return bool(con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [name]).fetchall())


def bind_inputs(con: duckdb.DuckDBPyConnection, staged: tuple[str, ...]) -> None:
    """Name the staged ``in_`` tables as the models read them, with empty tables for what is not staged."""
    for table in canonical.TABLES.values():
        if table.name not in staged:
            create_empty(con, f"in_{table.name}", table.columns)
        if table.name != "ticket":
            con.execute(f"CREATE OR REPLACE VIEW {table.name} AS SELECT * FROM in_{table.name}")
    con.execute("CREATE OR REPLACE TABLE ticket AS SELECT row_number() OVER () AS tno, * FROM in_ticket")
    for name in catalog.NUMBERED:
        kind = "LEFT" if name == "rating" else "INNER"
        con.execute(
            f"CREATE OR REPLACE VIEW {name} AS SELECT t.tno, x.* FROM in_{name} x"
            f" {kind} JOIN ticket t ON t.source = x.source AND t.ticket = x.ticket"
        )
    con.execute("CREATE OR REPLACE VIEW customer_ticket AS " + catalog.CUSTOMER_TICKET.format(ticket="ticket"))


def load_reference(con: duckdb.DuckDBPyConnection, name: str, rows: list[tuple[object, ...]]) -> None:
    """Fill a reference table from Python rows (thousands of them: one list a column is quick)."""
    table = DERIVED[name]
    create_empty(con, name, table.columns)
    if rows:
        lists = [list(column) for column in zip(*rows, strict=True)]
        unnested = ", ".join(f"unnest(?::{SQL_TYPES[c.kind][0]}[])" for c in table.columns)
        con.execute(f"INSERT INTO {name} SELECT {unnested}", lists)


def run(con: duckdb.DuckDBPyConnection, names: tuple[str, ...], progress: ModelProgress = _ignore) -> None:
    """Make the named models as temporary tables, in order; DuckDB errors propagate."""
    for name in names:
        progress(name)
        body = catalog.text(name)
        if not _wanted(con, name):
            body = f"SELECT * FROM (\n{body}\n) unwanted LIMIT 0"
        if name in DERIVED:
            columns = ", ".join(
                f'CAST("{c.name}" AS {SQL_TYPES[c.kind][0]}) AS "{c.name}"' for c in DERIVED[name].columns
            )
            body = f"SELECT {columns} FROM (\n{body}\n) made"
        con.execute(f"CREATE OR REPLACE TABLE {name} AS {body}")


def _wanted(con: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Return whether a model can have rows at all."""
    test = catalog.ONLY_WHERE.get(name)
    return test is None or bool(con.execute(f"SELECT {test}").fetchall()[0][0])
