"""Business time, read minute by minute off the wall clock of the calendar's zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

DAY = 86_400
_WEEK = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


@dataclass(frozen=True)
class Hours:
    """Open minutes of the local week from Sunday 00:00, and closed dates as text, in a zone."""

    zone: str
    week: tuple[tuple[int, int], ...]
    closed: tuple[str, ...] = ()

    @classmethod
    def of_texts(cls, zone: str, week: str, holidays: str) -> "Hours":
        """Read the texts of the canonical table."""
        spans = (part.split("-") for part in week.split(","))
        return cls(zone, tuple((int(a), int(b)) for a, b in spans), tuple(filter(None, holidays.split(","))))

    def shows_open(self, at: int) -> bool:
        """Say whether the wall clock shows an open minute of a date that is not closed."""
        wall = datetime.fromtimestamp(at, ZoneInfo(self.zone))
        minute = wall.hour * 60 + wall.minute
        of_week = (wall.isoweekday() % 7) * 1440 + minute
        is_open = any(start <= of_week < end for start, end in self.week)
        return is_open and not any(_closes(text, wall.date(), minute) for text in self.closed)


def _closes(text: str, day: date, minute: int) -> bool:
    dates, _, times = text.partition(" ")
    first, _, last = dates.partition("/")
    if not date.fromisoformat(first) <= day <= date.fromisoformat(last or first):
        return False
    if not times:
        return True
    start, end = (_minute(part) for part in times.split("-"))
    return start <= minute < end


def _minute(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def week_of_days(week: str | Mapping[str, list[str]]) -> tuple[tuple[int, int], ...]:
    """Return the week of a settings file: ``always``, or spans such as 09:00-17:00 by day; none past midnight."""
    if isinstance(week, str):
        return ((0, 10_080),)
    found = []
    for day, spans in week.items():
        for span in spans:
            start, end = (_minute(part) + _WEEK.index(day) * 1440 for part in span.split("-"))
            found.append((start, end))
    return tuple(found)


@cache
def _minutes(hours: Hours, day: int) -> tuple[bool, ...]:
    return tuple(hours.shows_open(day * DAY + minute * 60) for minute in range(1440))


@cache
def _whole_day(hours: Hours, day: int) -> int:
    return 60 * sum(_minutes(hours, day))


def opened(hours: Hours, from_at: int, to_at: int) -> int:
    """Return the open seconds of ``[from_at, to_at)``."""
    total = 0
    for day in range(from_at // DAY, to_at // DAY + 1):
        low, high = max(from_at, day * DAY), min(to_at, (day + 1) * DAY)
        if high - low == DAY:
            total += _whole_day(hours, day)
        elif low < high:
            total += _part(hours, day, low - day * DAY, high - day * DAY)
    return total


def _part(hours: Hours, day: int, low: int, high: int) -> int:
    minutes = _minutes(hours, day)
    return sum(
        min(high, (minute + 1) * 60) - max(low, minute * 60)
        for minute in range(low // 60, -(-high // 60))
        if minutes[minute]
    )


def runs_out(hours: Hours, from_at: int, wanted: int) -> int:
    """Return the earliest instant with ``wanted`` (at least one) open seconds since ``from_at``."""
    at = from_at
    while True:
        if at % DAY == 0 and _whole_day(hours, at // DAY) < wanted:
            wanted -= _whole_day(hours, at // DAY)
            at += DAY
            continue
        minute_ends = at - at % 60 + 60
        if _minutes(hours, at // DAY)[at % DAY // 60]:
            if minute_ends - at >= wanted:
                return at + wanted
            wanted -= minute_ends - at
        at = minute_ends
