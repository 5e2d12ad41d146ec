"""The list of a wall's page: in large letters where some rows of it have room so, else a line each with air between."""

from rich.cells import cell_len

from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.huge import DotSize, huge, sizes, width_of
from cxtui.console.draw.layout import rule
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.wrap import centred
from cxtui.console.wall.sheet import WallList
from cxtui.text.plain import cut, fit

LEAST_LARGE = 3
"""Rows that must have room in large letters, or all are drawn small."""

LEAST_COLUMNS = 5
"""Columns that stay for the sake of larger letters."""

MOST_APART = 3
"""Lines that a row in small letters takes at most."""


def list_lines(listed: WallList, width: int, height: int, ascii: bool = False) -> list[Line]:
    """Return the title and as many rows as have room."""
    lines = [rule(listed.title, width, ascii)]
    if not listed.rows:
        state, words = listed.nothing
        mark = f"{glyph(state, ascii)} " if state else ""
        rows = centred(mark + words, width, max(1, height - 2), ascii=ascii)
        return [*lines, *((Cell(row, state or "faint"),) for row in rows)]
    room = height - 1 - bool(listed.heads)
    found = _size(listed, width, room, ascii)
    if found is not None:
        return [*lines, *_large(listed, width, room, *found, ascii)]
    return [*lines, *_small(listed, width, room, ascii)]


def _size(listed: WallList, width: int, height: int, ascii: bool) -> tuple[DotSize, list[int]] | None:
    """Return the largest letters in which the rows have room, with the columns that have: the last ones may go."""
    if ascii:
        return None  # letters of signs are harder to read than a line
    kept = listed.kept()
    fewer = [kept[:end] for end in range(len(kept), min(len(kept), LEAST_COLUMNS) - 1, -1)]
    for rows in (len(listed.rows), min(LEAST_LARGE, len(listed.rows))):
        for size in sizes():
            if height < rows * (size.rows + 1) - 1:
                continue
            columns = next((some for some in fewer if _across(listed, some, size) <= width), None)
            if columns is not None:
                return size, columns
    return None


def _across(listed: WallList, kept: list[int], size: DotSize) -> int:
    wide = _widths(listed, kept, size)
    return 10**6 if min(wide, default=0) < 0 else sum(wide) + _gap(size) * (len(wide) - 1)


def _gap(size: DotSize) -> int:
    return 5 * size.across


def _widths(listed: WallList, kept: list[int], size: DotSize) -> list[int]:
    """Return the cells of each column in large letters, -1 for one with a character that has none."""
    found = []
    for i in kept:
        texts = [row[i].text for row in listed.rows if row[i].text]
        wide = [width_of(text, size) for text in texts]
        head = cell_len(listed.heads[i]) if listed.heads else 0
        found.append(-1 if min(wide, default=0) < 0 else max(head, *wide))
    return found


def _large(listed: WallList, width: int, height: int, size: DotSize, kept: list[int], ascii: bool) -> list[Line]:
    wide = _widths(listed, kept, size)
    right = listed.right or (False,) * len(listed.rows[0])
    spare = max(0, width - sum(wide) - _gap(size) * (len(wide) - 1))
    # What is spare stands between the columns, as far as the eye still goes along a row.
    gap = _gap(size) + min(_gap(size), spare // max(1, len(wide) - 1))
    lines = [_heads(listed, kept, wide, gap, right, ascii)] if listed.heads else []
    count = min(len(listed.rows), (height + 1) // (size.rows + 1))
    between = min(size.rows + 1, max(1, (height - count * size.rows) // max(1, count)))
    for row in listed.rows[:count]:
        drawn = [huge(row[i].text, size) if row[i].text else ("",) * size.rows for i in kept]
        for y in range(size.rows):
            cells: list[Cell] = []
            for place, (i, cells_wide) in enumerate(zip(kept, wide, strict=True)):
                cells += [Cell(" " * gap)] if place else []
                cells.append(Cell(fit(drawn[place][y], cells_wide, right=right[i], ascii=ascii), row[i].role))
            lines.append(tuple(cells))
        lines += [()] * between
    return lines


def _small(listed: WallList, width: int, height: int, ascii: bool) -> list[Line]:
    kept = listed.kept()
    right = listed.right or (False,) * len(listed.rows[0])
    heads = listed.heads or ("",) * len(listed.rows[0])
    wide = [max(cell_len(heads[i]), *(cell_len(row[i].text) for row in listed.rows)) for i in kept]
    while sum(wide) + 2 * (len(wide) - 1) > width and len(wide) > 2:
        kept, wide = kept[:-1], wide[:-1]
    gap = 2 + min(4, max(0, width - sum(wide) - 2 * (len(wide) - 1)) // max(1, len(wide)))
    lines = [_heads(listed, kept, wide, gap, right, ascii)] if listed.heads else []
    apart = min(MOST_APART, max(1, height // len(listed.rows)))
    for row in listed.rows[: max(1, height)]:
        cells = []
        for place, (i, cells_wide) in enumerate(zip(kept, wide, strict=True)):
            cells += [Cell(" " * gap)] if place else []
            text = cut(row[i].text, cells_wide, ascii=ascii)
            cells.append(Cell(fit(text, cells_wide, right=right[i], ascii=ascii), row[i].role))
        lines += [tuple(cells), *[()] * (apart - 1)]
    return lines


def _heads(listed: WallList, kept: list[int], wide: list[int], gap: int, right: tuple[bool, ...], ascii: bool) -> Line:
    parts = [fit(listed.heads[i], cells, right=right[i], ascii=ascii) for i, cells in zip(kept, wide, strict=True)]
    return (Cell((" " * gap).join(parts), "faint"),)
