"""What the sheets have in common: rules with a title, facts that flow, text that wraps."""

from rich.cells import cell_len, chop_cells

from cxtui.console.draw.strips import Cell, Line
from cxtui.text.plain import cut, safe

LONGEST_TEXT = 6
"""Lines that one customer text may take on a sheet."""


def rule(title: str, width: int, ascii: bool = False) -> Line:
    """Return a heading that runs across the sheet."""
    dash = "-" if ascii else "─"
    text = cut(safe(title, ascii=ascii), max(0, width - 4), ascii=ascii)
    rest = " " + dash * max(0, width - cell_len(text) - 3)
    return (Cell(f"{dash} ", "rule"), Cell(text, "strong"), Cell(rest, "rule"))


def facts(pairs: tuple[tuple[str, str], ...], width: int, ascii: bool = False) -> list[Line]:
    """Return labelled facts in as many columns as fit, read from left to right."""
    if not pairs:
        return []
    labels = min(18, max(len(safe(label)) for label, _ in pairs))
    values = min(48, max(len(safe(value)) for _, value in pairs))
    columns = max(1, min(4, (width + 2) // (labels + max(values, 14) + 4)))
    wide = width // columns
    lines = []
    for start in range(0, len(pairs), columns):
        cells: list[Cell] = []
        for label, value in pairs[start : start + columns]:
            cells.append(Cell(safe(label, labels, ascii=ascii) + "  ", "faint"))
            cells.append(Cell(safe(value, max(1, wide - labels - 4), ascii=ascii) + "  "))
        lines.append(tuple(cells))
    return lines


def text(words: str, width: int, indent: int = 0, role: str = "", ascii: bool = False) -> list[Line]:
    """Return wrapped text behind an indent, cut where it would bury the rest."""
    rows = folded(words, max(8, width - indent), LONGEST_TEXT, ascii)
    return [(Cell(" " * indent), Cell(row, role)) for row in rows]


def folded(words: str, width: int, rows: int, ascii: bool = False) -> list[str]:
    """Return text in at most ``rows`` lines of ``width`` cells at most; none of a wide script is lost."""
    lines = [""]
    used = 0
    for word in safe(words, ascii=ascii).split():
        for piece in chop_cells(word, width) if cell_len(word) > width else [word]:
            cells = cell_len(piece)
            if used and used + 1 + cells <= width:
                lines[-1] += " " + piece
                used += 1 + cells
            elif not used:
                lines[-1], used = piece, cells
            elif len(lines) < rows:
                lines.append(piece)
                used = cells
            else:
                lines[-1] = cut(f"{lines[-1]} {piece}", width, ascii=ascii)
                return lines
    return lines
