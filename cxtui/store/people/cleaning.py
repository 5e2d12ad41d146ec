"""Leaving nothing of what was taken out in a SQLite file: its free pages, the slack of others, and the log.

A page that is given back keeps its bytes until something else is written there, and the log keeps earlier pages until
it is written back. So the file is written anew, and then the log is cut, for which no reader may still look at an
earlier state.
"""

import sqlite3
import time
from pathlib import Path

from cxtui.errors import StoreError
from cxtui.store.wal import wal_size

PATIENCE = 20.0
"""Seconds for which readers are waited for: a console reads for a fraction of one."""

_PAUSE = 0.1


def clean(con: sqlite3.Connection, path: Path) -> None:
    """Write a file anew and cut its log; raises StoreError where somebody who reads keeps the log.

    What was committed before stays committed. ``con`` must be outside of a transaction.
    """
    # The whole file passes through a temporary one: in memory it might not fit.
    usual = con.execute("PRAGMA temp_store").fetchone()[0]
    con.execute("PRAGMA secure_delete = ON").fetchall()
    try:
        if con.execute("SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_stat4'").fetchone():
            con.execute("DELETE FROM main.sqlite_stat4")  # it holds keys as they were measured
        con.execute("PRAGMA temp_store = FILE")
        con.execute("VACUUM")
    finally:
        con.execute(f"PRAGMA temp_store = {usual}")
    until = time.monotonic() + PATIENCE
    while not _cut(con, path):
        if time.monotonic() > until:
            raise StoreError(
                f"{path}: done, but a process that reads it keeps earlier pages in {path.name}-wal; end whatever has "
                "been reading for long (a console reads for less than a second) and run the command again"
            )
        time.sleep(_PAUSE)


def _cut(con: sqlite3.Connection, path: Path) -> bool:
    """Write the log back and cut it; return whether nothing is left in it."""
    try:
        busy, _, _ = con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        return False
    return not busy and wal_size(path) == 0
