"""A ticket opened: what it is, its promises and why each stands as it does, and what happened when."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from cxtui.calendars import OpenHours
from cxtui.console.draw.glyphs import clock_time, glyph
from cxtui.console.draw.layout import facts, rule, text
from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.sheets.customer_summary import customer_summary
from cxtui.console.sheets.links import Sheaf, Written
from cxtui.console.sheets.ratings import ratings
from cxtui.kpis.clock_state import clock_state
from cxtui.kpis.customer import CustomerView
from cxtui.kpis.floor import Clock, ClockState, TicketView, TimelineEntry
from cxtui.language import N_, _, ngettext
from cxtui.text.ages import age, local
from cxtui.text.plain import countdown, cut, fit, number, safe

STATES: Mapping[ClockState, tuple[str, str]] = {
    "running": ("", N_("running")),
    "at_risk": ("warn", N_("at risk")),
    "breached": ("bad", N_("breached")),
    "paused": ("paused", N_("paused")),
    "met": ("good", N_("met")),
    "unanswered": ("bad", N_("unanswered")),
}
METRICS: Mapping[str, str] = {
    "first_response": N_("first response"), "next_reply": N_("next reply"), "resolution": N_("resolution"),
    "agent_work": N_("agent work"), "requester_wait": N_("requester wait"),
}  # fmt: skip
VERBS: Mapping[str, str] = {
    "created": N_("created"), "status": N_("status"), "assignee": N_("assignee"), "team": N_("team"),
    "priority": N_("priority"), "topic": N_("topic"), "schedule": N_("schedule"), "policy": N_("policy"),
    "merged": N_("merged"), "unmerged": N_("unmerged"), "spam": N_("spam"), "clock": N_("clock"),
    "deleted": N_("deleted"), "restored": N_("restored"),
}  # fmt: skip
_WIDE = 80


def ticket(
    view: TicketView, calendars: Mapping[str, OpenHours], zone: str, now: int, width: int, ascii: bool = False,
    customer: CustomerView | str | None = None,
) -> Written:  # fmt: skip
    """Return the sheet of a ticket; its countdowns have run to ``now`` (epoch seconds).

    ``customer`` is whose it is, or why that cannot be shown (None where nothing is to be said of it).
    """
    sheaf = Sheaf()
    sheaf.extend(text(view.subject or _("(no subject)"), width, role="strong", ascii=ascii))
    sheaf.add(())
    sheaf.extend(facts(tuple((_(label), _(value)) for label, value in view.facts), width, ascii))
    sheaf.add((), rule(_("Promises"), width, ascii))
    for clock in view.clocks:
        sheaf.extend(_clock(clock, calendars, zone, now, width, ascii))
    if not view.clocks:
        sheaf.add((Cell(f"  {_('no promise applies to this ticket')}", "faint"),))
    opinions = ratings(view.surveys, view.reviews, zone, width, ascii)
    if opinions:
        sheaf.add((), rule(_("What was said of it"), width, ascii))
        sheaf.extend(opinions)
    if customer is not None:
        sheaf.add((), rule(_("The customer"), width, ascii))
        if isinstance(customer, str):
            sheaf.extend(text(_(customer), width, 2, "faint", ascii))
        else:
            customer_summary(sheaf, customer, view.ticket, zone, width, ascii)
    count = number(len(view.timeline) + view.cut)
    sheaf.add((), rule(f"{_('Timeline')} {'-' if ascii else '·'} {count}", width, ascii))
    if view.cut:
        left = ngettext("{n} line is left out here", "{n} lines are left out here", view.cut).format(n=number(view.cut))
        sheaf.add((Cell(f"  {left}", "faint"),))
    sheaf.extend(_timeline(view.timeline, zone, width, ascii))
    return sheaf.written()


def reason(clock: Clock, state: ClockState, due_in: int | None) -> str:
    """Return why a promise is in its state: the words it was read with, unless the state has changed since."""
    hours = _("{calendar} hours").format(calendar=clock.calendar) if clock.calendar else ""
    if hours and due_in is not None and due_in > 0 and state in ("running", "at_risk", "paused"):
        hours = _("{calendar} hours, due in {time}").format(calendar=clock.calendar, time=age(due_in))
    why = _(clock.why)
    if state == "breached" and clock.state != "breached":
        why = _("it was due")
    elif state == "paused" and clock.state != "paused":
        why = _("the calendar {calendar} is shut now").format(calendar=clock.calendar)
    elif state in ("running", "at_risk") and clock.state == "paused":
        why = _("the calendar {calendar} is open again").format(calendar=clock.calendar)
    if clock.stated:
        return f"{why} ({_('target as the helpdesk stated')})"
    return f"{why} ({hours})" if hours else why


def _clock(
    clock: Clock, calendars: Mapping[str, OpenHours], zone: str, now: int, width: int, ascii: bool
) -> list[Line]:
    state, left = clock_state(clock, calendars.get(clock.calendar or ""), now)
    role, word = STATES[state]
    ticking = left is not None and state in ("running", "at_risk", "breached", "paused")
    remains = countdown(left) if ticking and left is not None else ""
    due = "" if clock.due_at is None else _("due {when}").format(when=clock_time(clock.due_at, now, ZoneInfo(zone)))
    mark = glyph(role, ascii) if role else " "
    names = 14 if width >= _WIDE else 11
    head: Line = (
        Cell(f" {mark} ", role),
        Cell(safe(_(METRICS.get(clock.metric, clock.metric)), names, ascii=ascii) + " "),
        Cell(fit(_(word), 10, ascii=ascii) + " ", role),
        Cell(fit(remains, 9 if width >= _WIDE else 8, right=True) + "  ", role or "strong"),
    )
    why = reason(clock, state, None if clock.due_at is None else clock.due_at - now)
    if width < _WIDE:
        return [head, *text(why, width, 3, "faint", ascii)]
    head = (*head, Cell(fit(due, 16), "faint"))
    room = width - width_of(head)
    return [(*head, Cell(cut(safe(why, ascii=ascii), room, ascii=ascii), "faint"))]


def _timeline(moments: tuple[TimelineEntry, ...], zone: str, width: int, ascii: bool) -> list[Line]:
    lines: list[Line] = []
    day = ""
    for i, moment in enumerate(moments):
        when = local(moment.at, zone)
        if f"{when:%Y-%m-%d}" != day:
            day = f"{when:%Y-%m-%d}"
            lines.append((Cell(f"  {day}", "faint"),))
        lines += _moment(moment, f"{when:%H:%M:%S}", i == 0, width, ascii)
    return lines or [(Cell(f"  {_('this source has no history of the ticket')}", "faint"),)]


def _moment(moment: TimelineEntry, time: str, first: bool, width: int, ascii: bool) -> list[Line]:
    since = "" if first else f"+{age(moment.since_s)}"
    verb, what, role = _event_words(moment, ascii)
    is_reply = moment.kind == "message" and moment.public and not moment.automated
    who = safe(moment.actor or moment.actor_kind or ("-" if ascii else "–"), ascii=ascii)
    names = 20 if width >= 90 else 14 if width >= 60 else 10
    head: list[Cell] = [
        Cell(f"  {time} "),
        Cell(fit(since, 9, right=True) + "  ", "faint"),
        Cell(fit(who, names, ascii=ascii) + " ", "strong" if is_reply else "faint"),
        Cell(safe(verb, 11, ascii=ascii) + " ", role),
    ]
    used = 11 + 11 + names + 1 + 12
    room = width - used
    if room >= 24:
        rows = text(what, room, 0, "" if is_reply else "faint", ascii) if what else [()]
        rest = [(Cell(" " * used), *row) for row in rows[1:]]
        return [(*head, *rows[0]), *rest]
    if width < used:
        del head[1]
    return [tuple(head), *(text(what, width, 13, "" if is_reply else "faint", ascii) if what else [])]


def _event_words(moment: TimelineEntry, ascii: bool) -> tuple[str, str, str]:
    """Return what happened as a verb, its object, and the verb's role."""
    value = moment.value or ""
    if moment.kind == "message":
        if moment.actor_kind in ("customer", "requester"):
            return _("wrote"), value, "accent"
        return (_("auto-reply"), value, "faint") if moment.automated else (_("replied"), value, "good")
    if moment.kind == "note":
        return _("noted"), value, "faint"
    if moment.kind == "escalated":
        return _("escalated"), f"{value} {moment.previous or ''}".strip(), "bad"
    if moment.kind == "abandoned":
        return _("abandoned"), value, "bad"
    arrow = "->" if ascii else "→"
    before = "" if moment.previous is None else f"{moment.previous} {arrow} "
    return _(VERBS.get(moment.kind, moment.kind)), f"{before}{value}", "faint"
