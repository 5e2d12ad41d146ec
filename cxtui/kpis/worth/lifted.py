"""Agents' lifts for any period and filter, and the customers behind one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import sqrt

from cxtui.kpis.lift import Lift, LiftCell, expectations, lifts, steadied
from cxtui.kpis.measure.question import Question
from cxtui.kpis.moment import Scope
from cxtui.kpis.proportion import Z95
from cxtui.kpis.value import Value
from cxtui.store.read import Transaction, units
from cxtui.store.read.units import Filter

Key = tuple[str, str]
"""An agent: source and id."""

ASK_FOR_ONE = "a lift is an agent's: ask for one with agent:ID, or see the list lift_by_agent"
NOBODY_ELSE = "nobody else met a customer to compare with"


@dataclass(frozen=True, slots=True)
class Met:
    """A customer's last contact in which an agent has the share ``w``: kept is 1 where the customer stayed."""

    source: str
    ticket: str
    agent: str
    cell: tuple[str, ...]
    kept: int
    w: float
    known_at: int
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A lift in points with its interval of 95 %; ``n`` counts customers, ``weight`` is their effective number."""

    points: float
    low: float
    high: float
    n: int
    weight: float


def by_agent(tx: Transaction, scope: Scope, question: Question) -> dict[Key, Bounds]:
    """Return the lift of every human agent who met customers; those with nobody to compare with are left out."""
    met = _met(tx, scope, question)
    agents = {key: _cells(mine) for key, mine in met.items()}
    found = zip(agents, steadied(lifts(list(agents.values()))), strict=True)
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
    return Value(one.points, n, low=one.low, high=one.high, note=f"weighs as {one.weight:.0f} customers")


def customers(tx: Transaction, scope: Scope, question: Question) -> list[tuple[Met, float | None]]:
    """Return the customers behind the lift of the agents that the filter names, each with its expected rate ``e``.

    Empty where the filter names no agent; ``e`` is None where nobody else met a customer.
    """
    if not names_agents(question.where):
        return []
    own, rest = _sides(tx, scope, question)
    if not own:
        return []
    mine = _cells(own)
    rates = expectations([mine, *map(_cells, rest)], 0)
    expected = dict(zip((cell.cell for cell in mine), rates, strict=True)) if rates else {}
    wanted = question.wanted(scope.settings)
    columns = ("source", "ticket", "customer")
    known = {(source, ticket): who for source, ticket, who in units.rows(tx, "lift", wanted, columns)}
    return [(replace(one, customer=known[one.source, one.ticket]), expected.get(one.cell)) for one in own]


def names_agents(where: Filter) -> bool:
    """Say whether a filter is about agents."""
    return "agent" in where.only or "agent" in where.never


def _sides(tx: Transaction, scope: Scope, question: Question) -> tuple[list[Met], list[list[Met]]]:
    """Return the customers of the agents that the filter names, a shared one once, and those of every other."""
    where = question.where
    wanted, unwanted = where.only.get("agent"), where.never.get("agent", ())
    own: dict[Key, Met] = {}
    rest = []
    for (_, agent), mine in _met(tx, scope, question).items():
        if agent in unwanted or (wanted is not None and agent not in wanted):
            rest.append(mine)
            continue
        for one in mine:
            before = own.get((one.source, one.ticket))
            own[one.source, one.ticket] = one if before is None else replace(before, w=before.w + one.w)
    return list(own.values()), rest


def _met(tx: Transaction, scope: Scope, question: Question) -> dict[Key, list[Met]]:
    where = question.where
    others = Filter(*({k: v for k, v in chosen.items() if k != "agent"} for chosen in (where.only, where.never)))
    wanted = replace(question, where=others).wanted(scope.settings)
    idle = {(source, agent) for source, agent, _, kind, _ in tx.rows("agents") if kind in ("bot", "system")}
    columns = ("source", "ticket", "agent", "tier", "channel", "tenure", "value", "w", "moment")
    found: dict[Key, list[Met]] = defaultdict(list)
    for source, ticket, agent, tier, channel, tenure, kept, w, known_at in units.rows(tx, "lift", wanted, columns):
        if (source, agent) not in idle:
            found[source, agent].append(
                Met(source, ticket, agent, (tier or "", channel or "", tenure), kept, w, known_at)
            )
    return dict(sorted(found.items()))


def _cells(met: Iterable[Met]) -> tuple[LiftCell, ...]:
    sums: dict[tuple[str, ...], list[float]] = {}
    for one in met:
        into = sums.setdefault(one.cell, [0.0, 0.0, 0.0, 0.0])
        w, kept = one.w, one.kept
        into[0] += w
        into[1] += w * kept
        into[2] += w * w
        into[3] += w * w * kept
    return tuple(LiftCell(cell, cell[0], *into) for cell, into in sums.items())


def _bounds(lift: Lift, n: int) -> Bounds:
    half = Z95 * sqrt(lift.variance)
    return Bounds(lift.points, lift.points - half, lift.points + half, n, lift.n)
