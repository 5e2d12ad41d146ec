"""The reference tables inside a store: opening hours, local days, promises, horizons, histogram bounds.

They reach over whole years around everything imported. Extending them only adds rows.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from cxtui.calendars import Calendar
from cxtui.clock import DAY, now
from cxtui.facts import reference
from cxtui.facts.tables import DERIVED
from cxtui.settings import StoreSettings
from cxtui.store.schema import listed

CALENDARS = "SELECT source, calendar, from_at, zone, week, holidays FROM calendar"
"""The versions of the sources' calendars, in a store and among the inputs of the models."""

CalendarRow = tuple[str, str, int, str, str, str | None]

SPAN = "reference_span"
"""Key in ``setting``: the UTC span [from, to] that opening hours and local days cover."""


EARLIEST = 631_152_000
"""1990-01-01: before it no opening hours are kept, so that a clock set wrong does not fill the store with days."""

AHEAD = 3_653 * DAY
"""Ten years: how far after the present events may lie and still have opening hours."""


def span_of(first_at: int | None, last_at: int | None) -> tuple[int, int]:
    """Return the span to cover for events of ``[first_at, last_at]`` and the present: at least 400 days after it.

    Events before EARLIEST or more than AHEAD in the future are not covered: they have no business time.
    """
    present = now()
    first = present if first_at is None else first_at
    last = present if last_at is None else last_at
    return reference.years(min(max(first, EARLIEST), present), max(min(last, present + AHEAD), present))


def named(calendars: Iterable[CalendarRow], settings: StoreSettings) -> dict[str, Calendar]:
    """Return the calendars by their name in models: the store's own, and ``source/calendar`` of the sources.

    ``calendars`` are the rows of CALENDARS. Where the settings ask for the hours as they are now, each is its
    newest version for all time.
    """
    versions: dict[str, list[tuple[int, Calendar]]] = {}
    for source, calendar, from_at, zone, week, holidays in calendars:
        name = f"{source}/{calendar}"
        versions.setdefault(name, []).append((from_at, Calendar.parse(name, zone, week, holidays or "")))
    found = {**settings.calendars, **{name: Calendar.of_versions(some) for name, some in versions.items()}}
    if settings.calendar_history == "now":
        return {name: one.newest() for name, one in found.items()}
    return found


def rows(
    settings: StoreSettings, calendars: Mapping[str, Calendar], span: tuple[int, int]
) -> dict[str, list[reference.ReferenceRow]]:
    """Return the rows of every reference table by table name."""
    intervals = reference.open_intervals(calendars, *span)
    return {
        "open_interval": intervals,
        "open_block": list(reference.open_blocks(intervals)),
        "local_day": reference.local_days(settings.zone, *span),
        "target": reference.targets(settings),
        "horizon": reference.horizons(settings),
        "hist_bound": reference.histogram_bounds(),
    }


def ensure(
    con: sqlite3.Connection, settings: StoreSettings, span: tuple[int, int] | None, calendars_changed: bool
) -> None:
    """Cover a batch's span; write nothing where the store covers it already."""
    stored = con.execute("SELECT value FROM main.setting WHERE key = ?", (SPAN,)).fetchone()
    have = tuple(json.loads(stored[0])) if stored else None
    need = span_of(*(span or (None, None)))
    if have is not None:
        need = (min(have[0], need[0]), max(have[1], need[1]))
    if have == need and not calendars_changed:
        return
    write(con, settings, need)


def remake(con: sqlite3.Connection, settings: StoreSettings) -> None:
    """Write all reference tables anew for new settings."""
    stored = con.execute("SELECT value FROM main.setting WHERE key = ?", (SPAN,)).fetchone()
    first, last = con.execute("SELECT MIN(created_at), MAX(created_at) FROM main.ticket").fetchone()
    need = span_of(first, last)
    if stored:
        have = json.loads(stored[0])
        need = (min(have[0], need[0]), max(have[1], need[1]))
    write(con, settings, need)


def write(con: sqlite3.Connection, settings: StoreSettings, span: tuple[int, int]) -> None:
    """Write all reference tables anew for a span of UTC epoch seconds."""
    found = con.execute(CALENDARS).fetchall()
    for name, some in rows(settings, named(found, settings), span).items():
        con.execute(f"DELETE FROM main.{name}")
        columns = DERIVED[name].names
        con.executemany(f"INSERT INTO main.{name} ({listed(columns)}) VALUES ({', '.join('?' * len(columns))})", some)
    write_span(con, span)


def write_span(con: sqlite3.Connection, span: tuple[int, int]) -> None:
    """Keep the span that opening hours and local days cover."""
    con.execute(
        "INSERT INTO main.setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (SPAN, json.dumps(span)),
    )
