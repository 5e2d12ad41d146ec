"""Calendars as a settings file has them: a readable week, a list of holidays, and later versions of both."""

from datetime import date, datetime
from typing import Any

from cxtui.calendars import Calendar, Closure
from cxtui.calendars.text import (
    DAY_MINUTES,
    DAYS,
    WEEK_MINUTES,
    CalendarError,
    Minutes,
    check_week,
    minute_of_day,
    parse_closure,
    parse_week,
)
from cxtui.clock import parse_instant
from cxtui.errors import CxtuiError
from cxtui.toml import TomlTable

_EVER = -(1 << 62)
"""Before every version."""


def calendar(table: TomlTable, name: str, zone: str) -> Calendar:
    """Return one calendar with its versions; ``zone`` is the store's, for a calendar that names none."""
    table.only("zone", "week", "holidays", "versions")
    if not name.strip() or "/" in name:
        table.fail("", "must have a name without a slash (with one they are calendars of sources)")
    first = _version(table, name, zone, _week(table), ())
    versions = [(_EVER, first)]
    for one in table.tables("versions", optional=True):
        one.only("from", "zone", "week", "holidays")
        before = versions[-1][1]
        week = _week(one) if one.has("week") else before.week
        version = _version(one, name, before.zone, week, before.holidays)
        from_at = valid_from(one, version.zone)
        if from_at <= versions[-1][0]:
            one.fail("from", "must be later than that of the version before it")
        versions.append((from_at, version))
    return Calendar.of_versions(versions)


def _version(table: TomlTable, name: str, zone: str, week: Minutes, holidays: tuple[Closure, ...]) -> Calendar:
    if table.has("holidays"):
        holidays = _closures(table)
    here = table.text("zone", zone)
    try:
        return Calendar(name, here, week, holidays)
    except CxtuiError as error:
        table.fail("zone", f"cannot be used: {error}")


def _closures(table: TomlTable) -> tuple[Closure, ...]:
    closures = set()
    for text in table.texts("holidays"):
        try:
            closures.add(parse_closure(text))
        except CxtuiError as error:
            table.fail("holidays", f"cannot be used: {error}")
    return tuple(sorted(closures))


def valid_from(table: TomlTable, zone: str) -> int:
    """Return the instant from which a version holds: a local date or time in its zone, or one with an offset."""
    value: Any = table.data.get("from")
    if isinstance(value, date | datetime):
        value = value.isoformat()
    if not isinstance(value, str) or not value[:4].isdigit():
        table.fail("from", 'must be a date like "2026-03-01", or a time like "2026-03-01 06:00"')
    try:
        return parse_instant(value, zone)
    except CxtuiError as error:
        table.fail("from", f"cannot be used: {error}")


def _week(table: TomlTable) -> Minutes:
    value = table.data.get("week")
    if value == "always":
        return ((0, WEEK_MINUTES),)
    stored = value if isinstance(value, str) and value[:1].isdigit() else None
    spans = _spans(table) if stored is None else []
    try:
        return check_week(spans) if stored is None else parse_week(stored)
    except CxtuiError as error:
        table.fail("week", f"cannot be used: {error}")


def _spans(table: TomlTable) -> list[tuple[int, int]]:
    if not isinstance(table.data.get("week"), dict):
        table.fail("week", 'must be "always" or a table of days such as mon = ["09:00-17:00"]')
    week = table.table("week").only(*DAYS)
    found: list[tuple[int, int]] = []
    for number, day in enumerate(DAYS):
        for text in week.texts(day) if week.has(day) else []:
            try:
                start, end = _hours(text)
            except CxtuiError as error:
                week.fail(day, f"cannot be used: {error}")
            found.append((number * DAY_MINUTES + start, number * DAY_MINUTES + end))
    return found


def _hours(text: str) -> tuple[int, int]:
    opening, dash, closing = text.replace("–", "-").partition("-")
    start, end = minute_of_day(opening), minute_of_day(closing if dash else "")
    if start == end:
        raise CalendarError(f"{text.strip()[:20]!r} has no length; a whole day is 00:00-24:00")
    return (start, end) if end > start else (start, end + DAY_MINUTES)
