"""A customer opened: who it is, whether they stay and why, what is open, what they bought, and their contacts."""

from collections.abc import Mapping

from cxtui.calendars import OpenHours
from cxtui.console.draw.columns import PaneColumn
from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.layout import facts, rule, text
from cxtui.console.draw.strips import Cell
from cxtui.console.sheets.grid import GridRow, grid
from cxtui.console.sheets.links import Link, Sheaf, Written
from cxtui.console.sheets.staying import WORDS, sentences
from cxtui.console.sheets.ticket import METRICS, STATES
from cxtui.kpis.clock_state import clock_state
from cxtui.kpis.customer import Answer, Contact, CustomerTicket, CustomerView
from cxtui.kpis.floor import Clock, ClockState
from cxtui.language import N_, _, ngettext
from cxtui.text.ages import date_time, local
from cxtui.text.plain import NONE, age, countdown, duration, number, quantity

Hours = Mapping[str, OpenHours]

KINDS = {
    "new": N_("new"), "renewal": N_("renewal"), "upsell": N_("upsell"), "cross_sell": N_("cross-sell"),
    "refund": N_("refund"),
}  # fmt: skip
URGENT = ("breached", "at_risk", "running", "paused")
"""States of promises that are still open, the most urgent first; one that broke and is over comes after them."""

_OPEN = (
    PaneColumn("mark", "", 1, 1, tight=True),
    PaneColumn("ticket", N_("ticket"), 6, 14, right=True),
    PaneColumn("promise", N_("promise"), 8, 16, rank=2),
    PaneColumn("state", N_("state"), 8, 12, rank=1),
    PaneColumn("left", N_("left"), 6, 10, rank=1, right=True),
    PaneColumn("age", N_("age"), 6, 10, rank=3, right=True),
    PaneColumn("status", N_("status"), 4, 9, rank=4),
    PaneColumn("priority", N_("priority"), 4, 10, rank=5),
    PaneColumn("channel", N_("channel"), 4, 10, rank=6),
    PaneColumn("assignee", N_("assignee"), 6, 20, rank=7),
    PaneColumn("subject", N_("subject"), 10, 400, rank=8, comfort=16, grow=1),
)
_CONTACTS = (
    PaneColumn("created", N_("created"), 16, 16),
    PaneColumn("ticket", N_("ticket"), 6, 14, right=True),
    PaneColumn("channel", N_("channel"), 4, 10, rank=2),
    PaneColumn("topic", N_("topic"), 4, 16, rank=5),
    PaneColumn("response", N_("response"), 6, 10, rank=1, right=True),
    PaneColumn("late", "", 1, 1, rank=1),
    PaneColumn("resolution", N_("resolution"), 6, 12, rank=3, right=True),
    PaneColumn("state", N_("state"), 4, 18, rank=4),
    PaneColumn("answer", N_("answer"), 5, 16, rank=6),
    PaneColumn("subject", N_("subject"), 10, 400, rank=7, comfort=16, grow=1),
)
_BOUGHT = (
    PaneColumn("at", N_("bought"), 16, 16),
    PaneColumn("kind", N_("kind"), 4, 12, rank=1),
    PaneColumn("amount", N_("amount"), 6, 16, right=True),
    PaneColumn("currency", N_("currency"), 3, 8, rank=2),
)
_CONTRACTS = (
    PaneColumn("contract", N_("contract"), 6, 24),
    PaneColumn("from", N_("from"), 10, 10, rank=3),
    PaneColumn("to", N_("until"), 10, 16),
    PaneColumn("value", N_("worth"), 4, 16, rank=2, right=True),
    PaneColumn("state", N_("state"), 4, 12, rank=1),
)


def customer(view: CustomerView, calendars: Hours, zone: str, now: int, width: int, ascii: bool = False) -> Written:
    """Return the sheet of a customer; the countdowns of open tickets have run to ``now`` (epoch seconds)."""
    sheaf = Sheaf()
    dot = " - " if ascii else " · "
    sheaf.extend(facts(_facts(view, zone), min(width, 120), ascii))
    sheaf.add((), rule(_("Does the customer stay?"), width, ascii))
    _stays(sheaf, view, zone, width, ascii)
    sheaf.add((), rule(f"{_('Open tickets')}{dot}{number(view.open_count)}", width, ascii))
    _opened(sheaf, view, calendars, now, width, ascii)
    sheaf.add((), rule(_("Purchases and contracts"), width, ascii))
    _bought(sheaf, view, zone, width, ascii)
    sheaf.add((), rule(f"{_('Contacts')}{dot}{number(view.contacts)}", width, ascii))
    _contacts(sheaf, view, zone, width, ascii)
    return sheaf.written()


