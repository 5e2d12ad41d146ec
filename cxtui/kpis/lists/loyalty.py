"""Lists of who stays: agents by lift, the customers behind one, retention by speed of service."""

from cxtui.kpis.customer_value import agent_lift, retention_by_speed
from cxtui.kpis.customer_value.retention_by_speed import Of, Speeds
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.language import lazy, lazy_joined, lazy_number

_AGENTS = (
    ListColumn("source", "text", "source"),
    ListColumn("agent", "text", "agent"),
    ListColumn("name", "text", "name"),
    ListColumn("lift", "points", "lift"),
    ListColumn("low", "points", "from"),
    ListColumn("high", "points", "to"),
    ListColumn("customers", "count", "customers"),
    ListColumn("weight", "number", "weigh as"),
    ListColumn("sample", "text", "sample"),
)
_CUSTOMERS = (
    ListColumn("source", "text", "source"),
    ListColumn("customer", "text", "customer"),
    ListColumn("ticket", "text", "ticket"),
    ListColumn("known_at", "instant", "known"),
    ListColumn("channel", "text", "channel"),
    ListColumn("tier", "text", "tier"),
    ListColumn("tenure", "text", "tenure"),
    ListColumn("weight", "number", "w"),
    ListColumn("retained", "count", "y"),
    ListColumn("expected", "ratio", "e"),
    ListColumn("gain", "number", "w (y − e)"),
)
_BANDS = (
    ListColumn("over_s", "seconds", "over"),
    ListColumn("up_to_s", "seconds", "up to"),
    ListColumn("customers", "count", "customers"),
    ListColumn("retained", "count", "retained"),
    ListColumn("share", "ratio", "share"),
    ListColumn("low", "ratio", "from"),
    ListColumn("high", "ratio", "to"),
    ListColumn("sample", "text", "sample"),
)


def _agents(store: StoreAsOf, question: Question) -> ListTable:
    missing = _lacks(store)
    if missing:
        return ListTable(AGENTS.name, AGENTS.title, _AGENTS, (), missing=missing)
    names, least = store.agent_names(), store.scope.settings.leaderboard.min_n
    found = agent_lift.by_agent(store.tx, store.scope, question)
    rows = []
    for _, source, agent in sorted((-one.points, *key) for key, one in found.items()):
        one = found[source, agent]
        rows.append(
            (source, agent, names.get((source, agent), agent), one.points, one.low, one.high, one.n, one.weight,
             few(one.weight, least))
        )  # fmt: skip
    return ListTable(AGENTS.name, AGENTS.title, _AGENTS, tuple(rows))


def _customers(store: StoreAsOf, question: Question) -> ListTable:
    missing = _lacks(store)
    if missing:
        return ListTable(CUSTOMERS.name, CUSTOMERS.title, _CUSTOMERS, (), missing=missing)
    rows = []
    met = agent_lift.customers(store.tx, store.scope, question)
    for one in sorted(met, key=lambda one: (-one.known_at, one.source, one.ticket)):
        tier, channel, tenure = (part or None for part in one.cell)
        gain = None if one.e is None else one.w * (one.kept - one.e)
        rows.append(
            (one.source, one.customer, one.ticket, one.known_at, channel, tier, tenure, one.w, one.kept, one.e, gain)
        )
    note = None if agent_lift.names_agents(question.where) else agent_lift.ASK_FOR_ONE
    return ListTable(CUSTOMERS.name, CUSTOMERS.title, _CUSTOMERS, tuple(rows), note=note)


def _by_response(store: StoreAsOf, question: Question) -> ListTable:
    return _bands(store, question, BY_RESPONSE, "first_response")


def _by_resolution(store: StoreAsOf, question: Question) -> ListTable:
    return _bands(store, question, BY_RESOLUTION, "resolution")


def _bands(store: StoreAsOf, question: Question, definition: ListDefinition, of: Of) -> ListTable:
    missing = _lacks(store)
    if missing:
        return ListTable(definition.name, definition.title, _BANDS, (), missing=missing)
    least = store.scope.settings.leaderboard.min_n
    found = retention_by_speed.read(store.tx, store.scope, question, of)
    rows = tuple(
        (band.low, band.high, band.n, band.good, band.share, band.share_low, band.share_high, few(band.n, least))
        for band in found.bands
    )
    return ListTable(definition.name, definition.title, _BANDS, rows, note=_definition(found))


def _definition(found: Speeds) -> str:
    words: list[str] = []
    if found.correlation:
        one = found.correlation
        rho, low, high = (lazy_number(value, 3) for value in (one.rho, one.low, one.high))
        text = "rank correlation {rho} ({low} to {high}, p = {p})"
        words.append(lazy(text, rho=rho, low=low, high=high, p=f"{one.p:.2g}"))
    if found.knee:
        words.append(lazy("faster than {n} s brings no measurable gain", n=str(found.knee.seconds)))
    else:
        words.append(lazy("no measurable gain at any speed"))
    return lazy_joined((*words, lazy(retention_by_speed.ASSOCIATION)))


def few(n: float, least: int) -> str | None:
    """Return what to say of a sample under the minimum n, None for one that is large enough."""
    return lazy("under {n}", n=least) if n < least else None


def _lacks(store: StoreAsOf) -> str | None:
    definition = DEFINITIONS["retained_after_contact"]
    return store.scope.lacks(definition.needs, definition.also)


AGENTS = ListDefinition(
    name="lift_by_agent",
    title="Retention lift by agent",
    words=(
        "Agents by how many customers more they keep than others do with the same kind of customer, in points, with "
        "an interval of 95 % in which a customer is one unit."
    ),
    source="event (message), customer, and purchase or contract",
    per_agent=False,
    read=_agents,
    models=("contact_credit",),
    needs=("purchases", "contracts"),
    also=("customers",),
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
    per_agent=False,
    read=_customers,
    models=("contact_credit",),
    needs=("purchases", "contracts"),
    also=("customers",),
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
    per_agent=False,
    read=_by_response,
    span="quarter",
    models=("first_response", "retention", "ticket_fact"),
    needs=("purchases", "contracts"),
    also=("customers",),
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
    per_agent=False,
    read=_by_resolution,
    span="quarter",
    models=("resolution", "retention", "ticket_fact"),
    needs=("purchases", "contracts"),
    also=("customers",),
)
LOYALTY = (AGENTS, CUSTOMERS, BY_RESPONSE, BY_RESOLUTION)
