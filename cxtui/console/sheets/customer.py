"""A customer opened: who it is, whether they stay and why, what is open, what they bought, and their contacts."""

from collections.abc import Mapping

from cxtui.calendars import OpenHours
from cxtui.console.draw.columns import Column
from cxtui.console.draw.strips import Cell
from cxtui.console.panes.marks import glyph
from cxtui.console.sheets.grid import Row, grid
from cxtui.console.sheets.layout import facts, rule, text
from cxtui.console.sheets.links import Link, Sheaf, Written
from cxtui.console.sheets.staying import WORDS, sentences
from cxtui.console.sheets.ticket import METRICS, STATES, standing
from cxtui.kpis.customer import Answer, Contact, CustomerView, OpenTicket
from cxtui.kpis.floor import Clock, ClockState
from cxtui.language import mark, tr, trn
from cxtui.text.ages import date_time, local
from cxtui.text.plain import NONE, age, countdown, duration, number, quantity

Hours = Mapping[str, OpenHours]

KINDS = {
    "new": mark("new"), "renewal": mark("renewal"), "upsell": mark("upsell"), "cross_sell": mark("cross-sell"),
    "refund": mark("refund"),
}  # fmt: skip
URGENT = ("breached", "at_risk", "running", "paused")
"""States of promises that are still open, the most urgent first; one that broke and is over comes after them."""

_OPEN = (
    Column("mark", "", 1, 1, tight=True),
    Column("ticket", mark("ticket"), 6, 14, right=True),
    Column("promise", mark("promise"), 8, 16, rank=2),
    Column("state", mark("state"), 8, 12, rank=1),
    Column("left", mark("left"), 6, 10, rank=1, right=True),
    Column("age", mark("age"), 6, 10, rank=3, right=True),
    Column("status", mark("status"), 4, 9, rank=4),
    Column("priority", mark("priority"), 4, 10, rank=5),
    Column("channel", mark("channel"), 4, 10, rank=6),
    Column("assignee", mark("assignee"), 6, 20, rank=7),
    Column("subject", mark("subject"), 10, 400, rank=8, comfort=16, grow=1),
)
_CONTACTS = (
    Column("created", mark("created"), 16, 16),
    Column("ticket", mark("ticket"), 6, 14, right=True),
    Column("channel", mark("channel"), 4, 10, rank=2),
    Column("topic", mark("topic"), 4, 16, rank=5),
    Column("response", mark("response"), 6, 10, rank=1, right=True),
    Column("late", "", 1, 1, rank=1),
    Column("resolution", mark("resolution"), 6, 12, rank=3, right=True),
    Column("state", mark("state"), 4, 18, rank=4),
    Column("answer", mark("answer"), 5, 16, rank=6),
    Column("subject", mark("subject"), 10, 400, rank=7, comfort=16, grow=1),
)
_BOUGHT = (
    Column("at", mark("bought"), 16, 16),
    Column("kind", mark("kind"), 4, 12, rank=1),
    Column("amount", mark("amount"), 6, 16, right=True),
    Column("currency", mark("currency"), 3, 8, rank=2),
)
_CONTRACTS = (
    Column("contract", mark("contract"), 6, 24),
    Column("from", mark("from"), 10, 10, rank=3),
    Column("to", mark("until"), 10, 16),
    Column("value", mark("worth"), 4, 16, rank=2, right=True),
    Column("state", mark("state"), 4, 12, rank=1),
)