def _facts(view: CustomerView, zone: str) -> tuple[tuple[str, str], ...]:
    recent = ngettext("{n} in {days} days", "{n} in {days} days", view.recent).format(
        n=number(view.recent), days=view.days
    )
    facts = (
        (_("Name"), view.name),
        (_("Customer"), view.customer),
        (_("Tier"), view.tier),
        (_("Account"), view.account if view.account != view.name else None),
        (_("Customer since"), _day(view.since, zone)),
        (_("Left"), _day(view.left_at, zone)),
        (_("First contact"), _day(view.first_contact_at, zone)),
        (_("Contacts"), f"{number(view.contacts)} ({recent})"),
        (_("Open"), number(view.open_count)),
        (_("Source"), view.source),
    )
    return tuple((label, value) for label, value in facts if value)


def _stays(sheaf: Sheaf, view: CustomerView, zone: str, width: int, ascii: bool) -> None:
    if view.retention is None:
        sheaf.extend(text(_(view.missing or "not known"), width, 2, "faint", ascii))
        return
    role, word = WORDS[view.retention.state]
    sheaf.add((Cell(f"  {glyph(role, ascii)} ", role), Cell(_(word), role or "strong")))
    sheaf.extend(text(sentences(view.retention, view.days, view.as_of, zone), min(width, 100), 4, "", ascii))


def _opened(sheaf: Sheaf, view: CustomerView, calendars: Hours, now: int, width: int, ascii: bool) -> None:
    if not view.open:
        sheaf.add((Cell(f"  {glyph('good', ascii)} {_('none is open')}", "good"),))
        return
    rows = [_open_row(view.source, one, calendars, now, ascii) for one in view.open]
    grid(sheaf, _OPEN, [row for _, row in sorted(rows, key=lambda pair: pair[0])], width, ascii)
    more = view.open_count - len(view.open)
    if more > 0:
        words = ngettext("and {n} newer one", "and {n} newer ones", more).format(n=number(more))
        sheaf.add((Cell(f"  {words}", "faint"),))


def _open_row(
    source: str, one: CustomerTicket, calendars: Hours, now: int, ascii: bool
) -> tuple[tuple[int, int], GridRow]:
    """Return an open ticket with its most urgent promise, behind what it is ordered by."""
    standings = [(*_clock_state(clock, calendars, now), clock) for clock in one.clocks]
    urgent = [
        (URGENT.index(state) if left is not None or state != "breached" else len(URGENT), left or 0, state, left,
         clock.metric)
        for state, left, clock in standings
        if state in URGENT
    ]  # fmt: skip
    cells = {
        "ticket": Cell(_ticket(one.ticket), "strong"),
        "age": Cell(age(now - one.created_at), "faint"),
        "status": Cell(one.status or ""),
        "priority": Cell(one.priority or ""),
        "channel": Cell(one.channel or "", "faint"),
        "assignee": Cell(one.assignee or ("-" if ascii else "—"), "" if one.assignee else "faint"),
        "subject": Cell(one.subject or _("(no subject)")),
        "state": Cell(_("no promise"), "faint"),
    }
    order = (len(URGENT) + 1, 0)
    if urgent:
        rank, sooner, state, left, metric = min(urgent, key=lambda found: found[:2])
        role, word = STATES[state]
        order = (rank, sooner)
        cells |= {
            "mark": Cell(glyph(role, ascii), role),
            "promise": Cell(_(METRICS.get(metric, metric))),
            "state": Cell(_(word), role),
            "left": Cell("" if left is None else countdown(left), role or "strong"),
        }
    return order, (Link("open", "ticket", source, one.ticket), cells)


def _clock_state(clock: Clock, calendars: Hours, now: int) -> tuple[ClockState, int | None]:
    """Return a promise's state and what is left: as it was read where its hours are not at hand."""
    hours = calendars.get(clock.calendar or "")
    if clock.calendar and hours is None:
        return clock.state, clock.remaining_s
    return clock_state(clock, hours, now)


