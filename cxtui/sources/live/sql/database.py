"""A database that is only read: one short snapshot at a time, and failures told by what is to be done."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol
from urllib.parse import urlsplit

from cxtui.sources.live.failures import FeedError
from cxtui.sources.live.pace import Patience, RateLimit
from cxtui.sources.live.secrets import Secret
from cxtui.sources.live.sql.query import SqlQuery

CONNECT_S = 10
LOCK_S = 2
"""Seconds for a connection, and for which a query waits where somebody changes a table's shape."""


@dataclass(frozen=True, slots=True)
class SqlResult:
    """What a query gave: the names of its columns, and its rows in their order."""

    names: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class SqlMoment:
    """When a snapshot was taken by the database's clock (epoch seconds), and its place among transactions.

    All transactions numbered below ``oldest`` are over, all from ``next`` on begin later; both 0 where the database
    does not tell.
    """

    at: int
    oldest: int = 0
    next: int = 0


@dataclass(frozen=True, slots=True)
class SqlSession:
    """How a database is reached: its address, the zone of the session, and how long a query may take in seconds."""

    url: str
    zone: str
    timeout_s: int
    password: Callable[[], Secret | None]

    @property
    def user(self) -> str:
        """Return who reads."""
        return urlsplit(self.url).username or "cxtui_read"


class SqlDriver(Protocol):
    """One kind of database, through its library."""

    def connect(self) -> Any:
        """Return a connection that can write nothing, waits for nobody and lets no query run for long."""
        ...

    def begin(self, connection: Any) -> SqlMoment:
        """Begin a snapshot and return its moment."""
        ...

    def fetch(self, connection: Any, text: str, values: Sequence[Any]) -> SqlResult:
        """Return what a query gives."""
        ...

    def end(self, connection: Any) -> None:
        """End a snapshot."""
        ...

    def failed(self, error: Exception, query: SqlQuery | None) -> NoReturn:
        """Raise the FeedError that a library's error means."""
        ...

    def grants(self, columns: Mapping[str, Sequence[str]]) -> list[str]:
        """Return the statements that let the session's user read tables, of some only the columns named."""
        ...


class SqlSnapshot:
    """What a database holds at one moment."""

    def __init__(self, driver: SqlDriver, connection: Any, moment: SqlMoment) -> None:
        self.moment = moment
        self._driver, self._connection = driver, connection

    def rows(self, query: SqlQuery, values: Mapping[str, Any]) -> SqlResult:
        """Return what a query gives; raises FeedError."""
        text, given = query.bound(values)
        try:
            return self._driver.fetch(self._connection, text, given)
        except FeedError:
            raise
        except Exception as error:
            self._driver.failed(error, query)


class SqlDatabase:
    """A connection that is made when it is needed, and made anew after any failure."""

    def __init__(self, driver: SqlDriver, patience: Patience, limit: RateLimit | None) -> None:
        self._driver, self._patience, self._limit = driver, patience, limit
        self._connection: Any = None

    @contextmanager
    def snapshot(self) -> Iterator[SqlSnapshot]:
        """Give a snapshot, which ends with the context: nothing is read while a batch is written."""
        if self._limit is not None:
            self._patience.wait(self._limit.delay())
        try:
            if self._connection is None:
                self._connection = self._driver.connect()
            moment = self._driver.begin(self._connection)
        except Exception as error:
            self.close()
            if isinstance(error, FeedError):
                raise
            self._driver.failed(error, None)
        try:
            yield SqlSnapshot(self._driver, self._connection, moment)
            self._driver.end(self._connection)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the connection back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                connection.close()