def customer(view: CustomerView, calendars: Hours, zone: str, now: int, width: int, ascii: bool = False) -> Written:
    """Return the sheet of a customer; the countdowns of open tickets have run to ``now`` (epoch seconds)."""
    sheaf = Sheaf()
    dot = " - " if ascii else " · "
    sheaf.extend(facts(_facts(view, zone), min(width, 120), ascii))
    sheaf.add((), rule(tr("Does the customer stay?"), width, ascii))
    _stays(sheaf, view, zone, width, ascii)
    sheaf.add((), rule(f"{tr('Open tickets')}{dot}{number(view.open_count)}", width, ascii))
    _opened(sheaf, view, calendars, now, width, ascii)
    sheaf.add((), rule(tr("Purchases and contracts"), width, ascii))
    _bought(sheaf, view, zone, width, ascii)
    sheaf.add((), rule(f"{tr('Contacts')}{dot}{number(view.contacts)}", width, ascii))
    _contacts(sheaf, view, zone, width, ascii)
    return sheaf.written()


def _facts(view: CustomerView, zone: str) -> tuple[tuple[str, str], ...]:
    recent = trn("{n} in {days} days", "{n} in {days} days", view.recent).format(n=number(view.recent), days=view.days)
    told = (
        (tr("Name"), view.name),
        (tr("Customer"), view.customer),
        (tr("Tier"), view.tier),
        (tr("Account"), view.account if view.account != view.name else None),
        (tr("Customer since"), _day(view.since, zone)),
        (tr("Left"), _day(view.left_at, zone)),
        (tr("First contact"), _day(view.first_contact_at, zone)),
        (tr("Contacts"), f"{number(view.contacts)} ({recent})"),
        (tr("Open"), number(view.open_count)),
        (tr("Source"), view.source),
    )
    return tuple((label, value) for label, value in told if value)


def _stays(sheaf: Sheaf, view: CustomerView, zone: str, width: int, ascii: bool) -> None:
    if view.standing is None:
        sheaf.extend(text(tr(view.missing or "not known"), width, 2, "faint", ascii))
        return
    role, word = WORDS[view.standing.state]
    sheaf.add((Cell(f"  {glyph(role, ascii)} ", role), Cell(tr(word), role or "strong")))
    sheaf.extend(text(sentences(view.standing, view.days, view.as_of, zone), min(width, 100), 4, "", ascii))


def _opened(sheaf: Sheaf, view: CustomerView, calendars: Hours, now: int, width: int, ascii: bool) -> None:
    if not view.open:
        sheaf.add((Cell(f"  {glyph('good', ascii)} {tr('none is open')}", "good"),))
        return
    rows = [_open_row(view.source, one, calendars, now, ascii) for one in view.open]
    grid(sheaf, _OPEN, [row for _, row in sorted(rows, key=lambda pair: pair[0])], width, ascii)
    more = view.open_count - len(view.open)
    if more > 0:
        words = trn("and {n} newer one", "and {n} newer ones", more).format(n=number(more))
        sheaf.add((Cell(f"  {words}", "faint"),))


def _open_row(source: str, one: OpenTicket, calendars: Hours, now: int, ascii: bool) -> tuple[tuple[int, int], Row]:
    """Return an open ticket with its most urgent promise, behind what it is ordered by."""
    standings = [(*_standing(clock, calendars, now), clock) for clock in one.clocks]
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
        "subject": Cell(one.subject or tr("(no subject)")),
        "state": Cell(tr("no promise"), "faint"),
    }
    order = (len(URGENT) + 1, 0)
    if urgent:
        rank, sooner, state, left, metric = min(urgent, key=lambda found: found[:2])
        role, word = STATES[state]
        order = (rank, sooner)
        cells |= {
            "mark": Cell(glyph(role, ascii), role),
            "promise": Cell(tr(METRICS.get(metric, metric))),
            "state": Cell(tr(word), role),
            "left": Cell("" if left is None else countdown(left), role or "strong"),
        }
    return order, (Link("open", "ticket", source, one.ticket), cells)


def _standing(clock: Clock, calendars: Hours, now: int) -> tuple[ClockState, int | None]:
    """Return a promise's state and what is left: as it was read where its hours are not at hand."""
    hours = calendars.get(clock.calendar or "")
    if clock.calendar and hours is None:
        return clock.state, clock.remaining_s
    return standing(clock, hours, now)


