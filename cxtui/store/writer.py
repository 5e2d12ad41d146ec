"""Opening a store for live batches: one importer at a time, one transaction a batch."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType

from cxtui.errors import StoreError
from cxtui.store.lock import StoreLock
from cxtui.store.migrations import migrate
from cxtui.store.schema import VERSION
from cxtui.store.wal import TRUNCATE_ABOVE, Checkpointer, adopt_permissions, cut_overgrown, keeper

BUSY_MS = 5_000
CACHE_KIB = 64 * 1024
REST_S = 0.06
"""Seconds for which a writer that takes the lock by the batch leaves it to others now and then, who look for it
every 50 ms."""
WORK_S = 0.5
"""Seconds of batches that follow one another without a pause, after which it does."""


def exists(path: Path) -> bool:
    """Return whether there is something at ``path`` to write into; a file of no bytes is nothing."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError(f"{path}: the store cannot be reached ({error.strerror})") from error


class Writer:
    """The writer of a store, as a context manager; it brings the file to this version first.

    It has the store's lock until it is closed, or ``by_batch`` only within each batch, so that imports and settings
    find the store free in between. ``remade`` names derived tables that were made anew. Raises StoreError if there is
    no store, another process is importing, or the file is damaged, foreign or of a newer version.
    """

    def __init__(self, path: Path, wait: float = 5.0, by_batch: bool = False) -> None:
        if not exists(path):
            raise StoreError(f"{path}: there is no store here yet; the first import makes it")
        self.path = path.absolute()
        self._wait = wait
        self._by_batch = by_batch
        self._began = self._ended = 0.0
        self._lock = StoreLock(self.path, wait)
        self._lock.__enter__()
        try:
            self._begin()
        except BaseException:
            self._lock.__exit__()
            raise
        if by_batch:
            self._lock.__exit__()

    def _begin(self) -> None:
        try:
            self.remade = migrate(self.path).remade
            self._file = self.path.stat().st_ino
            self.connection = self._open()
            self._keeper = keeper(self.path)
            self._checkpointer = Checkpointer(self.path)
        except sqlite3.Error as error:
            raise _store_error(self.path, error) from error

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def batch(self) -> Iterator[sqlite3.Connection]:
        """Run one batch as one transaction: committed at the end, or rolled back with whatever was raised.

        SQLite's own errors come out as StoreError, as does a lock that another process has for too long.
        """
        if not self._by_batch:
            with self._transaction() as con:
                yield con
            return
        self._let_others()
        with StoreLock(self.path, self._wait):
            self._same_store()
            with self._transaction() as con:
                yield con
        self._ended = monotonic()

    def _let_others(self) -> None:
        """Rest where batches have followed one another for long, or nobody else would ever find the store free."""
        now = monotonic()
        if now - self._ended >= REST_S:
            self._began = now
        elif now - self._began >= WORK_S:
            sleep(REST_S)
            self._began = monotonic()

    def _same_store(self) -> None:
        """Open the store anew if another file has been put in its place; StoreError if a newer cxtui has changed it."""
        if not exists(self.path):
            raise StoreError(f"{self.path}: the store is no longer here")
        if self.path.stat().st_ino != self._file:
            self._close()
            self._begin()
        elif self.connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            raise StoreError(
                f"{self.path}: another cxtui has changed the store to a version of its own; start this again"
            )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        con = self.connection
        try:
            cut_overgrown(con, self.path)
            con.execute("BEGIN IMMEDIATE")
            try:
                yield con
                con.execute("COMMIT")
            except BaseException:
                if con.in_transaction:
                    con.execute("ROLLBACK")
                raise
            # A reader that may not write -shm needs a read mark that somebody else has set: set it now.
            con.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        except sqlite3.Error as error:
            raise _store_error(self.path, error) from error
        self._checkpointer.committed()

    def analyze(self) -> None:
        """Measure the tables anew for the query planner; worth it after thousands of new rows."""
        with self.batch() as con:
            con.execute("ANALYZE")

    def close(self) -> None:
        """Write the log back and leave, keeping ``-wal`` and ``-shm`` for readers of other users."""
        try:
            self._close()
        finally:
            if not self._by_batch:
                self._lock.__exit__()

    def _close(self) -> None:
        self._checkpointer.close()
        try:
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error as error:
            raise _store_error(self.path, error) from error
        finally:
            self.connection.close()
            self._keeper.close()

    def _open(self) -> sqlite3.Connection:
        con = sqlite3.connect(self.path, isolation_level=None, timeout=BUSY_MS / 1000, cached_statements=512)
        for setting in (
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "wal_autocheckpoint = 0",
            f"journal_size_limit = {TRUNCATE_ABOVE}",
            f"cache_size = -{CACHE_KIB}",
            "temp_store = MEMORY",
        ):
            con.execute(f"PRAGMA {setting}").fetchall()
        con.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        adopt_permissions(self.path)
        return con


def _store_error(path: Path, error: sqlite3.Error) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(f"{path}: another process keeps the store locked; end it and import again")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreError(f"{path}: the store is damaged ({error}); see cxtui store check")
    if code == sqlite3.SQLITE_FULL:
        return StoreError(f"{path}: the disk is full; nothing of this batch was kept")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return StoreError(f"{path}: the store cannot be written by this user ({error})")
    return StoreError(f"{path}: the batch was not kept ({error})")
