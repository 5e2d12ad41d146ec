"""A strip of scores without names: how many lie where between 0 and 100, and where one's own is."""

from collections.abc import Sequence

from cxtui.console.draw.strips import Cell, Line
from cxtui.language import _
from cxtui.text.plain import cut

BLOCKS = "▁▂▃▄▅▆▇█"
WIDEST = 61
"""Cells of a strip at most: from there on a score takes more than one cell."""

LEAST = 21
LINES = 3


def strip(scores: Sequence[float], own_index: int | None, width: int, *, ascii: bool = False) -> list[Line]:
    """Return three lines: bars for how many scores lie there, an axis from 0 to 100, and a mark under one's own.

    ASCII has the count in the place of a bar, ``+`` for ten and more. Nothing is drawn in less than LEAST cells.
    """
    if width < LEAST or not scores:
        return []
    wide = min(width, WIDEST)
    counts = [0] * wide
    for score in scores:
        counts[place(score, wide)] += 1
    most = max(counts)
    cells: list[Cell] = []
    own = None if own_index is None else place(scores[own_index], wide)
    for i, count in enumerate(counts):
        cells.append(Cell(_bar(count, most, ascii), "strong" if i == own else "bar"))
    return [tuple(cells), _axis(wide, ascii), _mark(own, wide, ascii)]


def place(score: float, width: int) -> int:
    """Return the cell in which a score of 0 to 100 lies."""
    return min(width - 1, max(0, round(score / 100 * (width - 1))))


def _bar(count: int, most: int, ascii: bool) -> str:
    if ascii:
        return " " if not count else str(count) if count < 10 else "+"
    return " " if not count else BLOCKS[max(0, -(-count * len(BLOCKS) // most) - 1)]


def _axis(width: int, ascii: bool) -> Line:
    """Return the axis with its ends and its middle written into it."""
    line = ["-" if ascii else "─"] * width
    for text, at in (("0", 0), ("50", place(50, width) - 1), ("100", width - 3)):
        line[at : at + len(text)] = text
    return (Cell("".join(line), "rule"),)


def _mark(own: int | None, width: int, ascii: bool) -> Line:
    if own is None:
        return (Cell(cut(_("you have no score yet"), width, ascii=ascii), "faint"),)
    arrow, word = "^" if ascii else "▲", _("you")
    if own + len(word) + 2 <= width:
        return (Cell(" " * own), Cell(f"{arrow} {word}", "strong"))
    return (Cell(" " * (own - len(word) - 1)), Cell(f"{word} {arrow}", "strong"))
