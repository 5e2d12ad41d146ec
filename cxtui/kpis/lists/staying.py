"""Lists of who stays and who does not: tiers side by side, and customers who are lost already."""

from typing import NamedTuple

from cxtui.kpis.customer_value.returns import tidy
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.lists.loyalty import few
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.proportion import wilson
from cxtui.kpis.question.question import Question
from cxtui.language import lazy
from cxtui.store.read import units

MOST = 200
"""Customers that the list of losses names at most."""

_TIERS = (
    ListColumn("tier", "text", "tier"),
    ListColumn("customers", "count", "customers"),
    ListColumn("retained", "count", "retained"),
    ListColumn("share", "ratio", "share"),
    ListColumn("low", "ratio", "from"),
    ListColumn("high", "ratio", "to"),
    ListColumn("waiting", "count", "waiting"),
    ListColumn("lost", "count", "lost already"),
    ListColumn("revenue", "money", "revenue"),
    ListColumn("currency", "text", "currency"),
    ListColumn("sample", "text", "sample"),
)
_LOST = (
    ListColumn("source", "text", "source"),
    ListColumn("customer", "text", "customer"),
    ListColumn("name", "text", "name"),
    ListColumn("tier", "text", "tier"),
    ListColumn("lost_at", "instant", "lost"),
    ListColumn("contact_at", "instant", "last contact"),
    ListColumn("channel", "text", "channel"),
    ListColumn("ticket", "text", "ticket"),
)


class _Loss(NamedTuple):
    """A ticket whose customer is lost already."""

    source: str
    ticket: str
    contact_at: int
    lost_at: int
    channel: str | None


def _tiers(store: StoreAsOf, question: Question) -> ListTable:
    missing = _lacks(store)
    if missing:
        return ListTable(TIERS.name, TIERS.title, _TIERS, (), missing=missing)
    tx, settings = store.tx, store.scope.settings
    wanted, level = question.wanted(settings), question.level(settings)
    known = {tier: (n, int(kept)) for tier, n, kept in units.split(tx, "retained", wanted, "tier")}
    waiting: dict[str, int] = dict(units.counts(tx, "retained_pending", level, ("tier",)))
    lost: dict[str, int] = dict(units.counts(tx, "lost_known", level, ("tier",)))
    money = {(t, c): tidy(amount) for t, c, _, amount in units.sums(tx, "revenue", wanted, ("tier", "currency"))}
    found = sorted({currency for _, currency in money})
    currency = found[0] if len(found) == 1 else None
    least, rows = settings.leaderboard.min_n, []
    for tier in sorted({*known, *waiting, *lost}, key=lambda one: (not one, one)):
        n, kept = known.get(tier, (0, 0))
        interval = wilson(kept, n)
        low, high = interval or (None, None)
        rows.append(
            (tier or None, n, kept, kept / n if n else None, low, high, waiting.get(tier, 0), lost.get(tier, 0),
             None if currency is None else money.get((tier, currency), 0.0), currency or None, few(n, least))
        )  # fmt: skip
    note = None
    if len(found) > 1:
        note = lazy(
            "revenue is in several currencies, which are never added: {currencies}", currencies=", ".join(found)
        )
    return ListTable(TIERS.name, TIERS.title, _TIERS, tuple(rows), note=note)


def _lost(store: StoreAsOf, question: Question) -> ListTable:
    missing = _lacks(store)
    if missing:
        return ListTable(LOST.name, LOST.title, _LOST, (), missing=missing)
    columns = ("source", "ticket", "created_at", "moment", "channel")
    found = [_Loss(*row) for row in units.rows(store.tx, "lost_known", question.level(store.scope.settings), columns)]
    found.sort(key=lambda one: (-one.lost_at, one.source, one.ticket))
    rows = []
    for one in found[:MOST]:
        [(customer, name, tier)] = store.tx.rows("customer_of_ticket", source=one.source, ticket=one.ticket)
        rows.append((one.source, customer, name, tier, one.lost_at, one.contact_at, one.channel, one.ticket))
    note = None
    if len(found) > MOST:
        note = lazy("the latest {most} of {n} customers", most=MOST, n=len(found))
    return ListTable(LOST.name, LOST.title, _LOST, tuple(rows), note=note)


def _lacks(store: StoreAsOf) -> str | None:
    definition = DEFINITIONS["retained_after_contact"]
    return store.scope.lacks(definition.needs, definition.also)


TIERS = ListDefinition(
    name="retention_by_tier",
    title="Retention by customer tier",
    words=(
        "Customers by tier: how many were retained after their last contact, with intervals of Wilson; how many wait "
        "for their outcome and how many of those are lost already, as of the instant; and what customers bought within "
        "H after their contacts, refunds taken off."
    ),
    source="ticket (customer), customer (tier, left_at), and purchase or contract",
    per_agent=False,
    read=_tiers,
    span="quarter",
    models=("customer_sequence", "retention", "ticket_fact"),
    needs=("purchases", "contracts"),
    also=("customers",),
)
LOST = ListDefinition(
    name="customers_lost",
    title="Customers lost already",
    words=(
        "Customers whose last contact still waits for its outcome and who are lost as far as is known, the latest loss "
        "first: after it they left or a contract of theirs ended, no contract of theirs is live, and they bought "
        "nothing since."
    ),
    source="ticket (customer), customer (left_at), contract and purchase",
    per_agent=False,
    read=_lost,
    span="instant",
    models=("customer_sequence", "retention", "ticket_fact"),
    needs=("purchases", "contracts"),
    also=("customers",),
)
STAYING = (TIERS, LOST)
