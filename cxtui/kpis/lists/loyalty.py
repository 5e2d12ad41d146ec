"""Lists of who stays: agents by lift, the customers behind one, retention by speed of service."""

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.lists.agents import named
from cxtui.kpis.lists.table import Column, ListDefinition, Table
from cxtui.kpis.measure.asked import Asked
from cxtui.kpis.measure.question import Question
from cxtui.kpis.worth import lifted, speeds
from cxtui.kpis.worth.speeds import Of, Speeds
from cxtui.language import figure, joined, said

_AGENTS = (
    Column("source", "text", "source"),
    Column("agent", "text", "agent"),
    Column("name", "text", "name"),
    Column("lift", "points", "lift"),
    Column("low", "points", "from"),
    Column("high", "points", "to"),
    Column("customers", "count", "customers"),
    Column("weight", "number", "weigh as"),
    Column("sample", "text", "sample"),
)
_CUSTOMERS = (
    Column("source", "text", "source"),
    Column("customer", "text", "customer"),
    Column("ticket", "text", "ticket"),
    Column("known_at", "instant", "known"),
    Column("channel", "text", "channel"),
    Column("tier", "text", "tier"),
    Column("tenure", "text", "tenure"),
    Column("weight", "number", "w"),
    Column("retained", "count", "y"),
    Column("expected", "ratio", "e"),
    Column("gain", "number", "w (y − e)"),
)
_BANDS = (
    Column("over_s", "seconds", "over"),
    Column("up_to_s", "seconds", "up to"),
    Column("customers", "count", "customers"),
    Column("retained", "count", "retained"),
    Column("share", "ratio", "share"),
    Column("low", "ratio", "from"),
    Column("high", "ratio", "to"),
    Column("sample", "text", "sample"),
)


def _agents(asked: Asked, question: Question) -> Table:
    missing = _lacks(asked)
    if missing:
        return Table(AGENTS.name, AGENTS.title, _AGENTS, (), missing=missing)
    names, least = named(asked), asked.scope.settings.leaderboard.min_n
    found = lifted.by_agent(asked.tx, asked.scope, question)
    rows = [
        (source, agent, names.get((source, agent), agent), one.points, one.low, one.high, one.n, one.weight,
         few(one.weight, least))
        for (source, agent), one in found.items()
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row[3], row[:2]))
    return Table(AGENTS.name, AGENTS.title, _AGENTS, tuple(rows))


def _customers(asked: Asked, question: Question) -> Table:
    missing = _lacks(asked)
    if missing:
        return Table(CUSTOMERS.name, CUSTOMERS.title, _CUSTOMERS, (), missing=missing)
    rows = []
    for one in lifted.customers(asked.tx, asked.scope, question):
        tier, channel, tenure = (part or None for part in one.cell)
        gain = None if one.e is None else one.w * (one.kept - one.e)
        rows.append(
            (one.source, one.customer, one.ticket, one.known_at, channel, tier, tenure, one.w, one.kept, one.e, gain)
        )
    rows.sort(key=lambda row: (-row[3], row[0], row[2]))
    note = None if lifted.names_agents(question.where) else lifted.ASK_FOR_ONE
    return Table(CUSTOMERS.name, CUSTOMERS.title, _CUSTOMERS, tuple(rows), note=note)


def _by_response(asked: Asked, question: Question) -> Table:
    return _bands(asked, question, BY_RESPONSE, "first_response")


def _by_resolution(asked: Asked, question: Question) -> Table:
    return _bands(asked, question, BY_RESOLUTION, "resolution")


def _bands(asked: Asked, question: Question, told: ListDefinition, of: Of) -> Table:
    missing = _lacks(asked)
    if missing:
        return Table(told.name, told.title, _BANDS, (), missing=missing)
    least = asked.scope.settings.leaderboard.min_n
    found = speeds.read(asked.tx, asked.scope, question, of)
    rows = tuple(
        (band.low, band.high, band.n, band.good, band.share, band.share_low, band.share_high, few(band.n, least))
        for band in found.bands
    )
    return Table(told.name, told.title, _BANDS, rows, note=_told(found))


def _told(found: Speeds) -> str:
    if found.lack:
        return found.lack
    words: list[str] = []
    if found.correlation:
        one = found.correlation
        rho, low, high = (figure(value, 3) for value in (one.rho, one.low, one.high))
        text = "rank correlation {rho} ({low} to {high}, p = {p})"
        words.append(said(text, rho=rho, low=low, high=high, p=f"{one.p:.2g}"))
    if found.knee:
        words.append(said("faster than {n} s brings no measurable gain", n=str(found.knee.seconds)))
    else:
        words.append(said("no measurable gain at any speed"))
    return joined((*words, said(speeds.ASSOCIATION)))


def few(n: float, least: int) -> str | None:
    """Return what to say of a sample under the minimum n, None for one that is large enough."""
    return said("under {n}", n=least) if n < least else None


def _lacks(asked: Asked) -> str | None:
    told = DEFINITIONS["retained_after_contact"]
    return asked.scope.lacks(told.needs, told.also)


AGENTS = ListDefinition(
    name="lift_by_agent",
    title="Retention lift by agent",
    words=(
        "Agents by how many customers more they keep than others do with the same kind of customer, in points, with "
        "an interval of 95 % in which a customer is one unit."
    ),
    source="event (message), customer, and purchase or contract",
    read=_agents,
    models=("contact_credit",),
)
CUSTOMERS = ListDefinition(
    name="lift_customers",
    title="Customers behind a lift",
    words=(
        "Last contacts of the customers of the agents that the filter names: w their share of the human replies, y 1 "
        "where the customer was retained, e the rate of the same tier × channel × tenure without them. Their lift "
        "is the sum of w (y − e) by the sum of w, in points."
    ),
    source="event (message), customer, and purchase or contract",
    read=_customers,
    models=("contact_credit",),
)
BY_RESPONSE = ListDefinition(
    name="retention_by_first_response",
    title="Retention by first response time",
    words=(
        "Customers by how long they waited for the first response of their last contact, and how many were retained, "
        "with intervals of Wilson; rank correlation and the point past which faster brings no measurable gain. "
        "Association, never cause."
    ),
    source="event (message), customer, and purchase or contract",
    read=_by_response,
    span="quarter",
    models=("first_response", "retention", "ticket_fact"),
)
BY_RESOLUTION = ListDefinition(
    name="retention_by_resolution",
    title="Retention by first resolution time",
    words=(
        "Customers by how long their last contact took to its first solve, and how many were retained, with intervals "
        "of Wilson; rank correlation and the point past which faster brings no measurable gain. Association, never "
        "cause."
    ),
    source="event (status), customer, and purchase or contract",
    read=_by_resolution,
    span="quarter",
    models=("resolution", "retention", "ticket_fact"),
)
LOYALTY = (AGENTS, CUSTOMERS, BY_RESPONSE, BY_RESOLUTION)
