"""The span of which a source's histories are there: back-fill, observation and keeping only so long all move it.

Every function works inside the open transaction of a batch. Instants are UTC epoch seconds; None is an open end. No
fact depends on a span, so nothing has to be made anew after one has moved.
"""

import sqlite3
from collections.abc import Iterable

from cxtui.store.kept import kept_since

CoverageSpan = tuple[int | None, int | None]


def spans(con: sqlite3.Connection, source: str) -> dict[str, CoverageSpan]:
    """Return what a source covers: by each history the first instant of it and the instant after its end."""
    rows = con.execute("SELECT what, from_at, to_at FROM main.coverage WHERE source = ? ORDER BY what", (source,))
    return {what: (from_at, to_at) for what, from_at, to_at in rows}


def set_span(
    con: sqlite3.Connection, source: str, what: str, from_at: int | None = None, to_at: int | None = None
) -> None:
    """Say of which span a source covers a history, whatever was said before: narrower, wider or open."""
    con.execute(
        "INSERT INTO main.coverage (source, what, from_at, to_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (source, what) DO UPDATE SET from_at = excluded.from_at, to_at = excluded.to_at",
        (source, what, from_at, to_at),
    )


def widen(
    con: sqlite3.Connection, source: str, whats: Iterable[str], from_at: int | None = None, to_at: int | None = None
) -> None:
    """Add a piece of history to what a source covers: the span then reaches from the earlier to the later end.

    An end that is None says nothing here: a span that is open, or is not bounded on that side, stays so.
    """
    for what in whats:
        known = spans(con, source).get(what)
        if known is None:
            set_span(con, source, what, from_at, to_at)
            continue
        first, end = known
        set_span(
            con, source, what,
            first if first is None or from_at is None else min(first, from_at),
            end if end is None or to_at is None else max(end, to_at),
        )  # fmt: skip


def give_up(con: sqlite3.Connection, source: str, whats: Iterable[str]) -> int:
    """Cover something no more, in a batch that has merged coverage; return how many rows went.

    Leaves them among ``changed_coverage`` and ``before_coverage`` as ``merge`` does.
    """
    gone = 0
    for what in whats:
        key = (source, what)
        con.execute(
            "INSERT INTO temp.before_coverage SELECT * FROM main.coverage WHERE source = ? AND what = ?"
            " AND NOT EXISTS (SELECT 1 FROM temp.before_coverage b WHERE b.source = ? AND b.what = ?)",
            key * 2,
        )
        con.execute("INSERT OR IGNORE INTO temp.changed_coverage (source, what, is_new) VALUES (?, ?, 0)", key)
        gone += con.execute("DELETE FROM main.coverage WHERE source = ? AND what = ?", key).rowcount
    return gone


def follow(
    con: sqlite3.Connection, source: str, whats: Iterable[str], from_at: int | None, to_at: int | None = None
) -> tuple[str, ...]:
    """Let spans reach over a piece of a source's history that came live; return the histories not known of it before.

    Those are not written here: facts of all of the source's tickets hang on them, so that they are to come as rows.
    Nothing is written where a span reaches as far already. An end that is None says nothing.
    """
    known = spans(con, source)
    for what in whats:
        first, end = known.get(what, (None, None))
        wider = first is not None and from_at is not None and from_at < first
        later = end is not None and to_at is not None and to_at > end
        if wider or later:
            widen(con, source, (what,), from_at, to_at)
            if (since := kept_since(con)) is not None:
                begin_at(con, since.at, source)
    return tuple(what for what in dict.fromkeys(whats) if what not in known)


def begin_at(con: sqlite3.Connection, at: int, source: str | None = None) -> None:
    """Let no span of a source, or of any, begin before an instant: what was older has left the store.

    The tickets themselves begin there too, which is said as the coverage ``tickets``.
    """
    of_source = "" if source is None else " WHERE source = :source"
    key = {"at": at, "source": source}
    con.execute(
        "INSERT INTO main.coverage (source, what) SELECT DISTINCT source, 'tickets' FROM"
        f" (SELECT source FROM main.coverage UNION SELECT source FROM main.source_state){of_source or ' WHERE true'}"
        " ON CONFLICT (source, what) DO NOTHING",
        key,
    )
    con.execute(
        "UPDATE main.coverage SET from_at = max(coalesce(from_at, :at), :at)"
        f"{of_source or ' WHERE true'} AND (from_at IS NULL OR from_at < :at)",
        key,
    )
