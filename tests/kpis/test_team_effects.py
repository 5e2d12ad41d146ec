"""What a queue does to a score: worked by hand, and agents of two queues who are equally good."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.kpis.floor import Leaderboard, ScoreComponent
from cxtui.kpis.leaderboard import AgentTotals, MeanTotals, Rules, ShareTotals, rank
from cxtui.kpis.team_effects import TeamEffect, team_effects, without_team_effects
from cxtui.settings.model import ComponentSettings

TWO = [("a", 10.0), ("a", 20.0), ("b", 50.0), ("b", 60.0)]
RULES = Rules(
    {"quality": 60, "speed": 40},
    (
        ComponentSettings("csat", "quality", 1, 0.6, 1.0),
        ComponentSettings("fcr", "quality", 1, 0.0, 1.0),
        ComponentSettings("reply", "speed", 1, 14400, 120),
    ),
)


def test_two_teams_by_hand() -> None:
    # Means 15 and 55 around 35. Inside: 4 · 25 / 2 = 50. Apart: 2 · 20² + 2 · 20² = 1600.
    # Spread (1600 - 1 · 50) / (4 - 8 / 4) = 775; of a mean of two trust 775 / (775 + 50 / 2) = .96875.
    assert team_effects(TWO) == {
        "a": TeamEffect(pytest.approx(-19.375), pytest.approx(0.96875 * 25)),  # type: ignore[arg-type]
        "b": TeamEffect(pytest.approx(19.375), pytest.approx(0.96875 * 25)),  # type: ignore[arg-type]
    }  # fmt: skip


def test_a_team_of_two_and_one_of_one_are_the_least_by_hand() -> None:
    # Means 15 and 80 around 36⅔. Inside: 50 / 1. Apart: 2 · 21⅔² + 43⅓² = 2816⅔. Spread 2766⅔ / (3 - 5 / 3) = 2075;
    # of a mean of two trust 2075 / 2100, of one 2075 / 2125.
    found = team_effects([("a", 10.0), ("a", 20.0), ("b", 80.0)])
    assert tuple(found["a"]) == pytest.approx((-65 / 3 * 2075 / 2100, 2075 / 2100 * 25))
    assert tuple(found["b"]) == pytest.approx((130 / 3 * 2075 / 2125, 2075 / 2125 * 50))


def test_teams_that_differ_by_chance_only_are_no_queues() -> None:
    assert team_effects([("a", 10.0), ("a", 50.0), ("b", 20.0), ("b", 60.0)]) == {}


def test_one_team_or_teams_of_one_say_nothing() -> None:
    assert (
        team_effects([("a", 10.0), ("a", 90.0)]) == team_effects([("a", 10.0), ("b", 90.0)]) == team_effects([]) == {}
    )
    assert team_effects([*TWO, (None, 0.0), (None, 100.0)]) == team_effects(TWO)


def test_of_a_team_of_one_most_is_left_open() -> None:
    found = team_effects([*TWO, ("alone", 35.0 + 40.0)])
    assert 0 < found["alone"].points < 40 and found["alone"].doubt > found["a"].doubt


def part(score: float | None, n: int = 50) -> ScoreComponent:
    """Return a component with an interval of three points each way."""
    if score is None:
        return ScoreComponent("fcr", None, None, None, None, n, 100.0)
    return ScoreComponent("fcr", 0.5, score, score - 3.0, score + 3.0, n, 100.0)


def test_scores_move_and_intervals_widen() -> None:
    column = [part(score) for _, score in TWO]
    fair = without_team_effects(column, [team for team, _ in TWO], range(4))
    assert [one.score for one in fair] == pytest.approx([29.375, 39.375, 30.625, 40.625])
    assert [one.queue for one in fair] == pytest.approx([-19.375, -19.375, 19.375, 19.375])
    half = (3.0**2 + 1.96**2 * 0.96875 * 25) ** 0.5
    assert (fair[1].low, fair[1].high) == pytest.approx((39.375 - half, 39.375 + half))
    assert [(one.value, one.n, one.weight) for one in fair] == [(0.5, 50, 100.0)] * 4


def test_who_has_no_team_or_no_sample_stays() -> None:
    column = [*(part(score) for _, score in TWO), part(70.0), part(40.0, n=0), part(None)]
    fair = without_team_effects(column, [*(team for team, _ in TWO), None, "a", "a"], range(4))
    assert fair[4:] == column[4:]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c", None]), st.floats(0, 100)), max_size=20))
def test_nothing_leaves_0_to_100_and_the_order_within_a_team_stays(rows: list[tuple[str | None, float]]) -> None:
    column = [ScoreComponent("fcr", 0.5, score, max(score - 9, 0), min(score + 9, 100), 50, 100.0) for _, score in rows]
    teams = [team for team, _ in rows]
    fair = without_team_effects(column, teams, range(len(rows)))
    for one in fair:
        assert one.score is not None and one.low is not None and one.high is not None
        assert 0 <= one.low <= one.score <= one.high <= 100
    for team in ("a", "b", "c"):
        ours = [i for i, whose in enumerate(teams) if whose == team]
        ours.sort(key=lambda i: (rows[i][1], fair[i].score or 0.0))
        after = [fair[i].score or 0.0 for i in ours]
        assert after == sorted(after)


def agent(name: str, team: str, good: float, fcr: float, seconds: float) -> AgentTotals:
    """Return an agent with two hundred of everything."""
    parts: dict[str, ShareTotals | MeanTotals] = {
        "csat": ShareTotals(200 * good, 200), "fcr": ShareTotals(200 * fcr, 200),
        "reply": MeanTotals(200, 200 * seconds, 200 * (seconds**2 * 2)),
    }  # fmt: skip
    return AgentTotals("desk", name, name, team, components=parts)


def board(*agents: AgentTotals) -> Leaderboard:
    return rank(agents, RULES, {}, 0, 1)


def test_the_second_line_is_compared_with_the_second_line() -> None:
    """Pairs of equal satisfaction; one of each pair answers chats, the other what chat could not solve."""
    goods = (0.70, 0.76, 0.82, 0.88, 0.94)
    chat = [agent(f"chat{good}", "chat", good, good - 0.2, 300.0) for good in goods]
    line = [agent(f"line{good}", "line", good, (good - 0.7) / 10, 12_000.0) for good in goods]
    scores = {row.agent: row.score or 0.0 for row in board(*chat, *line).rows}
    for good in goods:
        assert scores[f"line{good}"] == pytest.approx(scores[f"chat{good}"], abs=8.0)
    alone = {row.agent: row.score or 0.0 for row in board(*(_teamless(one) for one in chat + line)).rows}
    assert alone["chat0.7"] > alone["line0.94"]
    assert scores["chat0.7"] < scores["line0.94"]


def _teamless(one: AgentTotals) -> AgentTotals:
    return AgentTotals(one.source, one.agent, one.name, None, components=one.components)


def test_a_team_that_is_better_at_what_its_queue_does_not_decide_keeps_it() -> None:
    """One queue of work (teams by site): the agents of a site differ as much as the sites do."""
    north = [agent(f"n{good}", "north", good, 0.6, 300.0) for good in (0.74, 0.82, 0.90, 0.98)]
    south = [agent(f"s{good}", "south", good, 0.6, 300.0) for good in (0.70, 0.78, 0.86, 0.94)]
    found = board(*north, *south)
    assert [row.agent for row in found.rows] == ["n0.98", "s0.94", "n0.9", "s0.86", "n0.82", "s0.78", "n0.74", "s0.7"]
    assert all(one.queue == 0 for row in found.rows for one in row.components)
