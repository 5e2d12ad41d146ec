"""Tickets and events that their helpdesk has no more: they stay in the store, as deleted and as taken back."""

import sqlite3
from collections.abc import Collection, Sequence
from typing import Any

from cxtui.canonical import TABLES
from cxtui.store.schema import listed


def rows_of_gone(
    con: sqlite3.Connection, source: str, tickets: Sequence[str], at: int
) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows that say of known tickets that they were found deleted at an instant (epoch seconds)."""
    names = TABLES["ticket"].names
    rows = []
    for ticket in tickets:
        found = con.execute(
            f"SELECT {listed(names)} FROM main.ticket WHERE source = ? AND ticket = ? AND deleted_at IS NULL",
            (source, ticket),
        ).fetchone()
        if found is not None:
            row = dict(zip(names, found, strict=True))
            row |= {"deleted_at": at, "version_at": max(at, row["version_at"]), "version_seq": row["version_seq"] + 1}
            rows.append(tuple(row[name] for name in names))
    return {"ticket": rows} if rows else {}


def rows_taken_back(
    con: sqlite3.Connection, source: str, tickets: Sequence[str], told: Collection[tuple[str, str]], at: int
) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows that take back, at an instant (epoch seconds), what the store knows of tickets beyond what is
    ``told`` of them, as pairs of ticket and event."""
    names = TABLES["event"].names
    rows = []
    for ticket in tickets:
        for found in con.execute(
            f"SELECT {listed(names)} FROM main.event WHERE source = ? AND ticket = ? AND coalesce(retracted, 0) = 0",
            (source, ticket),
        ):
            row = dict(zip(names, found, strict=True))
            if (ticket, row["event"]) not in told:
                row |= {"version_at": max(at, row["version_at"]), "retracted": 1}
                row["version_seq"] += 1
                rows.append(tuple(row[name] for name in names))
    return {"event": rows} if rows else {}
