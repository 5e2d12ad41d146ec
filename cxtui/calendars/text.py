"""The text forms of opening hours: minutes of the local week, and closed local dates."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cxtui.errors import CxtuiError

DAY_MINUTES = 1440
WEEK_MINUTES = 7 * DAY_MINUTES
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
"""Days of the week from Sunday, as minutes of the week count them."""

Minutes = tuple[tuple[int, int], ...]

_HOUR = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_SPAN = re.compile(r"([0-9]{1,6})\s*[-–]\s*([0-9]{1,6})")


class CalendarError(CxtuiError):
    """Opening hours contradict themselves or cannot be read; the message says what to write instead."""

    exit_code = 2


@dataclass(frozen=True, slots=True, order=True)
class Closure:
    """Local dates ``first`` to ``last``, both included, closed in minutes ``[from_min, to_min)`` of each."""

    first: date
    last: date
    from_min: int = 0
    to_min: int = DAY_MINUTES

    def __str__(self) -> str:
        dates = f"{self.first}" if self.first == self.last else f"{self.first}/{self.last}"
        if (self.from_min, self.to_min) == (0, DAY_MINUTES):
            return dates
        return f"{dates} {clock_text(self.from_min)}-{clock_text(self.to_min)}"


def clock_text(minute: int) -> str:
    """Return a minute of the day as ``09:30``; the day's end is ``24:00``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minute_of_day(text: str) -> int:
    """Return the minute of ``09:30`` (0 to 1440; ``24:00`` is the day's end)."""
    found = _HOUR.fullmatch(text.strip())
    minute = int(found[1]) * 60 + int(found[2]) if found else -1
    if not 0 <= minute <= DAY_MINUTES:
        raise CalendarError(f"{text.strip()[:20]!r} is no time of day; write 00:00 to 24:00")
    return minute


def parse_week(text: str) -> Minutes:
    """Return the open intervals of ``540-1020,1980-2460``: minutes of the local week from Sunday 00:00."""
    found: list[tuple[int, int]] = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        span = _SPAN.fullmatch(part)
        if span is None:
            raise CalendarError(f"{part[:20]!r} is no open interval; write minutes of the week like 540-1020")
        found.append((int(span[1]), int(span[2])))
    return check_week(found)


def check_week(spans: Iterable[tuple[int, int]]) -> Minutes:
    """Return the intervals in order, touching ones merged; a CalendarError says which are impossible.

    One that runs past Saturday 24:00 goes on on Sunday, as helpdesks write a Saturday night.
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(_around(spans)):
        if merged and start < merged[-1][1]:
            raise CalendarError(f"{_span_text(start, end)} overlaps {_span_text(*merged[-1])}; join them")
        if merged and start == merged[-1][1]:
            start = merged.pop()[0]
        merged.append((start, end))
    if not merged:
        raise CalendarError("no minute of the week is open; write 0-10080 for always open")
    return tuple(merged)


def _around(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        if not 0 <= start < WEEK_MINUTES or not start < end <= start + WEEK_MINUTES:
            raise CalendarError(
                f"{start}-{end} is no interval of a week: it must start between 0 (Sunday 00:00) and "
                f"{WEEK_MINUTES - 1} (Saturday 23:59), and end after it starts, a week later at most"
            )
        yield start, min(end, WEEK_MINUTES)
        if end > WEEK_MINUTES:
            yield 0, end - WEEK_MINUTES


def _span_text(start: int, end: int) -> str:
    day, minute = divmod(start, DAY_MINUTES)
    last, until = divmod(end - 1, DAY_MINUTES)
    to = "" if last == day else f"{DAYS[last].title()} "
    return f"{start}-{end} ({DAYS[day].title()} {clock_text(minute)} to {to}{clock_text(until + 1)})"


def parse_closure(text: str) -> Closure:
    """Return one closure: ``2026-01-01``, ``2025-12-25/2025-12-26``, ``2025-12-24 13:00-24:00``."""
    dates, _, hours = text.strip().partition(" ")
    first, slash, last = dates.partition("/")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last if slash else first)
    except ValueError:
        raise CalendarError(
            f"{text.strip()[:40]!r} is no holiday; write 2026-01-01, 2025-12-25/2025-12-26 or 2025-12-24 13:00-24:00"
        ) from None
    start, end = 0, DAY_MINUTES
    if hours.strip():
        opening, _, closing = hours.partition("-")
        start, end = minute_of_day(opening), minute_of_day(closing)
    if days[1] < days[0] or end <= start:
        raise CalendarError(f"the holiday {text.strip()[:40]!r} ends before it starts")
    return Closure(*days, start, end)


def parse_holidays(text: str) -> tuple[Closure, ...]:
    """Return the closures of a comma-separated text, in order and once each."""
    return tuple(sorted({parse_closure(part) for part in text.split(",") if part.strip()}))
