"""Lists of money: channels by what they return, the queue by what it likely returns, agents' sales."""

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.lists.agents import named
from cxtui.kpis.lists.table import Column, ListDefinition, Table
from cxtui.kpis.measure.asked import Asked
from cxtui.kpis.measure.question import Question
from cxtui.kpis.worth import returns, sales
from cxtui.language import joined, said
from cxtui.store.read import units
from cxtui.store.read.units import NO_FILTER

MOST = 1000
"""Tickets that the queue by return lists at most."""

_CHANNEL = (
    Column("channel", "text", "channel"),
    Column("contacts", "count", "contacts"),
    Column("handle_s", "seconds", "handled"),
    Column("currency", "text", "currency"),
    Column("revenue", "money", "revenue"),
    Column("cost", "money", "cost"),
    Column("return", "number", "return"),
)
_QUEUE = (
    Column("source", "text", "source"),
    Column("ticket", "text", "ticket"),
    Column("created_at", "instant", "created"),
    Column("channel", "text", "channel"),
    Column("tier", "text", "tier"),
    Column("priority", "text", "priority"),
    Column("team", "text", "team"),
    Column("revenue", "money", "likely revenue"),
    Column("cost", "money", "likely cost"),
    Column("return", "number", "likely return"),
)
_SALES = (
    Column("source", "text", "source"),
    Column("agent", "text", "agent"),
    Column("name", "text", "name"),
    Column("currency", "text", "currency"),
    Column("sales", "count", "sales"),
    Column("upsell", "money", "upsell"),
    Column("cross_sell", "money", "cross-sell"),
    Column("renewal", "money", "renewal"),
    Column("refund", "money", "refunds"),
    Column("total", "money", "total"),
    Column("standing", "text", "standing"),
    Column("lift", "points", "lift"),
    Column("lift_low", "points", "from"),
    Column("lift_high", "points", "to"),
)


def _by_channel(asked: Asked, question: Question) -> Table:
    missing = _lacks(asked, "channel_return")
    if missing:
        return Table(BY_CHANNEL.name, BY_CHANNEL.title, _CHANNEL, (), missing=missing)
    sums = returns.summed(asked.tx, asked.scope, question)
    rows = tuple(
        (one.channel or None, one.contacts, one.handle_s, one.currency or None, one.revenue, one.cost, one.gain)
        for one in returns.by_channel(sums)
    )
    return Table(BY_CHANNEL.name, BY_CHANNEL.title, _CHANNEL, rows, note=sums.lack)


def _queue(asked: Asked, question: Question) -> Table:
    missing = _lacks(asked, "channel_return")
    if missing:
        return Table(QUEUE.name, QUEUE.title, _QUEUE, (), missing=missing)
    settings = asked.scope.settings
    whole = Question(question.period, question.at, NO_FILTER)
    sums = returns.summed(asked.tx, asked.scope, whole)
    outlook = returns.Outlook(sums, settings.leaderboard.min_n)
    columns = ("source", "ticket", "created_at", "channel", "tier", "priority", "team")
    rows = []
    for row in sorted(units.rows(asked.tx, "backlog", question.level(settings), columns)):
        likely = outlook.of(row[3] or "", row[4] or "")
        rows.append((*row, *((likely.revenue, likely.cost, likely.gain) if likely else (None, None, None))))
    by = 9 if sums.rate is not None and not sums.lack else 7
    rows.sort(key=lambda row: (row[by] is None, -(row[by] or 0.0), row[2]))
    cut = said("the first {most} of {n} open tickets", most=MOST, n=len(rows)) if len(rows) > MOST else None
    note = joined(said(one) if one is sums.lack else one for one in (sums.lack, cut) if one) or None
    return Table(QUEUE.name, QUEUE.title, _QUEUE, tuple(rows[:MOST]), note=note)


def _sales(asked: Asked, question: Question) -> Table:
    missing = _lacks(asked, "sales_credit")
    if missing:
        return Table(SALES.name, SALES.title, _SALES, (), missing=missing)
    names = named(asked)
    rows = []
    for one in sales.sold(asked.tx, asked.scope, question):
        lift = one.lift
        bounds = (lift.points, lift.low, lift.high) if lift else (None, None, None)
        money = (one.kinds.get(kind, 0.0) for kind in ("upsell", "cross_sell", "renewal", "refund"))
        name = names.get((one.source, one.agent), one.agent)
        rows.append(
            (one.source, one.agent, name, one.currency or None, one.n, *money, one.total, said(one.standing), *bounds)
        )
    rows.sort(key=lambda row: (row[3] or "", -row[9], row[:2]))
    return Table(SALES.name, SALES.title, _SALES, tuple(rows))


def _lacks(asked: Asked, number: str) -> str | None:
    told = DEFINITIONS[number]
    return asked.scope.lacks(told.needs, told.also)


BY_CHANNEL = ListDefinition(
    name="return_by_channel",
    title="Return by channel",
    words=(
        "What contacts brought within H (until the customer's next contact), refunds taken off, against what handling "
        "them cost; a row for every currency, and a return only in the currency of the cost."
    ),
    source="ticket (customer, channel), purchase, handle, and the setting worth.cost_per_hour",
    read=_by_channel,
    models=("customer_sequence", "retention", "ticket_fact"),
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
    read=_queue,
    models=("backlog_span", "customer_sequence", "retention", "ticket_fact"),
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
    read=_sales,
    models=("contact_credit",),
)
MONEY = (BY_CHANNEL, QUEUE, SALES)
