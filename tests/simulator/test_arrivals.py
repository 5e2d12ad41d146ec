import pytest

from cxtui.clock import DAY
from cxtui.simulator.arrivals import CHANNELS, arrivals
from cxtui.simulator.seeded_random import SeededRandom
from cxtui.simulator.times import WallClock, weekday
from tests.simulator.looking import START

WALL = WallClock("Europe/Warsaw")


def drawn(weeks: int = 8, per_day: float = 330) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for week in range(weeks):
        begins = START + week * 7 * DAY
        found += arrivals(SeededRandom(5, week), WALL, begins, begins + 7 * DAY, per_day)
    return found


def test_shares_sum_to_one_and_days_have_24_hours() -> None:
    assert sum(c.share for c in CHANNELS.values()) == pytest.approx(1.0)
    assert all(len(c.weekday) == len(c.weekend) == 24 for c in CHANNELS.values())


def test_as_many_come_as_asked_for() -> None:
    for per_day in (40, 330):
        found = drawn(per_day=per_day)
        assert per_day * 0.95 < len(found) / 56 < per_day * 1.08  # a little more: one bad afternoon a week


def test_they_come_in_order_inside_their_window() -> None:
    found = arrivals(SeededRandom(5), WALL, START + 100, START + DAY, 330)
    assert found == sorted(found)
    assert found[0][0] >= START + 100
    assert found[-1][0] < START + DAY


def test_every_channel_has_its_own_rhythm() -> None:
    found = [(WALL.local(at) % DAY // 3600, weekday(WALL.day(at)), channel) for at, channel in drawn()]
    hours = {c: {hour for hour, _, channel in found if channel == c} for c in CHANNELS}
    assert hours["phone"] == set(range(8, 20))
    assert hours["chat"] == set(range(6, 22))
    assert hours["email"] == set(range(24))
    night = sum(1 for hour, _, _ in found if hour < 5) / 56
    assert 2 < night < 15
    weekend = sum(1 for _, day, _ in found if day >= 5) / len(found)
    assert 0.1 < weekend < 0.22
