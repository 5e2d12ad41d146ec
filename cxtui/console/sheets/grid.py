"""Rows under heads on a sheet, in the columns that fit; each row may lead somewhere."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from cxtui.console.draw.columns import PaneColumn, gaps, place
from cxtui.console.draw.strips import Cell, Line, merged
from cxtui.console.sheets.links import Link, Sheaf
from cxtui.language import _
from cxtui.text.plain import fit, safe

INDENT = 2
GridRow = tuple[Link | None, Mapping[str, Cell]]
"""Where a row leads, and its cells by column, as long as they like."""


def grid(sheaf: Sheaf, columns: Sequence[PaneColumn], rows: Sequence[GridRow], width: int, ascii: bool = False) -> None:
    """Add heads and rows to a sheet; columns that nothing stands in are left out."""
    texts = [{name: safe(cell.text, ascii=ascii) for name, cell in cells.items()} for _, cells in rows]
    needs = {c.name: max((cell_len(text.get(c.name, "")) for text in texts), default=0) for c in columns}
    placed = place([column for column in columns if needs[column.name]], width - INDENT, needs)
    spaces = gaps([column for column, _ in placed], width - INDENT)
    heads = [Cell(" " * INDENT)]
    for (column, wide), space in zip(placed, spaces, strict=True):
        heads.append(Cell(fit(_(column.head), wide, right=column.right, ascii=ascii) + " " * space, "faint"))
    sheaf.add(merged(heads))
    for (link, cells), text in zip(rows, texts, strict=True):
        line: list[Cell] = [Cell(" " * INDENT)]
        for (column, wide), space in zip(placed, spaces, strict=True):
            role = cells[column.name].role if column.name in cells else ""
            line.append(Cell(fit(text.get(column.name, ""), wide, right=column.right, ascii=ascii), role))
            line.append(Cell(" " * space))
        made: Line = merged(line)
        if link is None:
            sheaf.add(made)
        else:
            sheaf.lead(link, made)
