"""Answers to what screens ask, one module a kind; a module is loaded when its kind is first asked for."""

from cxtui.kpis.definitions.model import Span
from cxtui.kpis.inquiry import Inquiry, View
from cxtui.kpis.measure.asked import Asked
from cxtui.kpis.measure.filters import parse_filter
from cxtui.kpis.measure.question import Question


def answer(asked: Asked, inquiry: Inquiry) -> object | None:
    """Return the answer, a frozen object of its kind, or None where what it names is not there.

    UsageError for a period or a filter that is none; LookupError for a kind that nobody answers.
    """
    match inquiry:
        case Inquiry("ticket", (source, ticket)):
            from cxtui.kpis.reading.ticket import read

            return read(asked.tx, source, ticket, asked.at)
        case Inquiry("number", (name,), view):
            return _number(asked, name, view)
        case Inquiry("list", (name,), view):
            return _list(asked, name, view)
        case Inquiry("series", (name,), view):
            return _series(asked, name, None, view)
        case Inquiry("series", (name, dimension), view):
            return _series(asked, name, dimension, view)
        case Inquiry("spread", (name,), view):
            return _spread(asked, name, view)
        case Inquiry("customer", (source, customer)):
            from cxtui.kpis.answers.customer import read as read_customer

            return read_customer(asked, source, customer)
        case Inquiry("speeds", (of,), view):
            from cxtui.kpis.answers.speeds import read as read_speeds

            return read_speeds(asked, of, view)
        case Inquiry("scorecard", (piece,), view):
            return _scorecard(asked, piece, view)
        case Inquiry("triggers", ()):
            from cxtui.kpis.triggers import evaluate

            # How old data is stands in every header; the rest can be told as of any instant.
            return evaluate(asked, live=False)
        case Inquiry("agent", (source, agent), view):
            from cxtui.kpis.answers.agent import before

            return before(asked, source, agent, view)
        case Inquiry("agent_tickets", (source, agent, name), view):
            from cxtui.kpis.answers.agent import tickets

            return tickets(asked, source, agent, name, view)
        case Inquiry("values", ()):
            from cxtui.kpis.answers.values import read as read_values

            return read_values(asked)
    raise LookupError(f"nobody can answer {inquiry}")


def question(asked: Asked, span: Span, view: View) -> Question:
    """Return the question of a span in a view; what is counted at an instant is always of now."""
    return asked.question_of(span, None if span == "instant" else view.period, parse_filter(view.where))


def _number(asked: Asked, name: str, view: View) -> object | None:
    from cxtui.kpis.definitions import DEFINITIONS
    from cxtui.kpis.explain import explain

    told = DEFINITIONS.get(name)
    if told is None:
        return None
    return explain(asked, name, question(asked, told.span, view), view.against == "weekdays")


def _list(asked: Asked, name: str, view: View) -> object | None:
    from cxtui.kpis.lists import LISTS

    told = LISTS.get(name)
    return None if told is None else told.read(asked, question(asked, told.span, view))


def _series(asked: Asked, name: str, dimension: str | None, view: View) -> object | None:
    from cxtui.kpis.answers.series import series

    return series(asked, name, dimension, view)


def _spread(asked: Asked, name: str, view: View) -> object | None:
    from cxtui.kpis.answers.spread import spread

    return spread(asked, name, view)


def _scorecard(asked: Asked, piece: str, view: View) -> object | None:
    from cxtui.kpis.answers.scorecard import scorecard

    return scorecard(asked, piece, view)
