"""An agent opened: the score and what moved, what it is made of, the tickets behind it, and what to look into."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxtui.console.draw.layout import facts, rule, text
from cxtui.console.draw.strips import Cell
from cxtui.console.sheets.audit import audit as audit_lines
from cxtui.console.sheets.behind import behind
from cxtui.console.sheets.components import components, named
from cxtui.console.sheets.links import Sheaf, Written
from cxtui.kpis import means
from cxtui.kpis.answers.agent import AgentBefore, AgentTickets
from cxtui.kpis.floor import Leaderboard, Ranked
from cxtui.kpis.lists import ListTable
from cxtui.language import N_, _
from cxtui.text.ages import local
from cxtui.text.plain import number
from cxtui.text.ranks import band

QUEUE = 0.5
"""Points from which on it matters what a team's queue does to a part."""

READING = N_("reading")
"""What stands in the place of what is still being read."""

NOTE = N_(
    "Each part runs from 0 to 100 between two fixed anchors of the store's settings, and is drawn "
    "towards the team's mean where n is small. A rank is a band: between its places the intervals tell no agents "
    "apart. The weight of a part without data goes to its group, then to the others. Scores are compared within the "
    "team as far as teams differ by more than chance: what lands in a queue is nobody's doing."
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is read beside the leaderboard, each as it was found or in words why it is not there (yet).

    ``audit`` is the gaming audit, ``before`` how the agent stood one period earlier, ``tickets`` what each component
    counts, by its name.
    """

    audit: ListTable | str = READING
    before: AgentBefore | str = READING
    tickets: Mapping[str, AgentTickets | str] = field(default_factory=dict)


def agent(
    row: Ranked, board: Leaderboard, zone: str, width: int, ascii: bool = False, beside: Beside | None = None
) -> Written:
    """Return the sheet of an agent on a leaderboard."""
    beside = beside or Beside()
    earlier = beside.before if isinstance(beside.before, AgentBefore) else None
    sheaf = Sheaf()
    sheaf.extend(facts(_facts(row, board, zone, ascii, earlier), min(width, 120), ascii))
    sheaf.add((), rule(_("What the score is made of"), width, ascii))
    if row.components:
        then = None if earlier is None else earlier.row
        sheaf.extend(components(row, means.means(board), then, width, ascii))
    else:
        sheaf.add((Cell(f"  {_('no component has data for this agent')}", "faint"),))
    if isinstance(beside.before, str):
        words = _("the period before: {why}").format(why=_(beside.before))
        sheaf.extend(text(words, width, 2, "faint", ascii))
    sheaf.extend(_queues(row, width, ascii))
    if board.absent:
        sheaf.add((), rule(_("Without data"), width, ascii))
        for name, why in board.absent:
            sheaf.extend(text(f"{named(name)}: {_(why)}", width, 2, "faint", ascii))
    sheaf.add((), rule(_("To look into"), width, ascii))
    sheaf.extend(audit_lines(beside.audit, (row.source, row.agent), width, ascii))
    dear = [part.name for part in sorted(row.components, key=lambda part: -part.weight)]
    behind(sheaf, dear, beside.tickets, zone, width, ascii)
    sheaf.add(())
    sheaf.extend(text(_(NOTE), min(width, 100), 0, "faint", ascii))
    return sheaf.written()


def _facts(
    row: Ranked, board: Leaderboard, zone: str, ascii: bool, before: AgentBefore | None
) -> tuple[tuple[str, str], ...]:
    none = "-" if ascii else "–"
    then = None if before is None else before.row
    pairs = [
        (_("rank"), _rank(row, sum(one.rank is not None for one in board.rows), board.min_n, ascii)),
        (_("score"), _score(row, none)),
        (_("team"), row.team or none),
        (_("replies"), none if row.volume is None else _("{n}, weigh nothing").format(n=number(row.volume))),
        (_("judged from"), _("n {n}").format(n=number(row.n))),
        (_("period"), _span(board.from_at, board.to_at, zone, ascii)),
    ]
    if before is not None:
        was = _("no data then") if then is None else _rank(then, before.ranked, before.min_n, ascii)
        pairs += [
            (_("rank before"), was),
            (_("score before"), none if then is None else _score(then, none)),
            (_("before"), _span(before.from_at, before.to_at, zone, ascii)),
        ]
    return tuple(pairs)


def _rank(row: Ranked, ranked: int, least: int, ascii: bool) -> str:
    if row.rank is None:
        return _("not ranked: n {n} of {least}").format(n=number(row.n), least=number(least))
    place = band(row.rank, row.lowest_rank, ascii)
    return _("{rank} of {ranked}").format(rank=place, ranked=number(ranked))


def _score(row: Ranked, none: str) -> str:
    if row.score is None or row.rank is None:
        return none
    if row.low is None or row.high is None:
        return number(row.score, 1)
    return _("{score} sure {low} to {high}").format(
        score=number(row.score, 1), low=f"{row.low:.0f}", high=f"{row.high:.0f}"
    )


def _span(from_at: int, to_at: int, zone: str, ascii: bool) -> str:
    """Return the first and the last local day of a period."""
    first, last = local(from_at, zone), local(max(from_at, to_at - 1), zone)
    return f"{first:%Y-%m-%d}{'..' if ascii else '–'}{last:%Y-%m-%d}"


def _queues(row: Ranked, width: int, ascii: bool) -> list[tuple[Cell, ...]]:
    """Return what the team's queue does to the parts on which it matters."""
    parts = [part for part in row.components if part.weight > 0 and abs(part.queue) >= QUEUE]
    if not parts:
        return []
    named_parts = ", ".join(
        f"{named(part.name).lower()} {part.queue:+.0f}" for part in sorted(parts, key=lambda p: -abs(p.queue))
    )
    words = _("left out of the score, points that the team's queue makes: {parts}").format(parts=named_parts)
    return text(words, width, 2, "faint", ascii)
