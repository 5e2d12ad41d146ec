"""Whether the tables in a file are the ones this cxtui declares, and making the derived ones so."""

import sqlite3
from collections.abc import Mapping

from cxtui.canonical import SQL_TYPES
from cxtui.facts.tables import DERIVED, DerivedTable
from cxtui.store.kept import kept_since
from cxtui.store.schema import TableSpec, create_indexes, create_table, kept, listed, quoted

Shape = frozenset[tuple[str, str, bool, int]]
"""A table's columns as (name, type, needed, place in the key)."""


def declared_shape(spec: TableSpec) -> Shape:
    """Return the shape that a specification asks for."""
    return frozenset(
        (
            column.name,
            SQL_TYPES[column.kind][1],
            column.required or column.name in spec.key,
            spec.key.index(column.name) + 1 if column.name in spec.key else 0,
        )
        for column in spec.columns
    )


def found_shape(con: sqlite3.Connection, table: str) -> Shape:
    """Return the shape of a table in the file; empty if it is not there."""
    rows = con.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,)).fetchall()
    return frozenset((name, kind, bool(needed), place) for name, kind, needed, place in rows)


def foreign(con: sqlite3.Connection, tables: Mapping[str, TableSpec] | None = None) -> list[str]:
    """Return the tables (by default those that cannot be made again) that are absent or of another shape."""
    wanted = kept() if tables is None else tables
    return [name for name, spec in wanted.items() if found_shape(con, name) != declared_shape(spec)]


def reconcile(con: sqlite3.Connection, indexes: bool = True) -> tuple[str, ...]:
    """Make derived tables and indexes as declared, inside the caller's transaction.

    Frozen sums move into a table made anew.
    Returns the derived tables that were made anew and are therefore empty: whoever calls must rebuild facts.
    """
    found = dict(con.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall())
    remade = []
    for name, spec in DERIVED.items():
        if found.get(name) != create_table(spec):
            frozen = _frozen(con, spec) if name in found and spec.scope == "bucket" else None
            con.execute(f"DROP TABLE IF EXISTS {quoted(name)}")
            con.execute(create_table(spec))
            _put_back(con, spec, frozen)
            remade.append(name)
    if indexes:
        ensure_indexes(con)
    return tuple(remade)


Frozen = tuple[list[str], list[tuple[object, ...]]]
"""Columns, and the rows of them."""


def _frozen(con: sqlite3.Connection, spec: DerivedTable) -> Frozen | None:
    """Return the sums of a bucket table that nothing can make again: those of before the store keeps tickets."""
    since = kept_since(con)
    if since is None:
        return None
    there = {name for name, *_ in found_shape(con, spec.name)}
    names = [name for name in spec.names if name in there]
    if not there >= set(spec.key):
        return None
    rows = con.execute(f"SELECT {listed(names)} FROM {quoted(spec.name)} WHERE {spec.key[0]} < ?", (since.at,))
    return names, rows.fetchall()


def _put_back(con: sqlite3.Connection, spec: DerivedTable, frozen: Frozen | None) -> None:
    """Write frozen sums into the new table; what was not counted then is 0."""
    if frozen is None:
        return
    names, rows = frozen
    new = [name for name in spec.measures if name not in names]
    marks = ", ".join([*("?" * len(names)), *("0" * len(new))])
    con.executemany(f"INSERT INTO {quoted(spec.name)} ({listed([*names, *new])}) VALUES ({marks})", rows)


def ensure_indexes(con: sqlite3.Connection) -> None:
    """Create the indexes that are absent, remake those that differ and drop those that nobody declares."""
    found = dict(
        con.execute(
            "SELECT name, sql FROM sqlite_schema"
            " WHERE type = 'index' AND sql IS NOT NULL AND tbl_name <> '_sqlite_migrations'"
        ).fetchall()
    )
    wanted = create_indexes()
    for name, sql in found.items():
        if sql != wanted.get(name):
            con.execute(f"DROP INDEX {quoted(name)}")
    for name, sql in wanted.items():
        if sql != found.get(name):
            con.execute(sql)
