"""A list on a sheet: its rows in columns, and what it is made from."""

from rich.cells import cell_len

from cxtui.console.draw.layout import text
from cxtui.console.draw.strips import Cell, Line
from cxtui.kpis.lists import ListTable
from cxtui.language import N_, _
from cxtui.text.listed import cell_text, to_the_right
from cxtui.text.plain import fit

_WIDEST = 60
_LEAST = 6
GAP = 2
NOTHING = N_("nothing in this period")


def listed(table: ListTable, words: str, zone: str, width: int, ascii: bool = False) -> list[Line]:
    """Return the sheet of a list; columns that do not fit give way from the widest."""
    cells = [[cell_text(c, one, zone, ascii) for c, one in zip(row, table.columns, strict=True)] for row in table.rows]
    lines: list[Line] = []
    if cells:
        wide = _widths([_(column.title) for column in table.columns], cells, width)
        places = [(w, to_the_right(column)) for column, w in zip(table.columns, wide, strict=True)]
        head = [fit(_(c.title), w, right=r, ascii=ascii) for c, (w, r) in zip(table.columns, places, strict=True)]
        lines.append((Cell((" " * GAP).join(head), "faint"),))
        for row in cells:
            fitted = [fit(one, w, right=r, ascii=ascii) for one, (w, r) in zip(row, places, strict=True)]
            lines.append((Cell((" " * GAP).join(fitted)),))
    else:
        lines += text(_(table.missing or NOTHING), width, 0, "faint", ascii)
    for note in (table.note, table.missing if cells else None, words):
        if note:
            lines += [(), *text(_(note), min(width, 100), 0, "faint", ascii)]
    return lines


def _widths(titles: list[str], cells: list[list[str]], width: int) -> list[int]:
    columns = zip(titles, *cells, strict=True)
    wide = [min(_WIDEST, max(cell_len(one) for one in column)) for column in columns]
    spare = width - GAP * (len(wide) - 1)
    while sum(wide) > spare and max(wide) > _LEAST:
        wide[wide.index(max(wide))] -= 1
    return wide
