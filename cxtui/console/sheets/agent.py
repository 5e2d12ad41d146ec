"""An agent opened: the score, what it is made of, how sure each part is, and what weighs how much."""

from cxtui.console.draw.bars import bar
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.panes.agents import component
from cxtui.console.sheets.audit import audit as audit_lines
from cxtui.console.sheets.layout import facts, rule, text
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Component, Leaderboard, Ranked
from cxtui.kpis.lists import Table
from cxtui.text.ages import local
from cxtui.text.plain import fit, number, safe

_BAR = 50
_NAME = 30
_FULL = 66
QUEUE = 0.5
"""Points from which on it matters what a team's queue does to a part."""

READING = "reading"
"""What stands in the place of a table that is still being read."""


def agent(
    row: Ranked, board: Leaderboard, zone: str, width: int, ascii: bool = False, audit: Table | str = READING
) -> list[Line]:
    """Return the sheet of an agent; ``audit`` is the gaming audit, or why it cannot be shown."""
    none = "-" if ascii else "–"
    span = _span(board, zone, ascii)
    rank = (
        f"not ranked yet: n {number(row.n)} of {number(board.min_n)}"
        if row.rank is None
        else f"{row.rank}{' (shared)' if row.shared else ''} of {_ranked(board)}"
    )
    sure = "" if row.low is None or row.high is None else f"  sure between {row.low:.0f} and {row.high:.0f}"
    score = none if row.score is None else f"{row.score:.1f}{sure}"
    pairs = (
        ("rank", rank),
        ("score", score),
        ("team", row.team or none),
        ("replies", f"{number(row.volume)} (shown, weighs nothing)"),
        ("judged from", f"n {number(row.n)}"),
        ("period", span),
    )
    lines = facts(pairs, min(width, 120), ascii)
    lines += [(), rule("What the score is made of", width, ascii)]
    lines += _components(row.components, width, ascii)
    lines += _queues(row, width, ascii)
    if not row.components:
        lines.append((Cell("  no component has data for this agent", "faint"),))
    if board.absent:
        lines += [(), rule("Without data", width, ascii)]
        for name, why in board.absent:
            lines += text(f"{_name(name)}: {why}", width, 2, "faint", ascii)
    lines += [(), rule("To look into", width, ascii)]
    lines += audit_lines(audit, (row.source, row.agent), width, ascii)
    note = (
        "Each part runs from 0 to 100 between two fixed anchors of the store's settings, and is drawn "
        "towards the team's mean where n is small. Agents whose intervals overlap share a rank. The weight of a part "
        "without data goes to its group, then to the others. Scores are compared within the team as far as teams "
        "differ by more than chance: what lands in a queue is nobody's doing."
    )
    return [*lines, (), *text(note, min(width, 100), 0, "faint", ascii)]


def _name(part: str) -> str:
    return DEFINITIONS[part].title if part in DEFINITIONS else part


def _ranked(board: Leaderboard) -> int:
    return sum(row.rank is not None for row in board.rows)


def _span(board: Leaderboard, zone: str, ascii: bool) -> str:
    first, last = local(board.from_at, zone), local(board.to_at, zone)
    return f"{first:%Y-%m-%d} {'to' if ascii else '–'} {last:%Y-%m-%d}"


def _queues(row: Ranked, width: int, ascii: bool) -> list[Line]:
    """Return what the team's queue does to the parts on which it matters."""
    parts = [part for part in row.components if part.weight > 0 and abs(part.queue) >= QUEUE]
    if not parts:
        return []
    words = ", ".join(
        f"{_name(part.name).lower()} {part.queue:+.0f}" for part in sorted(parts, key=lambda p: -abs(p.queue))
    )
    return text(f"left out of the score, points that the team's queue makes: {words}", width, 2, "faint", ascii)


def _components(parts: tuple[Component, ...], width: int, ascii: bool) -> list[Line]:
    """Return a line for each part; a narrow sheet has room for value and score alone."""
    none = "-" if ascii else "–"
    wide = _NAME if width >= 90 else 20 if width >= _FULL else max(8, width - 19)
    room = max(0, min(_BAR, width - wide - 36)) if width >= _FULL else 0
    head = f"  {fit('part', wide)} {'value':>8} {'score':>6}"
    if room:
        head += f"  {fit('0 to 100', room)} {'n':>6} {'weight':>7}"
    lines: list[Line] = [(Cell(head, "faint"),)]
    for part in sorted(parts, key=lambda p: -p.weight):
        value = none if part.value is None else component(part, part.value)
        score = none if part.score is None else f"{part.score:.0f}"
        name = safe(_name(part.name), wide, ascii=ascii)
        line: Line = (Cell(f"  {name} {value:>8} "), Cell(f"{score:>6}", "strong"))
        if room:
            drawn: Line = (Cell(" " * room),)
            if part.score is not None:
                drawn = bar(part.score, part.low, part.high, room, ascii=ascii)
            line = (*line, Cell("  "), *drawn, Cell(f" {number(part.n):>6} {part.weight:>6.1f}%", "faint"))
        lines.append(line)
    return lines
