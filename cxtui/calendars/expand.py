"""From opening hours in a local zone to UTC intervals with running totals."""

from collections.abc import Iterator
from datetime import date

from cxtui.calendars.calendar import Calendar
from cxtui.calendars.hours import OpenHours
from cxtui.calendars.zones import steady
from cxtui.clock import DAY

ORIGIN = 1_577_836_800
"""2020-01-01T00:00:00Z, from which open seconds are counted, so that a longer horizon only adds."""

_EPOCH_DAY = date(1970, 1, 1).toordinal()

Intervals = tuple[tuple[int, int], ...]


def expand(calendar: Calendar, from_at: int, to_at: int) -> OpenHours:
    """Return the open intervals of a calendar and its versions within ``[from_at, to_at)``, in UTC epoch seconds."""
    before = _opened(calendar, from_at)
    found: list[tuple[int, int, int]] = []
    for start, end in _intervals(calendar, from_at, to_at):
        found.append((start, end, before))
        before += end - start
    return OpenHours.joined(found)


def rows(calendar: Calendar, from_day: int, to_day: int) -> list[tuple[int, int, int, int]]:
    """Return ``(day, from_at, to_at, before)`` of every open interval of the UTC days ``[from_day, to_day)``.

    Days count from 1970-01-01. Intervals are cut at UTC midnights, and each day begins with a row of no
    length at its start. So with ``day = t // 86400`` the open seconds from ORIGIN to any ``t`` are the
    maximum over the day's rows with ``from_at <= t`` of ``before + min(t, to_at) - from_at``.
    """
    hours = expand(calendar, from_day * DAY, to_day * DAY)
    pieces = zip(hours.from_at, hours.to_at, hours.before, strict=True)
    start, end, before = next(pieces, _NEVER)
    total = hours.before[0] if hours.before else _opened(calendar, from_day * DAY)
    found: list[tuple[int, int, int, int]] = []
    for day in range(from_day, to_day):
        midnight = day * DAY
        found.append((day, midnight, midnight, total))
        while start < midnight + DAY:
            cut = min(end, midnight + DAY)
            found.append((day, start, cut, before))
            total = before + cut - start
            if cut < end:
                start, before = cut, total
            else:
                start, end, before = next(pieces, _NEVER)
    return found


_NEVER = (1 << 62, 1 << 62, 0)


def _opened(calendar: Calendar, at: int) -> int:
    """Return the open seconds from ORIGIN to ``at``, negative where that is earlier."""
    if at < ORIGIN:
        return -sum(end - start for start, end in _intervals(calendar, at, ORIGIN))
    return sum(end - start for start, end in _intervals(calendar, ORIGIN, at))


def _intervals(calendar: Calendar, from_at: int, to_at: int) -> Iterator[tuple[int, int]]:
    for low, high, version in calendar.stretches(from_at, to_at):
        yield from _of_version(version, low, high)


def _of_version(calendar: Calendar, from_at: int, to_at: int) -> Iterator[tuple[int, int]]:
    # Within a stretch of constant offset local days are plain arithmetic, whatever the clocks do at its ends.
    week = tuple(tuple((a * 60, b * 60) for a, b in spans) for spans in calendar.weekday_spans())
    for low, high, offset in steady(calendar.zone, from_at, to_at):
        first, last = (low + offset) // DAY, (high + offset - 1) // DAY
        closed = _closed(calendar, first, last)
        for day in range(first, last + 1):
            spans = week[(day + 4) % 7]
            if day in closed:
                spans = _less(spans, closed[day])
            midnight = day * DAY - offset
            for a, b in spans:
                start, end = max(midnight + a, low), min(midnight + b, high)
                if start < end:
                    yield start, end


def _closed(calendar: Calendar, first: int, last: int) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for closure in calendar.holidays:
        from_day = max(closure.first.toordinal() - _EPOCH_DAY, first)
        to_day = min(closure.last.toordinal() - _EPOCH_DAY, last)
        for day in range(from_day, to_day + 1):
            found.setdefault(day, []).append((closure.from_min * 60, closure.to_min * 60))
    return found


def _less(spans: Intervals, closed: list[tuple[int, int]]) -> Intervals:
    for low, high in closed:
        spans = tuple(
            (start, end) for a, b in spans for start, end in ((a, min(b, low)), (max(a, high), b)) if start < end
        )
    return spans
