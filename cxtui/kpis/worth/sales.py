"""Sales of agents: credited where they keep customers, withheld where they demonstrably do not."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cxtui.kpis.measure.question import Question
from cxtui.kpis.moment import Scope
from cxtui.kpis.value import Value
from cxtui.kpis.worth import lifted
from cxtui.kpis.worth.lifted import Bounds, Key
from cxtui.kpis.worth.returns import tidy
from cxtui.language import Said, figure, joined, mark, said
from cxtui.store.read import Transaction, units

Standing = Literal["credited", "unproven", "withheld"]
STANDINGS: Mapping[Standing, str] = {
    "credited": mark("{amount} credited"),
    "unproven": mark("{amount} unproven"),
    "withheld": mark("{amount} withheld"),
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
    standing: Standing
    lift: Bounds | None

    @property
    def total(self) -> float:
        """Return upsells, cross-sells and renewals less refunds."""
        return tidy(sum(self.kinds.values()))


def standing(lift: Bounds | None) -> Standing:
    """Return how a lift lets sales stand: withheld below 0 for sure, unproven where -5 points cannot be ruled out.

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
            standing(lifts.get(key[:2])),
            lifts.get(key[:2]),
        )
        for key, by_kind in sorted(kinds.items())
    ]


def _lifts(tx: Transaction, scope: Scope, question: Question) -> Mapping[Key, Bounds]:
    if scope.missing("purchases", "contracts"):
        return {}
    return lifted.by_agent(tx, scope, question)


def credited(tx: Transaction, scope: Scope, question: Question) -> Value:
    """Return the amount credited, in the one currency that there is; ``n`` counts all sales of the filter."""
    found = sold(tx, scope, question)
    n = sum(one.n for one in found)
    sums: dict[str, dict[Standing, float]] = defaultdict(lambda: defaultdict(float))
    for one in found:
        sums[one.currency][one.standing] += one.total
    told = joined(_told(currency, by) for currency, by in sorted(sums.items()))
    if len(sums) != 1:
        return Value(None, n, note=said("several currencies are not added up: {told}", told=told) if sums else None)
    [by] = sums.values()
    return Value(tidy(by["credited"]), n, note=told)


def _told(currency: str, by: Mapping[Standing, float]) -> Said:
    words = joined((said(STANDINGS[which], amount=figure(by[which], 2)) for which in STANDINGS if by.get(which)), ", ")
    return said("{currency}: {words}", currency=currency or said("no currency"), words=words or said("nothing"))
