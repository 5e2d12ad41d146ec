"""A first import: facts made by DuckDB, everything streamed into a new store, published at the end."""

import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.facts import catalog, duckdb_engine
from cxtui.settings import StoreSettings
from cxtui.store import import_log, reference
from cxtui.store.publish import Builder

if TYPE_CHECKING:
    import duckdb

StageProgress = Callable[[str], None]


def build(
    path: Path,
    con: "duckdb.DuckDBPyConnection",
    tables: tuple[str, ...],
    settings: StoreSettings,
    span: tuple[int, int] | None,
    keep_books: Callable[[sqlite3.Connection], None],
    stage: StageProgress = lambda _: None,
) -> dict[str, int]:
    """Build and publish a store from the staged ``in_`` tables; return rows by table.

    ``keep_books`` writes runs, files and rejects into the unpublished file. Raises StoreError; then nothing
    is at ``path`` that was not before.
    """
    # One core is the writer's while it has something to write; more threads than cores only cost work.
    cores = os.cpu_count() or 1
    con.execute(f"SET threads = {max(1, cores - 1)}")
    duckdb_engine.bind_inputs(con, tables)
    covered = reference.span_of(*(span or (None, None)))
    found = con.execute(reference.CALENDARS).fetchall()
    made = reference.rows(settings, reference.named(found, settings), covered)
    for name, rows in made.items():
        duckdb_engine.load_reference(con, name, rows)

    def finish(file: sqlite3.Connection) -> None:
        stage("publishing")
        import_log.write_settings(file, settings)
        reference.write_span(file, covered)
        keep_books(file)

    with Builder(path, con, replace=True) as builder:
        for name in _largest_first(con, tables):
            stage(f"writing {name}")
            builder.add(name, f"in_{name}")
        for name in made:
            builder.add(name, name)
        for name in (*catalog.FACTS, *catalog.BUCKETS):
            stage(f"making {name}")
            con.execute(f"SET threads = {cores if builder.caught_up else max(1, cores - 1)}")
            duckdb_engine.run(con, (name,))
            if name in catalog.KEPT or name in catalog.BUCKETS:
                builder.add(name, name)
        stage("indexes")
        return builder.publish(finish).rows


def _largest_first(con: "duckdb.DuckDBPyConnection", tables: tuple[str, ...]) -> list[str]:
    """Return the tables with the most rows first: they are written while facts are made."""
    sizes: Mapping[str, int] = {
        name: con.execute(f"SELECT count(*) FROM in_{name}").fetchall()[0][0] for name in tables
    }
    return sorted(tables, key=lambda name: -sizes[name])
