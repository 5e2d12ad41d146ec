"""How many customers stay: of the whole base, and after a contact."""

from cxtui.kpis.proportion import wilson
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import Value
from cxtui.language import N_
from cxtui.store.read import Transaction, units

BASE_DIMENSIONS = frozenset({"tier", "source"})
"""What a customer without a contact can be filtered by."""


def of_base(tx: Transaction, scope: Scope, question: Question) -> Value:
    """Return the share of the customers right before the period who are customers at its end, by Wilson."""
    where = question.where
    of_tickets = not {*where.only, *where.never} <= BASE_DIMENSIONS or where.words or where.without
    if question.cohort or of_tickets:
        return Value(None, 0, note=N_("customers have no ticket: filter them by tier or source, and ask for no cohort"))
    n, stayed, _ = units.totals(tx, "customer_base", question.wanted(scope.settings))
    if not n:
        return Value(
            None, 0,
            note=N_("nobody is known to have been a customer then: import customers with since and left_at, "
                 "or contracts, or purchases"),
        )  # fmt: skip
    return _share(stayed, n, None)


def after_contact(tx: Transaction, scope: Scope, question: Question) -> Value:
    """Return the share of customers who stayed after their last contact, by Wilson.

    Who waits for an outcome is counted at the instant, or in the cohort.
    """
    settings = scope.settings
    wanted = question.wanted(settings)
    n, kept, _ = units.totals(tx, "retained", wanted)
    waiting = units.totals(tx, "retained_pending", wanted if question.cohort else question.level(settings))[0]
    return _share(kept, n, waiting) if n else Value(None, 0, waiting)


def _share(good: float, n: int, waiting: int | None) -> Value:
    interval = wilson(good, n)
    low, high = interval if interval else (None, None)
    return Value(good / n, n, waiting, low=low, high=high)
