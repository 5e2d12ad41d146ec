"""The events of a floor on a sheet, the newest first: those of a ticket or an agent lead there."""

from collections.abc import Mapping, Sequence

from cxtui.console.draw.layout import rule
from cxtui.console.draw.strips import Cell
from cxtui.console.event_strip import MARKS
from cxtui.console.sheets.links import Link, Sheaf, Written
from cxtui.kpis.floor_events import FloorEvent, FloorEventKind, fresh
from cxtui.language import _
from cxtui.text.ages import age, day_month, local, weekday
from cxtui.text.happened import what_happened
from cxtui.text.plain import cut, fit

_LEADS: Mapping[FloorEventKind, str] = {
    "broke": "ticket", "escalated": "ticket", "rank_up": "agent", "rank_down": "agent",
}  # fmt: skip


def events(found: Sequence[FloorEvent], now: int, zone: str, width: int, ascii: bool = False) -> Written:
    """Return the sheet of events that stand with the newest first, a heading above each local day."""
    sheaf, day = Sheaf(), None
    if not found:
        sheaf.add((Cell(_("nothing has happened yet"), "faint"),))
    for event in found:
        when = local(event.at, zone)
        if when.date() != day:
            if day is not None:
                sheaf.add(())
            day = when.date()
            sheaf.add(rule(f"{weekday(when)} {day_month(when)}", width, ascii))
        line = _line(event, now, zone, width, ascii)
        kind = _LEADS.get(event.kind)
        if kind is None:
            sheaf.add(line)
        else:
            sheaf.lead(Link(f"{event.kind} {event.at}", kind, event.source, event.id), line)  # type: ignore[arg-type]
    return sheaf.written()


def _line(event: FloorEvent, now: int, zone: str, width: int, ascii: bool) -> tuple[Cell, ...]:
    glyph, plain, role = MARKS[event.kind]
    mark = ("*" if ascii else "•") if fresh(event.at, now) else " "
    since = fit(age(now - event.at), 9, right=True, ascii=ascii)
    time = f"{local(event.at, zone):%H:%M:%S}"
    room = max(0, width - len(time) - len(since) - 8)
    return (
        Cell(f"{time} ", "faint"),
        Cell(f"{since}  ", "faint"),
        Cell(f"{mark}{plain if ascii else glyph} ", role),
        Cell(cut(what_happened(event, ascii), room, ascii=ascii), "strong" if mark != " " else ""),
    )
