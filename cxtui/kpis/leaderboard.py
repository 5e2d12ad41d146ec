"""The leaderboard: agents by quality, retention and responsiveness, and how far a rank can be trusted.

A component is drawn towards the team's mean by its sample (``shrinkage``), mapped to 0–100 between its fixed
anchors, and weighted. The team is all agents that have a rank, so a filter changes no score. An agent
without data in a component that others have gets the team's mean there, with the widest interval: neither a
gift nor a penalty, and visibly unknown. An agent's ``n`` is its largest sample among weighted shares and
lift, which count tickets and customers; replies and reviews count only where there is nothing else.

Agents are compared with agents who get the same work: what a team's queue does to a component is left out of
the score (``peers``), or the mail desk would always stand below the chat.

The score's interval combines those of its components as if they were independent, each side on its own
(Zou and Donner 2008, "Construction of confidence limits about effect measures"), which keeps it in 0–100.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from cxtui.kpis.agent_totals import AgentTotals, MeanTotals, ShareTotals
from cxtui.kpis.floor import Leaderboard, Ranked, ScoreComponent
from cxtui.kpis.retention_lift import LiftCell
from cxtui.kpis.rules import Rules
from cxtui.kpis.scoring import LIFT, Figures, LiftOf, column, figures, steady_lifts
from cxtui.kpis.team_effects import without_team_effects
from cxtui.language import N_, lazy, lazy_joined
from cxtui.settings.model import ComponentSettings

__all__ = ["LIFT", "AgentTotals", "ComponentSettings", "LiftCell", "MeanTotals", "Rules", "ShareTotals", "rank"]


def rank(
    tallies: Iterable[AgentTotals],
    rules: Rules,
    absent: Mapping[str, str],
    from_at: int,
    to_at: int,
    lift_of: LiftOf = steady_lifts,
) -> Leaderboard:
    """Rank the agents of ``[from_at, to_at)``; ``absent`` says why a source cannot give a component.

    ``lift_of`` works lifts out, or remembers them. Rows with a rank come first, by score, then the others by
    name. Bots and system users are left out.
    """
    # A fixed order makes sums of fractions, and so ranks, the same whatever order the agents come in.
    agents = sorted((t for t in tallies if t.kind in ("human", None)), key=lambda t: (t.source, t.agent))
    wanted = rules.weights({part.name for part in rules.parts} - absent.keys())
    parts = [part for part in rules.parts if part.name in wanted]
    found = {part.name: figures(part.name, agents, lift_of) for part in parts}
    sizes = _sizes(list(found.values()), len(agents))
    placed = [i for i, n in enumerate(sizes) if n > 0 and n >= rules.min_n]
    # Where nobody has a rank the raw figures are still worth showing.
    whose = placed or range(len(agents))
    weights = rules.weights({name for name, one in found.items() if any(one.triples[i][0] for i in whose)})
    teams = [tally.team for tally in agents]
    columns = [
        without_team_effects(column(part, found[part.name], placed, weights[part.name]), teams, placed)
        for part in parts
        if part.name in weights
    ]
    components = list(zip(*columns, strict=True)) if columns else [()] * len(agents)
    return Leaderboard(
        rows=_rows(agents, sizes, frozenset(placed), components),
        from_at=from_at,
        to_at=to_at,
        weights=rules.group_weights(weights),
        absent=_absent(rules, weights, absent, bool(placed)),
        missing=None if parts else _missing(rules, absent),
        min_n=rules.min_n,
        groups=tuple((part.name, part.group) for part in parts if part.name in weights),
    )


def _sizes(found: Sequence[Figures], agents: int) -> list[float]:
    """Return each agent's n. Ten tickets make forty replies: means do not count while anything else does."""
    counted = [one for one in found if one.kind is not MeanTotals and any(n for n, _, _ in one.triples)]
    sizes = [0.0] * agents
    for one in counted or found:
        sizes = [max(n, size) for (n, _, _), size in zip(one.triples, sizes, strict=True)]
    return sizes


_UNKNOWN = (None, None, None)


def _rows(
    agents: Sequence[AgentTotals],
    sizes: Sequence[float],
    placed: frozenset[int],
    components: Sequence[tuple[ScoreComponent, ...]],
) -> tuple[Ranked, ...]:
    scores = [_score(parts) if n > 0 else None for n, parts in zip(sizes, components, strict=True)]
    lows = sorted(score[1] for i in placed if (score := scores[i]))
    highs = sorted(score[2] for i in placed if (score := scores[i]))
    ranks = {i: 1 + len(lows) - bisect_right(lows, score[2]) for i in placed if (score := scores[i])}
    lowest = {i: len(highs) - bisect_left(highs, score[1]) for i in placed if (score := scores[i])}
    holders = Counter(ranks.values())
    rows: list[Ranked] = []
    for i, tally in enumerate(agents):
        place = ranks.get(i)
        interval = scores[i] or _UNKNOWN
        rows.append(
            Ranked(
                tally.source, tally.agent, tally.name, tally.team,
                rank=place, shared=place is not None and holders[place] > 1,
                score=interval[0], low=interval[1], high=interval[2],
                n=round(sizes[i]), volume=tally.volume, components=components[i],
                lowest_rank=lowest.get(i),
            )
        )  # fmt: skip
    rows.sort(key=lambda r: (r.rank is None, -(r.score or 0.0) if r.rank else 0.0, r.name, r.source, r.agent))
    return tuple(rows)


def _score(components: Sequence[ScoreComponent]) -> tuple[float, float, float] | None:
    """Return an agent's score and both ends of its interval, or None where components have no scores."""
    score = under = over = 0.0
    for _, _, middle, low, high, _, percent, _ in components:
        if middle is None or low is None or high is None:
            return None
        weight = percent / 100.0
        score += weight * middle
        below, above = weight * (middle - low), weight * (high - middle)
        under += below * below
        over += above * above
    if not components:
        return None
    score = min(score, 100.0)
    return score, max(score - sqrt(under), 0.0), min(score + sqrt(over), 100.0)


def _absent(
    rules: Rules, weights: Mapping[str, float], absent: Mapping[str, str], ranked: bool
) -> tuple[tuple[str, str], ...]:
    """Return the components that gave their weight away, and why; one that never had any is not named."""
    nothing = lazy("no agent with {n} outcomes has any", n=rules.min_n) if ranked else N_("none in this period")
    wanted = rules.weights({part.name for part in rules.parts})
    return tuple((name, absent.get(name, nothing)) for name in wanted if name not in weights)


def _missing(rules: Rules, absent: Mapping[str, str]) -> str | None:
    """Return what to import where a source can give no component at all."""
    reasons = lazy_joined(
        lazy("{part}: {why}", part=part.name, why=lazy(absent[part.name]))
        for part in rules.parts
        if part.name in absent
    )
    if not reasons:
        return N_("no component has a weight in the rules")
    return lazy("nothing to score agents by ({reasons})", reasons=reasons)
