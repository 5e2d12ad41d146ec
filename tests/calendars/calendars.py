"""Calendars for tests, drawn by hypothesis or named, and their hours read off the wall clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from cxtui.calendars import Calendar, Closure

ZONES = (
    "UTC", "America/New_York", "Europe/London", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kolkata",
    "Pacific/Chatham", "America/St_Johns", "America/Santiago", "Africa/Casablanca", "Asia/Kathmandu",
)  # fmt: skip

OFFICE = "1980-2460,3420-3900,4860-5340,6300-6780,7740-8220"
"""Monday to Friday, 09:00 to 17:00."""


def daily(opening: int, closing: int) -> str:
    """Return a week that is open every day from one hour to another."""
    return ",".join(f"{day * 1440 + opening * 60}-{day * 1440 + closing * 60}" for day in range(7))


def wall_says_open(calendar: Calendar, at: int) -> bool:
    """Say whether the wall clock shows an open minute, straight from the definition."""
    local = datetime.fromtimestamp(at, ZoneInfo(calendar.zone))
    minute = local.hour * 60 + local.minute
    week_minute = (local.weekday() + 1) % 7 * 1440 + minute
    closed = any(c.first <= local.date() <= c.last and c.from_min <= minute < c.to_min for c in calendar.holidays)
    return not closed and any(start <= week_minute < end for start, end in calendar.week)


@st.composite
def closures(draw: st.DrawFn) -> Closure:
    """Draw a holiday of 2025, of whole days or of some hours."""
    first = draw(st.dates(date(2025, 1, 1), date(2025, 12, 31)))
    last = draw(st.dates(first, min(date(2025, 12, 31), date.fromordinal(first.toordinal() + 9))))
    if draw(st.booleans()):
        return Closure(first, last)
    start = draw(st.integers(0, 1439))
    return Closure(first, last, start, draw(st.integers(start + 1, 1440)))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Draw a calendar with any week, in any of the zones."""
    edges = sorted(draw(st.sets(st.integers(0, 10_080), min_size=2, max_size=16)))
    edges = edges[: len(edges) // 2 * 2]
    week = tuple(zip(edges[::2], edges[1::2], strict=True))
    holidays = tuple(draw(st.lists(closures(), max_size=4)))
    return Calendar("drawn", draw(st.sampled_from(ZONES)), week, holidays)
