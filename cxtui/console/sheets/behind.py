"""The tickets behind the components of a score: the worst of each, every line leading to its ticket."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rich.cells import cell_len

from cxtui.console.draw.glyphs import glyph, ticket_number
from cxtui.console.draw.layout import rule, text
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.sheets.components import named
from cxtui.console.sheets.links import Link, Sheaf
from cxtui.kpis.answers.agent import AgentTickets, CountedTicket
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.language import N_, _
from cxtui.text.ages import local
from cxtui.text.plain import cut, number, quantity, safe

OUTCOMES: Mapping[str, tuple[str, str]] = MappingProxyType({
    "csat": (N_("not satisfied"), N_("satisfied")),
    "fcr": (N_("more than once"), N_("first contact")),
    "reopen": (N_("stayed solved"), N_("reopened")),
    "repeat": (N_("did not return"), N_("came back")),
    "service_level": (N_("late"), N_("in time")),
    "lift": (N_("lost"), N_("kept")),
})  # fmt: skip
"""What 0 and 1 are called of each share."""

LEAST = 3
"""Tickets of a share that are shown at least."""

_WIDE, _LEAST = 14, 8
_DATED = 60
"""Width from which on there is room for a year and a time."""


def behind(
    sheaf: Sheaf, parts: Sequence[str], tickets: Mapping[str, AgentTickets | str], zone: str, width: int,
    ascii: bool = False,
) -> None:  # fmt: skip
    """Add the tickets of each component to a sheet; words say why there are none yet, once where they are the same."""
    words = {found if isinstance(found, str) else None for found in tickets.values()}
    if len(words) == 1 and (why := words.pop()) is not None:
        sheaf.add((), rule(_("The tickets behind it"), width, ascii))
        sheaf.extend(text(_(why), width, 2, "faint", ascii))
        return
    for part in parts:
        if part not in tickets:
            continue
        found = tickets[part]
        if isinstance(found, str):
            sheaf.add((), rule(_title(part, None, ascii), width, ascii))
            sheaf.extend(text(_(found), width, 2, "faint", ascii))
        elif found.n:
            sheaf.add((), rule(_title(part, found, ascii), width, ascii))
            if not found.rows:
                sheaf.add((Cell(f"  {_('none of them')}", "faint"),))
            for one in _worst(part, found):
                line = _ticket(part, one, zone, width, ascii)
                if one.unit.ticket is None:
                    sheaf.add(line)
                else:
                    sheaf.lead(Link(part, "ticket", one.unit.source, one.unit.ticket), line)


def _title(part: str, found: AgentTickets | None, ascii: bool) -> str:
    dash = "-" if ascii else "·"
    if found is None:
        return f"{named(part)} {dash} {_('behind it')}"
    if found.above is not None:
        words = _("{above} of {n}, the latest first").format(above=number(found.above), n=number(found.n))
    else:
        shown = number(len(_worst(part, found)))
        words = _("the worst {shown} of {n}").format(shown=shown, n=number(found.n))
    return f"{named(part)} {dash} {words}"


def _worst(part: str, found: AgentTickets) -> tuple[CountedTicket, ...]:
    """Return what is worth a look: of a share what failed, and where little did the latest of the others."""
    if part not in OUTCOMES or found.above is not None:
        return found.rows
    failed = sum(_value(part, one.unit.value)[0] == "bad" for one in found.rows)
    return found.rows[: max(failed, LEAST)]


def _ticket(part: str, one: CountedTicket, zone: str, width: int, ascii: bool) -> Line:
    """Return a ticket: when it counted, what it counted as, whose and about what it is."""
    unit = one.unit
    state, words = _value(part, unit.value)
    when = local(unit.moment, zone)
    cells: list[Cell] = [
        Cell(f" {glyph(state, ascii)} ", state),
        Cell(f"{when:%Y-%m-%d %H:%M} " if width >= _DATED else f"{when:%m-%d} ", "faint"),
        Cell(f"{ticket_number(unit.ticket or '', 10, ascii)} ", "strong"),
        Cell(safe(words, _WIDE, ascii=ascii) + " ", state if state in ("bad", "warn") else ""),
    ]
    for detail, wide in ((unit.channel, 7), (one.customer, 20)):
        room = width - sum(cell_len(cell.text) for cell in cells)
        if room >= _LEAST:
            cells.append(Cell(safe(detail, min(wide, room - 1), ascii=ascii) + " ", "faint"))
    room = width - sum(cell_len(cell.text) for cell in cells)
    if room >= _LEAST:
        cells.append(Cell(cut(safe(one.subject, ascii=ascii), room, ascii=ascii), "faint"))
    return tuple(cells)


def _value(part: str, value: float | None) -> tuple[str, str]:
    """Return the state of a value and its words: a share says what its 0 or 1 is called."""
    if value is None:
        return "", ""
    better = DEFINITIONS[part].better
    if part in OUTCOMES:
        good = (value > 0) == (better == "up")
        return ("good" if good else "bad"), _(OUTCOMES[part][value > 0])
    return "", quantity(value, DEFINITIONS[part].unit)
