"""Hand-made histories: canonical rows from a few words, and the facts both engines make of them."""

import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import duckdb

from cxtui import canonical
from cxtui.calendars import Calendar
from cxtui.canonical import SQL_TYPES, CanonicalColumn
from cxtui.clock import parse_instant
from cxtui.facts import catalog, duckdb_engine, reference, sqlite_engine
from cxtui.facts.tables import DERIVED
from cxtui.settings import StoreSettings, defaults

Rows = dict[str, list[tuple[object, ...]]]
ReferenceRows = list[reference.ReferenceRow]
Calendars = tuple[tuple[str, Calendar], ...]
ALL = tuple(canonical.COVERAGE)


def instant(text: str, zone: str = "UTC") -> int:
    """Return the epoch seconds of ``2025-01-14 15:00[:00]``."""
    return parse_instant(text, zone)


class History:
    """Canonical rows of source ``s``; every method adds rows and takes times as text in UTC.

    Opening hours and local days cover ``span``, whole UTC days.
    """

    def __init__(self, coverage: Iterable[str] = ALL) -> None:
        self.rows: Rows = {name: [] for name in canonical.TABLES}
        self.calendars: dict[str, Calendar] = {}
        self.span = (instant("2023-01-01"), instant("2028-01-01"))
        for what in coverage:
            self.add("coverage", what=what)

    def add(self, table: str, **values: object) -> "History":
        """Add one row, with version 0 where the table is mutable and NULL for what is not given."""
        known = {"source": "s", "version_at": 0, "version_seq": 0, **values}
        spec = canonical.TABLES[table]
        assert set(values) <= set(spec.names), set(values) - set(spec.names)
        self.rows[table].append(tuple(known.get(c) for c in spec.names))
        return self

    def ticket(self, ticket: str, created: str, **values: object) -> "History":
        """Add a ticket created at a time."""
        return self.add("ticket", ticket=ticket, created_at=instant(created), **values)

    def event(self, ticket: str, when: str, kind: str, value: object = None, **values: object) -> "History":
        """Add an event; ids count up, so that events of one second keep the order of the calls."""
        n = len(self.rows["event"])
        return self.add(
            "event", ticket=ticket, event=f"e{n:04d}", occurred_at=instant(when), kind=kind, value=value, **values
        )

    def says(self, ticket: str, when: str, who: str = "c1", **values: object) -> "History":
        """Add a public message by a customer (``c…``), an agent (``a…``) or a bot (``b…``)."""
        kind = {"c": "customer", "a": "agent", "b": "bot"}[who[0]]
        return self.event(ticket, when, "message", actor=who, actor_kind=kind, public=1, **values)

    def status(self, ticket: str, when: str, value: str, who: str | None = None) -> "History":
        """Add a change of status."""
        return self.event(ticket, when, "status", value, actor=who)


@cache
def _hours(calendars: Calendars, from_at: int, to_at: int) -> tuple[ReferenceRows, ReferenceRows]:
    """Return the rows of ``open_interval`` and ``open_block``; histories of one span and calendar share them."""
    intervals = reference.open_intervals(dict(calendars), from_at, to_at)
    return intervals, list(reference.open_blocks(intervals))


_days = cache(reference.local_days)


