"""How the newest export of a source found its tickets, as hashes: what the next one finds so need not be merged again.

Kept for one export a source, and true only while nothing else writes to that source: a batch, an undone import and
whoever erases or drops tickets take it away (``drop``, ``drop_touched``), and the next export is merged whole. A hash
is made with a key of its export's own, and never of a row that names somebody who was erased.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from cxtui.store.schema import LOG_TABLES, listed, quoted
from cxtui.store.upsert import SINCE

PART = 4_096
"""Hashes in one row of ``as_found``: some 80 KB, since whoever verifies a store holds hundreds of rows at a time."""


@dataclass(frozen=True, slots=True)
class AsFound:
    """What is kept of an export: the key of its hashes, its instant (UTC epoch seconds), and the hashes in parts.

    ``at`` is the version of the rows whose tables are ``dated``; the hashes of a part are numbers, one a line.
    """

    key: str
    at: int | None
    dated: tuple[str, ...]
    parts: tuple[str, ...]


def read(con: sqlite3.Connection, source: str) -> AsFound | None:
    """Return what is kept of the newest export of a source; None where nothing is."""
    rows = con.execute(
        "SELECT key, as_of, dated, hashes FROM main.as_found WHERE source = ? ORDER BY part", (source,)
    ).fetchall()
    if not rows:
        return None
    key, at, dated, _ = rows[0]
    return AsFound(key, at, tuple(dated.split()), tuple(row[3] for row in rows))


def write(con: sqlite3.Connection, source: str, found: AsFound) -> None:
    """Keep an export of a source in the place of the one before, inside the open transaction."""
    drop(con, source)
    columns = [column.name for column in LOG_TABLES["as_found"].columns]
    con.executemany(
        f"INSERT INTO main.as_found ({listed(columns)}) VALUES ({', '.join('?' * len(columns))})",
        ((source, part, found.key, found.at, " ".join(found.dated), hashes) for part, hashes in enumerate(found.parts)),
    )


def drop(con: sqlite3.Connection, source: str | None = None) -> None:
    """Forget how exports of a source, by default of all, found their tickets: the next one is merged whole."""
    con.execute("DELETE FROM main.as_found WHERE ? IS NULL OR source = ?", (source, source))


def drop_touched(con: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Forget it of every source of which rows came into one of the tables, inside the transaction of that batch."""
    kept = con.execute("SELECT DISTINCT source FROM main.as_found").fetchall()
    for (source,) in kept:
        if any(_came(con, table, source) for table in tables):
            drop(con, source)


def _came(con: sqlite3.Connection, table: str, source: str) -> bool:
    return bool(
        con.execute(f"SELECT 1 FROM temp.{quoted('in_' + table)} WHERE source = ? LIMIT 1", (source,)).fetchall()
    )


def newest(con: sqlite3.Connection, source: str, tables: Iterable[str]) -> int | None:
    """Return the newest version (UTC epoch seconds) of a source's rows in some tables; None without any."""
    found = [
        con.execute(f"SELECT max(version_at) FROM main.{quoted(table)} WHERE source = ?", (source,)).fetchone()[0]
        for table in tables
    ]
    return max((at for at in found if at is not None), default=None)


def gone(
    con: sqlite3.Connection,
    source: str,
    at: int,
    came: Collection[str],
    unchanged: int,
    lacking: Callable[[list[str]], list[str]],
) -> list[str] | None:
    """Return the tickets that the export of ``at`` had and a later one lacks; None if the store is not as it was left.

    ``came`` are the tickets of the later one that have to be merged, ``unchanged`` how many others it has (of those
    that hand their version on), and ``lacking`` picks of some tickets those that are not in it.
    """
    where = f"o.source = ? AND o.version_at = ? AND o.version_seq = 0 AND NOT {SINCE['ticket']}"
    _name_staying(con, came)
    (there,) = con.execute(f"SELECT count(*) FROM main.ticket o WHERE {where}", (source, at)).fetchone()
    (merged,) = con.execute(
        f"SELECT count(*) FROM temp.staying k CROSS JOIN main.ticket o ON o.ticket = k.ticket AND {where}", (source, at)
    ).fetchone()
    if there - merged == unchanged:
        return []
    tickets = con.execute(f"SELECT o.ticket FROM main.ticket o WHERE {where}", (source, at)).fetchall()
    found = lacking([ticket for (ticket,) in tickets])
    return found if there - merged == unchanged + len(found) else None


def hand_on(
    con: sqlite3.Connection, source: str, tables: Iterable[str], before: int, at: int, staying: Iterable[str]
) -> list[str]:
    """Give the rows of the version ``before`` that of a newer export, but for tickets ``staying``; return their tables.

    Works inside the open transaction. No row of the source may have the newer version yet but those that were merged.
    """
    _name_staying(con, staying)
    moved = []
    for table in tables:
        since = SINCE.get(table, "false")
        done = con.execute(
            f"UPDATE main.{quoted(table)} AS o SET version_at = ?, version_seq = 0"
            f" WHERE o.source = ? AND o.version_at = ? AND o.version_seq = 0 AND NOT {since}"
            " AND o.ticket NOT IN (SELECT ticket FROM temp.staying)",
            (at, source, before),
        )
        if done.rowcount:
            moved.append(table)
    return moved


def _name_staying(con: sqlite3.Connection, tickets: Iterable[str]) -> None:
    con.execute("CREATE TEMP TABLE IF NOT EXISTS staying (ticket TEXT PRIMARY KEY) WITHOUT ROWID")
    con.execute("DELETE FROM temp.staying")
    con.executemany("INSERT OR IGNORE INTO temp.staying VALUES (?)", ((ticket,) for ticket in tickets))
