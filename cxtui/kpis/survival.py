"""How long customers wait when some still do: Kaplan–Meier, so that leaving hard tickets improves nothing.

Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations" (1958), replies before censorings
within one second. A quantile is the first instant at which the share still waiting is down to ``1 - q``. The
middle of a flat stretch at exactly one half, as R prints it, is not used: with replies after 10 s and 20 s it
gives 15 s, and leaving the second ticket unanswered would improve that to 10 s. Without waiting tickets the
median of an even n is therefore the lower of the two middle values here.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, inf

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
class SurvivalCurve:
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
                return Wait(value=time, at_least=False, n=self.n, waiting=self.waiting, approximate=self.approximate)
        return Wait(value=self.longest, at_least=True, n=self.n, waiting=self.waiting, approximate=self.approximate)


def wait(answered: Sequence[int], waiting: Sequence[int], q: float) -> Wait | None:
    """Return ``curve(answered, waiting).quantile(q)`` of two ascending lists, without drawing the curve.

    Between two censorings the factors of the curve cancel, so only censorings are stepped over.
    """
    if not 0 < q < 1:
        raise ValueError(f"a quantile of waiting lies inside 0 and 1, not at {q}")
    if min(answered[:1] or (0,)) < 0 or min(waiting[:1] or (0,)) < 0:
        raise ValueError("a wait is not below 0 s")
    n = at_risk = len(answered) + len(waiting)
    if not n:
        return None
    left, share, done = 1 - q + _SLACK, 1.0, 0
    for censored in (*waiting, inf):
        end = bisect_right(answered, censored, done)
        if end > done:
            after = share * (at_risk - (end - done)) / at_risk
            if after <= left:
                place = done + _down_to(left, share, at_risk)
                return Wait(
                    value=float(answered[place - 1]), at_least=False, n=n, waiting=len(waiting), approximate=False
                )
            share, at_risk, done = after, at_risk - (end - done), end
        at_risk -= 1
    return Wait(
        value=float(max((*answered[-1:], *waiting[-1:]))), at_least=True, n=n, waiting=len(waiting), approximate=False
    )


def _down_to(left: float, share: float, at_risk: int) -> int:
    """Return how many replies in a row bring the share down to ``left``."""
    count = max(1, ceil(at_risk * (1 - left / share)))
    while count > 1 and share * (at_risk - count + 1) / at_risk <= left:
        count -= 1
    while share * (at_risk - count) / at_risk > left:
        count += 1
    return count


def curve(answered: Iterable[int], waiting: Iterable[int]) -> SurvivalCurve:
    """Return the curve of first replies from two lists of whole seconds in any order.

    ``answered`` holds the time to the reply, ``waiting`` the time from creation to ``as_of`` of every ticket
    without one: solved and abandoned ones too, or they would leave the denominator.
    """
    events, censored = Counter(answered), Counter(waiting)
    return _curve(events, censored, {time: float(time) for time in events.keys() | censored.keys()}, False)


def curve_of_buckets(answered: Iterable[tuple[int, int]], waiting: Iterable[tuple[int, int]]) -> SurvivalCurve:
    """Return the curve from ``(bucket, count)`` pairs; times are within 2 % and marked approximate.

    Within a bucket replies come before censorings.
    """
    events: Counter[int] = Counter()
    censored: Counter[int] = Counter()
    for counts, pairs in ((events, answered), (censored, waiting)):
        for index, count in pairs:
            counts[index] += count
    return _curve(events, censored, {i: representative(i) for i in events.keys() | censored.keys()}, True)


def _curve(events: Counter[int], censored: Counter[int], time: Mapping[int, float], approximate: bool) -> SurvivalCurve:
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
    return SurvivalCurve(
        times=tuple(times), shares=tuple(shares), longest=longest, n=n, waiting=waiting, approximate=approximate
    )
