"""What the sheets have in common: rules with a title, facts that flow, text that wraps."""

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.text import cut, fit, safe
from cxtui.console.draw.wrap import wrapped

LONGEST_TEXT = 6
"""Lines that one customer text may take on a sheet."""


def rule(title: str, width: int, ascii: bool = False) -> Line:
    """Return a heading that runs across the sheet."""
    dash = "-" if ascii else "─"
    text = cut(title, max(0, width - 4), ascii=ascii)
    return (
        Cell(f"{dash} ", "rule"),
        Cell(text, "strong"),
        Cell(" " + dash * max(0, width - len(text) - 3), "rule"),
    )


def facts(pairs: tuple[tuple[str, str], ...], width: int, ascii: bool = False) -> list[Line]:
    """Return labelled facts in as many columns as fit, read from left to right."""
    if not pairs:
        return []
    labels = min(16, max(len(safe(label)) for label, _ in pairs))
    values = min(48, max(len(safe(value)) for _, value in pairs))
    columns = max(1, min(4, (width + 2) // (labels + max(values, 14) + 6)))
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
    rows = wrapped(words, max(8, width - indent), LONGEST_TEXT)
    return [(Cell(" " * indent), Cell(safe(row, ascii=ascii), role)) for row in rows]


def table(rows: list[list[Cell]], gap: int = 2, right: frozenset[int] = frozenset()) -> list[Line]:
    """Return rows of cells as columns as wide as their widest cell."""
    if not rows:
        return []
    widths = [max(len(row[i].text) for row in rows if i < len(row)) for i in range(max(map(len, rows)))]
    return [
        tuple(Cell(fit(cell.text, widths[i], right=i in right) + " " * gap, cell.role) for i, cell in enumerate(row))
        for row in rows
    ]
