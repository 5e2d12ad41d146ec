"""A list on a sheet: its rows in columns, and what it is made from."""

from typing import Any

from rich.cells import cell_len

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.sheets.layout import text
from cxtui.kpis.lists import Column, Table
from cxtui.text.ages import date_time
from cxtui.text.plain import fit, quantity, safe

_WIDEST = 60
_LEAST = 6
GAP = 2


def listed(table: Table, words: str, zone: str, width: int, ascii: bool = False) -> list[Line]:
    """Return the sheet of a list; columns that do not fit give way from the widest."""
    cells = [
        [_said(c, column, zone, ascii) for c, column in zip(row, table.columns, strict=True)] for row in table.rows
    ]
    lines: list[Line] = []
    if cells:
        wide = _widths([column.title for column in table.columns], cells, width)
        head = [fit(c.title, w, right=_right(c), ascii=ascii) for c, w in zip(table.columns, wide, strict=True)]
        lines.append((Cell((" " * GAP).join(head), "faint"),))
        for row in cells:
            fitted = [fit(s, w, right=_right(c), ascii=ascii) for s, c, w in zip(row, table.columns, wide, strict=True)]
            lines.append((Cell((" " * GAP).join(fitted)),))
    else:
        lines += text(table.missing or "nothing in this period", width, 0, "faint", ascii)
    for note in (table.note, table.missing if cells else None, words):
        if note:
            lines += [(), *text(note, min(width, 100), 0, "faint", ascii)]
    return lines


def _right(column: Column) -> bool:
    return column.unit not in ("text", "instant")


def _said(cell: Any, column: Column, zone: str, ascii: bool) -> str:
    if cell is None:
        return "-" if ascii else "–"
    if column.unit == "text":
        return safe(str(cell), ascii=ascii)
    if column.unit == "instant":
        return date_time(int(cell), zone)
    return quantity(cell, column.unit)


def _widths(titles: list[str], cells: list[list[str]], width: int) -> list[int]:
    columns = zip(titles, *cells, strict=True)
    wide = [min(_WIDEST, max(cell_len(one) for one in column)) for column in columns]
    spare = width - GAP * (len(wide) - 1)
    while sum(wide) > spare and max(wide) > _LEAST:
        wide[wide.index(max(wide))] -= 1
    return wide
