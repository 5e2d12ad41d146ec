"""A ticket opened: what it is, its promises and why each stands as it does, and what happened when."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from cxtui.calendars import OpenHours
from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.panes.marks import clock_time, glyph
from cxtui.console.sheets.layout import facts, rule, text
from cxtui.console.sheets.links import Sheaf, Written
from cxtui.console.sheets.patron import patron
from cxtui.console.sheets.ratings import ratings
from cxtui.kpis.customer import CustomerView
from cxtui.kpis.floor import Clock, ClockState, Moment, TicketView
from cxtui.language import mark, tr, trn
from cxtui.text.ages import age, local
from cxtui.text.plain import countdown, cut, fit, number, safe

STATES: Mapping[ClockState, tuple[str, str]] = {
    "running": ("", mark("running")),
    "at_risk": ("warn", mark("at risk")),
    "breached": ("bad", mark("breached")),
    "paused": ("paused", mark("paused")),
    "met": ("good", mark("met")),
    "unanswered": ("bad", mark("unanswered")),
}
METRICS: Mapping[str, str] = {
    "first_response": mark("first response"), "next_reply": mark("next reply"), "resolution": mark("resolution"),
    "agent_work": mark("agent work"), "requester_wait": mark("requester wait"),
}  # fmt: skip
VERBS: Mapping[str, str] = {
    "created": mark("created"), "status": mark("status"), "assignee": mark("assignee"), "team": mark("team"),
    "priority": mark("priority"), "topic": mark("topic"), "schedule": mark("schedule"), "policy": mark("policy"),
    "merged": mark("merged"), "unmerged": mark("unmerged"), "spam": mark("spam"), "clock": mark("clock"),
    "deleted": mark("deleted"), "restored": mark("restored"),
}  # fmt: skip
_AT_RISK_S = 600
_WIDE = 80


def ticket(
    view: TicketView, calendars: Mapping[str, OpenHours], zone: str, now: int, width: int, ascii: bool = False,
    customer: CustomerView | str | None = None,
) -> Written:  # fmt: skip
    """Return the sheet of a ticket; its countdowns have run to ``now`` (epoch seconds).

    ``customer`` is whose it is, or why that cannot be shown (None where nothing is to be said of it).
    """
    sheaf = Sheaf()
    sheaf.extend(text(view.subject or tr("(no subject)"), width, role="strong", ascii=ascii))
    sheaf.add(())
    sheaf.extend(facts(tuple((tr(label), tr(value)) for label, value in view.facts), width, ascii))
    sheaf.add((), rule(tr("Promises"), width, ascii))
    for clock in view.clocks:
        sheaf.extend(_clock(clock, calendars, zone, now, width, ascii))
    if not view.clocks:
        sheaf.add((Cell(f"  {tr('no promise applies to this ticket')}", "faint"),))
    said = ratings(view.surveys, view.reviews, zone, width, ascii)
    if said:
        sheaf.add((), rule(tr("What was said of it"), width, ascii))
        sheaf.extend(said)
    if customer is not None:
        sheaf.add((), rule(tr("The customer"), width, ascii))
        if isinstance(customer, str):
            sheaf.extend(text(tr(customer), width, 2, "faint", ascii))
        else:
            patron(sheaf, customer, view.ticket, zone, width, ascii)
    count = number(len(view.timeline) + view.cut)
    sheaf.add((), rule(f"{tr('Timeline')} {'-' if ascii else '·'} {count}", width, ascii))
    if view.cut:
        left = trn("{n} line is left out here", "{n} lines are left out here", view.cut).format(n=number(view.cut))
        sheaf.add((Cell(f"  {left}", "faint"),))
    sheaf.extend(_timeline(view.timeline, zone, width, ascii))
    return sheaf.written()


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
    hours = tr("{calendar} hours").format(calendar=clock.calendar) if clock.calendar else ""
    if hours and due_in is not None and due_in > 0 and state in ("running", "at_risk", "paused"):
        hours = tr("{calendar} hours, due in {time}").format(calendar=clock.calendar, time=age(due_in))
    why = tr(clock.why)
    if state == "breached" and clock.state != "breached":
        why = tr("it was due")
    elif state == "paused" and clock.state != "paused":
        why = tr("the calendar {calendar} is shut now").format(calendar=clock.calendar)
    elif state in ("running", "at_risk") and clock.state == "paused":
        why = tr("the calendar {calendar} is open again").format(calendar=clock.calendar)
    return f"{why} ({hours})" if hours else why


def _clock(
    clock: Clock, calendars: Mapping[str, OpenHours], zone: str, now: int, width: int, ascii: bool
) -> list[Line]:
    state, left = standing(clock, calendars.get(clock.calendar or ""), now)
    role, word = STATES[state]
    ticking = left is not None and state in ("running", "at_risk", "breached", "paused")
    remains = countdown(left) if ticking and left is not None else ""
    due = "" if clock.due_at is None else tr("due {when}").format(when=clock_time(clock.due_at, now, ZoneInfo(zone)))
    mark = glyph(role, ascii) if role else " "
    names = 14 if width >= _WIDE else 11
    head: Line = (
        Cell(f" {mark} ", role),
        Cell(safe(tr(METRICS.get(clock.metric, clock.metric)), names, ascii=ascii) + " "),
        Cell(fit(tr(word), 10, ascii=ascii) + " ", role),
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
    return lines or [(Cell(f"  {tr('this source has no history of the ticket')}", "faint"),)]


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
            return tr("wrote"), value, "accent"
        return (tr("auto-reply"), value, "faint") if moment.automated else (tr("replied"), value, "good")
    if moment.kind == "note":
        return tr("noted"), value, "faint"
    if moment.kind == "escalated":
        return tr("escalated"), f"{value} {moment.previous or ''}".strip(), "bad"
    if moment.kind == "abandoned":
        return tr("abandoned"), value, "bad"
    arrow = "->" if ascii else "→"
    before = "" if moment.previous is None else f"{moment.previous} {arrow} "
    return tr(VERBS.get(moment.kind, moment.kind)), f"{before}{value}", "faint"
