"""The customer of a ticket in short: who it is, what was bought, and the last contacts."""

from collections.abc import Mapping
from types import MappingProxyType

from rich.cells import cell_len

from cxtui.console.draw.glyphs import glyph, ticket_number, tier_mark
from cxtui.console.draw.layout import text
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.sheets.links import Link, Sheaf
from cxtui.console.sheets.ratings import plain
from cxtui.kpis.customer import Contact, Contract, CustomerRevenue, CustomerView
from cxtui.language import N_, _, ngettext
from cxtui.text.ages import local
from cxtui.text.plain import cut, duration, number, quantity, safe

CONTACTS = 6
"""Earlier contacts that are shown; the customer's own page has them all."""

_WIDE = 100
SECTION = "customer"
LEVELS: Mapping[str, str] = MappingProxyType({"csat": "", "ces": N_("effort"), "nps": N_("recommends")})


def customer_summary(sheaf: Sheaf, view: CustomerView, ticket: str, zone: str, width: int, ascii: bool = False) -> None:
    """Add the customer to a sheet: a line that leads to their page, then those that lead to their other tickets."""
    sheaf.lead(Link(SECTION, "customer", view.source, view.customer), _who(view, zone, width, ascii))
    for words in (_(view.note or ""), _money(view.money), _contracts(view.contracts, zone)):
        if words:
            sheaf.extend(text(words, width, 4, "faint", ascii))
    others = [one for one in view.history if one.ticket != ticket][:CONTACTS]
    for one in others:
        sheaf.lead(Link(SECTION, "ticket", view.source, one.ticket), _contact(one, zone, width, ascii))
    left = view.contacts - len(others) - 1
    if others and left > 0:
        words = ngettext("and {n} earlier contact", "and {n} earlier contacts", left).format(n=number(left))
        sheaf.add((Cell(f"    {words}", "faint"),))


def _who(view: CustomerView, zone: str, width: int, ascii: bool) -> Line:
    name = safe(view.name or view.customer, ascii=ascii)
    facts = [safe(view.tier, ascii=ascii)] if view.tier else []
    if view.since is not None:
        facts.append(_("since {day}").format(day=f"{local(view.since, zone):%Y-%m-%d}"))
    if view.left_at is not None:
        facts.append(_("left {day}").format(day=f"{local(view.left_at, zone):%Y-%m-%d}"))
    facts.append(ngettext("{n} contact", "{n} contacts", view.contacts).format(n=number(view.contacts)))
    if view.open_count:
        facts.append(_("{n} open").format(n=number(view.open_count)))
    name = cut(name, max(8, width - 24), ascii=ascii)
    room = width - 5 - cell_len(name)
    about = cut(", ".join(facts), max(0, room), ascii=ascii)
    return Cell("  "), Cell(name, "strong"), Cell(" "), tier_mark(view.tier, ascii), Cell(" "), Cell(about, "faint")


def _money(money: tuple[CustomerRevenue, ...]) -> str:
    parts = [
        ngettext("{amount} {currency} in {n} purchase", "{amount} {currency} in {n} purchases", one.purchases).format(
            amount=quantity(one.whole, "money"), currency=one.currency, n=number(one.purchases)
        )
        for one in money
    ]
    return _("bought for {what}").format(what=", ".join(parts)) if parts else ""


def _contracts(contracts: tuple[Contract, ...], zone: str) -> str:
    parts = []
    for one in contracts:
        if not one.live:
            continue
        if one.to_at is None:
            words = _("a contract without an end") if one.value is None else _("a contract without an end, of {value}")
        else:
            words = _("a contract until {day}") if one.value is None else _("a contract until {day}, of {value}")
        day = "" if one.to_at is None else f"{local(one.to_at, zone):%Y-%m-%d}"
        parts.append(words.format(day=day, value=quantity(one.value, "money")))
    if parts:
        return "; ".join(parts)
    return _("no contract runs any more") if contracts else ""


def _contact(one: Contact, zone: str, width: int, ascii: bool) -> Line:
    """Return a contact of before: when, which, how, how soon it was answered, and what the customer said."""
    none = "-" if ascii else "–"
    reply = none if one.first_response_s is None else duration(one.first_response_s)
    late = one.in_time is False
    role, answer = _answer(one)
    state = _("open") if one.open else _("solved") if one.resolution_s is not None else _("not solved")
    cells: list[Cell] = [
        Cell(f"    {local(one.created_at, zone):%Y-%m-%d} "),
        Cell(f"{ticket_number(one.ticket, 10, ascii)} ", "strong"),
        Cell(safe(one.channel or none, 7, ascii=ascii) + " ", "faint"),
        Cell(f"{reply:>8}"),
        Cell(f" {glyph('bad', ascii)} " if late else "   ", "bad" if late else ""),
        Cell(safe(state, 11, ascii=ascii), "warn" if one.open else "faint"),
        Cell(safe(answer, 14, ascii=ascii), role),
    ]
    room = width - sum(cell_len(cell.text) for cell in cells) - 1
    if width >= _WIDE and one.subject:
        cells.append(Cell(" " + cut(safe(one.subject, ascii=ascii), room, ascii=ascii), "faint"))
    while sum(cell_len(cell.text) for cell in cells) > width and len(cells) > 2:
        cells.pop()
    return tuple(cells)


def _answer(one: Contact) -> tuple[str, str]:
    """Return the role and the words of what the customer answered to a survey."""
    if one.answer is None:
        return "", ""
    if one.answer.good is not None:
        return ("good", _("satisfied")) if one.answer.good else ("bad", _("not satisfied"))
    return "faint", f"{_(LEVELS.get(one.answer.kind, one.answer.kind))} {plain(one.answer.value)}"
