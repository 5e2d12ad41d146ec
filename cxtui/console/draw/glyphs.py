"""Glyphs of the panes: each state has one, so that no state is told by colour alone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from cxtui.console.draw.strips import Cell
from cxtui.kpis.stakes import is_top_tier
from cxtui.text.ages import weekday
from cxtui.text.plain import safe

_GLYPHS = {
    "good": ("✓", "+"), "warn": ("!", "!"), "bad": ("X", "X"), "paused": ("‖", "="), "none": (" ", " "),
    "": (" ", " "), "faint": (" ", " "),
}  # fmt: skip


def glyph(state: str, ascii: bool) -> str:
    """Return the glyph of a state."""
    return _GLYPHS[state][ascii]


def tier_mark(tier: str | None, ascii: bool) -> Cell:
    """Return the mark of a customer in a top tier, else a blank."""
    if not is_top_tier(tier):
        return Cell(" ")
    return Cell("*" if ascii else "◆", "warn")


def ticket_number(ticket: str, width: int, ascii: bool) -> str:
    """Return a ticket as people say it: ``#48120``, but ``INC0000045`` as it is."""
    return safe(f"#{ticket}" if ticket.isdecimal() else ticket, width, right=True, ascii=ascii)


def new_ticket(ticket: str, width: int, ascii: bool) -> Cell:
    """Return a ticket that is new in its list, or whose promise has just broken: ``•48120``."""
    return Cell(safe(f"{'*' if ascii else '•'}{ticket}", width, right=True, ascii=ascii), "strong")


def clock_time(at: int, now: int, zone: ZoneInfo) -> str:
    """Return an instant as people say it: ``14:34`` today, ``Mon 09:00`` within a week, else its date."""
    then, today = datetime.fromtimestamp(at, zone), datetime.fromtimestamp(now, zone)
    time = f"{then:%H:%M}"
    if then.date() == today.date():
        return time
    if abs((then.date() - today.date()).days) < 7:
        return f"{weekday(then)} {time}"
    return f"{then:%d.%m.} {time}"
