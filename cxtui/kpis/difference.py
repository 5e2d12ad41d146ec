"""How far two samples differ, with an interval: what a table of before and after needs."""

from math import sqrt
from typing import NamedTuple

from cxtui.kpis.proportion import wilson

Z95 = 1.959963984540054
"""Standard normal quantile of a two-sided interval of 95 %."""

LEAST_FREEDOM = 6
"""Degrees of freedom below which the series for Student's quantile is not good to three digits."""


class SampleSums(NamedTuple):
    """What a sample of values adds up to: their number, sum, and sum of squares."""

    n: int
    total: float
    squares: float

    @property
    def mean(self) -> float:
        """Return the mean of a sample that is not empty."""
        return self.total / self.n

    @property
    def variance(self) -> float:
        """Return the sample variance (n − 1) of two values or more."""
        return max(0.0, (self.squares - self.total * self.total / self.n) / (self.n - 1))


class SampleDifference(NamedTuple):
    """The later value minus the earlier one, and both ends of its 95 % interval."""

    value: float
    low: float
    high: float


def of_shares(good_before: float, before: int, good_after: float, after: int) -> SampleDifference | None:
    """Return the difference of two independent shares with Newcombe's hybrid score interval (1998, method 10).

    None where a sample is empty or has more good ones than ones.
    """
    if not 0 <= good_before <= before or not 0 <= good_after <= after:
        return None
    one, other = wilson(good_before, before), wilson(good_after, after)
    if one is None or other is None:
        return None
    p, q = good_before / before, good_after / after
    return of_intervals(p, one.low, one.high, q, other.low, other.high)


def of_intervals(
    before: float, before_low: float, before_high: float, after: float, after_low: float, after_high: float
) -> SampleDifference:
    """Return the difference of two independent values from their own intervals (Zou and Donner 2008, MOVER)."""
    value = after - before
    low = value - sqrt((after - after_low) ** 2 + (before_high - before) ** 2)
    high = value + sqrt((after_high - after) ** 2 + (before - before_low) ** 2)
    return SampleDifference(value, low, high)


def of_means(before: SampleSums, after: SampleSums) -> SampleDifference | None:
    """Return the difference of two means with Welch's interval (1947); None for samples too small for one."""
    if before.n < 2 or after.n < 2:
        return None
    parts = [(one.variance / one.n, one.n - 1) for one in (before, after)]
    spread = sum(part for part, _ in parts)
    if spread == 0:
        return None
    freedom = spread**2 / sum(part**2 / n for part, n in parts)
    if freedom < LEAST_FREEDOM:
        return None
    half = student(freedom) * sqrt(spread)
    value = after.mean - before.mean
    return SampleDifference(value, value - half, value + half)


def student(freedom: float, z: float = Z95) -> float:
    """Return Student's two-sided 95 % quantile by the series 26.7.5 of Abramowitz and Stegun (1964).

    Good to three digits from LEAST_FREEDOM degrees of freedom on.
    """
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))
