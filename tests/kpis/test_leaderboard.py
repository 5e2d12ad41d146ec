"""The leaderboard: worked by hand, its laws, and planted effects that it must find."""

import random
from dataclasses import replace
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.kpis.floor import Leaderboard, Ranked
from cxtui.kpis.leaderboard import AgentTotals, MeanTotals, Rules, ShareTotals, rank
from cxtui.settings.model import ComponentSettings
from tests.kpis.boards import PARTS, RULES, Effect, floor, tally

NO_LIFT = {"lift": "no table purchase or contract"}
ONE = Rules({"quality": 45}, (ComponentSettings("csat", "quality", 1, 0.6, 1.0),))
SLOW = Rules({"speed": 1}, (ComponentSettings("reply_time", "speed", 1, 600.0, 100.0),))


def agent(name: str, good: float, n: float, **rest: object) -> AgentTotals:
    """Return an agent with nothing but a satisfaction."""
    return replace(AgentTotals("desk", name, name, components={"csat": ShareTotals(good, n)}), **rest)  # type: ignore[arg-type]


def board(tallies: list[AgentTotals], rules: Rules = RULES, absent: dict[str, str] | None = None) -> Leaderboard:
    """Rank tallies over some period."""
    return rank(tallies, rules, absent or {}, 1_000, 2_000)


def ranks(found: Leaderboard) -> dict[str, int | None]:
    """Return the rank of each agent."""
    return {row.agent: row.rank for row in found.rows}


def test_shares_shrink_then_map_between_the_anchors() -> None:
    found = board([agent("ola", 90, 100), agent("ivan", 70, 100)], ONE)
    top, bottom = found.rows
    # The team weighs 7.6087 answers at .8 (see test_shrinkage): (6.087 + 90) / 107.6087 = .89293.
    assert top.score == pytest.approx((0.892930 - 0.6) / 0.4 * 100, abs=1e-3)
    assert bottom.score == pytest.approx((0.707071 - 0.6) / 0.4 * 100, abs=1e-3)
    (part,) = top.components
    assert (part.name, part.value, part.n, part.weight) == ("csat", 0.9, 100, 100.0)
    assert (part.score, part.low, part.high) == pytest.approx((top.score, top.low, top.high))
    assert (found.from_at, found.to_at) == (1_000, 2_000)
    assert (found.weights, found.absent) == ((("quality", 100.0),), ())


def test_lower_is_better_where_the_worst_anchor_is_above_the_best() -> None:
    def slow(name: str, seconds: float) -> AgentTotals:
        squares = 50 * (seconds**2 + 900)
        return AgentTotals("desk", name, name, components={"reply_time": MeanTotals(50, 50 * seconds, squares)})

    found = board([slow("quick", 150), slow("late", 500), slow("later", 900)], SLOW)
    assert [row.agent for row in found.rows] == ["quick", "late", "later"]
    quick, late, later = found.rows
    assert quick.components[0].value == 150
    assert quick.score == pytest.approx(90, abs=0.5) and late.score == pytest.approx(20, abs=0.5)
    assert later.score == later.high == 0.0
    assert quick.low is not None and quick.high is not None and quick.low < 90 < quick.high
    assert ranks(found) == {"quick": 1, "late": 2, "later": 3}


def test_overlapping_agents_share_a_rank() -> None:
    good = {"ann": 970, "bob": 965, "cid": 800, "dot": 640}
    found = board([agent(name, n, 1000) for name, n in good.items()], ONE)
    assert ranks(found) == {"ann": 1, "bob": 1, "cid": 3, "dot": 4}
    assert [row.shared for row in found.rows] == [True, True, False, False]
    assert [row.lowest_rank for row in found.rows] == [2, 2, 3, 4]


def test_below_the_minimum_n_there_is_no_rank() -> None:
    found = board([agent("zed", 3, 3), agent("ann", 90, 100), agent("bob", 19, 19), agent("cid", 18, 20)], ONE)
    assert list(ranks(found).items()) == [("ann", 1), ("cid", 1), ("bob", None), ("zed", None)]
    assert found.rows[2].score is not None and not found.rows[2].shared
    assert (found.min_n, found.rows[2].n) == (20, 19)
    # The two do not move the team's mean: it is 108 of 120, not 130 of 142.
    assert found.rows[3].score == pytest.approx((108 / 120 - 0.6) / 0.4 * 100)


def test_replies_and_reviews_are_no_tickets() -> None:
    chatty = agent("ann", 8, 10)
    chatty = replace(chatty, components={**chatty.components, "reply_time": MeanTotals(60, 6000, 700_000)})
    rules = replace(RULES, min_n=20)
    assert [(row.rank, row.n) for row in board([chatty, agent("bob", 20, 25)], rules).rows] == [
        (1, 25), (None, 10)
    ]  # fmt: skip
    assert [(row.rank, row.n) for row in board([chatty], SLOW).rows] == [(1, 60)]


