"""MariaDB and MySQL through PyMySQL."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import parse_qs, unquote, urlsplit

from cxtui.sources.live.failures import FeedError, FeedRefused, FeedThrottled
from cxtui.sources.live.sql.database import CONNECT_S, LOCK_S, SqlMoment, SqlResult, SqlSession
from cxtui.sources.live.sql.faults import does_not_fit, may_not_read, not_let_in, without_library
from cxtui.sources.live.sql.mapping import SERVER
from cxtui.sources.live.sql.query import SqlQuery

if TYPE_CHECKING:
    from pymysql.connections import Connection
    from pymysql.cursors import Cursor

_REFUSED = {
    1044: "no right to this database",
    1045: "password is wrong",
    1049: "no such database",
    1227: "a right is missing",
    1698: "password is wrong",
}
_NOT_THERE = {1054, 1064, 1146, 1305}
_NO_RIGHT = {1142, 1143, 1370}
_TOO_LONG = {1205, 1317, 1969, 3024}
_UNKNOWN_ZONE = 1298


class MariaDriver:
    """Snapshots of a MariaDB or MySQL database."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    def connect(self) -> "Connection[Cursor]":
        """Return a connection that can write nothing, waits for nobody and lets no query run for long."""
        try:
            import pymysql
        except ImportError:
            raise without_library("PyMySQL") from None
        parts = urlsplit(self._session.url)
        more = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        secret = self._session.password()
        connection: Connection[Cursor] = pymysql.connect(
            host=parts.hostname or "localhost", port=parts.port or 3306, unix_socket=more.get("unix_socket"),
            user=unquote(parts.username or ""), password=secret.text() if secret else "",
            database=unquote(parts.path.lstrip("/")), charset="utf8mb4", autocommit=True,
            connect_timeout=CONNECT_S, read_timeout=self._session.timeout_s + 10, ssl_ca=more.get("ssl_ca"),
        )  # fmt: skip
        with connection.cursor() as cursor:
            # What || and "…" mean is then what they mean in PostgreSQL.
            cursor.execute("SET SESSION sql_mode = 'ANSI'")
            cursor.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET SESSION lock_wait_timeout = %s", (LOCK_S,))
            self._limit(cursor)
            if self._session.zone != SERVER:
                zone = "+00:00" if self._session.zone == "UTC" else self._session.zone
                cursor.execute("SET SESSION time_zone = %s", (zone,))
        return connection

    def begin(self, connection: "Connection[Cursor]") -> SqlMoment:
        """Begin a snapshot and return its moment; which transactions run, an account such as ours is not told."""
        with connection.cursor() as cursor:
            cursor.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
            cursor.execute("SELECT UNIX_TIMESTAMP()")
            found = cursor.fetchone()
        assert found is not None
        return SqlMoment(int(found[0]))

    def fetch(self, connection: "Connection[Cursor]", text: str, values: Sequence[Any]) -> SqlResult:
        """Return what a query gives."""
        with connection.cursor() as cursor:
            cursor.execute(text, tuple(values))
            return SqlResult(tuple(one[0] for one in cursor.description or ()), cursor.fetchall())

    def end(self, connection: "Connection[Cursor]") -> None:
        """End a snapshot."""
        connection.rollback()

    def failed(self, error: Exception, query: SqlQuery | None) -> NoReturn:
        """Raise the FeedError that an error of PyMySQL means."""
        import pymysql

        if not isinstance(error, pymysql.err.MySQLError):
            raise error
        code = error.args[0] if error.args and isinstance(error.args[0], int) else 0
        said = str(error.args[1]) if len(error.args) > 1 else ""
        if query is not None and code in _NOT_THERE:
            raise does_not_fit(query, said) from None
        if query is not None and code in _NO_RIGHT:
            raise may_not_read(query, said) from None
        if query is not None and code in _TOO_LONG:
            raise FeedThrottled(f"{query.name}.sql took longer than {self._session.timeout_s} s") from None
        if code == _UNKNOWN_ZONE:
            raise FeedRefused(
                f"the database does not know the zone {self._session.zone}: load its zones "
                "(mariadb-tzinfo-to-sql /usr/share/zoneinfo | mariadb mysql), or leave zone out",
                f"zone {self._session.zone} is not known there",
            ) from None
        if code in _REFUSED:
            raise not_let_in(_REFUSED[code], f" ({code})") from None
        if code in range(2000, 2100) or code in (0, 1040, 1053, 1077, 1079, 1203, 4031):
            raise FeedError("no connection: nothing answers there, or the database was cut off") from None
        where = f"{query.name}.sql: " if query else ""
        raise FeedError(f"{where}the database says {code or type(error).__name__}") from None

    def grants(self, columns: Mapping[str, Sequence[str]]) -> list[str]:
        """Return the statements that let the session's user read tables, of some only the columns named."""
        user, database = self._session.user, unquote(urlsplit(self._session.url).path.lstrip("/"))
        return [
            f"GRANT SELECT{_listed(some)} ON `{database}`.`{table}` TO '{user}'@'%';" for table, some in columns.items()
        ]

    def _limit(self, cursor: "Cursor") -> None:
        """Let no query run for long: MariaDB counts in seconds, MySQL in milliseconds under another name."""
        import pymysql

        try:
            cursor.execute("SET SESSION max_statement_time = %s", (self._session.timeout_s,))
        except pymysql.err.MySQLError:
            cursor.execute("SET SESSION max_execution_time = %s", (1000 * self._session.timeout_s,))


def _listed(columns: Sequence[str]) -> str:
    return f" ({', '.join(columns)})" if columns else ""
