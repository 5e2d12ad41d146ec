"""A store opened for reading, that notices commits, replacement and return by itself."""

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cxtui.errors import StoreTrouble
from cxtui.language import lazy
from cxtui.store.marks import APPLICATION_ID, VERSION
from cxtui.store.read import trouble
from cxtui.store.read.queries import query
from cxtui.store.wal import beside

Row = tuple[Any, ...]
Stamp = tuple[tuple[int, int], ...]

BUSY_MS = 250
CACHE_KIB = 8 * 1024
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_OPCODES = 200_000
_SETTLED_NS = 100_000_000


class Transaction:
    """One picture of the store: everything read through it belongs to the same instant."""

    def __init__(self, con: sqlite3.Connection, reworded: Callable[[str], str] = str) -> None:
        self._con = con
        self._reworded = reworded

    def rows(self, sql: str, /, **params: Any) -> list[Row]:
        """Return all rows of a query named as in ``read/queries``, or of SQL text, as tuples."""
        return self._con.execute(self._text(sql), params).fetchall()

    def each(self, sql: str, /, **params: Any) -> Iterator[Row]:
        """Yield the rows of a query one by one, for those that do not fit into memory."""
        yield from self._con.execute(self._text(sql), params)

    def described(self, sql: str, /, **params: Any) -> tuple[str, ...]:
        """Return the names of a query's columns."""
        return tuple(column[0] for column in self._con.execute(sql, params).description)

    def aside(self, *steps: tuple[str, dict[str, object]]) -> None:
        """Run statements on temporary tables of the reader's own; they are gone with the transaction."""
        self._con.execute("PRAGMA query_only = OFF")
        try:
            for text, params in steps:
                self._con.execute(text, params)
        finally:
            self._con.execute("PRAGMA query_only = ON")

    def _text(self, sql: str) -> str:
        return self._reworded(query(sql) if _NAME.match(sql) else sql)

    def row(self, sql: str, /, **params: Any) -> Row | None:
        """Return the first row, or None."""
        rows = self.rows(sql, **params)
        return rows[0] if rows else None

    def value(self, sql: str, /, **params: Any) -> Any:
        """Return the first column of the first row, or None."""
        row = self.row(sql, **params)
        return row[0] if row else None


class Remembering(Transaction):
    """A transaction that answers the same question again without asking: its picture does not change."""

    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx._con, tx._reworded)
        self._known: dict[tuple[object, ...], list[Row]] = {}

    def rows(self, sql: str, /, **params: Any) -> list[Row]:
        """Return all rows of a query, kept from the first time on."""
        key = (sql, *sorted(params.items()))
        if key not in self._known:
            self._known[key] = super().rows(sql, **params)
        return self._known[key]


