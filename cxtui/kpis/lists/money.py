"""Lists of money: channels by what they return, the queue by what it likely returns, agents' sales."""

from operator import itemgetter

from cxtui.kpis.customer_value import returns, sales
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.language import lazy, lazy_joined
from cxtui.store.read import units
from cxtui.store.read.units import NO_FILTER

MOST = 1000
"""Tickets that the queue by return lists at most."""

_CHANNEL = (
    ListColumn("channel", "text", "channel"),
    ListColumn("contacts", "count", "contacts"),
    ListColumn("handle_s", "seconds", "handled"),
    ListColumn("currency", "text", "currency"),
    ListColumn("revenue", "money", "revenue"),
    ListColumn("cost", "money", "cost"),
    ListColumn("return", "number", "return"),
)
_QUEUE = (
    ListColumn("source", "text", "source"),
    ListColumn("ticket", "text", "ticket"),
    ListColumn("created_at", "instant", "created"),
    ListColumn("channel", "text", "channel"),
    ListColumn("tier", "text", "tier"),
    ListColumn("priority", "text", "priority"),
    ListColumn("team", "text", "team"),
    ListColumn("revenue", "money", "likely revenue"),
    ListColumn("cost", "money", "likely cost"),
    ListColumn("return", "number", "likely return"),
)
_SALES = (
    ListColumn("source", "text", "source"),
    ListColumn("agent", "text", "agent"),
    ListColumn("name", "text", "name"),
    ListColumn("currency", "text", "currency"),
    ListColumn("sales", "count", "sales"),
    ListColumn("upsell", "money", "upsell"),
    ListColumn("cross_sell", "money", "cross-sell"),
    ListColumn("renewal", "money", "renewal"),
    ListColumn("refund", "money", "refunds"),
    ListColumn("total", "money", "total"),
    ListColumn("standing", "text", "standing"),
    ListColumn("lift", "points", "lift"),
    ListColumn("lift_low", "points", "from"),
    ListColumn("lift_high", "points", "to"),
)


def _by_channel(store: StoreAsOf, question: Question) -> ListTable:
    missing = _lacks(store, "channel_return")
    if missing:
        return ListTable(BY_CHANNEL.name, BY_CHANNEL.title, _CHANNEL, (), missing=missing)
    sums = returns.summed(store.tx, store.scope, question)
    rows = tuple(
        (one.channel or None, one.contacts, one.handle_s, one.currency or None, one.revenue, one.cost, one.gain)
        for one in returns.by_channel(sums)
    )
    return ListTable(BY_CHANNEL.name, BY_CHANNEL.title, _CHANNEL, rows, note=sums.lack)


def _queue(store: StoreAsOf, question: Question) -> ListTable:
    missing = _lacks(store, "channel_return")
    if missing:
        return ListTable(QUEUE.name, QUEUE.title, _QUEUE, (), missing=missing)
    settings = store.scope.settings
    whole = Question(question.period, question.at, NO_FILTER)
    sums = returns.summed(store.tx, store.scope, whole)
    outlook = returns.Outlook(sums, settings.leaderboard.min_n)
    columns = ("source", "ticket", "created_at", "channel", "tier", "priority", "team")
    rows = []
    for row in sorted(units.rows(store.tx, "backlog", question.level(settings), columns)):
        _source, _ticket, created_at, channel, tier, *_ = row
        likely = outlook.of(channel or "", tier or "")
        brings = (likely.revenue, likely.cost, likely.gain) if likely else (None, None, None)
        revenue, _, gain = brings
        worth = gain if sums.rate is not None and not sums.lack else revenue
        rows.append(((worth is None, -(worth or 0.0), created_at), (*row, *brings)))
    rows.sort(key=itemgetter(0))
    cut = lazy("the first {most} of {n} open tickets", most=MOST, n=len(rows)) if len(rows) > MOST else None
    note = lazy_joined(lazy(one) if one is sums.lack else one for one in (sums.lack, cut) if one) or None
    return ListTable(QUEUE.name, QUEUE.title, _QUEUE, tuple(row for _, row in rows[:MOST]), note=note)


def _sales(store: StoreAsOf, question: Question) -> ListTable:
    missing = _lacks(store, "sales_credit")
    if missing:
        return ListTable(SALES.name, SALES.title, _SALES, (), missing=missing)
    names = store.agent_names()
    rows = []
    sold = sales.sold(store.tx, store.scope, question)
    for one in sorted(sold, key=lambda one: (one.currency or "", -one.total, one.source, one.agent)):
        lift = one.lift
        bounds = (lift.points, lift.low, lift.high) if lift else (None, None, None)
        money = (one.kinds.get(kind, 0.0) for kind in ("upsell", "cross_sell", "renewal", "refund"))
        name = names.get((one.source, one.agent), one.agent)
        rows.append(
            (one.source, one.agent, name, one.currency or None, one.n, *money, one.total, lazy(one.credit), *bounds)
        )
    return ListTable(SALES.name, SALES.title, _SALES, tuple(rows))


def _lacks(store: StoreAsOf, number: str) -> str | None:
    definition = DEFINITIONS[number]
    return store.scope.lacks(definition.needs, definition.also)


BY_CHANNEL = ListDefinition(
    name="return_by_channel",
    title="Return by channel",
    words=(
        "What contacts brought within H (until the customer's next contact), refunds taken off, against what handling "
        "them cost; a row for every currency, and a return only in the currency of the cost."
    ),
    source="ticket (customer, channel), purchase, handle, and the setting worth.cost_per_hour",
    per_agent=False,
    read=_by_channel,
    models=("customer_sequence", "retention", "ticket_fact"),
    needs=("purchases",),
    also=("customers",),
)
QUEUE = ListDefinition(
    name="queue_by_return",
    title="Queue by likely return",
    words=(
        "Open tickets, the likely best return first: the mean revenue of the period's contacts of the same channel "
        "and tier, drawn to its channel's by the minimum n, against the channel's mean cost of handling. Without "
        "a price of handling they stand in order of likely revenue."
    ),
    source="event (status), ticket (customer, channel), customer (tier), purchase, handle",
    per_agent=False,
    read=_queue,
    models=("backlog_span", "customer_sequence", "retention", "ticket_fact"),
    needs=("purchases",),
    also=("customers", ("status", "resolution")),
)
SALES = ListDefinition(
    name="sales_by_agent",
    title="Sales by agent",
    words=(
        "Upsells, cross-sells, renewals and refunds that name an agent, by currency: credited, unproven where the "
        "lower bound of the agent's lift is under −5 points or there is no lift, withheld where its upper bound is "
        "below 0."
    ),
    source="purchase (agent, kind, amount, currency), and retention lift",
    per_agent=False,
    read=_sales,
    models=("contact_credit",),
    needs=("purchases",),
)
MONEY = (BY_CHANNEL, QUEUE, SALES)
