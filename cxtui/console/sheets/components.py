"""The components of a score as a table: value, score with its interval, the mean, and how it was before."""

from collections.abc import Mapping

from cxtui.console.draw.bars import bar
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.panes.agents import component
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Ranked, ScoreComponent
from cxtui.kpis.means import ComponentMean
from cxtui.language import N_, _
from cxtui.text.plain import fit, number, safe

_BAR = 50
_NAME = 30
_FULL, _WIDE = 66, 90
"""Widths from which on there is room for all columns, and for longer names."""

_MOVED = 0.5
"""Points from which on a score moved."""


def named(part: str) -> str:
    """Return what a component is called."""
    return _(DEFINITIONS[part].title) if part in DEFINITIONS else part


def components(
    row: Ranked, means: Mapping[str, ComponentMean], before: Ranked | None, width: int, ascii: bool = False
) -> list[Line]:
    """Return a line for each component of an agent, the heaviest first; a narrow sheet has value and score alone.

    ``means`` are those of the ranked agents; ``before`` is the agent one period earlier.
    """
    full, whole = width >= _FULL, width >= _WIDE
    wide = _NAME if whole else 18 if full else max(8, width - 19)
    room = max(0, min(_BAR, width - wide - (58 if whole else 42))) if full else 0
    head = f"  {fit(_('part'), wide)} {_right('value', 8)} {_right('score', 6)}"
    if full:
        head += f" {fit(_('0 to 100'), room, ascii=ascii)} {_right('mean', 8)}"
        head += f" {_right('was', 8)}" if whole else ""
        head += f" {_right('moved', 6)} {_right('n', 6)}"
        head += f" {_right('weight', 6)}" if whole else ""
    lines: list[Line] = [(Cell(head, "faint"),)]
    then = {} if before is None else {part.name: part for part in before.components}
    for part in sorted(row.components, key=lambda p: -p.weight):
        line = _first(part, wide, ascii)
        if full:
            drawn: Line = (Cell(" " * room),)
            if part.score is not None and room:
                drawn = bar(part.score, part.low, part.high, room, ascii=ascii)
            line = (*line, Cell(" "), *drawn, *_rest(part, means.get(part.name), then.get(part.name), whole, ascii))
        lines.append(line)
    return lines


HEADS: Mapping[str, str] = {
    "value": N_("value"), "score": N_("score"), "mean": N_("mean"), "was": N_("was"), "moved": N_("moved"),
    "n": N_("n"), "weight": N_("weight"),
}  # fmt: skip


def _right(head: str, wide: int) -> str:
    return fit(_(HEADS[head]), wide, right=True)


def _first(part: ScoreComponent, wide: int, ascii: bool) -> Line:
    none = "-" if ascii else "–"
    value = none if part.value is None else component(part, part.value)
    score = none if part.score is None else f"{part.score:.0f}"
    return Cell(f"  {safe(named(part.name), wide, ascii=ascii)} {value:>8} "), Cell(f"{score:>6}", "strong")


def _rest(
    part: ScoreComponent, mean: ComponentMean | None, then: ScoreComponent | None, whole: bool, ascii: bool
) -> Line:
    """Return what stands behind the bar; how the value was, and what the part weighs, where there is room for all."""
    none = "-" if ascii else "–"
    usual = none if mean is None or mean.value is None else component(part, mean.value)
    was = none if then is None or then.value is None else component(part, then.value)
    role, moved = _moved(part, then, ascii)
    return (
        Cell(f" {usual:>8}"),
        Cell(f" {was:>8}" if whole else "", "faint"),
        Cell(f" {moved:>6}", role),
        Cell(f" {number(part.n):>6}" + (f" {number(part.weight, 1):>5}%" if whole else ""), "faint"),
    )


def _moved(part: ScoreComponent, then: ScoreComponent | None, ascii: bool) -> tuple[str, str]:
    """Return by how many points a score moved, with its role: more points are always better."""
    if then is None or then.score is None or part.score is None:
        return "faint", ""
    by = part.score - then.score
    if abs(by) < _MOVED:
        return "faint", "= 0" if ascii else "± 0"
    sign = ("+" if by > 0 else "-") if ascii else ("▲ " if by > 0 else "▼ ")
    return ("good" if by > 0 else "bad"), f"{sign}{abs(by):.0f}"
