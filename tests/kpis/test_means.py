"""The mean of the ranked agents: rates by their n, scores agent by agent."""

import pytest

from cxtui.kpis.floor import Leaderboard, Ranked, ScoreComponent
from cxtui.kpis.means import ComponentMean, means, score


def row(
    agent: str, rank: int | None, total: float | None, *parts: tuple[str, float | None, float | None, int]
) -> Ranked:
    made = tuple(ScoreComponent(name, value, points, None, None, n, 10.0) for name, value, points, n in parts)
    return Ranked("s", agent, agent, None, rank, False, total, None, None, 30, 30, made)


BOARD = Leaderboard(rows=(
    row("a", 1, 80.0, ("csat", 0.9, 75.0, 30), ("qa", None, 50.0, 0)),
    row("b", 2, 60.0, ("csat", 0.6, 25.0, 10)),
    row("c", None, None, ("csat", 0.0, None, 5), ("fcr", 1.0, None, 5)),
))  # fmt: skip


def test_three_times_as_many_answers_weigh_three_times_as_much() -> None:
    value, points, agents = means(BOARD)["csat"]
    assert value == pytest.approx((0.9 * 30 + 0.6 * 10) / 40)
    assert (points, agents) == (50.0, 2)


def test_who_has_no_rank_counts_for_nothing() -> None:
    assert "fcr" not in means(BOARD)
    assert score(BOARD) == 70.0


def test_a_component_that_nobody_has_has_no_mean() -> None:
    assert means(BOARD)["qa"] == ComponentMean(None, 50.0, 0)
    assert means(Leaderboard()) == {} and score(Leaderboard()) is None
