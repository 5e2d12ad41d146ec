"""The help: what every key does, made from the one table, and what every sign means."""

from itertools import zip_longest

from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.layout import rule, text
from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.draw.wrap import wrapped
from cxtui.console.keys import TITLES, KeyTable, Where, shown
from cxtui.language import N_, _
from cxtui.text.plain import fit

SIGNS = (
    ("warn", N_("at risk: little of the promised time is left")),
    ("bad", N_("breached, or worse than its norm allows")),
    ("paused", N_("the clock stands: closed hours, or the customer's turn")),
    ("good", N_("met, or as good as its norm asks")),
)


TWO_COLUMNS = 110
"""Cells of width from which on the help stands in two columns."""

GAP = 4
NAMES = 14


def help_lines(keys: KeyTable, pane: str, rows: bool, width: int, ascii: bool = False) -> list[Line]:
    """Return the help, in two columns where there is room; the keys of the pane that had the focus come first."""
    column = (width - GAP) // 2 if width >= TWO_COLUMNS else width
    blocks = [*_keys(keys, pane, rows, column, ascii), _signs(column, ascii)]
    note = _("Keys can be changed in the settings file under [keys]; cxtui paths prints where it is.")
    return [*(_beside(blocks, column) if column < width else _below(blocks)), (), *text(note, width, 0, "faint", ascii)]


def _keys(keys: KeyTable, pane: str, rows: bool, width: int, ascii: bool) -> list[list[Line]]:
    order: list[tuple[str, Where]] = [(TITLES["board"], "board"), (TITLES["everywhere"], "everywhere")]
    if rows:
        order.insert(0, (_("In the list: {pane}").format(pane=pane), "rows"))
    order.append((TITLES["page"], "page"))
    blocks = []
    for title, where in order:
        lines: list[Line] = [rule(_(title), width, ascii)]
        for key in keys.at(where):
            names = " ".join(shown(name, ascii) for name in key.keys)
            lines += _entry(Cell(names, "accent"), _(key.says), width, ascii)
        blocks.append(lines)
    return blocks


def _signs(width: int, ascii: bool) -> list[Line]:
    lines: list[Line] = [rule(_("Signs"), width, ascii)]
    for role, says in SIGNS:
        lines += _entry(Cell(glyph(role, ascii), role), _(says), width, ascii)
    dash = "-" if ascii else "–"
    for sign, says in ((dash, _("no data for this number")), ("*" if ascii else "◆", _("a customer of a top tier")),
                       ("n", _("how many tickets, answers or customers a number was computed from")),
                       ("~" if ascii else "≈", _("from a histogram, under 2 % off"))):  # fmt: skip
        lines += _entry(Cell(sign, "strong"), says, width, ascii)
    return lines


def _entry(name: Cell, says: str, width: int, ascii: bool) -> list[Line]:
    """Return a name with what it does beside it, on more lines where it is long."""
    first, *more = wrapped(says, width - NAMES - 2, 3, ascii=ascii)
    return [
        (name._replace(text=f"  {fit(name.text, NAMES)}"), Cell(first)),
        *((Cell(" " * (NAMES + 2) + one),) for one in more),
    ]


def _below(blocks: list[list[Line]]) -> list[Line]:
    return [line for block in blocks for line in ((), *block)][1:]


def _beside(blocks: list[list[Line]], column: int) -> list[Line]:
    """Return blocks in two columns that are as equally long as whole blocks allow."""
    parts = [(_below(blocks[:n]), _below(blocks[n:])) for n in range(1, len(blocks))]
    left, right = min(parts, key=lambda both: abs(len(both[0]) - len(both[1])))
    lines: list[Line] = []
    for one, other in zip_longest(left, right, fillvalue=()):
        lines.append((*one, Cell(" " * (column + GAP - width_of(one))), *other) if other else one)
    return lines
