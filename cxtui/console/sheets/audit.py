"""What the gaming audit counted of one agent, beside what is usual."""

from cxtui.console.draw.layout import text
from cxtui.console.draw.strips import Cell, Line
from cxtui.kpis.lists import ListTable
from cxtui.kpis.lists.audit import OUT
from cxtui.language import N_, _
from cxtui.text.plain import fit, number, percent, safe

_NAME = 30
_FULL = 74
LUCK = N_("! stands out: luck alone would hardly make it")


def audit(table: ListTable | str, key: tuple[str, str], width: int, ascii: bool = False) -> list[Line]:
    """Return a line for each suspicion of an agent, known by source and id.

    A narrow sheet has room for the rate and the usual one alone. Words say why there is no table yet.
    """
    if isinstance(table, str):
        return text(_(table), width, 2, "faint", ascii)
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    own = [row for row in rows if (row["source"], row["agent"]) == key]
    note = [] if table.note is None else text(_(table.note), min(width, 100), 2, "faint", ascii)
    if not own:
        words = _(table.missing or "") or _("nothing was counted of this agent")
        return [*text(words, width, 2, "faint", ascii), *note]
    full = width >= _FULL
    wide = _NAME if full else max(8, width - 17)
    rate, usual = fit(_("rate"), 6, right=True, ascii=ascii), fit(_("usual"), 6, right=True, ascii=ascii)
    head = f"  {fit(_('of what'), wide)} {rate} {usual}"
    if full:
        head += f"  {fit(_('sure between'), 14, ascii=ascii)} {fit(_('counted'), 11, right=True, ascii=ascii)}"
    lines: list[Line] = [(Cell(head, "faint"),)]
    for row in own:
        out = row["stands_out"] == OUT
        line: Line = (
            Cell("! " if out else "  ", "warn"),
            Cell(f"{safe(_(row['suspicion']), wide, ascii=ascii)} "),
            Cell(f"{percent(row['rate']):>6}", "warn" if out else "strong"),
            Cell(f" {percent(row['usual']):>6}", "faint"),
        )
        if full:
            between = f"{percent(row['low'])} {'to' if ascii else '–'} {percent(row['high'])}"
            counted = _("{hits} of {n}").format(hits=number(row["hits"]), n=number(row["n"]))
            line = (*line, Cell(f"  {fit(between, 14, ascii=ascii)} {counted:>11}", "faint"))
        lines.append(line)
    if any(row["stands_out"] == OUT for row in own):
        lines += text(_(LUCK), width, 0, "warn", ascii)
    return [*lines, *note]
