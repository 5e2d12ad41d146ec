"""The write-ahead log beside a store: kept when a writer leaves, and written back off the commit path.

The last connection to close deletes ``-wal`` and ``-shm``, and then a reader that may not write to the
folder cannot open the store any more. A read-only connection that closes last cannot delete them: that is
what ``keeper`` is for.

The three files carry the same permissions (0640 at first) and the group of their folder. So to let others
read, give the folder to their group with ``chmod 2750``: what is made in it later belongs to that group too.
"""

import contextlib
import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

TRUNCATE_ABOVE = 64 * 1024 * 1024
"""Bytes of log beyond which the writer waits for a checkpoint before its next batch."""

CHECKPOINT_ABOVE = 4 * 1024 * 1024
"""Bytes of log beyond which a checkpoint is worth its fsync."""

_PATIENCE = 0.025
"""Seconds for which an ordinary checkpoint waits for readers, the next batch waiting behind it."""

_INSISTENCE_MS = 200
"""The same where the log has grown beyond bounds."""

MODE = 0o640
"""Permissions of a store and of the files beside it, where nobody chose others."""


def beside(store: Path, suffix: str) -> Path:
    """Return a file of SQLite's beside the store: ``-wal``, ``-shm`` or ``-journal``."""
    return store.with_name(store.name + suffix)


def wal_size(store: Path) -> int:
    """Return the bytes of the write-ahead log, 0 without one."""
    try:
        return beside(store, "-wal").stat().st_size
    except OSError:
        return 0


def keeper(store: Path) -> sqlite3.Connection:
    """Return a read-only connection that holds the log in place; close it after every other connection."""
    con = sqlite3.connect(
        f"{store.as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=5.0, check_same_thread=False
    )
    con.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
    return con


def leave_log(store: Path) -> None:
    """Make sure that ``-wal`` and ``-shm`` exist beside a store that nobody has open."""
    with closing(sqlite3.connect(store, isolation_level=None, timeout=5.0)) as con:
        con.execute("PRAGMA journal_mode = WAL").fetchall()
        con.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        last = keeper(store)
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    last.close()
    adopt_permissions(store)


def adopt_permissions(store: Path) -> None:
    """Give ``-wal`` and ``-shm`` the permissions and group of the store, where that is allowed."""
    like = store.stat()
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(OSError):  # another user's file: SQLite made it like the store already
            beside(store, suffix).chmod(like.st_mode & 0o777)
            if hasattr(os, "chown"):
                os.chown(beside(store, suffix), -1, like.st_gid)


def cut_overgrown(con: sqlite3.Connection, store: Path) -> None:
    """Write back and cut a log beyond bounds, between two batches of a writer that leaves no other gap.

    A reader that stays in its transaction can prevent it; then the log goes on growing.
    """
    if wal_size(store) <= TRUNCATE_ABOVE:
        return
    usual = con.execute("PRAGMA busy_timeout").fetchone()[0]
    con.execute(f"PRAGMA busy_timeout = {_INSISTENCE_MS}")
    try:
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
    finally:
        con.execute(f"PRAGMA busy_timeout = {usual}")


class Checkpointer:
    """Writes the log back into the store from a thread of its own, so that no commit waits for it."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._wake = threading.Event()
        self._stop = False
        self._thread = threading.Thread(target=self._run, name="cxtui-checkpoint", daemon=True)
        self._thread.start()

    def committed(self) -> None:
        """Look at the log after a commit; microseconds unless it has grown."""
        if wal_size(self._store) > CHECKPOINT_ABOVE:
            self._wake.set()

    def close(self) -> None:
        """End the thread; waits for a checkpoint under way."""
        self._stop = True
        self._wake.set()
        self._thread.join()

    def _run(self) -> None:
        con = sqlite3.connect(self._store, isolation_level=None, timeout=_PATIENCE)
        con.execute("PRAGMA synchronous = NORMAL")
        try:
            while True:
                self._wake.wait()
                self._wake.clear()
                if self._stop:
                    return
                # A failed checkpoint costs nothing but room: the next commit asks for another.
                with contextlib.suppress(sqlite3.Error):
                    _, frames, done = con.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                    if frames == done:
                        con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            con.close()
