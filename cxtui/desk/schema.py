"""The tables of a desk file, and making one beside a store."""

import contextlib
import os
import sqlite3
from pathlib import Path

from cxtui.desk import trouble
from cxtui.store.wal import MODE

APPLICATION_ID = 0x6378_6B64
"""``cxkd``: how a desk file is told from other SQLite files."""

VERSION = 1

_TABLES = """
CREATE TABLE fired (
  number INTEGER PRIMARY KEY,
  trigger TEXT NOT NULL,
  title TEXT NOT NULL,
  fired_at INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  shown INTEGER NOT NULL DEFAULT 0,
  rested_at INTEGER,
  cleared_at INTEGER,
  cleared_evidence TEXT
) STRICT;
CREATE UNIQUE INDEX fired_once ON fired (trigger) WHERE cleared_at IS NULL;
CREATE INDEX fired_trigger ON fired (trigger, cleared_at);
CREATE TABLE acknowledgement (
  number INTEGER PRIMARY KEY,
  fired INTEGER NOT NULL REFERENCES fired (number),
  who TEXT NOT NULL,
  acknowledged_at INTEGER NOT NULL,
  owner TEXT NOT NULL,
  due TEXT NOT NULL,
  note TEXT
) STRICT;
CREATE INDEX acknowledgement_fired ON acknowledgement (fired);
CREATE TABLE action (
  number INTEGER PRIMARY KEY,
  fired INTEGER REFERENCES fired (number),
  text TEXT NOT NULL,
  owner TEXT NOT NULL,
  due TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  closed_at INTEGER,
  closed_by TEXT
) STRICT;
CREATE UNIQUE INDEX action_fired ON action (fired) WHERE fired IS NOT NULL AND closed_at IS NULL;
CREATE TABLE change (
  label TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  named_at INTEGER NOT NULL,
  named_by TEXT NOT NULL
) STRICT;
"""


def place(path: Path) -> None:
    """Put an empty file where there is none, for whoever may make files in the folder; raises OSError."""
    folder = path.parent.stat()
    try:
        fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    os.close(fd)
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):  # not a member of the folder's group
            os.chown(path, -1, folder.st_gid)
    path.chmod(MODE | (folder.st_mode & 0o020))


def make(con: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a file that has none; raises DeskError for a file that is none of ours."""
    if marks(con) != (APPLICATION_ID, VERSION):
        _make(con, path)
    if con.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        # The switch needs the file alone; a console that reads just now leaves it to the next write.
        with contextlib.suppress(sqlite3.OperationalError):
            con.execute("PRAGMA journal_mode = WAL").fetchall()


def _make(con: sqlite3.Connection, path: Path) -> None:
    con.execute("BEGIN IMMEDIATE")
    try:
        # Another console may have made them while this one waited for the lock.
        if is_blank(con):
            for statement in _TABLES.split(";\n"):
                con.execute(statement)
            con.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            con.execute(f"PRAGMA user_version = {VERSION}")
        check(con, path)
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise


def check(con: sqlite3.Connection, path: Path) -> None:
    """Raise DeskError unless this is a desk file of this version."""
    application, version = marks(con)
    if application != APPLICATION_ID:
        raise trouble.missing(path) if is_blank(con) else trouble.foreign(path)
    if version != VERSION:
        raise trouble.newer(path, version, VERSION)


def marks(con: sqlite3.Connection) -> tuple[int, int]:
    """Return application_id and user_version."""
    application = con.execute("PRAGMA application_id").fetchone()[0]
    return application, con.execute("PRAGMA user_version").fetchone()[0]


def is_blank(con: sqlite3.Connection) -> bool:
    """Return whether the file holds nothing at all."""
    return marks(con) == (0, 0) and con.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
