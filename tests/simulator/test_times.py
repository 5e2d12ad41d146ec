from datetime import UTC, datetime

import pytest

from cxtui.errors import UsageError
from cxtui.simulator.times import Agenda, WallClock, weekday


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def local(text: str) -> int:
    """Seconds of the wall clock, read as if it were UTC."""
    return at(text)


def test_the_wall_follows_its_zone_across_both_changes() -> None:
    wall = WallClock("Europe/Warsaw")
    assert wall.local(at("2026-03-29 00:59:59")) == local("2026-03-29 01:59:59")
    assert wall.local(at("2026-03-29 01:00:00")) == local("2026-03-29 03:00:00")
    assert wall.local(at("2026-10-25 01:00:00")) == local("2026-10-25 02:00:00")


@pytest.mark.parametrize("moment", ["2026-03-28 12:00", "2026-03-29 12:00", "2026-07-01 00:00"])
def test_an_instant_shows_what_was_asked(moment: str) -> None:
    wall = WallClock("Europe/Warsaw")
    assert wall.local(wall.instant(local(moment))) == local(moment)


def test_weekdays_begin_with_monday() -> None:
    wall = WallClock("Europe/Warsaw")
    assert weekday(wall.day(at("2026-03-29 21:59"))) == 6
    assert weekday(wall.day(at("2026-03-29 22:00"))) == 0


def test_office_hours_move_a_saturday_to_monday() -> None:
    wall = WallClock("UTC")
    inside = at("2026-04-03 17:59")
    assert wall.office_hours(inside, 8, 18) == inside
    moved = wall.office_hours(at("2026-04-04 11:20"), 8, 18)
    assert at("2026-04-06 08:00") <= moved < at("2026-04-06 09:00")


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(UsageError, match="Mars/Base"):
        WallClock("Mars/Base")


def test_the_agenda_keeps_time_and_then_the_order_of_planning() -> None:
    agenda, seen = Agenda(100), list[str]()
    agenda.at(130, seen.append, "third")
    agenda.at(120, seen.append, "first")
    agenda.at(120, seen.append, "second")
    agenda.at(50, seen.append, "late, so at once")
    agenda.run(130)
    assert seen == ["late, so at once", "first", "second"]
    assert agenda.now == 120
    agenda.run(131)
    assert seen[-1] == "third"
