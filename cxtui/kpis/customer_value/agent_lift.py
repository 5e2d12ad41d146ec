"""Agents' lifts for any period and filter, and the customers behind one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import sqrt

from cxtui.kpis.proportion import Z95
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.retention_lift import Lift, LiftCell, expectations, lifts, steadied
from cxtui.kpis.value import AgentKey, Value
from cxtui.language import N_, lazy, lazy_number
from cxtui.store.read import Transaction, units
from cxtui.store.read.units import Filter

ASK_FOR_ONE = N_("a lift is an agent's: ask for one with agent:ID, or see the list lift_by_agent")
NOBODY_ELSE = N_("nobody else met a customer to compare with")


_Share = tuple[str, str, tuple[str, ...], int, float]
"""A customer's last contact in which an agent has a share: source, ticket, cell, kept, and the share."""


@dataclass(frozen=True, slots=True)
class Met:
    """A customer behind a lift, by its last contact: ``kept`` is 1 where it stayed, ``w`` the share, ``e`` the rate
    it is held against (None where nobody else met a customer); ``cell`` is tier, channel and tenure."""

    source: str
    ticket: str
    customer: str
    known_at: int
    cell: tuple[str, ...]
    kept: int
    w: float
    e: float | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """A lift in points with its interval of 95 %; ``n`` counts customers, ``weight`` is their effective number."""

    points: float
    low: float
    high: float
    n: int
    weight: float


def by_agent(tx: Transaction, scope: Scope, question: Question) -> dict[AgentKey, Bounds]:
    """Return the lift of every human agent who met customers; those with nobody to compare with are left out."""
    met = _met(tx, scope, question)
    found = zip(met, steadied(lifts([_cells(mine) for mine in met.values()])), strict=True)
    return {key: _bounds(one, len(met[key])) for key, one in found if one is not None}


def of_filter(tx: Transaction, scope: Scope, question: Question) -> Value:
    """Return the lift of the agents that the filter names, taken as one; no value where it names none.

    Customers are those of the rest of the filter, for the agents and for whom they are compared with.
    """
    n = units.count(tx, "lift", question.wanted(scope.settings))
    if not names_agents(question.where):
        return Value(None, n, note=ASK_FOR_ONE)
    own, rest = _sides(tx, scope, question)
    if not own:
        return Value(None, n)
    found = steadied(lifts([_cells(own), *map(_cells, rest)]))[0]
    if found is None:
        return Value(None, n, note=NOBODY_ELSE)
    one = _bounds(found, len(own))
    return Value(
        one.points,
        n,
        low=one.low,
        high=one.high,
        note=lazy("weighs as {weight} customers", weight=lazy_number(one.weight)),
    )


def customers(tx: Transaction, scope: Scope, question: Question) -> list[Met]:
    """Return the customers behind the lift of the agents that the filter names; empty where it names none."""
    if not names_agents(question.where):
        return []
    own, rest = _sides(tx, scope, question)
    if not own:
        return []
    mine = _cells(own)
    rates = expectations([mine, *map(_cells, rest)], 0)
    expected = dict(zip((cell.cell for cell in mine), rates, strict=True)) if rates else {}
    known = {
        (source, ticket): (who, known_at)
        for source, ticket, who, known_at in units.rows(
            tx, "lift", question.wanted(scope.settings), ("source", "ticket", "customer", "moment")
        )
    }
    return [
        Met(source, ticket, *known[source, ticket], cell, kept, w, expected.get(cell))
        for source, ticket, cell, kept, w in own
    ]


def names_agents(where: Filter) -> bool:
    """Return whether a filter is about agents."""
    return "agent" in where.only or "agent" in where.never


def _sides(tx: Transaction, scope: Scope, question: Question) -> tuple[list[_Share], list[list[_Share]]]:
    """Return the customers of the agents that the filter names, a shared one once, and those of every other."""
    where = question.where
    wanted, unwanted = where.only.get("agent"), where.never.get("agent", ())
    own: dict[AgentKey, _Share] = {}
    rest = []
    for (_, agent), mine in _met(tx, scope, question).items():
        if agent in unwanted or (wanted is not None and agent not in wanted):
            rest.append(mine)
            continue
        for source, ticket, cell, kept, w in mine:
            before = own.get((source, ticket))
            own[source, ticket] = (source, ticket, cell, kept, w if before is None else before[4] + w)
    return list(own.values()), rest


def _met(tx: Transaction, scope: Scope, question: Question) -> dict[AgentKey, list[_Share]]:
    """Return the shares of every human agent, whatever agents the filter names; a floor has a hundred thousand."""
    where = question.where
    wanted = replace(question, where=where.beside("agent")).wanted(scope.settings)
    idle = {(source, agent) for source, agent, _, kind, _ in tx.rows("agents") if kind in ("bot", "system")}
    columns = ("source", "agent", "ticket", "tier", "channel", "tenure", "value", "w")
    found: dict[AgentKey, list[_Share]] = defaultdict(list)
    for source, agent, ticket, tier, channel, tenure, kept, w in units.rows(tx, "lift", wanted, columns):
        found[source, agent].append((source, ticket, (tier, channel, tenure), kept, w))
    return {key: found[key] for key in sorted(found) if key not in idle}


def _cells(shares: Iterable[_Share]) -> tuple[LiftCell, ...]:
    sums: dict[tuple[str, ...], list[float]] = {}
    for _, _, cell, kept, w in shares:
        into = sums.get(cell)
        if into is None:
            into = sums[cell] = [0.0, 0.0, 0.0, 0.0]
        into[0] += w
        into[2] += w * w
        if kept:
            into[1] += w
            into[3] += w * w
    return tuple(LiftCell(cell, cell[0], *into) for cell, into in sums.items())


def _bounds(lift: Lift, n: int) -> Bounds:
    half = Z95 * sqrt(lift.variance)
    return Bounds(points=lift.points, low=lift.points - half, high=lift.points + half, n=n, weight=lift.n)
