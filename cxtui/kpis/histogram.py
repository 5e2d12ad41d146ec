"""Log buckets of whole seconds: counts that add up, from which a quantile is read with under 2 % error.

The bounds stand with the facts that count in them (``cxtui.facts.bounds``): bucket ``i`` covers
``BOUNDS[i - 1] < seconds <= BOUNDS[i]``, a second each up to 24 s, above that at most 1.04 times its lowest
second. What stands for a bucket lies between so that it is never further than 1/51 (1.96 %) of the true
duration away, the rounding of bounds included (the two-sided bound of DDSketch, Masson, Rim and Lee 2019).
"""

from bisect import bisect_left
from collections.abc import Iterable

from cxtui.facts.bounds import BOUNDS, ROWS

__all__ = ["BOUNDS", "ROWS", "bucket", "histogram", "merged", "representative", "tallied"]


def _middle(low: int, high: int) -> float:
    lowest = low + 1
    return 2.0 * lowest * high / (lowest + high) if high else 0.0


_MIDDLES: tuple[float, ...] = tuple(_middle(low, high) for _, low, high in ROWS)


def bucket(seconds: int) -> int:
    """Return the bucket of a duration in whole seconds; ValueError below 0 or past the end of time."""
    if not 0 <= seconds <= BOUNDS[-1]:
        raise ValueError(f"{seconds} s is not a duration: expected 0 to {BOUNDS[-1]}")
    return bisect_left(BOUNDS, seconds)


def representative(index: int) -> float:
    """Return the seconds that stand for a bucket: the harmonic mean of its lowest and highest second."""
    if index < 0:
        raise IndexError(f"there is no bucket {index}")
    return _MIDDLES[index]


def histogram(durations: Iterable[int]) -> list[tuple[int, int]]:
    """Count durations (whole seconds) into ``(bucket, count)`` pairs in order of the bucket."""
    return tallied((seconds, 1) for seconds in durations)


def tallied(durations: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Count ``(seconds, how many)`` into ``(bucket, count)`` pairs in order of the bucket."""
    return merged((bucket(seconds), count) for seconds, count in durations)


def merged(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Add up ``(bucket, count)`` pairs that may repeat a bucket; empty buckets are left out."""
    counts: dict[int, int] = {}
    for index, count in pairs:
        if count < 0:
            raise ValueError(f"bucket {index} counts {count}: a histogram has no negative counts")
        if count:
            counts[index] = counts.get(index, 0) + count
    return sorted(counts.items())
