"""The course of a day as columns of blocks: a sparkline of one line or of several."""

from collections.abc import Sequence

Course = Sequence[float | None]

_BLOCKS = " ▁▂▃▄▅▆▇█"
_PLAIN = " .:=#"


def spark(values: Course, width: int, height: int = 1, *, ascii: bool = False) -> tuple[str, ...]:
    """Return values as columns in ``height`` lines of ``width`` cells, the greatest as high as there is room.

    Values that share a column show their greatest; where there are more columns than values each takes several. None
    leaves its column blank, and 0 a foot, so that what is known to be nothing is no gap.
    """
    if not values or width < 1 or height < 1:
        return (" " * max(0, width),) * max(0, height)
    columns = [_greatest(values, i, width) for i in range(width)]
    known = [value for value in columns if value is not None]
    most = max(known, default=0) or 1
    signs = _PLAIN if ascii else _BLOCKS
    parts = len(signs) - 1
    levels = [None if v is None else max(1, round(max(0.0, v) / most * height * parts)) for v in columns]
    return tuple("".join(_sign(level, row, parts, signs) for level in levels) for row in range(height - 1, -1, -1))


def _greatest(values: Course, column: int, width: int) -> float | None:
    first = column * len(values) // width
    end = max(first + 1, (column + 1) * len(values) // width)
    return max((value for value in values[first:end] if value is not None), default=None)


def _sign(level: int | None, row: int, parts: int, signs: str) -> str:
    return " " if level is None else signs[min(parts, max(0, level - row * parts))]
