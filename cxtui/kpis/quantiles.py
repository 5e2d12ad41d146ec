"""Quantiles of durations, one definition for every face.

The definition is type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996): the rank
``q * (n - 1)`` counted from 0, with linear interpolation between the two values around it. It is what
NumPy, pandas and a spreadsheet's PERCENTILE.INC do; the median of an even n is the mean of its two middle
values. Up to ``EXACT`` values it is computed from the values, above that from log buckets (error under 2 %)
and marked approximate, whichever of the two the caller holds: no face can differ from another.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from cxtui.kpis.histogram import histogram, merged, representative

EXACT = 10_000
"""The greatest n whose quantiles are computed from the values themselves."""


class QuantileValue(NamedTuple):
    """A quantile in seconds, and whether it was read from buckets."""

    value: float
    approximate: bool


def _place(n: int, q: float) -> tuple[int, float]:
    """Return the rank below the quantile, from 0, and how far it lies towards the next one."""
    if not 0 <= q <= 1:
        raise ValueError(f"a quantile lies between 0 and 1, not at {q}")
    rank = q * (n - 1)
    whole = int(rank)
    return whole, rank - whole


def quantile(ordered: Sequence[int], q: float) -> QuantileValue | None:
    """Return the quantile ``q`` (0 to 1) of ascending whole seconds, or None where there are none.

    More than ``EXACT`` values go through buckets and come back approximate.
    """
    n = len(ordered)
    if n > EXACT:
        return quantile_of_buckets(histogram(ordered), q)
    if not n:
        return None
    at, part = _place(n, q)
    low = ordered[at]
    return QuantileValue(low + part * (ordered[at + 1] - low) if part else float(low), False)


def quantile_of_buckets(pairs: Iterable[tuple[int, int]], q: float) -> QuantileValue | None:
    """Return the quantile ``q`` (0 to 1) of ``(bucket, count)`` pairs in any order, or None if all are 0."""
    counts = merged(pairs)
    if not counts:
        return None
    totals = list(accumulate(count for _, count in counts))
    at, part = _place(totals[-1], q)
    low = representative(counts[bisect_right(totals, at)][0])
    if not part:
        return QuantileValue(low, True)
    high = representative(counts[bisect_right(totals, at + 1)][0])
    return QuantileValue(low + part * (high - low), True)
