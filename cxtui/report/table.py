"""Tables in plain text: columns as wide as their longest cell, cut where the line ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from cxtui.text.plain import cut, fit

WIDTH = 100
"""Cells of a line of text, unless a caller says otherwise."""

GAP = "  "
_LEAST = 8


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of a table; ``most`` is the cells it may take, by default as many as it needs."""

    title: str
    right: bool = False
    most: int | None = None


def table(columns: Sequence[TextColumn], rows: Iterable[Sequence[str]], width: int = WIDTH) -> list[str]:
    """Return a table as lines with a heading, from cells that are safe to show; no rows give no lines."""
    cells = [tuple(row) for row in rows]
    if not cells:
        return []
    sizes = []
    for i, column in enumerate(columns):
        longest = max(cell_len(column.title), max(cell_len(row[i]) for row in cells))
        sizes.append(longest if column.most is None else min(longest, column.most))
    # The last column takes what the line has left.
    sizes[-1] = max(_LEAST, min(sizes[-1], width - sum(sizes[:-1]) - len(GAP) * (len(sizes) - 1)))
    titles = tuple(column.title for column in columns)
    return [cut(_line(row, sizes, columns), width) for row in (titles, *cells)]


def _line(row: Sequence[str], sizes: Sequence[int], columns: Sequence[TextColumn]) -> str:
    parts = zip(row, sizes, columns, strict=True)
    return GAP.join(fit(text, size, right=column.right) for text, size, column in parts).rstrip()


def size_text(size: float) -> str:
    """Return bytes as ``512 B``, ``3.4 MB``."""
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            break
        size /= 1000
    return f"{size:.0f} {unit}" if unit == "B" or size >= 100 else f"{size:.1f} {unit}"
