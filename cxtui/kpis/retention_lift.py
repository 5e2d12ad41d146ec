"""Lift: how many customers more an agent keeps than others do with the same kind of customer, in points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import is_not
from typing import NamedTuple

from cxtui.kpis.shrinkage import fit_shares

STEADY = 20.0
"""Customers at which an agent's own scatter weighs as much as the team's in the variance of its lift."""


class LiftCell(NamedTuple):
    """What an agent's customers of one tier × channel × tenure cell add up to (a floor has thousands).

    ``w`` is the sum of the agent's shares in them, ``wy`` that of the kept ones' shares, ``ww`` and ``wwy``
    the same of squared shares. A customer counts once, by its last contact of the period.
    """

    cell: tuple[str, ...]
    tier: str
    w: float
    wy: float
    ww: float
    wwy: float


_NOBODY = 1e-9
"""Sums of shares that differ by less than this are the same sum, rounded."""

_Sums = tuple[float, float]

_NONE = (0.0, 0.0)


class Lift(NamedTuple):
    """An agent's lift in points (100 = every customer), its variance, and the customers' effective number."""

    points: float
    variance: float
    n: float


def lifts(agents: Sequence[Sequence[LiftCell]]) -> list[Lift | None]:
    """Return each agent's Σ w (y − e) ÷ Σ w, None where nobody else met a customer to compare with.

    ``e`` is the rate of the same cell without this agent, drawn to the rate of its tier without this agent
    by the moments of all cells of that tier; a tier leans on the rest of the floor by one customer, so that
    it has a rate where the agent alone serves it. The variance is Σ w² (y − e)² ÷ (Σ w)², a customer being
    one unit; an effective number (Σ w)² ÷ Σ w² is Kish's.
    """
    served, totals, whole = _counted(agents)
    return [_lift(agent, own, totals, whole) for agent, own in zip(agents, served, strict=True)]


def expectations(agents: Sequence[Sequence[LiftCell]], which: int) -> list[float] | None:
    """Return the rates ``e`` that one agent's cells are held against, in their order; None as in ``lifts``."""
    served, totals, whole = _counted(agents)
    return _expected(agents[which], served[which], totals, whole)


def steadied(found: Sequence[Lift | None]) -> list[Lift | None]:
    """Return the lifts with variances that a handful of customers who all stayed cannot make tiny.

    An agent's own scatter per customer is blended with the team's, which weighs as ``STEADY`` customers.
    """
    known = [one for one in found if one is not None]
    whole = sum(one.n for one in known)
    if not whole:
        return list(found)
    team = sum(one.variance * one.n * one.n for one in known) / whole
    return [
        None if one is None else one._replace(variance=(one.variance * one.n + team * STEADY / one.n)
                                              / (one.n + STEADY))
        for one in found
    ]  # fmt: skip


class SteadyLifts:
    """Works lifts out, and answers again without work while it is asked about the very same cells."""

    def __init__(self) -> None:
        self._agents: list[Sequence[LiftCell]] = []
        self._found: list[Lift | None] = []

    def of(self, agents: Sequence[Sequence[LiftCell]]) -> list[Lift | None]:
        """Return ``steadied(lifts(agents))``."""
        if len(agents) != len(self._agents) or any(map(is_not, agents, self._agents)):
            self._agents, self._found = list(agents), steadied(lifts(agents))
        return self._found


@dataclass(slots=True)
class _Cell:
    """All agents' shares in a cell, and how many customers its tier's rate weighs against its own."""

    tier: str
    w: float = 0.0
    wy: float = 0.0
    strength: float | None = None


def _counted(agents: Sequence[Sequence[LiftCell]]) -> tuple[list[list[_Cell]], dict[str, _Sums], _Sums]:
    """Return the floor's cells beside every agent's own, each tier's shares (all, kept), and the floor's."""
    cells: dict[tuple[str, ...], _Cell] = {}
    served: list[list[_Cell]] = []
    for agent in agents:
        own: list[_Cell] = []
        for key, tier_name, w, wy, _, _ in agent:
            cell = cells.get(key)
            if cell is None:
                cell = cells[key] = _Cell(tier_name)
            cell.w += w
            cell.wy += wy
            own.append(cell)
        served.append(own)
    tiers: dict[str, list[_Cell]] = {}
    for cell in cells.values():
        tiers.setdefault(cell.tier, []).append(cell)
    for tier in tiers.values():
        strength = _strength(tier)
        for cell in tier:
            cell.strength = strength
    totals = {name: (sum(c.w for c in tier), sum(c.wy for c in tier)) for name, tier in tiers.items()}
    return served, totals, (sum(w for w, _ in totals.values()), sum(wy for _, wy in totals.values()))


def _strength(tier: Sequence[_Cell]) -> float | None:
    """Return the strength from the moments of a tier's cells; None where they differ by chance only."""
    prior = fit_shares((cell.w, cell.wy) for cell in tier)
    return None if prior is None or prior.spread <= 0 else prior.noise / prior.spread


def _lift(agent: Sequence[LiftCell], cells: Sequence[_Cell], totals: Mapping[str, _Sums], floor: _Sums) -> Lift | None:
    rates = _expected(agent, cells, totals, floor)
    if rates is None:
        return None
    whole = gain = scatter = squares = 0.0
    for (_, _, w, wy, ww, wwy), e in zip(agent, rates, strict=True):
        whole += w
        gain += wy - w * e
        scatter += wwy * (1.0 - e) * (1.0 - e) + (ww - wwy) * e * e
        squares += ww
    if whole <= 0 or squares <= 0:
        return None
    return Lift(100.0 * gain / whole, 10_000.0 * scatter / (whole * whole), whole * whole / squares)


def _expected(
    agent: Sequence[LiftCell], cells: Sequence[_Cell], totals: Mapping[str, _Sums], floor: _Sums
) -> list[float] | None:
    """Return the rate of every cell of an agent without this agent; None where nobody else met a customer."""
    tiers = _tier_rates(agent, totals, floor)
    if tiers is None:
        return None
    rates: list[float] = []
    for (_, tier, w, wy, _, _), cell in zip(agent, cells, strict=True):
        e = tiers[tier]
        strength = cell.strength
        if strength is not None:
            rest = cell.w - w + strength
            e = (cell.wy - wy + strength * e) / rest if rest > _NOBODY else e
            e = 0.0 if e < 0.0 else 1.0 if e > 1.0 else e
        rates.append(e)
    return rates


def _tier_rates(agent: Sequence[LiftCell], totals: Mapping[str, _Sums], floor: _Sums) -> dict[str, float] | None:
    """Return the rates of the agent's tiers without the agent; None where nobody else met a customer."""
    own: dict[str, _Sums] = {}
    rest, kept = floor
    for _, tier, w, wy, _, _ in agent:
        all_w, all_wy = own.get(tier, _NONE)
        own[tier] = (all_w + w, all_wy + wy)
        rest -= w
        kept -= wy
    if not own or rest <= _NOBODY:
        return None
    others = min(max(kept / rest, 0.0), 1.0)
    rates: dict[str, float] = {}
    for tier, (w, wy) in own.items():
        all_w, all_wy = totals[tier]
        rates[tier] = min(max((all_wy - wy + others) / (max(all_w - w, 0.0) + 1.0), 0.0), 1.0)
    return rates
