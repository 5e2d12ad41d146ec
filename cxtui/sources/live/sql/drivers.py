"""Which library speaks to a database."""

from urllib.parse import urlsplit

from cxtui.sources.live.sql.database import SqlDriver, SqlSession


def driver_of(session: SqlSession) -> SqlDriver:
    """Return what speaks to the database of an address; raises FeedRefused where its library is not installed."""
    if urlsplit(session.url).scheme in ("postgresql", "postgres"):
        from cxtui.sources.live.sql.postgresql import PostgresDriver

        return PostgresDriver(session)
    from cxtui.sources.live.sql.mariadb import MariaDriver

    return MariaDriver(session)
