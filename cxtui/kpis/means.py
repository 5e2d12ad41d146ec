"""What is usual on a leaderboard: each component's mean over the agents who have a rank."""

from collections.abc import Mapping
from typing import NamedTuple

from cxtui.kpis.floor import Leaderboard, ScoreComponent


class ComponentMean(NamedTuple):
    """A component's ``value`` in its unit, weighted by n, its mean ``score`` of 0–100, and how many agents have it.

    Both are None where nobody with a rank has any.
    """

    value: float | None
    score: float | None
    agents: int


def means(board: Leaderboard) -> Mapping[str, ComponentMean]:
    """Return the mean of every component over the ranked agents, whom each of them is drawn towards."""
    parts: dict[str, list[ScoreComponent]] = {}
    for row in board.rows:
        if row.rank is not None:
            for part in row.components:
                parts.setdefault(part.name, []).append(part)
    return {name: _mean(found) for name, found in parts.items()}


def score(board: Leaderboard) -> float | None:
    """Return the mean score of the ranked agents, None where there is none."""
    scores = [row.score for row in board.rows if row.rank is not None and row.score is not None]
    return sum(scores) / len(scores) if scores else None


def _mean(parts: list[ScoreComponent]) -> ComponentMean:
    counted = [(part.value, part.n) for part in parts if part.value is not None and part.n]
    n = sum(n for _, n in counted)
    scores = [part.score for part in parts if part.score is not None]
    return ComponentMean(
        sum(value * n for value, n in counted) / n if n else None,
        sum(scores) / len(scores) if scores else None,
        len(counted),
    )
