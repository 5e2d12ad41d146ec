"""``--check`` of a database: which queries it answers, and the statements that grant what they read."""

from collections.abc import Callable
from typing import Any

from cxtui.sources.live.failures import FeedError, FeedRefused
from cxtui.sources.live.feed_batch import FeedAccess
from cxtui.sources.live.sql.database import SqlDatabase, SqlDriver
from cxtui.sources.live.sql.mapping import SqlMapping
from cxtui.sources.live.sql.query import SqlQuery
from cxtui.sources.live.sql.rows import SqlRows


def access(
    database: SqlDatabase, driver: SqlDriver, mapping: SqlMapping, rows: SqlRows, values: Callable[..., dict[str, Any]]
) -> FeedAccess:
    """Return which queries of a mapping a database answers; raises FeedError where it cannot be reached."""
    every = [*mapping.queries.values(), *([mapping.open] if mapping.open else [])]
    tables = dict.fromkeys(sorted({table for query in every for table in query.tables}))
    needs = driver.grants({table: mapping.columns.get(table, ()) for table in tables})
    stays = tuple(f"{history}: {why}" for history, why in mapping.missing.items())
    read, missing = [mapping.about or f"queries of {mapping.name}"], []
    try:
        with database.snapshot() as shot:
            now = shot.moment.at
    except FeedRefused as refused:
        # Who may not yet read anything may not even be let in.
        return FeedAccess((), (str(refused),), needs, stays)
    for query in every:
        try:
            read.append(_answer(database, query, rows, values(now - 60, now), mapping))
        except FeedError as error:
            missing.append(str(error))
    return FeedAccess(tuple(read), tuple(missing), needs, stays)


def _answer(database: SqlDatabase, query: SqlQuery, rows: SqlRows, values: dict[str, Any], mapping: SqlMapping) -> str:
    """Return what a query gives, in words; raises FeedError where it cannot be asked."""
    with database.snapshot() as shot:
        found = shot.rows(query, values)
        if query is not mapping.open:
            rows.of(query, found)
    what = "open tickets" if query is mapping.open else query.name
    when = " of the last minute" if query.windowed else ""
    return f"{what}: {len(found.rows)} rows{when}, from {', '.join(query.tables)}"