def reference_rows(history: History, settings: StoreSettings) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every reference table for a history."""
    return _of_calendars(*_calendars(history, settings)) | _of_settings(settings)


def _calendars(history: History, settings: StoreSettings) -> tuple[Calendars, str, tuple[int, int]]:
    """Return what the large reference tables follow from: calendars, the zone, and the span."""
    calendars = {**settings.calendars, **{f"s/{k}": v for k, v in history.calendars.items()}}
    return tuple(calendars.items()), settings.zone, history.span


def _of_calendars(calendars: Calendars, zone: str, span: tuple[int, int]) -> dict[str, ReferenceRows]:
    intervals, blocks = _hours(calendars, *span)
    return {
        "open_interval": intervals,
        "open_block": blocks,
        "local_day": _days(zone, *span),
        "hist_bound": reference.histogram_bounds(),
    }


def _of_settings(settings: StoreSettings) -> dict[str, ReferenceRows]:
    return {"target": reference.targets(settings), "horizon": reference.horizons(settings)}


@cache
def _duck(calendars: Calendars, zone: str, span: tuple[int, int]) -> duckdb.DuckDBPyConnection:
    """Return DuckDB with the opening hours and days that many histories share."""
    con = duckdb.connect()
    for name, rows in _of_calendars(calendars, zone, span).items():
        duckdb_engine.load_reference(con, name, rows)
    return con


def on_duckdb(history: History, settings: StoreSettings | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Return every derived table of a history as DuckDB makes it, rows in order of their key."""
    settings = settings or defaults()
    con = _duck(*_calendars(history, settings))
    for name, table in canonical.TABLES.items():
        duckdb_engine.create_empty(con, f"in_{name}", table.columns)
        if history.rows[name]:
            marks = ", ".join("?" * len(table.columns))
            con.executemany(f"INSERT INTO in_{name} VALUES ({marks})", history.rows[name])
    duckdb_engine.bind_inputs(con, tuple(canonical.TABLES))
    for name, rows in _of_settings(settings).items():
        duckdb_engine.load_reference(con, name, rows)
    duckdb_engine.run(con, catalog.FACTS + catalog.BUCKETS)
    return {n: con.execute(_ordered(n)).fetchall() for n in catalog.KEPT + catalog.BUCKETS}


@cache
def _lite(calendars: Calendars, zone: str, span: tuple[int, int]) -> sqlite3.Connection:
    """Return SQLite with the opening hours and days that many histories share, ready for the first of them."""
    con = sqlite3.connect(":memory:")
    for name, table in canonical.TABLES.items():
        _create(con, name, table.columns)
    for name in _of_settings(defaults()):
        _create(con, name, DERIVED[name].columns)
    for name, rows in _of_calendars(calendars, zone, span).items():
        _create(con, name, DERIVED[name].columns)
        _fill(con, name, rows)
        if "calendar" in DERIVED[name].names:
            con.execute(f"CREATE INDEX {name}_key ON {name} ({', '.join(DERIVED[name].key)})")
    sqlite_engine.prepare(con)
    return con


def on_sqlite(history: History, settings: StoreSettings | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Return every derived table of a history as SQLite makes it, rows in order of their key."""
    settings = settings or defaults()
    con = _lite(*_calendars(history, settings))
    for name, rows in (*history.rows.items(), *_of_settings(settings).items()):
        _fill(con, name, rows)
    sqlite_engine.empty(con, (*sqlite_engine.INPUTS, *sqlite_engine.MODELS))
    sqlite_engine.bind_everything(con)
    sqlite_engine.run(con, catalog.FACTS + catalog.BUCKETS)
    return {n: con.execute(_ordered(f"temp.{n}")).fetchall() for n in catalog.KEPT + catalog.BUCKETS}


def _create(con: sqlite3.Connection, name: str, columns: tuple[CanonicalColumn, ...]) -> None:
    con.execute(f"CREATE TABLE {name} (" + ", ".join(f'"{c.name}" {SQL_TYPES[c.kind][1]}' for c in columns) + ")")


def _fill(con: sqlite3.Connection, name: str, rows: list[tuple[object, ...]]) -> None:
    """Put rows in the place of those of the history before."""
    con.execute(f"DELETE FROM main.{name}")
    if rows:
        con.executemany(f"INSERT INTO main.{name} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _ordered(name: str) -> str:
    return f"SELECT * FROM {name} ORDER BY {', '.join(DERIVED[name.removeprefix('temp.')].key)}"


def fact(made: Mapping[str, list[tuple[Any, ...]]], ticket: str) -> dict[str, Any]:
    """Return the ticket_fact row of a ticket by column name."""
    names = DERIVED["ticket_fact"].names
    return next(dict(zip(names, row, strict=True)) for row in made["ticket_fact"] if row[1] == ticket)
