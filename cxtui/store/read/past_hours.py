"""Opening hours as they were known at an instant: later versions of a calendar are not there.

The version that is known first holds before it, too, so it is always there; so is one that was written before it
holds. Hours of sources change rarely: where none did after the instant, there is nothing to make.
"""

import json
import sqlite3

from cxtui.facts.tables import DERIVED
from cxtui.store.schema import create_table, listed

TABLES = ("open_interval", "open_block")
"""What follows from calendars."""

_HIDDEN = """
SELECT x.source, x.calendar, MIN(x.from_at) FROM main.calendar x
WHERE x.from_at > {at} AND x.version_at > {at} AND x.from_at > (
  SELECT MIN(y.from_at) FROM main.calendar y WHERE y.source = x.source AND y.calendar = x.calendar)
GROUP BY x.source, x.calendar
"""
_KNOWN = """
SELECT x.* FROM main.calendar x
WHERE x.from_at <= {at} OR x.version_at <= {at} OR x.from_at = (
  SELECT MIN(y.from_at) FROM main.calendar y WHERE y.source = x.source AND y.calendar = x.calendar)
"""
_DEFAULT = """
SELECT source, calendar FROM (
  SELECT source, calendar, ROW_NUMBER() OVER (PARTITION BY source ORDER BY MIN(position), calendar) AS place
  FROM {calendar} GROUP BY source, calendar) one
WHERE place = 1
"""
# Whoever was promised something in hours that are others now is due at another instant.
_DUE = "SELECT source, ticket FROM main.{table} WHERE source = ? AND (due_at > ? OR due_at IS NULL AND {promised})"
_PROMISES = {
    "ticket_fact": "target_s IS NOT NULL",
    "earlier_wait": "target_s IS NOT NULL",
    "clock_fact": "1",
    "clock_step": "1",
}


def changed(con: sqlite3.Connection, at: int) -> bool:
    """Return whether hours of any calendar were told of only after an instant (UTC epoch seconds)."""
    return bool(con.execute(f"SELECT EXISTS ({_HIDDEN.format(at=at)})").fetchone()[0])


def make(con: sqlite3.Connection, at: int) -> None:
    """Put calendars and opening hours as they were known in the place of the tables, where they differ."""
    if not changed(con, at):
        return
    from cxtui.store import import_log, reference

    con.execute(f"CREATE TEMP VIEW calendar AS {_KNOWN.format(at=at)}")
    settings = import_log.read_settings(con)
    (span,) = con.execute("SELECT value FROM main.setting WHERE key = ?", (reference.SPAN,)).fetchone()
    known = reference.named(con.execute(reference.CALENDARS), settings)
    rows = reference.rows(settings, known, tuple(json.loads(span)))
    for name in TABLES:
        names = DERIVED[name].names
        con.execute(create_table(DERIVED[name], temporary=True))
        con.executemany(f"INSERT INTO temp.{name} ({listed(names)}) VALUES ({', '.join('?' * len(names))})", rows[name])


def find(con: sqlite3.Connection, at: int) -> None:
    """Add the tickets that were due at another instant by the hours of then to ``temp.past_ticket``.

    These are looked for among all tickets of a source whose hours changed after the instant.
    """
    hidden = con.execute(_HIDDEN.format(at=at)).fetchall()
    if not hidden:
        return
    from cxtui.store import import_log

    always = import_log.read_settings(con).calendar_history == "now"
    was, now = (dict(con.execute(_DEFAULT.format(calendar=c))) for c in ("temp.calendar", "main.calendar"))
    for source in {source for source, _, _ in hidden}:
        since = min(from_at for mine, _, from_at in hidden if mine == source)
        if always or was[source] != now[source]:
            since = -1
        for table, promised in _PROMISES.items():
            con.execute(
                "INSERT OR IGNORE INTO temp.past_ticket SELECT f.source, f.ticket"
                f" FROM ({_DUE.format(table=table, promised=promised)}) x"
                " CROSS JOIN main.ticket_fact f ON f.source = x.source AND f.ticket = x.ticket"
                f" WHERE f.created_at <= {at}",
                (source, since),
            )
