"""How whole teams stand: means by hand."""

from cxtui.kpis.floor import Leaderboard, Ranked, ScoreComponent
from cxtui.kpis.team_scores import group_score, team_scores


def agent(name: str, team: str | None, csat: float, lift: float, rank: int | None = 1, queue: float = 0.0) -> Ranked:
    parts = (
        ScoreComponent("csat", csat, csat, None, None, 30, 60.0, queue),
        ScoreComponent("lift", lift, lift, None, None, 30, 40.0),
    )
    return Ranked("s", name, name, team, rank, False, 0.6 * csat + 0.4 * lift, None, None, 30, None, parts)


GROUPS = (("csat", "quality"), ("lift", "retention"))


def test_a_team_is_the_mean_of_its_ranked_agents_by_group() -> None:
    rows = (agent("a", "x", 80, 50), agent("b", "x", 60, 30), agent("c", "x", 0, 0, rank=None), agent("d", None, 9, 9))
    (found,) = team_scores(Leaderboard(rows=rows, groups=GROUPS))
    assert (found.team, found.agents, found.score) == ("x", 2, (0.6 * 80 + 0.4 * 50 + 0.6 * 60 + 0.4 * 30) / 2)
    assert found.groups == (("quality", 70.0), ("retention", 40.0))


def test_what_a_queue_does_is_put_back_and_the_best_team_stands_first() -> None:
    rows = (agent("a", "low", 50, 50, queue=-20.0), agent("b", "high", 50, 50, queue=20.0))
    assert [(one.team, one.groups[0][1]) for one in team_scores(Leaderboard(rows=rows, groups=GROUPS))] == [
        ("high", 70.0), ("low", 30.0),
    ]  # fmt: skip
    assert group_score(rows[0], ["csat"]) == 50.0 and group_score(rows[0], ["nothing"]) is None


def test_a_team_of_too_few_is_left_out() -> None:
    rows = tuple(agent(str(n), "x", 50, 50) for n in range(5)) + tuple(agent(f"y{n}", "y", 50, 50) for n in range(4))
    assert [one.team for one in team_scores(Leaderboard(rows=rows, groups=GROUPS), 5)] == ["x"]
