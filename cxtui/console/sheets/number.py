"""A number explained: the words that the command line prints."""

from cxtui.console.draw.layout import folded
from cxtui.console.draw.strips import Cell, Line
from cxtui.kpis.definitions import Definition
from cxtui.kpis.explain import Explanation
from cxtui.language import _
from cxtui.text.explained import pairs, words
from cxtui.text.plain import fit

_LABEL = 18
_ROWS = 12
_WIDEST = 100


def number(definition: Definition, found: Explanation | None, width: int, ascii: bool = False) -> list[Line]:
    """Return the sheet of a number; before it is read there are only the words of its definition."""
    shown = words(definition) if found is None else pairs(found)
    label = min(_LABEL, max(8, width // 4))
    lines: list[Line] = []
    for name, text in shown:
        rows = folded(text, max(8, min(width, _WIDEST) - label - 2), _ROWS, ascii)
        role = "strong" if name == _("Value") else ""
        lines.append((Cell(fit(name, label, ascii=ascii) + "  ", "faint"), Cell(rows[0], role)))
        lines += [(Cell(" " * (label + 2)), Cell(row)) for row in rows[1:]]
    return lines
