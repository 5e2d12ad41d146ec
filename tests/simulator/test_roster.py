from itertools import pairwise

import pytest

from cxtui.clock import DAY
from cxtui.simulator.people import crew
from cxtui.simulator.roster import Roster, Shift
from cxtui.simulator.times import WallClock, weekday
from tests.simulator.looking import START

HOUR = 3600


def roster(agents: int, days: int = 28) -> tuple[WallClock, list[Shift]]:
    wall = WallClock("Europe/Warsaw")
    plan = Roster(crew(7, START, agents), wall)
    first = wall.day(START) + 1
    return wall, [shift for day in range(first, first + days) for shift in plan.shifts(day)]


@pytest.mark.parametrize("agents", [12, 24, 40])
def test_somebody_is_there_day_and_night(agents: int) -> None:
    wall, shifts = roster(agents)
    begin = wall.instant((wall.day(START) + 2) * DAY)
    for at in range(begin, begin + 25 * DAY, HOUR):
        on = [s for s in shifts if s.from_at <= at + HOUR // 2 and at < s.to_at]
        assert on, wall.local(at) % DAY / HOUR


@pytest.mark.parametrize("agents", [12, 24, 40])
def test_chat_and_phone_are_staffed_while_they_are_open(agents: int) -> None:
    wall, shifts = roster(agents)
    for day in range(wall.day(START) + 1, wall.day(START) + 28):
        on = [s for s in shifts if s.agent.team == "live" and wall.day(s.from_at) == day]
        assert min(s.from_at for s in on) <= wall.instant(day * DAY + 8 * HOUR)
        assert max(s.to_at for s in on) >= wall.instant(day * DAY + 20 * HOUR)


def test_nobody_works_two_stretches_at_once_or_more_than_five_days_a_week() -> None:
    wall, shifts = roster(24)
    for agent in {s.agent.id for s in shifts}:
        own = sorted((s for s in shifts if s.agent.id == agent), key=lambda s: s.from_at)
        assert all(a.to_at <= b.from_at for a, b in pairwise(own))
        weeks = [(wall.day(s.from_at) + 3) // 7 for s in own if s.lunch]
        assert max(weeks.count(week) for week in weeks) <= 5


def test_the_second_line_rests_on_weekends() -> None:
    wall, shifts = roster(24)
    assert {weekday(wall.day(s.from_at)) for s in shifts if s.agent.team == "tech"} == {0, 1, 2, 3, 4}


def test_hours_stay_on_the_wall_when_clocks_change() -> None:
    wall = WallClock("Europe/Warsaw")
    plan = Roster(crew(7, START, 24), wall)
    sunday = 20_384 + 2 * 7 + 3
    starts = {wall.local(s.from_at) % DAY // HOUR for d in range(sunday - 7, sunday + 7) for s in plan.shifts(d)}
    assert 7 in starts
    assert starts <= set(range(6, 24)) | {0, 1, 2, 3}
