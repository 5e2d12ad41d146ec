"""Calendars for tests, drawn by hypothesis or named, and their hours read off the wall clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from cxtui.calendars import Calendar, Closure
from cxtui.clock import DAY

ZONES = (
    "UTC", "America/New_York", "Europe/London", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kolkata",
    "Pacific/Chatham", "America/St_Johns", "America/Santiago", "Africa/Casablanca", "Asia/Kathmandu",
    "Pacific/Apia", "Antarctica/Troll",
)  # fmt: skip

OFFICE = "1980-2460,3420-3900,4860-5340,6300-6780,7740-8220"
"""Monday to Friday, 09:00 to 17:00."""


def daily(opening: int, closing: int) -> str:
    """Return a week that is open every day from one hour to another."""
    return ",".join(f"{day * 1440 + opening * 60}-{day * 1440 + closing * 60}" for day in range(7))


def wall_says_open(calendar: Calendar, at: int) -> bool:
    """Say whether the wall clock shows an open minute, straight from the definition."""
    calendar = [calendar, *(version for from_at, version in calendar.later if from_at <= at)][-1]
    local = datetime.fromtimestamp(at, ZoneInfo(calendar.zone))
    minute = local.hour * 60 + local.minute
    week_minute = (local.weekday() + 1) % 7 * 1440 + minute
    closed = any(c.first <= local.date() <= c.last and c.from_min <= minute < c.to_min for c in calendar.holidays)
    return not closed and any(start <= week_minute < end for start, end in calendar.week)


def _midnight(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())


def changes(zone: str, year: int) -> list[int]:
    """Return the UTC hours of a year at which a zone's clocks have just changed."""
    here = ZoneInfo(zone)
    hours = range(_midnight(year), _midnight(year + 1), 1800)
    offsets = [datetime.fromtimestamp(at, here).utcoffset() for at in hours]
    return [at for at, old, new in zip(hours[1:], offsets, offsets[1:], strict=False) if old != new]


NIGHTS = [(zone, at) for zone in ZONES for at in changes(zone, 2025) or [_midnight(2025)]]
NIGHTS += [("Pacific/Apia", at) for at in changes("Pacific/Apia", 2011)]
"""Zones with an instant at which something happens: every change of 2025, and the day that Samoa skipped."""


@st.composite
def closures(draw: st.DrawFn, first_day: date = date(2025, 1, 1), last_day: date = date(2025, 12, 31)) -> Closure:
    """Draw a holiday between two dates, by default of 2025, of whole days or of some hours."""
    first = draw(st.dates(first_day, last_day))
    last = draw(st.dates(first, min(last_day, date.fromordinal(first.toordinal() + 9))))
    if draw(st.booleans()):
        return Closure(first, last)
    start = draw(st.integers(0, 1439))
    return Closure(first, last, start, draw(st.integers(start + 1, 1440)))


@st.composite
def weeks(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """Draw a week with several intervals anywhere in it, across midnights too."""
    edges = sorted(draw(st.sets(st.integers(0, 10_080), min_size=2, max_size=16)))
    edges = edges[: len(edges) // 2 * 2]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Draw a calendar with any week, in any of the zones, perhaps with versions that begin in 2025."""
    instants = st.integers(_midnight(2025), _midnight(2026))
    versions = [(0, draw(_plain(closures())))]
    versions += [(at, draw(_plain(closures()))) for at in sorted(draw(st.sets(instants, max_size=2)))]
    return Calendar.of_versions(versions)


@st.composite
def _plain(draw: st.DrawFn, holidays: st.SearchStrategy[Closure], zone: str | None = None) -> Calendar:
    here = zone or draw(st.sampled_from(ZONES))
    return Calendar("drawn", here, draw(weeks()), tuple(sorted(draw(st.sets(holidays, max_size=4)))))


@st.composite
def nights(draw: st.DrawFn, around: int | None = None) -> tuple[int, Calendar]:
    """Draw an instant at which the clocks change, and a calendar with holidays and versions around it.

    With ``around`` it is a change within 30 days of that instant.
    """
    zone, at = draw(st.sampled_from([n for n in NIGHTS if around is None or abs(n[1] - around) < 30 * DAY]))
    near = st.integers(at - 3 * DAY, at + 3 * DAY)
    day = datetime.fromtimestamp(at, UTC).toordinal()
    holidays = closures(date.fromordinal(day - 3), date.fromordinal(day + 3))
    versions = [(0, draw(_plain(holidays, zone)))]
    for from_at in sorted(draw(st.sets(near, max_size=2))):
        versions.append((from_at, draw(_plain(holidays, draw(st.sampled_from((zone, None)))))))
    return at, Calendar.of_versions(versions)
