"""Business time the slow and obvious way: a clock on the wall, looked at minute by minute.

It shares no code with the package: zones are read from zoneinfo, opening hours from their definition.
"""

from collections.abc import Iterator, Sequence

from cxtui.calendars import Calendar
from tests.calendars.calendars import wall_says_open

Timeline = Sequence[tuple[int, Calendar]]
"""Which calendar counts from which instant on, in order."""


def _pieces(timeline: Timeline, from_at: int, to_at: int) -> Iterator[tuple[int, int]]:
    """Yield the open pieces of a span, a minute long at most; nothing changes inside of one."""
    edges = {at for at, _ in timeline} | {at for _, calendar in timeline for at, _ in calendar.later}
    at = from_at
    while at < to_at:
        end = min([at - at % 60 + 60, to_at, *(edge for edge in edges if edge > at)])
        calendar = [calendar for since, calendar in timeline if since <= at][-1]
        if wall_says_open(calendar, at):
            yield at, end
        at = end


def business(timeline: Timeline, from_at: int, to_at: int) -> int:
    """Return the open seconds of a span."""
    return sum(end - start for start, end in _pieces(timeline, from_at, to_at))


def due(timeline: Timeline, from_at: int, seconds: int, until: int) -> int | None:
    """Return the earliest instant with that many open seconds behind it; None where it is after ``until``."""
    left = seconds
    if left == 0:
        return from_at
    for start, end in _pieces(timeline, from_at, until):
        if end - start >= left:
            return start + left
        left -= end - start
    return None
