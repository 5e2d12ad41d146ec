"""The log buckets in which durations are counted: whole-second bounds that every engine joins.

Bucket ``i`` covers ``BOUNDS[i - 1] < seconds <= BOUNDS[i]``; bucket 0 is exactly 0 s. The bounds are worked
out once, by integer arithmetic. Up to 24 s a bucket is one second, above that its highest second is at most
1.04 times its lowest one. The table reaches the end of time, so no duration is too long for it.
"""

from cxtui.clock import FAR

GAMMA = (26, 25)
"""How far a bucket's highest second may be above its lowest one, as a fraction: 1.04."""


def _bounds() -> tuple[int, ...]:
    grow, by = GAMMA
    bounds = [0]
    while bounds[-1] < FAR:
        lowest = bounds[-1] + 1
        bounds.append(max(lowest, lowest * grow // by))
    return tuple(bounds)


BOUNDS: tuple[int, ...] = _bounds()
"""The highest second of each bucket, strictly increasing, from 0."""

ROWS: tuple[tuple[int, int, int], ...] = tuple((i, BOUNDS[i - 1] if i else -1, high) for i, high in enumerate(BOUNDS))
"""The same as rows ``(bucket, low, high)`` with ``low < seconds <= high``."""
