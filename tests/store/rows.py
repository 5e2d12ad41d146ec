"""Rows to put into stores under test."""

import sqlite3

TEAMS = "SELECT 'desk' AS source, 't' || i AS team, 10 AS version_at, 0 AS version_seq, 'Team ' || i AS name, 1 AS tier"
"""A DuckDB SELECT of teams; ``FROM range(N) AS r(i)`` is to follow."""


def note_source(con: sqlite3.Connection) -> None:
    """Say that the source ``desk`` was imported, so that the store is not an empty one."""
    con.execute("INSERT INTO source_state VALUES ('desk', 1000, 900, 3, 'canonical')")
