"""Calendars as a settings file has them: a readable week and a list of holidays."""

from cxtui.calendars import Calendar
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
from cxtui.errors import CxtuiError
from cxtui.settings.reader import Reader


def calendar(table: Reader, name: str, zone: str) -> Calendar:
    """Return one calendar; ``zone`` is the store's, for a calendar that names none."""
    table.only("zone", "week", "holidays")
    if not name.strip() or "/" in name:
        table.fail("", "must have a name without a slash (with one they are calendars of sources)")
    closures = []
    for text in table.texts("holidays") if table.has("holidays") else []:
        try:
            closures.append(parse_closure(text))
        except CxtuiError as error:
            table.fail("holidays", f"cannot be used: {error}")
    week = _week(table)
    here = table.text("zone") if table.has("zone") else zone
    try:
        return Calendar(name, here, week, tuple(sorted(set(closures))))
    except CxtuiError as error:
        table.fail("zone", f"cannot be used: {error}")


def _week(table: Reader) -> Minutes:
    value = table.data.get("week")
    if value == "always":
        return ((0, WEEK_MINUTES),)
    try:
        if isinstance(value, str) and value[:1].isdigit():
            return parse_week(value)
        return check_week(_spans(table))
    except CxtuiError as error:
        if str(error).startswith(f"{table.file}: "):
            raise
        table.fail("week", f"cannot be used: {error}")


def _spans(table: Reader) -> list[tuple[int, int]]:
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
