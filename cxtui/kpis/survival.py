"""How long customers wait when some still do: Kaplan–Meier, so that leaving hard tickets improves nothing.

Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations" (1958), replies before censorings
within one second. A quantile is the first instant at which the share still waiting is down to ``1 - q``. The
middle of a flat stretch at exactly one half, as R prints it, is not used: with replies after 10 s and 20 s it
gives 15 s, and leaving the second ticket unanswered would improve that to 10 s. Without waiting tickets the
median of an even n is therefore the lower of the two middle values here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cxtui.kpis.histogram import representative

_SLACK = 1e-9
"""Products of shares are rounded: what is nearer to ``1 - q`` than this has reached it."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A quantile of waiting in seconds; ``at_least`` where the curve does not reach it.

    ``value`` is then the longest wait so far. ``n`` counts all, ``waiting`` those without a reply.
    """

    value: float
    at_least: bool
    n: int
    waiting: int
    approximate: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """The share still waiting: ``shares[i]`` from ``times[i]`` (seconds) on, before that all of them."""

    times: tuple[float, ...]
    shares: tuple[float, ...]
    longest: float
    n: int
    waiting: int
    approximate: bool = False

    def quantile(self, q: float) -> Wait | None:
        """Return the wait that a share ``q`` (0 < q < 1) of customers does not exceed; None without any."""
        if not 0 < q < 1:
            raise ValueError(f"a quantile of waiting lies inside 0 and 1, not at {q}")
        if not self.n:
            return None
        left = 1 - q + _SLACK
        for time, share in zip(self.times, self.shares, strict=True):
            if share <= left:
                return Wait(time, False, self.n, self.waiting, self.approximate)
        return Wait(self.longest, True, self.n, self.waiting, self.approximate)


def curve(answered: Iterable[int], waiting: Iterable[int]) -> Curve:
    """Return the curve of first replies from two lists of whole seconds in any order.

    ``answered`` holds the time to the reply, ``waiting`` the time from creation to ``as_of`` of every ticket
    without one: solved and abandoned ones too, or they would leave the denominator.
    """
    events, censored = Counter(answered), Counter(waiting)
    return _curve(events, censored, {time: float(time) for time in events.keys() | censored.keys()}, False)


def curve_of_buckets(answered: Iterable[tuple[int, int]], waiting: Iterable[tuple[int, int]]) -> Curve:
    """Return the curve from ``(bucket, count)`` pairs; times are within 2 % and marked approximate.

    Within a bucket replies come before censorings.
    """
    events: Counter[int] = Counter()
    censored: Counter[int] = Counter()
    for counts, pairs in ((events, answered), (censored, waiting)):
        for index, count in pairs:
            counts[index] += count
    return _curve(events, censored, {i: representative(i) for i in events.keys() | censored.keys()}, True)


def _curve(
    events: Counter[int], censored: Counter[int], time: Mapping[int, float], approximate: bool
) -> Curve:
    if min(time, default=0) < 0 or min((*events.values(), *censored.values()), default=0) < 0:
        raise ValueError("a wait is not below 0 s, nor counted less than 0 times")
    waiting = censored.total()
    n = at_risk = events.total() + waiting
    share, longest = 1.0, 0.0
    times: list[float] = []
    shares: list[float] = []
    for key in sorted(time):
        replied, left = events[key], censored[key]
        if replied:
            share *= (at_risk - replied) / at_risk
            times.append(time[key])
            shares.append(share)
        if replied or left:
            longest = time[key]
        at_risk -= replied + left
    return Curve(tuple(times), tuple(shares), longest, n, waiting, approximate)