def test_nobody_has_enough() -> None:
    found = board([agent("ann", 9, 10), agent("bob", 0, 0)], ONE)
    assert [(row.agent, row.rank, row.score, row.n) for row in found.rows] == [
        ("ann", None, None, 10), ("bob", None, None, 0)
    ]  # fmt: skip
    assert found.rows[0].components[0].value == 0.9
    assert found.missing is None


def test_bots_and_system_users_are_not_listed() -> None:
    people = [agent("ann", 90, 100), agent("bob", 70, 100, kind="human")]
    machines = [agent("robot", 500, 500, kind="bot"), agent("rule", 0, 500, kind="system")]
    assert pictures(board(people + machines, ONE)) == pictures(board(people, ONE))


def pictures(found: Leaderboard) -> list[tuple[object, ...]]:
    """Return what a leaderboard shows, to compare."""
    return [
        (r.agent, r.rank, r.shared, r.score, r.low, r.high, r.n,
         *((c.name, c.value, c.score, c.low, c.high, c.n, c.weight) for c in r.components))
        for r in found.rows
    ]  # fmt: skip


def test_volume_weighs_nothing() -> None:
    tallies, _ = floor(3, 8)
    busy = [replace(one, volume=(one.volume or 0) * 100) for one in tallies]
    assert pictures(board(tallies)) == pictures(board(busy))
    assert {row.agent: row.volume for row in board(busy).rows} == {one.agent: one.volume for one in busy}


def without(one: AgentTotals, name: str) -> AgentTotals:
    """Return an agent with a component less."""
    return replace(one, components={k: v for k, v in one.components.items() if k != name})


def test_a_missing_component_gives_its_weight_and_says_so() -> None:
    tallies, _ = floor(4, 8)
    found = board([without(one, "qa") for one in tallies], absent=NO_LIFT)
    assert found.absent == (
        ("qa", "no agent with 20 outcomes has any"), ("lift", "no table purchase or contract")
    )  # fmt: skip
    assert dict(found.weights) == pytest.approx({"quality": 45 / 0.65, "responsiveness": 20 / 0.65})
    for row in found.rows:
        named = [part.name for part in row.components]
        assert named == [p.name for p in PARTS if p.name not in ("qa", "lift")]
        assert sum(part.weight for part in row.components) == pytest.approx(100)


def test_a_source_without_anything_says_what_is_missing() -> None:
    found = board([agent("ann", 90, 100)], ONE, {"csat": "no table rating"})
    assert found.missing == "nothing to score agents by (csat: no table rating)"
    (row,) = found.rows
    assert (row.agent, row.rank, row.score, row.components) == ("ann", None, None, ())
    assert board([], ONE).rows == ()


def test_an_agent_without_a_component_gets_the_teams_mean_and_the_widest_interval() -> None:
    tallies, _ = floor(5, 12)
    hidden = tallies[0]
    tallies[0] = without(hidden, "csat")
    found = {row.agent: row for row in board(tallies).rows}
    parts = {name: next(c for c in row.components if c.name == "csat") for name, row in found.items()}
    own = parts.pop(hidden.agent)
    counts = [c for one in tallies[1:] if isinstance(c := one.components["csat"], ShareTotals)]
    mean = sum(c.good for c in counts) / sum(c.n for c in counts)
    assert (own.value, own.n) == (None, 0)
    assert own.score == pytest.approx((mean - 0.6) / 0.4 * 100)
    assert own.low is not None and own.high is not None
    assert all(own.high - own.low > c.high - c.low for c in parts.values() if c.high and c.low)
    assert found[hidden.agent].rank is not None


def test_more_reopened_than_solved_counts_as_all() -> None:
    rules = Rules({"quality": 1}, (ComponentSettings("reopen", "quality", 1, 0.2, 0.0),), min_n=1)
    found = board([AgentTotals("desk", "a", "a", components={"reopen": ShareTotals(5, 3)})], rules)
    assert found.rows[0].components[0].value == 1.0


def test_a_share_for_one_and_a_mean_for_another_is_a_mistake() -> None:
    mixed = AgentTotals("desk", "b", "b", components={"csat": MeanTotals(30, 20, 18)})
    with pytest.raises(TypeError, match="csat is a share for some"):
        board([agent("a", 20, 30), mixed], ONE)


counts = st.integers(0, 80).flatmap(lambda n: st.builds(ShareTotals, st.integers(0, n), st.just(n)))
times = st.lists(st.integers(0, 9000), max_size=30).map(lambda t: MeanTotals(len(t), sum(t), sum(s * s for s in t)))


