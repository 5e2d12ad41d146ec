"""Run the package's models over a world: on SQLite in memory, and on DuckDB."""

import sqlite3
from collections.abc import Mapping
from functools import cache
from typing import Any

import duckdb

from cxtui import canonical
from cxtui.calendars import Calendar
from cxtui.canonical import SQL_TYPES
from cxtui.facts import catalog, duckdb_engine, sqlite_engine
from cxtui.facts.tables import DERIVED
from cxtui.settings import StoreSettings, loads
from tests.facts.histories import History, reference_rows
from tests.proof.world import Row, Setup, World

Rows = list[tuple[Any, ...]]
MADE = catalog.KEPT + catalog.BUCKETS


def settings_of(setup: Setup) -> StoreSettings:
    """Return a setup's settings as the package reads them."""
    return loads(setup.settings)


@cache
def reference_of(setup: Setup) -> Mapping[str, Rows]:
    """Return the reference tables of a setup; worked out once."""
    history = History()
    history.calendars = {n: Calendar.parse(n, *texts) for n, texts in setup.calendars.items()}
    return reference_rows(history, settings_of(setup))


def tuples(world: World, table: str) -> Rows:
    """Return a canonical table's rows in the order of its columns."""
    names = canonical.TABLES[table].names
    return [tuple(row.get(name) for name in names) for row in world.rows[table]]


class Lite:
    """SQLite in memory under one setup; worlds are put in one after the other."""

    def __init__(self, setup: Setup) -> None:
        self.con = sqlite3.connect(":memory:")
        for name, table in canonical.TABLES.items():
            self._create(name, table.columns)
        for name, rows in reference_of(setup).items():
            self._create(name, DERIVED[name].columns)
            self._fill(name, rows)
            if "calendar" in DERIVED[name].names:
                self.con.execute(f"CREATE INDEX {name}_key ON {name} ({', '.join(DERIVED[name].key)})")
        sqlite_engine.prepare(self.con)

    def facts(self, world: World) -> dict[str, list[Row]]:
        """Return every derived table of a world."""
        for name in canonical.TABLES:
            self.con.execute(f"DELETE FROM main.{name}")
            self._fill(name, tuples(world, name))
        sqlite_engine.empty(self.con, (*sqlite_engine.INPUTS, *sqlite_engine.MODELS))
        sqlite_engine.bind_everything(self.con)
        sqlite_engine.run(self.con, sqlite_engine.MODELS)
        return {name: self.read(name) for name in MADE}

    def read(self, name: str) -> list[Row]:
        """Return the rows of a table that the models made for the last world, steps included."""
        return self.rows(f"SELECT * FROM temp.{name}")

    def rows(self, query: str) -> list[Row]:
        """Return the rows of a query over what was made for the last world."""
        cursor = self.con.execute(query)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def _create(self, name: str, columns: tuple[canonical.CanonicalColumn, ...]) -> None:
        listed = ", ".join(f'"{c.name}" {SQL_TYPES[c.kind][1]}' for c in columns)
        self.con.execute(f"CREATE TABLE {name} ({listed})")

    def _fill(self, name: str, rows: Rows) -> None:
        if rows:
            self.con.executemany(f"INSERT INTO main.{name} VALUES ({', '.join('?' * len(rows[0]))})", rows)


lite_of = cache(Lite)
"""SQLite under a setup, made once."""


def on_lite(world: World) -> dict[str, list[Row]]:
    """Return every derived table of a world as SQLite makes it."""
    return lite_of(world.setup).facts(world)


def on_duck(world: World) -> dict[str, list[Row]]:
    """Return every derived table of a world as DuckDB makes it."""
    with duckdb.connect() as con:
        for name, table in canonical.TABLES.items():
            duckdb_engine.create_empty(con, f"in_{name}", table.columns)
            if rows := tuples(world, name):
                lists = [list(column) for column in zip(*rows, strict=True)]
                unnested = ", ".join(f"unnest(?::{SQL_TYPES[c.kind][0]}[])" for c in table.columns)
                con.execute(f"INSERT INTO in_{name} SELECT {unnested}", lists)
        duckdb_engine.bind_inputs(con, tuple(canonical.TABLES))
        for name, rows in reference_of(world.setup).items():
            duckdb_engine.load_reference(con, name, rows)
        duckdb_engine.run(con, catalog.FACTS + catalog.BUCKETS)
        return {
            name: [
                dict(zip(DERIVED[name].names, row, strict=True))
                for row in con.execute(f"SELECT * FROM {name}").fetchall()
            ]
            for name in MADE
        }
