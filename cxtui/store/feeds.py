"""How far followed sources were read, kept in the store with the rows that they brought.

Every function works inside the open transaction of a batch, so a cursor and its rows are there together or not at all.
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from cxtui.errors import StoreError
from cxtui.store.read import trouble

Lane = Literal["live", "fill"]
"""What comes now, and history that is filled in backwards: each has a cursor of its own."""


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """How far a source was read: cursors as its reader made them, None before the first rows.

    ``from_at`` is an instant down to which somebody asked for history, where it is earlier than the file of sources
    says.
    """

    live: Mapping[str, Any] | None = None
    fill: Mapping[str, Any] | None = None
    from_at: int | None = None


def read_place(con: sqlite3.Connection, source: str, origin: str) -> FeedPlace:
    """Return how far a source was read; raises StoreError where its rows came from another origin."""
    rows = con.execute("SELECT lane, origin, cursor, from_at FROM feed WHERE source = ?", (source,)).fetchall()
    found: dict[str, Mapping[str, Any] | None] = {}
    from_at = None
    for lane, known, cursor, wanted in rows:
        if known not in (None, origin):
            raise StoreError(
                f"{source}: what the store has of it came from {known}, not from {origin}; give the new one another "
                f"name, or take the old one out: cxtui follow forget {source}"
            )
        found[lane] = None if cursor is None else json.loads(cursor)
        from_at = wanted if lane == "fill" else from_at
    return FeedPlace(found.get("live"), found.get("fill"), from_at)


def write_cursor(
    con: sqlite3.Connection, source: str, lane: Lane, origin: str, cursor: Mapping[str, Any], at: int
) -> None:
    """Keep how far a source was read, at ``at`` (epoch seconds)."""
    con.execute(
        "INSERT INTO feed (source, lane, origin, cursor, written_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (source, lane) DO UPDATE SET origin = excluded.origin, cursor = excluded.cursor,"
        " written_at = excluded.written_at",
        (source, lane, origin, json.dumps(cursor, sort_keys=True), at),
    )


def want_from(con: sqlite3.Connection, source: str, from_at: int, at: int) -> None:
    """Note that history is wanted down to an instant; an earlier wish stays."""
    con.execute(
        "INSERT INTO feed (source, lane, from_at, written_at) VALUES (?, 'fill', ?, ?)"
        " ON CONFLICT (source, lane) DO UPDATE SET"
        " from_at = min(coalesce(from_at, excluded.from_at), excluded.from_at)",
        (source, from_at, at),
    )


def followed(con: sqlite3.Connection) -> tuple[str, ...]:
    """Return the sources that were ever followed into this store."""
    return tuple(name for (name,) in con.execute("SELECT DISTINCT source FROM feed ORDER BY source"))


def followed_from(path: Path, source: str) -> str | None:
    """Return from where a source of a store is followed, None where it is not; raises StoreTrouble."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)) as con:
            if con.execute("SELECT 1 FROM sqlite_schema WHERE name = 'feed'").fetchone() is None:
                return None  # a store of an older cxtui
            found = con.execute(
                "SELECT origin FROM feed WHERE source = ? AND origin IS NOT NULL ORDER BY lane DESC", (source,)
            ).fetchone()
    except sqlite3.Error as error:
        raise trouble.of_sqlite(path, error) from error
    return None if found is None else str(found[0])


def forget(con: sqlite3.Connection, source: str) -> None:
    """Drop how far a source was read: the next follow begins anew."""
    con.execute("DELETE FROM feed WHERE source = ?", (source,))


def open_tickets(con: sqlite3.Connection, source: str) -> tuple[str, ...]:
    """Return the tickets of a source that the store holds neither solved, merged nor deleted."""
    return tuple(
        ticket
        for (ticket,) in con.execute(
            "SELECT t.ticket FROM main.ticket t"
            " LEFT JOIN main.ticket_fact f ON f.source = t.source AND f.ticket = t.ticket"
            " WHERE t.source = ? AND t.deleted_at IS NULL AND t.merged_into IS NULL"
            " AND coalesce(f.status, 'open') NOT IN ('solved', 'closed')"
            " ORDER BY t.ticket",
            (source,),
        )
    )
