"""What an agent's console may ask: own tickets, and numbers that are one agent's; everything else is refused."""

from dataclasses import replace
from types import MappingProxyType

from cxtui.errors import UsageError
from cxtui.kpis.agent.work import NotVisible
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import Query, View
from cxtui.language import N_, lazy
from cxtui.store.read.units import Filter

ROWS = ("ticket", "customer")
"""Kinds of queries that are answered where only what the agent may see is there."""

OF_ONE = tuple(name for name, definition in DEFINITIONS.items() if definition.per_agent and definition.how is not None)
"""Numbers that can be one agent's own; ``score`` is explained without a value."""

REFUSED = N_("this is not shown in an agent's console")
NOT_YOURS = N_("this ticket is not among yours, nor is it unassigned in your team")
ONLY_YOURS = N_("here are only the tickets that you may see; what the customer bought is not shown")
NO_FILTER = N_("an agent's console is about that agent's own work and takes no filter")


def only(source: str, agent: str) -> Filter:
    """Return the filter that leaves one agent's units."""
    return Filter(MappingProxyType({"agent": (agent,), "source": (source,)}))


def row(store: StoreAsOf, query: Query) -> object | None:
    """Return a ticket or a customer, given a store in which only what the agent may see is there.

    Gone where a ticket is not: somebody else's and one that never was are told apart by nothing. Of a customer there
    are the tickets that the agent may see, and no money. UsageError for any other query.
    """
    match query:
        case Query("ticket", (source, ticket)):
            from cxtui.kpis.reading.ticket import read

            return read(store.tx, source, ticket, store.at) or NotVisible(NOT_YOURS)
        case Query("customer", (source, customer)):
            from cxtui.kpis.answers.customer import read as read_customer

            found = read_customer(store, source, customer)
            if found is None:
                return None
            found = replace(found, retention=None, money=(), purchases=(), contracts=())
            return replace(found, missing=ONLY_YOURS, note=ONLY_YOURS)
    raise UsageError(REFUSED)


def answer(store: StoreAsOf, source: str, agent: str, query: Query) -> object | None:
    """Return a number or a list of the agent's own, None for an unknown number; UsageError for everything else."""
    match query:
        case Query("number", (name,), view):
            return _number(store, source, agent, name, view)
        case Query("list", (name,), view):
            return _list(store, source, agent, name, view)
    raise UsageError(REFUSED)


def _number(store: StoreAsOf, source: str, agent: str, name: str, view: View) -> object | None:
    from cxtui.kpis.explain import explain

    definition = DEFINITIONS.get(name)
    if definition is None:
        return None
    if view.where.strip():
        raise UsageError(NO_FILTER)
    if not definition.per_agent:
        raise UsageError(lazy("{title} is a number of the whole floor; it is not shown in an agent's console",
                              title=definition.title))  # fmt: skip
    period = None if definition.span == "instant" else view.period
    question = store.question_of(definition.span, period, only(source, agent))
    return explain(store, name, question, view.against == "weekdays")


def _list(store: StoreAsOf, source: str, agent: str, name: str, view: View) -> object | None:
    from cxtui.kpis.lists import LISTS

    definition = LISTS.get(name)
    if definition is None or not definition.per_agent:
        raise UsageError(REFUSED)
    if view.where.strip():
        raise UsageError(NO_FILTER)
    period = None if definition.span == "instant" else view.period
    return definition.read(store, store.question_of(definition.span, period, only(source, agent)))
