"""The question of a view: which period and which tickets people chose."""

from cxtui.kpis.definitions.model import PeriodKind
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import View
from cxtui.kpis.question.filters import parse_filter
from cxtui.kpis.question.question import Question


def question(store: StoreAsOf, span: PeriodKind, view: View) -> Question:
    """Return the question of a span in a view; what is counted at an instant is always of now."""
    return store.question_of(span, None if span == "instant" else view.period, parse_filter(view.where))
