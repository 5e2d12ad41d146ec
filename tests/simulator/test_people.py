import pytest

from cxtui.clock import DAY
from cxtui.errors import UsageError
from cxtui.simulator.people import TEAMS, crew, seats
from tests.simulator.looking import START


@pytest.mark.parametrize("agents", [8, 12, 24, 40, 363])
def test_every_team_has_somebody_and_nobody_is_lost(agents: int) -> None:
    desks = seats(agents)
    assert len(desks) == agents
    assert set(desks) == set(TEAMS)


def test_tiers_are_one_to_three() -> None:
    assert {team.tier for team in TEAMS.values()} == {1, 2, 3}


def test_too_few_agents_are_refused() -> None:
    with pytest.raises(UsageError, match="at least 8"):
        seats(7)


@pytest.mark.parametrize("seed", range(20))
def test_effects_are_planted_both_ways(seed: int) -> None:
    people = crew(seed, START, 24)
    styles = {style: [p.truth for p in people if p.truth.style == style] for style in ("fast_bad", "slow_keeper")}
    assert len(styles["fast_bad"]) == len(styles["slow_keeper"]) == 2
    best, worst = max(p.truth.effect for p in people), min(p.truth.effect for p in people)
    assert all(t.effect == worst and t.pace < 0.7 for t in styles["fast_bad"])
    assert all(t.effect == best and t.pace > 1.2 and t.retention > 0.9 for t in styles["slow_keeper"])
    assert len({p.id for p in people}) == len({p.name for p in people}) == len(people)


def test_who_leaves_is_followed_by_somebody_of_the_same_team() -> None:
    people = crew(7, START, 24)
    leavers = [p for p in people if p.left_on is not None]
    assert leavers
    for leaver in leavers:
        assert leaver.left_on is not None
        assert START + 28 * DAY <= leaver.left_on <= START + 70 * DAY
        assert any(p.hired_on == leaver.left_on and p.team == leaver.team for p in people)