class Reader:
    """Reads a store without ever writing to it; opens at the first use and again whenever that is needed.

    Every method raises StoreTrouble and may be called again: what was missing, locked, replaced or damaged is
    looked at afresh. One thread at a time uses it. A transaction that lasts longer than ``patience`` seconds
    is interrupted, since a reader that stays keeps the writer's log from being written back.

    The file is not mapped into memory: one cut short by another program would then end the process. It may be copied
    by the process that reads it, though SQLite's locks are gone then (``_index``).
    """

    def __init__(self, path: Path, patience: float = 10.0) -> None:
        self.path = path.absolute()
        self._patience = patience
        self._con: sqlite3.Connection | None = None
        self._cursor: sqlite3.Cursor | None = None
        self._identity = (0, 0, 0)
        self._guest = False
        self._seen: int | None = None
        self.version = 0
        self._stamp: Stamp | None = None
        self._until = float("inf")

    def changed(self) -> bool:
        """Return whether the store changed since the last transaction began (microseconds; meant for 10 Hz)."""
        cursor = self._ready()
        if self._seen is None:
            return True
        try:
            return self._version(cursor) != self._seen and not self._still()
        except sqlite3.Error as error:
            raise self._failed(error) from error

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open one short read transaction; raises StoreTrouble ``empty`` where nothing was imported yet."""
        cursor = self._ready()
        con = cursor.connection
        stamp = _stamp(self.path) if self._guest else None
        self._be_patient()
        try:
            cursor.execute("BEGIN")
            seen = self._version(cursor)
            if self._seen is None or (seen != self._seen and not self._still()):
                self.version += 1
            if cursor.execute("SELECT 1 FROM source_state LIMIT 1").fetchone() is None:
                raise trouble.empty(self.path)
            self._begun(con)
            yield self._picture(con)
            self._seen, self._stamp = seen, stamp
        except sqlite3.Error as error:
            raise self._failed(error) from error
        finally:
            self._until = float("inf")
            if self._con is not None and con.in_transaction:
                self._over(con)

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        con, self._con, self._cursor, self._seen = self._con, None, None, None
        if con is not None:
            con.close()

    def _ready(self) -> sqlite3.Cursor:
        """Return the kept cursor, on the file that is at the path now."""
        try:
            found = self.path.stat()
        except OSError as error:
            self.close()
            raise trouble.of_os(self.path, error) from error
        if self._cursor is not None and self._identity == (found.st_dev, found.st_ino, _index(self.path)):
            return self._cursor
        self.close()
        if found.st_size == 0:
            raise trouble.empty(self.path)
        try:
            self._con = connect(self.path)
            self._con.set_progress_handler(self._overdue, _OPCODES)
            self._cursor = self._con.cursor()
            self._guest = not os.access(beside(self.path, "-shm"), os.W_OK)
            self._check_version(self._cursor)
            # Only now has SQLite opened the log, and made its index where there was none.
            self._identity = (found.st_dev, found.st_ino, _index(self.path))
            self._opened(self._con)
        except sqlite3.Error as error:
            raise self._failed(error) from error
        except StoreTrouble:
            self.close()
            raise
        return self._cursor

    def _opened(self, con: sqlite3.Connection) -> None:
        """Prepare a connection just opened (a hook for readers of a part of the store); may raise sqlite3.Error."""

    def _begun(self, con: sqlite3.Connection) -> None:
        """Prepare a transaction that has begun (a hook for readers of another picture); may raise sqlite3.Error."""

    def _picture(self, con: sqlite3.Connection) -> Transaction:
        """Return what is read through (a hook)."""
        return Transaction(con)

    def _over(self, con: sqlite3.Connection) -> None:
        """End a transaction (a hook)."""
        con.rollback()

    def _check_version(self, cursor: sqlite3.Cursor) -> None:
        application, version = read_marks(cursor)
        if application != APPLICATION_ID:
            raise trouble.foreign(self.path)
        if version > VERSION:
            raise StoreTrouble(
                "outdated",
                lazy(
                    "{path}: made by a newer cxtui (store version {version}, this one reads {known}); update cxtui",
                    path=self.path,
                    version=version,
                    known=VERSION,
                ),
            )
        if version < VERSION:
            raise StoreTrouble(
                "outdated",
                lazy(
                    "{path}: made by an older cxtui (store version {version}); the next cxtui import updates it",
                    path=self.path,
                    version=version,
                ),
            )

    def _version(self, cursor: sqlite3.Cursor) -> int:
        number: int = cursor.execute("PRAGMA data_version").fetchone()[0]
        return number

    def _still(self) -> bool:
        """Return whether the files have not been written since, where the version alone cannot tell.

        To a reader that may not write ``-shm``, SQLite gives a new version at every look while no writer has
        the store open.
        """
        return self._stamp is not None and self._stamp == _stamp(self.path)

    def _be_patient(self) -> None:
        self._until = time.monotonic() + self._patience

    def _overdue(self) -> int:
        return int(time.monotonic() > self._until)

    def _failed(self, error: sqlite3.Error) -> StoreTrouble:
        self.close()
        return trouble.of_sqlite(self.path, error)


def _index(path: Path) -> int:
    """Return the number of the file that holds the index of the log, 0 where there is none.

    It is another one once a writer has removed the log, which it may when this process has lost its locks: POSIX
    drops them all as soon as the process closes any descriptor of the store, as a copy of the file does.
    """
    try:
        return beside(path, "-shm").stat().st_ino
    except OSError:
        return 0


def _stamp(path: Path) -> Stamp | None:
    """Return sizes and times of the store and its log; None while they are too fresh to tell writes apart."""
    try:
        found = [p.stat() for p in (path, beside(path, "-wal"))]
    except OSError:
        return None
    newest = max(f.st_mtime_ns for f in found)
    if time.time_ns() - newest < _SETTLED_NS:
        return None
    return tuple((f.st_size, f.st_mtime_ns) for f in found)


def connect(path: Path, busy_ms: int = BUSY_MS) -> sqlite3.Connection:
    """Return a connection that can only read; raises sqlite3.Error."""
    con = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro",
        uri=True,
        isolation_level=None,
        timeout=busy_ms / 1000,
        check_same_thread=False,
        cached_statements=256,
    )
    con.execute("PRAGMA query_only = ON")
    con.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return con


def read_marks(cursor: sqlite3.Cursor) -> tuple[int, int]:
    """Return application_id and user_version."""
    application = cursor.execute("PRAGMA application_id").fetchone()[0]
    return application, cursor.execute("PRAGMA user_version").fetchone()[0]
