"""Erlang C against examples and tables that others published, exact small cases, and its laws."""

from math import exp, factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.kpis.staffing import Staffed, agents_needed, staffed


def made(contacts_per_hour: float, handle_s: float, within_s: float, agents: int) -> Staffed:
    """Return what agents achieve where they can."""
    found = staffed(contacts_per_hour, handle_s, within_s, agents)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("agents", "waits", "level", "occupancy", "mean_wait"),
    [(13, 0.2853, 0.7956, 0.769, 17.1), (14, 0.1741, 0.8884, 0.714, 7.8)],
)
def test_a_hundred_contacts_in_half_an_hour(
    agents: int, waits: float, level: float, occupancy: float, mean_wait: float
) -> None:
    """The example of Call Centre Helper, "Erlang C Formula": 180 s each, 80 % within 20 s, 14 agents."""
    found = made(200, 180, 20, agents)
    assert found.waits == pytest.approx(waits, abs=5e-5)
    assert found.service_level == pytest.approx(level, abs=5e-5)
    assert found.occupancy == pytest.approx(occupancy, abs=5e-4)
    assert found.mean_wait_s == pytest.approx(mean_wait, abs=0.05)


def test_the_least_agents_of_that_example() -> None:
    assert agents_needed(200, 180, 20, 0.8) == 14
    assert agents_needed(200, 180, 20, 0.795) == 13
    # With at most 70 % occupancy 10 / .7 = 14.3 agents are not enough.
    assert agents_needed(200, 180, 20, 0.8, max_occupancy=0.7) == 15
    assert agents_needed(200, 180, 20, 0.8, max_occupancy=0.85) == 14
    # Sixteen agents are at work for exactly 10 / 16 = 62.5 % of their time.
    assert agents_needed(200, 180, 20, 0.8, max_occupancy=0.625) == 16
    assert agents_needed(200, 180, 20, 0.8, max_occupancy=0.6249) == 17


def test_360_calls_in_half_an_hour() -> None:
    """Mitan Ltd., "The Erlang-C formula": 240 s each, 55 agents: 23.9 % wait, 8 s in the mean, load 48."""
    found = made(720, 240, 15, 55)
    assert found.waits == pytest.approx(0.239, abs=5e-4)
    assert found.occupancy == pytest.approx(48 / 55)
    assert found.mean_wait_s == pytest.approx(8.18, abs=0.01)


def test_57_calls_of_1110_seconds() -> None:
    """CC-Excel, checked there with Westbay's calculator: 21 agents give 80.7 % in 180 s; in 20 s it takes 23."""
    assert made(57, 1110, 180, 21).service_level == pytest.approx(0.807, abs=5e-4)
    assert (agents_needed(57, 1110, 180, 0.8), agents_needed(57, 1110, 20, 0.8)) == (21, 23)


def test_emergency_calls() -> None:
    """Footbridge, "Erlang C Call Calc": 2 call takers, 30 calls an hour: under 8 % wait 10 s; at 80 s each 14 %."""
    assert 0.07 < 1 - made(30, 60, 10, 2).service_level < 0.08
    assert 1 - made(30, 80, 10, 2).service_level == pytest.approx(0.14, abs=5e-3)


@pytest.mark.parametrize(
    ("agents", "occupancy", "queued"),
    [(2, 0.8, 2.844), (2, 0.9, 7.674), (3, 0.8, 2.589), (3, 0.9, 7.354), (5, 0.9, 6.862)],
)
def test_the_mean_queue_of_textbooks(agents: int, occupancy: float, queued: float) -> None:
    """Lq of M/M/s as tabulated in textbooks of operations research; by Little's law the rate times the mean wait."""
    per_hour = 3600.0 * agents * occupancy
    assert per_hour / 3600 * made(per_hour, 1.0, 0.0, agents).mean_wait_s == pytest.approx(queued, abs=5e-4)


def test_an_emergency_room_with_two_doctors() -> None:
    """Hillier and Lieberman, "Introduction to Operations Research", County Hospital: 2 and 3 patients an hour."""
    now, half_an_hour, an_hour = (made(2, 1200, wait, 2) for wait in (0, 1800, 3600))
    assert now.waits == pytest.approx(0.167, abs=5e-4)
    assert 1 - now.service_level == pytest.approx(now.waits)
    assert 1 - half_an_hour.service_level == pytest.approx(exp(-2) / 6)
    assert 1 - an_hour.service_level == pytest.approx(0.003, abs=5e-4)
    assert now.mean_wait_s == pytest.approx(3600 / 24)


def by_factorials(load: float, agents: int) -> float:
    """Return Erlang's delay formula as he wrote it."""
    top = load**agents / factorial(agents) * agents / (agents - load)
    return top / (sum(load**k / factorial(k) for k in range(agents)) + top)


@settings(deadline=None)
@given(st.integers(1, 60), st.floats(0.01, 0.99))
def test_the_recursion_is_the_formula(agents: int, occupancy: float) -> None:
    load = agents * occupancy
    assert made(load * 3600, 1.0, 0.0, agents).waits == pytest.approx(by_factorials(load, agents), rel=1e-9)


@settings(deadline=None)
@given(st.floats(0.1, 500), st.floats(1, 1000), st.floats(0, 3600), st.floats(0, 0.999))
def test_the_least_agents_are_enough_and_one_less_is_not(
    contacts: float, handle_s: float, within_s: float, level: float
) -> None:
    n = agents_needed(contacts, handle_s, within_s, level)
    assert made(contacts, handle_s, within_s, n).service_level >= level
    fewer = staffed(contacts, handle_s, within_s, n - 1)
    assert fewer is None or fewer.service_level < level


@settings(deadline=None)
@given(st.floats(1, 500), st.floats(10, 1000), st.floats(0, 600))
def test_one_more_agent_never_hurts(contacts: float, handle_s: float, within_s: float) -> None:
    first = agents_needed(contacts, handle_s, within_s, 0.0)
    found = [made(contacts, handle_s, within_s, first + more) for more in range(6)]
    assert [one.service_level for one in found] == sorted(one.service_level for one in found)
    assert [one.mean_wait_s for one in found] == sorted((one.mean_wait_s for one in found), reverse=True)
    assert all(0 <= one.waits <= 1 and 0 <= one.service_level <= 1 and one.occupancy < 1 for one in found)


def test_a_very_large_floor_neither_overflows_nor_loses_itself() -> None:
    n = agents_needed(1_000_000, 180, 20, 0.8)
    # Square-root staffing: a load of 50,000 wants little more than 50,000 agents.
    assert 50_000 < n < 50_000 + 224
    assert made(1_000_000, 180, 20, 2 * n).service_level == 1.0


def test_nothing_to_do_needs_nobody() -> None:
    assert agents_needed(0, 300, 20, 0.8) == 0
    assert staffed(0, 300, 20, 0) == Staffed(0, 0.0, 1.0, 0.0, 0.0)


def test_too_few_agents_are_told_by_none() -> None:
    assert staffed(200, 180, 20, 10) is None
    assert staffed(200, 180, 20, 0) is None


@pytest.mark.parametrize(
    ("load", "words"),
    [((-1, 180, 20, 0.8), "contacts of -1"), ((200, float("nan"), 20, 0.8), "handle time of nan"),
     ((200, 180, -5, 0.8), "target of -5"), ((200, 180, 20, 1.0), "not 1.0")],
)  # fmt: skip
def test_what_cannot_be_is_refused(load: tuple[float, float, float, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        agents_needed(*load)
    with pytest.raises(ValueError, match="occupancy"):
        agents_needed(200, 180, 20, 0.8, max_occupancy=0.0)
