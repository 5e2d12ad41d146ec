"""The steps of a period: local hours of a day or two, local days, or several of them where there are many."""

from collections.abc import Iterator
from datetime import datetime

from cxtui.clock import QUARTER, local_day_before, local_day_edges, zone_info
from cxtui.kpis.question.period import Period

HOURLY = 2
"""Local days up to which a series has a value an hour."""

MOST_POINTS = 100
"""Points of a curve at most: longer periods take steps of several days."""

STEPS = (1, 7, 28, 91, 364)
"""Local days that a step may have; all but the first keep every weekday in it equally often."""


def steps(period: Period, zone: str) -> tuple[tuple[int, ...], int]:
    """Return the edges of a period's steps, one more than steps, and the local days of each (0: hours).

    Steps are whole: those that the period begins and ends in count as far as they reach.
    """
    first = local_day_edges(period.from_at, zone)[0]
    last = local_day_edges(period.to_at - 1, zone)[1]
    days = round((last - first) / 86_400)
    if days <= HOURLY:
        inside = [hour for hour in _hours(first, last, zone) if hour < period.to_at]
        begin = max((hour for hour in inside if hour <= period.from_at), default=first)
        end = next((hour for hour in _hours(first, last, zone) if hour >= period.to_at), last)
        return (*(hour for hour in inside if hour >= begin), end), 0
    every = next((step for step in STEPS if days <= step * MOST_POINTS), STEPS[-1])
    return (*_days(first, last, every, zone), last), every


def _hours(start: int, end: int, zone: str) -> Iterator[int]:
    """Yield where local hours begin: also where the clocks jump from or into the middle of one."""
    here = zone_info(zone)
    for at in range(start, end, QUARTER):
        if at == start or datetime.fromtimestamp(at, here).minute == 0:
            yield at


def _days(start: int, end: int, every: int, zone: str) -> Iterator[int]:
    """Yield where every so many local days begin, counted back from the end: only the first may be shorter."""
    at, found = end, []
    while at > start:
        # From the day that is over at the edge: a zone that once skipped a date has none right before it.
        at = max(local_day_before(at - 1, zone, every - 1), start)
        found.append(at)
    yield from reversed(found)
