"""The floor's own time: what the wall clock shows in its zone, and what is due to happen next."""

from collections.abc import Callable
from datetime import UTC, datetime
from heapq import heappop, heappush
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cxtui.clock import DAY, QUARTER
from cxtui.errors import UsageError


class WallClock:
    """Local time of one IANA zone as seconds since the local 1 January 1970, with remembered offsets."""

    __slots__ = ("_offsets", "_zone")

    def __init__(self, zone: str) -> None:
        try:
            self._zone = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as why:
            raise UsageError(f"no zone is called {zone!r}; give an IANA name such as Europe/Warsaw") from why
        self._offsets: dict[int, int] = {}

    def local(self, at: int) -> int:
        """Return local seconds at the instant ``at``."""
        quarter = at // QUARTER
        offset = self._offsets.get(quarter)
        if offset is None:
            shift = datetime.fromtimestamp(quarter * QUARTER, UTC).astimezone(self._zone).utcoffset()
            offset = self._offsets[quarter] = int(shift.total_seconds()) if shift is not None else 0
        return at + offset

    def instant(self, local: int) -> int:
        """Return the instant at which the wall shows ``local``; in a spring gap, the one an offset later."""
        guess = local - (self.local(local) - local)
        return local - (self.local(guess) - guess)

    def day(self, at: int) -> int:
        """Return the local day of ``at``, counted from 1 January 1970."""
        return self.local(at) // DAY

    def office_hours(self, at: int, opens: int, closes: int) -> int:
        """Return ``at``, moved to the next weekday's ``opens`` hour (local) where it is outside them."""
        day, second = divmod(self.local(at), DAY)
        if weekday(day) < 5 and opens * 3600 <= second < closes * 3600:
            return at
        if second >= opens * 3600:
            day += 1
        while weekday(day) >= 5:
            day += 1
        return self.instant(day * DAY + opens * 3600) + at % 3600


def weekday(day: int) -> int:
    """Return the weekday of a day counted from 1 January 1970, Monday being 0."""
    return (day + 3) % 7


class Agenda:
    """What is due to happen, in order of time and then of having been planned."""

    __slots__ = ("_due", "_planned", "now")

    def __init__(self, now: int) -> None:
        self._due: list[tuple[int, int, Callable[..., object], tuple[object, ...]]] = []
        self._planned = 0
        self.now = now

    def at(self, when: int, happen: Callable[..., object], *what: object) -> None:
        """Plan ``happen(*what)`` for the instant ``when``, or for now if that has passed."""
        self._planned += 1
        heappush(self._due, (when if when > self.now else self.now, self._planned, happen, what))

    def run(self, until: int) -> None:
        """Let everything happen that is due before ``until``."""
        due = self._due
        while due and due[0][0] < until:
            self.now, _, happen, what = heappop(due)
            happen(*what)
