"""A ticket opened: what it is, its promises and why each stands as it does, and what happened when."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from cxtui.calendars import OpenHours
from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.panes.marks import clock_time, glyph
from cxtui.console.sheets.layout import facts, rule, text
from cxtui.kpis.floor import Clock, ClockState, Moment, TicketView
from cxtui.text.ages import age, local
from cxtui.text.plain import countdown, cut, fit, number, safe

STATES: Mapping[ClockState, tuple[str, str]] = {
    "running": ("", "running"),
    "at_risk": ("warn", "at risk"),
    "breached": ("bad", "breached"),
    "paused": ("paused", "paused"),
    "met": ("good", "met"),
    "unanswered": ("bad", "unanswered"),
}
_AT_RISK_S = 600
_WIDE = 80


def ticket(
    view: TicketView, calendars: Mapping[str, OpenHours], zone: str, now: int, width: int, ascii: bool = False
) -> list[Line]:
    """Return the sheet of a ticket; its countdowns have run to ``now`` (epoch seconds)."""
    lines: list[Line] = text(view.subject or "(no subject)", width, role="strong", ascii=ascii)
    lines.append(())
    lines += facts(view.facts, width, ascii)
    lines += [(), rule("Promises", width, ascii)]
    for clock in view.clocks:
        lines += _clock(clock, calendars, zone, now, width, ascii)
    if not view.clocks:
        lines.append((Cell("  no promise applies to this ticket", "faint"),))
    count = f"Timeline {'-' if ascii else '·'} {number(len(view.timeline) + view.cut)}"
    lines += [(), rule(count, width, ascii)]
    if view.cut:
        lines.append((Cell(f"  {number(view.cut)} lines are left out here", "faint"),))
    return lines + _timeline(view.timeline, zone, width, ascii)


def standing(clock: Clock, hours: OpenHours | None, now: int) -> tuple[ClockState, int | None]:
    """Return a promise's state at ``now`` and the seconds left of it.

    Meanwhile a running one can break, and its opening hours can end or begin.
    """
    if clock.state not in ("running", "at_risk", "paused") or clock.due_at is None:
        return clock.state, clock.remaining_s
    if now > clock.due_at:
        return "breached", clock.due_at - now
    if hours is None:
        left = clock.remaining_s if clock.state == "paused" else clock.due_at - now
        return ("at_risk" if clock.state != "paused" and (left or 0) < _AT_RISK_S else clock.state), left
    left = hours.business(now, clock.due_at)
    if not hours.is_open(now):
        return "paused", left
    return ("at_risk" if left < _AT_RISK_S else "running"), left


def reason(clock: Clock, state: ClockState, due_in: int | None) -> str:
    """Return why a promise stands so, in the words it was read with unless its state is another one by now."""
    hours = f"{clock.calendar} hours" if clock.calendar else ""
    if hours and due_in is not None and due_in > 0 and state in ("running", "at_risk", "paused"):
        hours += f", due in {age(due_in)}"
    why = clock.why
    if state == "breached" and clock.state != "breached":
        why = "it was due"
    elif state == "paused" and clock.state != "paused":
        why = f"the calendar {clock.calendar} is shut now"
    elif state in ("running", "at_risk") and clock.state == "paused":
        why = f"the calendar {clock.calendar} is open again"
    return f"{why} ({hours})" if hours else why


def _clock(
    clock: Clock, calendars: Mapping[str, OpenHours], zone: str, now: int, width: int, ascii: bool
) -> list[Line]:
    state, left = standing(clock, calendars.get(clock.calendar or ""), now)
    role, word = STATES[state]
    ticking = left is not None and state in ("running", "at_risk", "breached", "paused")
    remains = countdown(left) if ticking and left is not None else ""
    due = "" if clock.due_at is None else f"due {clock_time(clock.due_at, now, ZoneInfo(zone))}"
    mark = glyph(role, ascii) if role else " "
    names = 14 if width >= _WIDE else 11
    head: Line = (
        Cell(f" {mark} ", role),
        Cell(safe(clock.metric.replace("_", " "), names, ascii=ascii) + " "),
        Cell(fit(word, 10) + " ", role),
        Cell(fit(remains, 9 if width >= _WIDE else 8, right=True) + "  ", role or "strong"),
    )
    why = reason(clock, state, None if clock.due_at is None else clock.due_at - now)
    if width < _WIDE:
        return [head, *text(why, width, 3, "faint", ascii)]
    head = (*head, Cell(fit(due, 16), "faint"))
    room = width - width_of(head)
    return [(*head, Cell(cut(safe(why, ascii=ascii), room, ascii=ascii), "faint"))]


def _timeline(moments: tuple[Moment, ...], zone: str, width: int, ascii: bool) -> list[Line]:
    lines: list[Line] = []
    day = ""
    for i, moment in enumerate(moments):
        when = local(moment.at, zone)
        if f"{when:%Y-%m-%d}" != day:
            day = f"{when:%Y-%m-%d}"
            lines.append((Cell(f"  {day}", "faint"),))
        lines += _moment(moment, f"{when:%H:%M:%S}", i == 0, width, ascii)
    return lines or [(Cell("  this source has no history of the ticket", "faint"),)]


def _moment(moment: Moment, time: str, first: bool, width: int, ascii: bool) -> list[Line]:
    since = "" if first else f"+{age(moment.since_s)}"
    verb, what, role = _told(moment, ascii)
    mine = moment.kind == "message" and moment.public and not moment.automated
    who = safe(moment.actor or moment.actor_kind or ("-" if ascii else "–"), ascii=ascii)
    names = 20 if width >= 90 else 14 if width >= 60 else 10
    head: list[Cell] = [
        Cell(f"  {time} "),
        Cell(fit(since, 9, right=True) + "  ", "faint"),
        Cell(fit(who, names, ascii=ascii) + " ", "strong" if mine else "faint"),
        Cell(safe(verb, 11, ascii=ascii) + " ", role),
    ]
    used = 11 + 11 + names + 1 + 12
    room = width - used
    if room >= 24:
        rows = text(what, room, 0, "" if mine else "faint", ascii) if what else [()]
        rest = [(Cell(" " * used), *row) for row in rows[1:]]
        return [(*head, *rows[0]), *rest]
    if width < used:
        del head[1]
    return [tuple(head), *(text(what, width, 13, "" if mine else "faint", ascii) if what else [])]


def _told(moment: Moment, ascii: bool) -> tuple[str, str, str]:
    """Return what happened as a verb, its object, and the verb's role."""
    value = moment.value or ""
    if moment.kind == "message":
        if moment.actor_kind in ("customer", "requester"):
            return "wrote", value, "accent"
        return ("auto-reply", value, "faint") if moment.automated else ("replied", value, "good")
    if moment.kind == "note":
        return "noted", value, "faint"
    if moment.kind == "escalated":
        return "escalated", f"{value} {moment.previous or ''}".strip(), "bad"
    if moment.kind == "abandoned":
        return "abandoned", value, "bad"
    arrow = "->" if ascii else "→"
    before = "" if moment.previous is None else f"{moment.previous} {arrow} "
    return moment.kind, f"{before}{value}", "faint"
