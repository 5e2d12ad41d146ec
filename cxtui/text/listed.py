"""A cell of a list in words, the same on the command line and on the console."""

from typing import Any

from cxtui.kpis.lists import ListColumn
from cxtui.language import translated
from cxtui.text.ages import date_time
from cxtui.text.plain import NONE, quantity, safe


def cell_text(cell: Any, column: ListColumn, zone: str, ascii: bool = False) -> str:
    """Return a cell as its column's unit has it, safe to show; an absent value is ``–``."""
    if cell is None:
        return "-" if ascii else NONE
    if column.unit == "text":
        return safe(translated(cell) if isinstance(cell, str) else str(cell), ascii=ascii)
    if column.unit == "instant":
        return date_time(int(cell), zone)
    return quantity(cell, column.unit)


def to_the_right(column: ListColumn) -> bool:
    """Return whether a column's cells stand at the right: numbers do, words and instants do not."""
    return column.unit not in ("text", "instant")
