"""What is at stake in a waiting ticket: due, priority and tier, each with values that a hand can check."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.kpis.stakes import priority_weight, stake, urgency
from tests.console.parts import waiting

T = 1_800_000_000
ROW = replace(waiting(1, 0)[0], priority="P3", customer_tier=None)


@pytest.mark.parametrize(
    ("left", "pressing"),
    [(8_100, 0.1), (2_700, 0.25), (900, 0.5), (0, 1.0), (-900, 1.5), (-2_700, 1.75), (-8_100, 1.9)],
)
def test_a_promise_presses_more_the_nearer_it_is_and_the_longer_it_is_broken(left: int, pressing: float) -> None:
    assert urgency(T + left, T) == pytest.approx(pressing)


@given(st.integers(-(10**7), 10**7), st.integers(1, 10**6))
def test_it_grows_with_time_and_stays_below_two(left: int, later: int) -> None:
    assert 0 < urgency(T + left, T) < urgency(T + left, T + later) < 2


@pytest.mark.parametrize(
    ("priority", "weight"),
    [("Urgent", 8), ("P1", 8), (" high ", 4), ("P2", 4), ("normal", 2), ("Medium", 2), ("low", 1), ("P5", 1),
     (None, 2), ("", 2), ("Schmerz", 2)],
)  # fmt: skip
def test_priorities_weigh_by_their_words(priority: str | None, weight: float) -> None:
    assert priority_weight(priority) == weight


@pytest.mark.parametrize(
    ("left", "priority", "tier", "expected"),
    [(900, "P1", None, 4.0), (900, "P1", "Gold", 8.0), (900, "P1", "silver", 4.0), (0, "low", "vip", 2.0),
     (-900, "high", None, 6.0), (2_700, "normal", "enterprise", 1.0)],
)  # fmt: skip
def test_the_stake_is_the_product_of_the_three(left: int, priority: str, tier: str | None, expected: float) -> None:
    row = replace(ROW, due_at=T + left, priority=priority, customer_tier=tier)
    assert stake(row, T) == pytest.approx(expected)


def test_nothing_promised_is_nothing_to_weigh() -> None:
    assert stake(replace(ROW, due_at=None, priority="P1"), T) is None
