"""What a store knows of tickets that a file names: under another source, or not in the file any more."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cxtui.clock import DAY, zone_info
from cxtui.store.read import trouble

QUARTER = 900
"""Seconds by whole numbers of which creation times differ that were read in two zones."""

_THERE = """
SELECT t.source, count(*) AS n FROM temp.named_ticket k
CROSS JOIN (SELECT source FROM source_state WHERE source <> :source) s
CROSS JOIN ticket t ON t.source = s.source AND t.ticket = k.ticket
  AND abs(t.created_at - k.created_at) <= :day AND (t.created_at - k.created_at) % :quarter = 0
GROUP BY t.source ORDER BY n DESC, t.source LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class KnownElsewhere:
    """Another source that has ``tickets`` of the ``of`` that were looked for, created at the same time."""

    source: str
    tickets: int
    of: int


def known_elsewhere(path: Path, source: str, tickets: Iterable[tuple[str, int]]) -> KnownElsewhere | None:
    """Return which other source of a store knows most of the tickets, as (id, created_at); None where none does.

    Only asked of a source that the store does not know yet. A ticket is the same one if it was created at the same
    time, whatever zone that was read in: two helpdesks that both count from 1 share ids, not times. Raises
    StoreTrouble.
    """
    named = list(tickets)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)) as con:
            if con.execute("SELECT 1 FROM ticket WHERE source = ? LIMIT 1", (source,)).fetchone():
                return None
            con.execute("CREATE TEMP TABLE named_ticket (ticket TEXT PRIMARY KEY, created_at INTEGER) WITHOUT ROWID")
            con.executemany("INSERT OR IGNORE INTO temp.named_ticket VALUES (?, ?)", named)
            found = con.execute(_THERE, {"source": source, "day": DAY, "quarter": QUARTER}).fetchone()
    except sqlite3.Error as error:
        raise trouble.of_sqlite(path, error) from error
    return KnownElsewhere(found[0], found[1], len(named)) if found and found[1] * 2 > len(named) else None


def no_longer_there(
    con: sqlite3.Connection, source: str, as_of: int | None, named: Iterable[str] | None = None
) -> list[str]:
    """Return the tickets of a source that the batch just merged did not name, inside the open transaction.

    ``named`` are the tickets of an export of which not all were merged. Tickets created after ``as_of``, and those
    known to be deleted or merged away, need not be in an export.
    """
    names = "temp.in_ticket"
    if named is not None:
        names = "temp.exported_ticket"
        con.execute(f"CREATE TABLE IF NOT EXISTS {names} (source TEXT, ticket TEXT PRIMARY KEY) WITHOUT ROWID")
        con.execute(f"DELETE FROM {names}")
        con.executemany(f"INSERT OR IGNORE INTO {names} VALUES (?, ?)", ((source, ticket) for ticket in named))
    return [
        ticket
        for (ticket,) in con.execute(
            "SELECT t.ticket FROM main.ticket t WHERE t.source = ?1 AND (?2 IS NULL OR t.created_at <= ?2)"
            " AND t.deleted_at IS NULL AND t.merged_into IS NULL AND NOT EXISTS ("
            f" SELECT 1 FROM {names} n WHERE n.source = t.source AND n.ticket = t.ticket) ORDER BY t.ticket",
            (source, as_of),
        )
    ]


def days_without(con: sqlite3.Connection, source: str, as_of: int | None, zone: str) -> tuple[str, ...]:
    """Return the local days between a source's first export and its newest of which there is none, oldest first.

    ``as_of`` is the instant of the export that is just coming in, inside the open transaction.
    """
    found = con.execute("SELECT DISTINCT as_of FROM main.import_run WHERE source = ? AND as_of IS NOT NULL", (source,))
    instants = {at for (at,) in found} | ({as_of} if as_of is not None else set())
    days = {datetime.fromtimestamp(at, zone_info(zone)).toordinal() for at in instants}
    if not days:
        return ()
    return tuple(str(date.fromordinal(day)) for day in range(min(days), max(days)) if day not in days)
