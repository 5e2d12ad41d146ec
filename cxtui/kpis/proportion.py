"""An interval for a share, honest at 0 of 2 and 2 of 2 too, and how likely luck is to reach one."""

from math import exp, lgamma, log, sqrt
from typing import NamedTuple

Z95 = 1.96
"""Standard normal quantile of a two-sided interval of 95 %."""


class Interval(NamedTuple):
    """Both ends of an interval, between 0 and 1."""

    low: float
    high: float


def wilson(good: float, n: float, z: float = Z95) -> Interval | None:
    """Return Wilson's score interval (1927) of ``good`` out of ``n``, or None for an n of 0.

    Both may be fractions (shared credits). ValueError unless ``0 <= good <= n``.
    """
    if not 0 <= good <= n:
        raise ValueError(f"{good} of {n} is no share")
    if n == 0:
        return None
    share = good / n
    scale = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / scale
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale
    # At none and at all the end is exact, where rounding would leave a trace of it.
    return Interval(0.0 if good == 0 else max(0.0, centre - half), 1.0 if good == n else min(1.0, centre + half))


def luck(good: int, n: int, share: float) -> float:
    """Return the chance of at least ``good`` out of ``n`` where each is good with a chance of ``share``.

    The binomial tail, summed from its first term. ValueError unless ``0 <= good <= n`` and ``0 <= share <= 1``.
    """
    if not 0 <= good <= n or not 0 <= share <= 1:
        raise ValueError(f"{good} of {n} at {share} is no share")
    if good == 0 or share == 1:
        return 1.0
    if share == 0:
        return 0.0
    if good <= n * share:
        # The other tail is the short one, and its first term does not underflow where it matters.
        return 1.0 - luck(n - good + 1, n, 1.0 - share)
    ways = lgamma(n + 1) - lgamma(good + 1) - lgamma(n - good + 1)
    term = exp(ways + good * log(share) + (n - good) * log(1 - share))
    total, odds = term, share / (1 - share)
    for k in range(good + 1, n + 1):
        term *= odds * (n - k + 1) / k
        total += term
        # Past the mean the terms fall faster than a geometric row.
        if term < 1e-12 * total:
            break
    return min(total, 1.0)
