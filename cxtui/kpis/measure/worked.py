"""Readers of numbers that need more than one sum over units, by the name their definition calls them."""

from collections.abc import Callable, Mapping

from cxtui.kpis.measure import contacts, points
from cxtui.kpis.measure.question import Question
from cxtui.kpis.moment import Scope
from cxtui.kpis.value import Value
from cxtui.kpis.worth.readers import WORTH
from cxtui.store.read import Transaction

Read = Callable[[Transaction, Scope, Question], Value]

READERS: Mapping[str, Read] = {
    "nps": points.nps,
    "contacts_per_100_customers": contacts.per_100_customers,
    **WORTH,
}
