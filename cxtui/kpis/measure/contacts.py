"""How much of the customer base turns to the floor."""

from cxtui.clock import DAY
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import Value
from cxtui.language import lazy
from cxtui.store.read import Transaction, units
from cxtui.store.read.customers import customers


def per_100_customers(tx: Transaction, scope: Scope, question: Question) -> Value:
    """Return the tickets created in the period by 100 customers active at its end; ``n`` counts the tickets."""
    n = units.totals(tx, "created", question.wanted(scope.settings))[0]
    bought = bool(scope.covered & {"purchases", "contracts"})
    at = min(question.at, question.period.to_at - 1)
    active = customers(tx, at, question.where, scope.settings.retention_days * DAY if bought else None)
    words = (
        "{n} active customers, by purchases and contracts"
        if bought
        else "{n} active customers, as many as have not left"
    )
    return Value(100 * n / active if active else None, n, note=lazy(words, n=active))
