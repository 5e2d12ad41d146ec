"""How whole teams stand: the means of their ranked agents' scores, by the groups of the score."""

from dataclasses import dataclass

from cxtui.kpis.floor import Leaderboard, Ranked


@dataclass(frozen=True, slots=True)
class TeamScore:
    """A team's mean score of 0–100 over ``agents`` who have a rank, and of each group of components with a weight.

    What the team's queue does to a score, which a comparison of agents leaves out, is in it.
    """

    team: str
    agents: int
    score: float
    groups: tuple[tuple[str, float | None], ...]


def team_scores(board: Leaderboard, least: int = 1) -> tuple[TeamScore, ...]:
    """Return the teams of at least ``least`` agents with a rank, the best first."""
    teams: dict[str, list[Ranked]] = {}
    for row in board.rows:
        if row.rank is not None and row.score is not None and row.team:
            teams.setdefault(row.team, []).append(row)
    of_group: dict[str, list[str]] = {}
    for name, group in board.groups:
        of_group.setdefault(group, []).append(name)
    names = [name for name, _ in board.groups]
    found = []
    for team, rows in teams.items():
        score = _mean(rows, names)
        if len(rows) >= least and score is not None:
            groups = tuple((group, _mean(rows, parts)) for group, parts in of_group.items())
            found.append(TeamScore(team, len(rows), score, groups))
    return tuple(sorted(found, key=lambda one: (-one.score, one.team)))


def group_score(row: Ranked, names: list[str], *, queue: bool = False) -> float | None:
    """Return an agent's score over some components by their weights, None without any.

    With ``queue`` what the team's queue does to it is put back.
    """
    parts = [part for part in row.components if part.name in names and part.score is not None]
    whole = sum(part.weight for part in parts)
    if not whole:
        return None
    return sum(part.weight * ((part.score or 0.0) + (part.queue if queue else 0.0)) for part in parts) / whole


def _mean(rows: list[Ranked], names: list[str]) -> float | None:
    known = [score for row in rows if (score := group_score(row, names, queue=True)) is not None]
    return min(100.0, max(0.0, sum(known) / len(known))) if known else None
