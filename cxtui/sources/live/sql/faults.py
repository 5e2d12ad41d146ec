"""What a database refuses, and what to do about it."""

from cxtui.sources.live.failures import FeedError, FeedRefused
from cxtui.sources.live.sql.query import SqlQuery

EXTRA = "pip install 'cxtui[sql]'"


def without_library(name: str) -> FeedRefused:
    """Return the error that says how to install a library."""
    return FeedRefused(f"reading this database needs {name}: {EXTRA}", f"needs {EXTRA}")


def not_let_in(why: str, code: str = "") -> FeedRefused:
    """Return the error that says why a database lets nobody in, in few words, with the number that it gives to that."""
    return FeedRefused(f"the database does not let us in: {why}; see url and secret in sources.toml", f"{why}{code}")


def does_not_fit(query: SqlQuery, said: str) -> FeedError:
    """Return the error that tells of a query that a database does not understand, such as for a column that is gone."""
    return FeedError(f"{query.name}.sql cannot be asked of this database, whose tables may have changed: {said}")


def may_not_read(query: SqlQuery | None, said: str) -> FeedRefused:
    """Return the error that says which right is missing."""
    where = f"{query.name}.sql: " if query else ""
    return FeedRefused(f"{where}{said}; cxtui follow --check says what to grant", f"a right is missing: {said[:60]}")
