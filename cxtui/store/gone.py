"""Tickets that their helpdesk has no more: they stay in the store, as deleted."""

import sqlite3
from collections.abc import Sequence
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
            f"SELECT {listed(names)} FROM ticket WHERE source = ? AND ticket = ? AND deleted_at IS NULL",
            (source, ticket),
        ).fetchone()
        if found is not None:
            row = dict(zip(names, found, strict=True))
            row |= {"deleted_at": at, "version_at": max(at, row["version_at"]), "version_seq": row["version_seq"] + 1}
            rows.append(tuple(row[name] for name in names))
    return {"ticket": rows} if rows else {}
