"""Stores to look into: every row of everything that follows from records, and floors read through the importer."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from cxtui import canonical
from cxtui.facts import catalog
from cxtui.importing.run import Request, run
from cxtui.importing.summary import Summary

CONTENT = (*canonical.TABLES, *catalog.KEPT, *catalog.BUCKETS)
"""Tables whose rows follow from the records alone, whatever way they came in."""

REFERENCE = ("open_interval", "open_block", "local_day", "target", "horizon", "hist_bound")


def rows_of(store: Path, table: str) -> set[tuple[Any, ...]]:
    """Return the rows of a table."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as con:
        return set(con.execute(f"SELECT * FROM {table}").fetchall())


def differing(one: Path, other: Path, tables: tuple[str, ...] = CONTENT) -> dict[str, tuple[Any, Any]]:
    """Return the tables that differ, with a few rows that only one of the stores has."""
    found = {}
    for table in tables:
        a, b = rows_of(one, table), rows_of(other, table)
        if a != b:
            found[table] = (sorted(a - b, key=repr)[:2], sorted(b - a, key=repr)[:2])
    return found


def imported(store: Path, mapping: str, *paths: Path) -> Summary:
    """Import files or folders into a store."""
    return run(store, Request(paths, mapping))
