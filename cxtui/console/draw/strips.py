"""Lines of a pane as plain data, what differs between two of them, and the Strips that Textual paints."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_SGR = re.compile(r"\x1b\[([0-9;]*)m")


class Cell(NamedTuple):
    """A run of text in one role; a role names a colour of the theme, never a colour."""

    text: str
    role: str = ""


Line = tuple[Cell, ...]


def strip(line: Line, width: int, style: Callable[[str], Style]) -> Strip:
    """Return a line as a Strip of exactly ``width`` cells, each run in the style of its role."""
    made = Strip([Segment(text, style(role)) for text, role in line if text])
    rest = style(line[-1].role if line else "")
    return made.adjust_cell_length(width, rest)


def merged(cells: Sequence[Cell]) -> Line:
    """Return the cells with neighbours of one role made one run: fewer bytes for the terminal."""
    line: list[Cell] = []
    for cell in cells:
        if line and line[-1].role == cell.role:
            line[-1] = Cell(line[-1].text + cell.text, cell.role)
        else:
            line.append(cell)
    return tuple(line)


def width_of(line: Line) -> int:
    """Return the cells a line takes."""
    return sum(cell_len(cell.text) for cell in line)


def changed(old: Line, new: Line) -> tuple[int, int] | None:
    """Return the span of cells ``[from, to)`` in which two lines differ, None where they are alike.

    Lines of another shape differ as a whole; inside a run of plain text only what changed counts.
    """
    if old == new:
        return None
    if len(old) != len(new):
        return 0, max(width_of(old), width_of(new))
    x, first, last = 0, -1, 0
    for before, after in zip(old, new, strict=True):
        cells = cell_len(after.text)
        if cell_len(before.text) != cells:
            return 0, max(width_of(old), width_of(new))
        if before != after:
            start, end = _within(before, after, cells)
            first = x + start if first < 0 else first
            last = x + end
        x += cells
    return first, last


def _within(before: Cell, after: Cell, cells: int) -> tuple[int, int]:
    """Return the span in which two runs of as many cells differ."""
    a, b = before.text, after.text
    if before.role != after.role or len(a) != cells or len(b) != cells:
        return 0, cells
    start = next(i for i in range(cells) if a[i] != b[i])
    end = next(i for i in range(cells, 0, -1) if a[i - 1] != b[i - 1])
    return start, end


def from_ansi(canvas: str, roles: dict[str, str], translate: dict[int, str] | None = None) -> list[Line]:
    """Return ANSI output as lines, each SGR code given its role (the empty role if it has none)."""
    return [_ansi_line(row, roles, translate or {}) for row in canvas.rstrip("\n").split("\n")]


def _ansi_line(row: str, roles: dict[str, str], translate: dict[int, str]) -> Line:
    cells: list[Cell] = []
    role = ""
    for i, part in enumerate(_SGR.split(row)):
        if i % 2:
            role = roles.get(part, "")
        elif part:
            cells.append(Cell(part.translate(translate), role))
    return tuple(cells)


def text_of(lines: Sequence[Line]) -> list[str]:
    """Return lines as plain text."""
    return ["".join(cell.text for cell in line) for line in lines]
