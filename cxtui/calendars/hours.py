"""Opening hours as UTC intervals with running totals, so that business time is a bisection."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class OpenHours:
    """The open intervals ``[from_at, to_at)`` of a calendar within a horizon, in order and apart.

    The three tuples run in parallel; instants are UTC epoch seconds and ``before`` is the open seconds
    from a fixed origin to ``from_at`` (negative before it). Outside the horizon nothing is known:
    there it counts as closed, and ``due`` says None. Immutable, so it may cross threads.
    """

    from_at: tuple[int, ...] = ()
    to_at: tuple[int, ...] = ()
    before: tuple[int, ...] = ()

    @classmethod
    def joined(cls, rows: Iterable[tuple[int, int, int]]) -> Self:
        """Build from ``(from_at, to_at, before)`` rows in order of time, as ``open_interval`` holds them.

        Rows that touch become one interval and rows of no length are left out.
        """
        starts: list[int] = []
        ends: list[int] = []
        totals: list[int] = []
        for from_at, to_at, before in rows:
            if from_at >= to_at:
                continue
            if ends and ends[-1] >= from_at:
                ends[-1] = max(ends[-1], to_at)
            else:
                starts.append(from_at)
                ends.append(to_at)
                totals.append(before)
        return cls(tuple(starts), tuple(ends), tuple(totals))

    def total(self, t: int) -> int:
        """Return the open seconds from the origin to ``t``."""
        i = bisect_right(self.from_at, t) - 1
        if i < 0:
            return self.before[0] if self.before else 0
        return self.before[i] + min(t, self.to_at[i]) - self.from_at[i]

    def is_open(self, t: int) -> bool:
        """Return whether ``t`` lies inside opening hours; at closing time it no longer does."""
        i = bisect_right(self.from_at, t) - 1
        return i >= 0 and t < self.to_at[i]

    def business(self, a: int, b: int) -> int:
        """Return the open seconds from ``a`` to ``b``; negative when ``b`` is earlier."""
        return self.total(b) - self.total(a)

    def due(self, a: int, s: int) -> int | None:
        """Return the earliest instant from ``a`` on with ``s`` open seconds behind it.

        That is ``business(a, due) == s``: ``a`` itself for 0 or less, and None beyond the horizon.
        """
        if s <= 0:
            return a
        aim = self.total(a) + s
        i = bisect_left(self.before, aim) - 1
        if i < 0:
            return None
        at = self.from_at[i] + aim - self.before[i]
        return at if at <= self.to_at[i] else None

    def next_change(self, t: int) -> int | None:
        """Return the next instant after ``t`` at which it opens or closes, None beyond the horizon.

        The end of the horizon counts as closing.
        """
        i = bisect_right(self.from_at, t) - 1
        if i >= 0 and t < self.to_at[i]:
            return self.to_at[i]
        return self.from_at[i + 1] if i + 1 < len(self.from_at) else None
