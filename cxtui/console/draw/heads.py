"""The line of heads above a list's columns: what it looks like, and which column lies where."""

from collections.abc import Sequence

from rich.cells import cell_len

from cxtui.console.draw.columns import Placed
from cxtui.console.draw.strips import Cell, Line, merged
from cxtui.text.plain import cut, fit


def heads(placed: Sequence[Placed], spaces: Sequence[int], ordered: str | None, *, down: bool, ascii: bool) -> Line:
    """Return the heads of placed columns, each with its ``spaces`` of cells behind it.

    The column that the list is ``ordered`` by is strong and has an arrow, which points ``down`` where the largest
    stands first.
    """
    cells = []
    for (column, wide), space in zip(placed, spaces, strict=True):
        head = column.words
        head = head if cell_len(head) <= wide else cut(head, wide, ascii=ascii)
        mark = "" if column.name != ordered else _arrow(down, ascii)
        if mark and cell_len(head) + 1 > wide:
            head = head[: wide - 1]
        head = mark + head if column.right else head + mark
        cells.append(Cell(fit(head, wide, right=column.right) + " " * space, "strong" if mark else "faint"))
    return merged(cells)


def column_at(x: int, placed: Sequence[Placed], spaces: Sequence[int]) -> str | None:
    """Return the name of the column at a cell of the heads, its space included; None behind the last one."""
    end = 0
    for (column, wide), space in zip(placed, spaces, strict=True):
        end += wide + space
        if x < end:
            return column.name
    return None


def _arrow(down: bool, ascii: bool) -> str:
    return ("v" if down else "^") if ascii else ("▾" if down else "▴")
