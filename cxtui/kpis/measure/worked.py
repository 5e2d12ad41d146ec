"""Readers of numbers that need more than one sum over units, by the name their definition calls them."""

from collections.abc import Callable, Mapping

from cxtui.kpis.customer_value.readers import WORTH
from cxtui.kpis.measure import contacts, points
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import Value
from cxtui.store.read import Transaction

WorkedOut = Callable[[Transaction, Scope, Question], Value]

READERS: Mapping[str, WorkedOut] = {
    "nps": points.nps,
    "contacts_per_100_customers": contacts.per_100_customers,
    **WORTH,
}
