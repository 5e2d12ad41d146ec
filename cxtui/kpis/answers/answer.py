"""The answer to any query of a screen; the module of a kind is loaded when it is first asked for."""

from cxtui.kpis.answers.viewed_question import question
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import Query, View


def answer(store: StoreAsOf, query: Query) -> object | None:
    """Return the answer, a frozen object of its kind, or None where what it names is not there.

    UsageError for a period or a filter that is none; LookupError for a kind that nobody answers.
    """
    match query:
        case Query("ticket", (source, ticket)):
            from cxtui.kpis.reading.ticket import read

            return read(store.tx, source, ticket, store.at)
        case Query("number", (name,), view):
            return _number(store, name, view)
        case Query("list", (name,), view):
            return _list(store, name, view)
        case Query("series", (name,), view):
            return _series(store, name, None, view)
        case Query("series", (name, dimension), view):
            return _series(store, name, dimension, view)
        case Query("spread", (name,), view):
            return _spread(store, name, view)
        case Query("customer", (source, customer)):
            from cxtui.kpis.answers.customer import read as read_customer

            return read_customer(store, source, customer)
        case Query("speeds", (of,), view):
            from cxtui.kpis.answers.speeds import read as read_speeds

            return read_speeds(store, of, view)
        case Query("scorecard", (piece,), view):
            return _scorecard(store, piece, view)
        case Query("triggers", ()):
            from cxtui.kpis.triggers import evaluate

            # How old data is stands in every header; the rest can be told as of any instant.
            return evaluate(store, live=False)
        case Query("agent", (source, agent), view):
            from cxtui.kpis.answers.agent import before

            return before(store, source, agent, view)
        case Query("agent_tickets", (source, agent, name), view):
            from cxtui.kpis.answers.agent import tickets

            return tickets(store, source, agent, name, view)
        case Query("half_hour", ()):
            from cxtui.kpis.answers.half_hour import half_hour

            return half_hour(store)
        case Query("day_course", ()):
            from cxtui.kpis.answers.day_course import day_course

            return day_course(store)
        case Query("on_now", ()):
            from cxtui.kpis.lists.team_load import on_now

            return on_now(store)
        case Query("lately", ()):
            from cxtui.kpis.answers.lately import lately

            return lately(store)
        case Query("values", ()):
            from cxtui.kpis.answers.values import read as read_values

            return read_values(store)
    raise LookupError(f"nobody can answer {query}")


def _number(store: StoreAsOf, name: str, view: View) -> object | None:
    from cxtui.kpis.definitions import DEFINITIONS
    from cxtui.kpis.explain import explain

    definition = DEFINITIONS.get(name)
    if definition is None:
        return None
    return explain(store, name, question(store, definition.span, view), view.against == "weekdays")


def _list(store: StoreAsOf, name: str, view: View) -> object | None:
    from cxtui.kpis.lists import LISTS

    definition = LISTS.get(name)
    return None if definition is None else definition.read(store, question(store, definition.span, view))


def _series(store: StoreAsOf, name: str, dimension: str | None, view: View) -> object | None:
    from cxtui.kpis.answers.series import series

    return series(store, name, dimension, view)


def _spread(store: StoreAsOf, name: str, view: View) -> object | None:
    from cxtui.kpis.answers.spread import spread

    return spread(store, name, view)


def _scorecard(store: StoreAsOf, piece: str, view: View) -> object | None:
    from cxtui.kpis.answers.scorecard import scorecard

    return scorecard(store, piece, view)