def _bought(sheaf: Sheaf, view: CustomerView, zone: str, width: int, ascii: bool) -> None:
    for one in view.money:
        words = ngettext(
            "{whole} {currency} in {n} purchase, refunds taken off; {recent} of it in the last {days} days",
            "{whole} {currency} in {n} purchases, refunds taken off; {recent} of it in the last {days} days",
            one.purchases,
        ).format(
            whole=quantity(one.whole, "money"), currency=one.currency, n=number(one.purchases),
            recent=quantity(one.recent, "money"), days=view.days,
        )  # fmt: skip
        sheaf.extend(text(words, width, 2, "strong", ascii))
    if view.purchases:
        grid(sheaf, _BOUGHT, [(None, {
            "at": Cell(date_time(one.at, zone)[:16]), "kind": Cell(_(KINDS.get(one.kind or "new", one.kind or "new"))),
            "amount": Cell(quantity(one.amount, "money"), "bad" if (one.amount or 0) < 0 else ""),
            "currency": Cell(one.currency or "", "faint"),
        }) for one in view.purchases], width, ascii)  # fmt: skip
    if view.contracts:
        grid(sheaf, _CONTRACTS, [(None, {
            "contract": Cell(one.contract, "strong"), "from": Cell(_day(one.from_at, zone) or ""),
            "to": Cell(_day(one.to_at, zone) or _("no end is known")),
            "value": Cell("" if one.value is None else quantity(one.value, "money")),
            "state": Cell(_("live") if one.live else _("over"), "good" if one.live else "faint"),
        }) for one in view.contracts], width, ascii)  # fmt: skip
    if not view.purchases and not view.contracts:
        sheaf.extend(text(_(view.missing or N_("nothing was bought yet")), width, 2, "faint", ascii))


def _contacts(sheaf: Sheaf, view: CustomerView, zone: str, width: int, ascii: bool) -> None:
    if not view.history:
        sheaf.add((Cell(f"  {_('no ticket yet')}", "faint"),))
        return
    grid(sheaf, _CONTACTS, [_contact(view.source, one, zone, ascii) for one in view.history], width, ascii)
    more = view.contacts - len(view.history)
    if more > 0:
        words = ngettext("and {n} earlier one", "and {n} earlier ones", more).format(n=number(more))
        sheaf.add((Cell(f"  {words}", "faint"),))


def _contact(source: str, one: Contact, zone: str, ascii: bool) -> GridRow:
    nothing = "-" if ascii else NONE
    role, answer = _answer(one.answer)
    cells = {
        "created": Cell(f"{local(one.created_at, zone):%Y-%m-%d %H:%M}"),
        "ticket": Cell(_ticket(one.ticket), "strong" if one.counts else "faint"),
        "channel": Cell(one.channel or nothing, "faint"),
        "topic": Cell(one.topic or ""),
        "response": Cell(nothing if one.first_response_s is None else duration(one.first_response_s)),
        "late": Cell(glyph("bad", ascii) if one.in_time is False else "", "bad"),
        "resolution": Cell(nothing if one.resolution_s is None else duration(one.resolution_s)),
        "state": Cell(_state(one), "warn" if one.open or one.reopened else "faint"),
        "answer": Cell(answer, role),
        "subject": Cell(one.subject or "", "faint"),
    }
    return Link("contacts", "ticket", source, one.ticket), cells


def _state(one: Contact) -> str:
    if not one.counts:
        return _("counts nowhere")
    if one.open:
        return _("reopened, open") if one.reopened else _("open")
    if one.reopened:
        return _("reopened, solved")
    return _("solved") if one.resolution_s is not None else _("not solved")


def _answer(one: Answer | None) -> tuple[str, str]:
    """Return the role and the words of an answer to a survey, on its own scale."""
    if one is None:
        return "", ""
    value = f"{one.value:g}" if one.high is None else _("{value} of {most}").format(value=f"{one.value:g}",
                                                                                  most=f"{one.high:g}")  # fmt: skip
    if one.good is not None:
        return ("good" if one.good else "bad"), f"CSAT {value}"
    return "", f"{one.kind.upper()} {value}"


def _ticket(name: str) -> str:
    return f"#{name}" if name.isdecimal() else name


def _day(at: int | None, zone: str) -> str | None:
    return None if at is None else f"{local(at, zone):%Y-%m-%d}"