@st.composite
def floors(draw: st.DrawFn) -> list[AgentTotals]:
    """Draw agents of two teams or none, with any subset of components."""
    made = []
    for i in range(draw(st.integers(0, 9))):
        parts: dict[str, ShareTotals | MeanTotals] = {}
        for name in ("csat", "fcr", "reopen", "service_level"):
            if draw(st.booleans()):
                parts[name] = draw(counts)
        if draw(st.booleans()):
            parts["reply_time"] = draw(times)
        team = draw(st.sampled_from([None, "chat", "mail"]))
        one = AgentTotals("desk", f"a{i}", f"a{i}", team, "human", draw(st.integers(0, 99)), parts)
        made.append(draw(st.sampled_from([one, replace(one, kind=None), replace(one, kind="bot")])))
    return made


@settings(max_examples=100, deadline=None)
@given(floors())
def test_scores_and_bounds_lie_within_0_and_100(tallies: list[AgentTotals]) -> None:
    found = board(tallies)
    assert len(found.rows) == sum(one.kind != "bot" for one in tallies)
    for row in found.rows:
        if row.score is None or row.low is None or row.high is None:
            assert row.rank is None and (row.low, row.high) == (None, None)
            continue
        assert 0 <= row.low <= row.score + 1e-9 and row.score - 1e-9 <= row.high <= 100
        assert sum(part.weight for part in row.components) == pytest.approx(100)
        assert row.score == pytest.approx(sum((c.score or 0) * c.weight / 100 for c in row.components))


@settings(max_examples=100, deadline=None)
@given(floors())
def test_a_rank_is_one_more_than_those_surely_better(tallies: list[AgentTotals]) -> None:
    rows = board(tallies).rows
    placed = [row for row in rows if row.rank is not None]
    assert list(rows[: len(placed)]) == placed
    assert all(row.n >= RULES.min_n for row in placed)
    assert all(row.n < RULES.min_n for row in rows[len(placed) :])
    assert [row.score for row in placed] == sorted((row.score or 0 for row in placed), reverse=True)
    for row in placed:
        assert row.rank == 1 + sum(surely_better(other, row) for other in placed)
        assert row.lowest_rank == len(placed) - sum(surely_better(row, other) for other in placed)
        assert row.shared == any(other.rank == row.rank for other in placed if other is not row)


def surely_better(other: Ranked, row: Ranked) -> bool:
    """Say whether one agent's lower bound is above another's upper bound."""
    assert other.low is not None and row.high is not None
    return other.low > row.high


@settings(max_examples=100, deadline=None)
@given(floors(), st.randoms(use_true_random=False))
def test_the_order_of_agents_changes_nothing(tallies: list[AgentTotals], rng: random.Random) -> None:
    shuffled = list(tallies)
    rng.shuffle(shuffled)
    assert pictures(board(shuffled)) == pictures(board(tallies))


@settings(max_examples=100, deadline=None)
@given(floors(), st.booleans())
def test_adding_an_agent_without_data_changes_no_rank(tallies: list[AgentTotals], zeros: bool) -> None:
    empty = AgentTotals("desk", "empty", "empty", "chat", components={"csat": ShareTotals(0, 0)} if zeros else {})
    before, after = board(tallies), board([*tallies, empty])
    assert [p for p in pictures(after) if p[0] != "empty"] == pictures(before)
    (row,) = (row for row in after.rows if row.agent == "empty")
    assert (row.rank, row.score, row.n) == (None, None, 0)


def spearman(first: list[float], second: list[float]) -> float:
    """Return the rank correlation of two rows without ties."""
    places = [[sorted(row).index(x) for x in row] for row in (first, second)]
    n = len(first)
    apart = sum((a - b) ** 2 for a, b in zip(*places, strict=True))
    return 1.0 - 6.0 * float(apart) / (n * (n * n - 1))


def test_the_ranking_recovers_planted_effects() -> None:
    found = []
    for seed in range(20):
        tallies, known = floor(seed)
        rows = board(tallies).rows
        truth = [0.8 * known[row.agent].good + 0.2 * known[row.agent].fast for row in rows]
        found.append(spearman([row.score or 0.0 for row in rows], truth))
    assert min(found) >= 0.8
    assert fmean(found) >= 0.9


@pytest.mark.parametrize("absent", [{}, NO_LIFT])
def test_fast_but_bad_is_never_first(absent: dict[str, str]) -> None:
    for seed in range(20):
        tallies, _ = floor(seed, 12)
        rogue = tally("rogue", Effect(good=-2.0, fast=3.0), 400, random.Random(seed))
        found = board([*tallies, rogue], absent=absent)
        (row,) = (row for row in found.rows if row.agent == "rogue")
        assert found.rows[0].agent != "rogue" and row.rank is not None and row.rank > 1
        speed = {r.agent: r.components[-1].score or 0.0 for r in found.rows}
        assert max(speed, key=lambda name: speed[name]) == "rogue"
