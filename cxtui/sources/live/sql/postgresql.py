"""PostgreSQL through psycopg."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import unquote, urlsplit

from cxtui.sources.live.failures import FeedError, FeedThrottled
from cxtui.sources.live.sql.database import CONNECT_S, LOCK_S, SqlMoment, SqlResult, SqlSession
from cxtui.sources.live.sql.faults import does_not_fit, may_not_read, not_let_in, without_library
from cxtui.sources.live.sql.mapping import SERVER
from cxtui.sources.live.sql.query import SqlQuery

if TYPE_CHECKING:
    import psycopg

_MOMENT = (
    "SELECT floor(extract(epoch FROM clock_timestamp()))::bigint, txid_snapshot_xmin(txid_current_snapshot()),"
    " txid_snapshot_xmax(txid_current_snapshot())"
)
"""The numbers of transactions have 64 bits here: unlike those kept with rows they never begin anew."""

_AWAY = {"57P01", "57P02", "57P03"}
_REFUSED = {"28P01": "password is wrong", "28000": "login is refused", "3D000": "no such database"}
_IN_WORDS = {
    "password authentication failed": "password is wrong",
    "no password supplied": "password is missing",
    "pg_hba.conf": "pg_hba.conf lets nobody in from here",
    "permission denied for database": "no right to this database",
    'database "': "no such database",
    'role "': "no such user",
}


class PostgresDriver:
    """Snapshots of a PostgreSQL database."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    def connect(self) -> "psycopg.Connection":
        """Return a connection that can write nothing, waits for nobody and lets no query run for long."""
        try:
            import psycopg
        except ImportError:
            raise without_library("psycopg") from None
        secret = self._session.password()
        given: dict[str, Any] = {"password": secret.text()} if secret is not None else {}
        try:
            connection = psycopg.connect(
                self._session.url, autocommit=True, connect_timeout=CONNECT_S,
                application_name="cxtui follow", keepalives_idle=30, tcp_user_timeout=1000 * self._session.timeout_s,
                prepare_threshold=None, **given,
            )  # fmt: skip
        except psycopg.OperationalError as error:
            raise _not_connected(error) from None
        settings = {
            "default_transaction_read_only": "on",
            "statement_timeout": f"{self._session.timeout_s}s",
            "lock_timeout": f"{LOCK_S}s",
            "idle_in_transaction_session_timeout": f"{2 * self._session.timeout_s}s",
        }
        if self._session.zone != SERVER:
            settings["TimeZone"] = self._session.zone
        for name, value in settings.items():
            connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        return connection

    def begin(self, connection: "psycopg.Connection") -> SqlMoment:
        """Begin a snapshot and return its moment."""
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        found = connection.execute(_MOMENT).fetchone()
        assert found is not None
        return SqlMoment(*(int(one) for one in found))

    def fetch(self, connection: "psycopg.Connection", text: str, values: Sequence[Any]) -> SqlResult:
        """Return what a query gives."""
        found = connection.execute(text.encode(), values)
        return SqlResult(tuple(one.name for one in found.description or ()), found.fetchall())

    def end(self, connection: "psycopg.Connection") -> None:
        """End a snapshot."""
        connection.execute("COMMIT")

    def failed(self, error: Exception, query: SqlQuery | None) -> NoReturn:
        """Raise the FeedError that an error of psycopg means."""
        import psycopg

        if not isinstance(error, psycopg.Error):
            raise error
        state, said = error.sqlstate or "", error.diag.message_primary or ""
        if state == "42501":
            raise may_not_read(query, said) from None
        if query is not None and state.startswith("42"):
            raise does_not_fit(query, said) from None
        if state.startswith("40"):
            raise FeedThrottled("the database ended the look in favour of its own work") from None
        if state in ("57014", "55P03") and query is not None:
            raise FeedThrottled(f"{query.name}.sql took longer than {self._session.timeout_s} s") from None
        if state in _AWAY or isinstance(error, psycopg.OperationalError):
            raise FeedError(
                f"no connection: the database {'is restarting' if state in _AWAY else 'was cut off'}"
            ) from None
        where = f"{query.name}.sql: " if query else ""
        raise FeedError(f"{where}the database says {state or type(error).__name__}") from None

    def grants(self, columns: Mapping[str, Sequence[str]]) -> list[str]:
        """Return the statements that let the session's user read tables, of some only the columns named."""
        user, database = self._session.user, unquote(urlsplit(self._session.url).path.lstrip("/"))
        whole = ", ".join(table for table, some in columns.items() if not some)
        lines = [f'GRANT CONNECT ON DATABASE "{database}" TO {user};', f"GRANT USAGE ON SCHEMA public TO {user};"]
        lines += [f"GRANT SELECT ON {whole} TO {user};"] if whole else []
        return lines + [
            f"GRANT SELECT ({', '.join(some)}) ON {table} TO {user};" for table, some in columns.items() if some
        ]


def _not_connected(error: "psycopg.OperationalError") -> FeedError:
    """Return what a connection that failed means.

    A server may speak its own language; whether it asked for a password is told in none.
    """
    said, state = str(error), error.sqlstate or ""
    if state in _AWAY:
        return FeedError("no connection: the database is starting or stopping")
    asked = any(getattr(error.pgconn, word, False) for word in ("used_password", "needs_password"))
    known = [why for words, why in _IN_WORDS.items() if words in said]
    if state in _REFUSED or known or asked:
        return not_let_in(_REFUSED.get(state) or next(iter(known), "password is wrong"))
    if "SSL" in said or "certificate" in said:
        return FeedError("no connection: the encryption or its certificate is not what url asks for")
    return FeedError("no connection: nothing answers there, or the database is not up")
