"""The floor looks like one: the ranges of a weekday, of a night, and of the share in target."""

import statistics

import pytest

from cxtui.clock import DAY
from cxtui.simulator.arrivals import CHANNELS
from cxtui.simulator.times import weekday
from tests.simulator.looking import START, WALL, History, waited

HOUR = 3600
AFTERNOONS = [
    WALL.instant((WALL.day(START) + day) * DAY + hour * HOUR)
    for day in range(7, 26)
    for hour in (13, 14, 15, 16)
    if weekday(WALL.day(START) + day) < 5
]


@pytest.mark.parametrize(
    ("channel", "low", "high"),
    [("chat", 40, 90), ("phone", 4, 15), ("social", 5 * 60, 60 * 60), ("email", 600, 2 * HOUR), ("web", 600, 2 * HOUR)],
)
def test_the_first_response_and_its_share_in_target(
    by_channel: dict[str, list[History]], channel: str, low: int, high: int
) -> None:
    answered = [waited(h, h.replies()[0].at) for h in by_channel[channel] if h.replies()]
    assert low < statistics.median(answered) < high
    target = CHANNELS[channel].target
    created = [h for h in by_channel[channel] if h["created_at"] < START + 26 * DAY]
    met = sum(bool(h.replies()) and waited(h, h.replies()[0].at) <= target for h in created)
    lost = sum(
        not h.replies() and bool(h.of("abandoned")) and waited(h, h.of("abandoned")[0].at) > target for h in created
    )
    late = sum(bool(h.replies()) and waited(h, h.replies()[0].at) > target for h in created)
    assert 0.70 <= met / (met + late + lost) <= 0.89


def test_a_weekday_afternoon_has_something_of_everything(tickets: dict[str, History]) -> None:
    """Waiting, breached and escalated at each full hour; at risk (over half of the target) in nearly all."""
    counted = [h for h in tickets.values() if h.counts]
    without_risk = 0
    for at in AFTERNOONS:
        shares = [waited(h, at) / CHANNELS[h["channel"]].target for h in counted if h.waits(at)]
        assert 8 <= len(shares) <= 150
        assert sum(share > 1 for share in shares) >= 1
        without_risk += not any(0.5 < share <= 1 for share in shares)
    assert without_risk <= len(AFTERNOONS) * 0.05


def test_something_is_escalated_at_any_time(tickets: dict[str, History]) -> None:
    escalated = [h for h in tickets.values() if h.counts and h.of("escalated")]
    for at in range(START + 2 * DAY, START + 28 * DAY, 3 * HOUR):
        still = [h for h in escalated if h.of("escalated")[0].at <= at and h.status(at) not in ("solved", "closed")]
        assert 5 <= len(still) <= 80


def test_nights_are_quiet_but_not_empty(tickets: dict[str, History]) -> None:
    nights = [WALL.instant((WALL.day(START) + day) * DAY) for day in range(1, 27)]
    born = [sum(n <= h["created_at"] < n + 5 * HOUR for h in tickets.values()) for n in nights]
    replies = [e.at for h in tickets.values() for e in h.replies()]
    assert 2 < statistics.mean(born) < 15
    assert all(any(n <= at < n + 5 * HOUR for at in replies) for n in nights)


def test_shares_are_those_of_a_fair_floor(tickets: dict[str, History]) -> None:
    counted = [h for h in tickets.values() if h.counts]
    solved = [h for h in counted if any(e.value == "solved" for e in h.of("status"))]
    reopened = [h for h in solved if any(e.previous == "solved" and e.value == "open" for e in h.of("status"))]
    one_touch = [h for h in solved if len(h.replies()) == 1]
    assert 9_000 < len(tickets) < 10_500
    assert 0.04 < sum(bool(h.of("escalated")) for h in counted) / len(counted) < 0.09
    assert 0.04 < len(reopened) / len(solved) < 0.10
    assert 0.50 < len(one_touch) / len(solved) < 0.75
    assert 0.01 < sum(bool(h["spam"]) for h in tickets.values()) / len(tickets) < 0.04
    assert 0.003 < sum(bool(h["merged_into"]) for h in tickets.values()) / len(tickets) < 0.02
    assert 0 < sum(bool(h["deleted_at"]) for h in tickets.values()) / len(tickets) < 0.006
    assert 0.01 < sum(bool(h.of("abandoned")) for h in counted) / len(counted) < 0.05
