"""What exports of tickets as they stand have shown, kept as stretches: one row a ticket for each way it was found.

An export that finds a ticket as before writes nothing here: the newest stretch lasts until the version of the ticket.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cxtui.canonical import TABLES
from cxtui.store.schema import listed, quoted
from cxtui.store.sightings import COLUMNS, SeenValue, Stretch, with_sighting
from cxtui.store.upsert import prepare

SPEC = TABLES["observed"]


@dataclass(frozen=True, slots=True)
class Sightings:
    """How an export found its tickets: rows of ``observed``, and the columns of them that it knows."""

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Any]]


def merge_sightings(con: sqlite3.Connection, found: Sightings) -> int:
    """Keep what an export found, inside the open transaction and before its tickets are merged; return rows changed.

    Leaves ``changed_observed`` and ``before_observed`` as ``merge`` does, the keys of rows that are gone among the
    changed.
    """
    prepare(con, SPEC)
    marks = ", ".join("?" * len(SPEC.columns))
    con.executemany(f"INSERT OR REPLACE INTO temp.in_observed VALUES ({marks})", found.rows)
    exports: dict[str, list[int]] = {}
    changed = 0
    for source, ticket, at, *cells in con.execute(_differing(found.columns)).fetchall():
        if source not in exports:
            exports[source] = _instants(con, source)
        values = dict(zip(COLUMNS, cells, strict=True))
        seen = {column: values[column] for column in found.columns}
        changed += _keep(con, source, ticket, at, seen, exports[source])
    return changed


def _differing(columns: Sequence[str]) -> str:
    """Return the SELECT of what an export found otherwise than the stretch it falls into, or outside of any."""
    place = (
        "SELECT max(from_at) FROM main.observed x"
        " WHERE x.source = n.source AND x.ticket = n.ticket AND x.from_at <= n.from_at"
    )
    same = " AND ".join(f"o.{c} IS n.{c}" for c in columns)
    return (
        f"SELECT n.source, n.ticket, n.from_at, {listed(COLUMNS, 'n.')} FROM temp.in_observed n"
        " LEFT JOIN main.observed o ON o.source = n.source AND o.ticket = n.ticket"
        f" AND o.from_at = ({place}) AND (o.seen_at IS NULL OR o.seen_at >= n.from_at) AND {same}"
        " WHERE o.source IS NULL"
    )


def _instants(con: sqlite3.Connection, source: str) -> list[int]:
    found = con.execute("SELECT DISTINCT as_of FROM main.import_run WHERE source = ? AND as_of IS NOT NULL", (source,))
    return [at for (at,) in found]


def _keep(
    con: sqlite3.Connection, source: str, ticket: str, at: int, seen: dict[str, SeenValue], exports: Sequence[int]
) -> int:
    """Write the stretches of one ticket with a sighting in them; return how many rows changed."""
    columns = listed(SPEC.names)
    rows = con.execute(
        f"SELECT {columns} FROM main.observed WHERE source = ? AND ticket = ? ORDER BY from_at", (source, ticket)
    ).fetchall()
    version = con.execute(
        "SELECT version_at FROM main.ticket WHERE source = ? AND ticket = ?", (source, ticket)
    ).fetchone()
    last = version[0] if version else at
    had = [Stretch(row[2], max(row[2], last) if row[3] is None else row[3], row[4:]) for row in rows]
    made = with_sighting(had, at, seen, exports)
    ends = [one.seen_at for one in made[:-1]] + [None]
    after = {one.from_at: (source, ticket, one.from_at, end, *one.cells) for one, end in zip(made, ends, strict=True)}
    before = {row[2]: row for row in rows}
    touched = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    for key in touched:
        con.execute("INSERT INTO temp.changed_observed VALUES (?, ?, ?, ?)", (source, ticket, key, key not in before))
        if key in before:
            con.execute(f"INSERT INTO temp.before_observed ({columns}) VALUES ({_marks()})", before[key])
        if key in after:
            con.execute(f"INSERT OR REPLACE INTO main.observed ({columns}) VALUES ({_marks()})", after[key])
        else:
            con.execute(
                f"DELETE FROM main.{quoted(SPEC.name)} WHERE source = ? AND ticket = ? AND from_at = ?",
                (source, ticket, key),
            )
    return len(touched)


def _marks() -> str:
    return ", ".join("?" * len(SPEC.columns))
