"""The help: what every key does, made from the one table, and what every sign means."""

from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.layout import rule, text
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import TITLES, KeyTable, Where, shown
from cxtui.language import N_, _
from cxtui.text.plain import fit

SIGNS = (
    ("warn", N_("at risk: little of the promised time is left")),
    ("bad", N_("breached, or worse than its norm allows")),
    ("paused", N_("the clock stands: closed hours, or the customer's turn")),
    ("good", N_("met, or as good as its norm asks")),
)


def help_lines(keys: KeyTable, pane: str, rows: bool, width: int, ascii: bool = False) -> list[Line]:
    """Return the help; the keys of the pane that had the focus come first."""
    lines: list[Line] = []
    order: list[tuple[str, Where]] = [(TITLES["board"], "board"), (TITLES["everywhere"], "everywhere")]
    if rows:
        order.insert(0, (_("In the list: {pane}").format(pane=pane), "rows"))
    order.append((TITLES["page"], "page"))
    for title, where in order:
        lines += [*([()] if lines else []), rule(_(title), width, ascii)]
        for key in keys.at(where):
            names = " ".join(shown(name, ascii) for name in key.keys)
            lines.append((Cell(f"  {fit(names, 14)}", "accent"), Cell(_(key.says))))
    lines += [(), rule(_("Signs"), width, ascii)]
    for role, says in SIGNS:
        lines.append((Cell(f"  {fit(glyph(role, ascii), 14)}", role), Cell(_(says))))
    dash = "-" if ascii else "–"
    for sign, says in ((dash, _("no data for this number")), ("*" if ascii else "◆", _("a customer of a top tier")),
                       ("n", _("how many tickets, answers or customers a number was computed from")),
                       ("~" if ascii else "≈", _("from a histogram, under 2 % off"))):  # fmt: skip
        lines.append((Cell(f"  {fit(sign, 14)}", "strong"), Cell(says)))
    note = _("Keys can be changed in the settings file under [keys]; cxtui paths prints where it is.")
    return [*lines, (), *text(note, width, 0, "faint", ascii)]
