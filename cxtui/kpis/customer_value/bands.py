"""Shares by band of time: the same fixed bands for every store, so that stores can be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cxtui.clock import DAY
from cxtui.kpis.proportion import wilson

MINUTE, HOUR = 60, 3600

RESPONSE = (MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR, DAY)
"""Upper edges of the bands of first response, in seconds; the last band has none."""

RESOLUTION = (15 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY)
"""Upper edges of the bands of first resolution, in seconds; the last band has none."""


@dataclass(frozen=True, slots=True)
class Band:
    """Units with ``low < seconds <= high`` (the first from 0 on, no end where ``high`` is None).

    ``share`` and its Wilson interval are None without units.
    """

    low: int
    high: int | None
    n: int
    good: int
    share: float | None = None
    share_low: float | None = None
    share_high: float | None = None


def banded(pairs: Iterable[tuple[int, int]], edges: Sequence[int]) -> list[Band]:
    """Sort ``(seconds, good)`` into bands by their upper edges; an edge belongs to the faster band."""
    from bisect import bisect_left

    counts = [[0, 0] for _ in range(len(edges) + 1)]
    for seconds, good in pairs:
        into = counts[bisect_left(edges, seconds)]
        into[0] += 1
        into[1] += good
    lows, highs = (0, *edges), (*edges, None)
    return [_band(low, high, n, good) for low, high, (n, good) in zip(lows, highs, counts, strict=True)]


def _band(low: int, high: int | None, n: int, good: int) -> Band:
    interval = wilson(good, n)
    if interval is None:
        return Band(low, high, n, good)
    return Band(
        low=low,
        high=high,
        n=n,
        good=good,
        share=good / n,
        share_low=interval.low,
        share_high=interval.high,
    )
