"""From an agent's outcomes in one component to points between 0 and 100 with an interval."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cxtui.kpis.agent_totals import AgentTotals, MeanTotals, ShareTotals
from cxtui.kpis.floor import ScoreComponent
from cxtui.kpis.retention_lift import Lift, LiftCell, lifts, steadied
from cxtui.kpis.shrinkage import Posterior, fit_means, fit_measured, fit_shares
from cxtui.settings.model import ComponentSettings

LIFT = "lift"
"""Name of the component that is worked out from ``Tally.lift`` instead of ``Tally.components``."""

LiftOf = Callable[[Sequence[Sequence[LiftCell]]], list[Lift | None]]
Triple = tuple[float, float, float]
_NONE: Triple = (0.0, 0.0, 0.0)
_new = tuple.__new__


@dataclass(frozen=True, slots=True)
class Figures:
    """One component of all agents, in their order, an ``n`` of 0 where an agent has none.

    ``triples`` are ``(n, good, 0)`` for a share, ``(n, total, squares)`` for a mean and
    ``(n, points, variance)`` for lift.
    """

    kind: type[ShareTotals] | type[MeanTotals] | None
    triples: Sequence[Triple]

    def values(self) -> list[float | None]:
        """Return the raw figures as people know them: shares, means, lift in points."""
        if self.kind is None:
            return [first if n else None for n, first, _ in self.triples]
        return [first / n if n else None for n, first, _ in self.triples]

    def posteriors(self, placed: Iterable[int]) -> list[Posterior] | None:
        """Return the posterior of every agent; the team are the agents at the indexes ``placed``."""
        team = [self.triples[i] for i in placed]
        if self.kind is None:
            prior = fit_measured(team)
            return prior.of_measured(self.triples) if prior else None
        prior = fit_means(team) if self.kind is MeanTotals else fit_shares((n, good) for n, good, _ in team)
        return prior.of(self.triples) if prior else None


def steady_lifts(agents: Sequence[Sequence[LiftCell]]) -> list[Lift | None]:
    """Return the lifts of agents, the variance of each as wide as the number of its customers asks for."""
    return steadied(lifts(agents))


def figures(name: str, agents: Sequence[AgentTotals], lift_of: LiftOf = steady_lifts) -> Figures:
    """Collect a component of all agents; TypeError if some count it and others average it."""
    if name == LIFT:
        found = lift_of([t.lift for t in agents])
        return Figures(None, [(one.n, one.points, one.variance) if one else _NONE for one in found])
    triples: list[Triple] = []
    kinds: set[type[ShareTotals] | type[MeanTotals]] = set()
    for tally in agents:
        one = tally.components.get(name)
        if one is None or one.n <= 0:
            triples.append(_NONE)
        elif isinstance(one, ShareTotals):
            n, good = one.n, one.good
            kinds.add(ShareTotals)
            triples.append((n, n if good > n else good if good > 0 else 0.0, 0.0))
        else:
            kinds.add(MeanTotals)
            triples.append((one.n, one.total, one.squares))
    if len(kinds) > 1:
        raise TypeError(f"component {name} is a share for some agents and a mean for others")
    return Figures(kinds.pop() if kinds else ShareTotals, triples)


def column(part: ComponentSettings, found: Figures, placed: Iterable[int], weight: float) -> list[ScoreComponent]:
    """Return the component of every agent, mapped between its anchors; without scores if nobody is placed."""
    posteriors = found.posteriors(placed)
    triples, name, values = found.triples, part.name, found.values()
    if posteriors is None:
        return [
            ScoreComponent(name=name, value=value, score=None, low=None, high=None, n=round(n), weight=weight)
            for value, (n, _, _) in zip(values, triples, strict=True)
        ]
    worst, scale = part.worst, 100.0 / (part.best - part.worst)
    rows: list[ScoreComponent] = []
    for value, (n, _, _), (mean, low, high) in zip(values, triples, posteriors, strict=True):
        if scale < 0:
            low, high = high, low
        score, bottom, top = (mean - worst) * scale, (low - worst) * scale, (high - worst) * scale
        rows.append(
            # The constructor checks what is known here, at three times the price: a floor has thousands.
            _new(
                ScoreComponent,
                (
                    name,
                    value,
                    0.0 if score < 0.0 else 100.0 if score > 100.0 else score,
                    0.0 if bottom < 0.0 else 100.0 if bottom > 100.0 else bottom,
                    0.0 if top < 0.0 else 100.0 if top > 100.0 else top,
                    round(n),
                    weight,
                    0.0,
                ),
            )
        )
    return rows
