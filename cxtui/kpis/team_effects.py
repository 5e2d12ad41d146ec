"""Like with like: what an agent's queue does to a score is taken out of it, as far as it can be told apart.

Nobody on a second line solves with one reply, and nobody answers mail as fast as chat. So a component's
scores are compared inside the teams as far as the teams differ by more than their agents would by chance: each
team's distance from the floor is estimated as a random effect (one-way analysis of variance, its moments for
unequal sizes: Searle, Casella and McCulloch 1992, "Variance Components", section 3.6) and subtracted. Where teams
differ no more than agents do, nothing is; of a team of one most is left open, and its interval says so.
"""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from cxtui.kpis.floor import ScoreComponent
from cxtui.kpis.proportion import Z95

_new = tuple.__new__


class TeamEffect(NamedTuple):
    """How many points a team stands above the floor in one component, and the variance of that estimate."""

    points: float
    doubt: float


def team_effects(scores: Iterable[tuple[str | None, float]]) -> dict[str, TeamEffect]:
    """Return what teams do to scores, given ``(team, score)`` of agents; empty where teams do not differ.

    Agents without a team are left out, and so is everything where no team has two agents.
    """
    teams: dict[str, list[float]] = {}
    for team, score in scores:
        if team is not None:
            teams.setdefault(team, []).append(score)
    agents = sum(map(len, teams.values()))
    chance, within = len(teams) - 1, agents - len(teams)
    if chance < 1 or within < 1:
        return {}
    floor = sum(map(sum, teams.values())) / agents
    means = {team: sum(each) / len(each) for team, each in teams.items()}
    own = sum((score - means[team]) ** 2 for team, each in teams.items() for score in each) / within
    apart = sum(len(each) * (means[team] - floor) ** 2 for team, each in teams.items())
    reach = agents - sum(len(each) ** 2 for each in teams.values()) / agents
    spread = (apart - chance * own) / reach
    if spread <= 0:
        return {}
    found = {}
    for team, each in teams.items():
        trust = spread / (spread + own / len(each))
        found[team] = TeamEffect(trust * (means[team] - floor), trust * own / len(each))
    return found


def without_team_effects(
    column: Sequence[ScoreComponent], teams: Sequence[str | None], placed: Iterable[int]
) -> list[ScoreComponent]:
    """Return a component of all agents without what their teams do to it; those at ``placed`` are the floor.

    Who has no sample stands at the floor's mean already and stays there.
    """
    known = [(teams[i], score) for i in placed if column[i].n and (score := column[i].score) is not None]
    found = team_effects(known)
    if not found:
        return list(column)
    fair: list[ScoreComponent] = []
    for part, team in zip(column, teams, strict=True):
        name, value, score, low, high, n, weight, _ = part
        queue = found.get(team) if team is not None and n else None
        if queue is None or score is None or low is None or high is None:
            fair.append(part)
            continue
        points, doubt = queue
        wide = Z95 * Z95 * doubt
        bottom = score - points - sqrt((score - low) ** 2 + wide)
        top = score - points + sqrt((high - score) ** 2 + wide)
        score -= points
        fair.append(
            # The constructor checks what is known here, at three times the price: a floor has thousands.
            _new(
                ScoreComponent,
                (
                    name,
                    value,
                    0.0 if score < 0.0 else 100.0 if score > 100.0 else score,
                    0.0 if bottom < 0.0 else 100.0 if bottom > 100.0 else bottom,
                    0.0 if top < 0.0 else 100.0 if top > 100.0 else top,
                    n,
                    weight,
                    points,
                ),
            )
        )
    return fair
