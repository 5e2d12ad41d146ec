"""An interval for a share, honest at 0 of 2 and 2 of 2 too."""

from math import sqrt
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
    return Interval(max(0.0, centre - half), min(1.0, centre + half))