def _bought(sheaf: Sheaf, view: CustomerView, zone: str, width: int, ascii: bool) -> None:
    for one in view.money:
        words = trn(
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
            "at": Cell(date_time(one.at, zone)[:16]), "kind": Cell(tr(KINDS.get(one.kind or "new", one.kind or "new"))),
            "amount": Cell(quantity(one.amount, "money"), "bad" if (one.amount or 0) < 0 else ""),
            "currency": Cell(one.currency or "", "faint"),
        }) for one in view.purchases], width, ascii)  # fmt: skip
    if view.contracts:
        grid(sheaf, _CONTRACTS, [(None, {
            "contract": Cell(one.contract, "strong"), "from": Cell(_day(one.from_at, zone) or ""),
            "to": Cell(_day(one.to_at, zone) or tr("no end is known")),
            "value": Cell("" if one.value is None else quantity(one.value, "money")),
            "state": Cell(tr("live") if one.live else tr("over"), "good" if one.live else "faint"),
        }) for one in view.contracts], width, ascii)  # fmt: skip
    if not view.purchases and not view.contracts:
        sheaf.extend(text(tr(view.missing or mark("nothing was bought yet")), width, 2, "faint", ascii))


def _contacts(sheaf: Sheaf, view: CustomerView, zone: str, width: int, ascii: bool) -> None:
    if not view.history:
        sheaf.add((Cell(f"  {tr('no ticket yet')}", "faint"),))
        return
    grid(sheaf, _CONTACTS, [_contact(view.source, one, zone, ascii) for one in view.history], width, ascii)
    more = view.contacts - len(view.history)
    if more > 0:
        words = trn("and {n} earlier one", "and {n} earlier ones", more).format(n=number(more))
        sheaf.add((Cell(f"  {words}", "faint"),))


def _contact(source: str, one: Contact, zone: str, ascii: bool) -> Row:
    nothing = "-" if ascii else NONE
    role, said = _answer(one.answer)
    cells = {
        "created": Cell(f"{local(one.created_at, zone):%Y-%m-%d %H:%M}"),
        "ticket": Cell(_ticket(one.ticket), "strong" if one.counts else "faint"),
        "channel": Cell(one.channel or nothing, "faint"),
        "topic": Cell(one.topic or ""),
        "response": Cell(nothing if one.first_response_s is None else duration(one.first_response_s)),
        "late": Cell(glyph("bad", ascii) if one.in_time is False else "", "bad"),
        "resolution": Cell(nothing if one.resolution_s is None else duration(one.resolution_s)),
        "state": Cell(_state(one), "warn" if one.open or one.reopened else "faint"),
        "answer": Cell(said, role),
        "subject": Cell(one.subject or "", "faint"),
    }
    return Link("contacts", "ticket", source, one.ticket), cells


def _state(one: Contact) -> str:
    if not one.counts:
        return tr("counts nowhere")
    if one.open:
        return tr("reopened, open") if one.reopened else tr("open")
    if one.reopened:
        return tr("reopened, solved")
    return tr("solved") if one.resolution_s is not None else tr("not solved")


def _answer(one: Answer | None) -> tuple[str, str]:
    """Return the role and the words of an answer to a survey, on its own scale."""
    if one is None:
        return "", ""
    value = f"{one.value:g}" if one.high is None else tr("{value} of {most}").format(value=f"{one.value:g}",
                                                                                  most=f"{one.high:g}")  # fmt: skip
    if one.good is not None:
        return ("good" if one.good else "bad"), f"CSAT {value}"
    return "", f"{one.kind.upper()} {value}"


def _ticket(name: str) -> str:
    return f"#{name}" if name.isdecimal() else name


def _day(at: int | None, zone: str) -> str | None:
    return None if at is None else f"{local(at, zone):%Y-%m-%d}"
