"""Sales of agents: credited where they keep customers, withheld where they demonstrably do not."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cxtui.kpis.customer_value import agent_lift
from cxtui.kpis.customer_value.agent_lift import Bounds
from cxtui.kpis.customer_value.returns import tidy
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import AgentKey, Value
from cxtui.language import N_, LazyText, lazy, lazy_joined, lazy_number
from cxtui.store.read import Transaction, units

SalesCredit = Literal["credited", "unproven", "withheld"]
SALES_CREDITS: Mapping[SalesCredit, str] = {
    "credited": N_("{amount} credited"),
    "unproven": N_("{amount} unproven"),
    "withheld": N_("{amount} withheld"),
}
"""What is said of an amount that stands so, in the order in which it is told."""

UNPROVEN = -5.0
"""Points of lift that the lower bound must not be under for a sale to be credited."""


@dataclass(frozen=True, slots=True)
class Sold:
    """What an agent sold in one currency, by kind, refunds (negative) included in ``total``; ``n`` counts them."""

    source: str
    agent: str
    currency: str
    n: int
    kinds: Mapping[str, float]
    credit: SalesCredit
    lift: Bounds | None

    @property
    def total(self) -> float:
        """Return upsells, cross-sells and renewals less refunds."""
        return tidy(sum(self.kinds.values()))


def sales_credit(lift: Bounds | None) -> SalesCredit:
    """Return how sales are credited: withheld if the lift is surely below 0, unproven where -5 points may be.

    Without a lift nothing is proven.
    """
    if lift is None:
        return "unproven"
    if lift.high < 0:
        return "withheld"
    return "unproven" if lift.low < UNPROVEN else "credited"


def sold(tx: Transaction, scope: Scope, question: Question) -> list[Sold]:
    """Return the sales of every agent of the period by currency, held against the lift of the same period."""
    columns = ("source", "agent", "currency", "kind", "value")
    kinds: dict[tuple[str, str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for source, agent, currency, kind, amount in units.rows(tx, "sales", question.wanted(scope.settings), columns):
        kinds[source, agent, currency][kind] += amount
        counts[source, agent, currency] += 1
    lifts = _lifts(tx, scope, question) if kinds else {}
    return [
        Sold(
            *key,
            counts[key],
            {kind: tidy(amount) for kind, amount in by_kind.items()},
            sales_credit(lifts.get(key[:2])),
            lifts.get(key[:2]),
        )
        for key, by_kind in sorted(kinds.items())
    ]


def _lifts(tx: Transaction, scope: Scope, question: Question) -> Mapping[AgentKey, Bounds]:
    if scope.missing("purchases", "contracts"):
        return {}
    return agent_lift.by_agent(tx, scope, question)


def credited(tx: Transaction, scope: Scope, question: Question) -> Value:
    """Return the amount credited, in the one currency that there is; ``n`` counts all sales of the filter."""
    found = sold(tx, scope, question)
    n = sum(one.n for one in found)
    sums: dict[str, dict[SalesCredit, float]] = defaultdict(lambda: defaultdict(float))
    for one in found:
        sums[one.currency][one.credit] += one.total
    amounts = lazy_joined(_currency_words(currency, by) for currency, by in sorted(sums.items()))
    if len(sums) != 1:
        return Value(None, n, note=lazy("several currencies are not added up: {told}", told=amounts) if sums else None)
    [by] = sums.values()
    return Value(tidy(by["credited"]), n, note=amounts)


def _currency_words(currency: str, by: Mapping[SalesCredit, float]) -> LazyText:
    words = lazy_joined(
        (lazy(SALES_CREDITS[which], amount=lazy_number(by[which], 2)) for which in SALES_CREDITS if by.get(which)), ", "
    )
    return lazy("{currency}: {words}", currency=currency or lazy("no currency"), words=words or lazy("nothing"))
