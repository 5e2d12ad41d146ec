"""Text as large as there is room for, from blocks: numbers and words that are read from three metres."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cxtui.console.draw.dots import Dots, dots_of

MOST = 16
"""Cells that a dot is wide at most."""


@dataclass(frozen=True, slots=True)
class DotSize:
    """How large a dot is: ``across`` cells, and ``down`` half cells (in ASCII whole ones)."""

    across: int
    down: int
    ascii: bool = False

    @property
    def gap(self) -> int:
        """Return the cells between two characters."""
        return (self.across + 1) // 2

    @property
    def rows(self) -> int:
        """Return the lines that a text takes."""
        return 5 * self.down if self.ascii else -(-5 * self.down // 2)


def sizes(ascii: bool = False) -> Iterator[DotSize]:
    """Yield the sizes that there are, the largest first."""
    for down in range(MOST, 0, -1):
        # A cell is about twice as high as wide: half of one is square, a whole one takes two beside each other.
        shapes = (2 * down, -(-3 * down // 2), down) if ascii else (down,)
        yield from (DotSize(across, down, ascii) for across in dict.fromkeys(shapes))


def fitting(text: str, width: int, height: int, ascii: bool = False) -> DotSize | None:
    """Return the largest size at which a text has room in ``width`` × ``height`` cells, None where it has none."""
    found = (size for size in sizes(ascii) if size.rows <= height)
    return next((size for size in found if 0 < width_of(text, size) <= width), None)


def width_of(text: str, size: DotSize) -> int:
    """Return the cells that a text takes in a size, -1 where a character of it has no dots."""
    dots = dots_of(text)
    if dots is None:
        return -1
    return sum(len(one[0]) * size.across for one in dots) + size.gap * max(0, len(dots) - 1)


@lru_cache(512)
def huge(text: str, size: DotSize) -> tuple[str, ...]:
    """Return a text as ``size.rows`` lines of equal width; none where a character of it has no dots."""
    dots = dots_of(text)
    if not dots:
        return ()
    spread = [row for row in _spread(dots, size) for _ in range(size.down)]
    if size.ascii:
        return tuple(row.replace(".", " ") for row in spread)
    spread += ["." * len(spread[0])] * (len(spread) % 2)
    pairs = zip(spread[::2], spread[1::2], strict=True)
    return tuple("".join(" ▀▄█"[(a == "#") + 2 * (b == "#")] for a, b in zip(*two, strict=True)) for two in pairs)


def _spread(characters: tuple[Dots, ...], size: DotSize) -> Iterator[str]:
    for row in range(5):
        parts = ("".join(dot * size.across for dot in one[row]) for one in characters)
        yield ("." * size.gap).join(parts)
