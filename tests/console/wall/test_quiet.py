"""Quiet hours by local clocks: across midnight, on the nights when clocks change, and hours that are none."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cxtui.console.wall.quiet import Quiet, parse_quiet
from cxtui.errors import UsageError

ZONE = "Europe/Warsaw"


def at(text: str, fold: int = 0) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE), fold=fold).timestamp())


@pytest.mark.parametrize(
    ("text", "time", "holds"),
    [
        ("20:00-07:00", "19:59", False),
        ("20:00-07:00", "20:00", True),
        ("20:00-07:00", "00:00", True),
        ("20:00-07:00", "06:59", True),
        ("20:00-07:00", "07:00", False),
        ("12:00-13:30", "12:00", True),
        ("12:00-13:30", "13:29", True),
        ("12:00-13:30", "13:30", False),
        ("12:00-13:30", "03:00", False),
        (" 9:05 – 9:06 ", "09:05", True),
    ],
)
def test_hours_hold_from_the_first_minute_to_before_the_last(text: str, time: str, holds: bool) -> None:
    assert parse_quiet(text).holds(at(f"2026-11-21T{time}"), ZONE) is holds


def test_the_night_on_which_clocks_go_back_is_quiet_twice_over_one_hour() -> None:
    hours = parse_quiet("02:15-02:45")
    assert hours.holds(at("2026-10-25T02:30"), ZONE) and hours.holds(at("2026-10-25T02:30", fold=1), ZONE)
    assert not hours.holds(at("2026-10-25T02:50"), ZONE) and not hours.holds(at("2026-10-25T02:00", fold=1), ZONE)


def test_the_night_on_which_clocks_go_forward_has_no_such_hour() -> None:
    hours, second = parse_quiet("02:15-02:45"), at("2026-03-29T01:30")
    assert not any(hours.holds(second + minute * 60, ZONE) for minute in range(120))
    assert parse_quiet("22:00-06:00").holds(at("2026-03-29T03:00"), ZONE)


@pytest.mark.parametrize("text", ["", "20:00", "20:00-", "25:00-07:00", "20:60-07:00", "8pm-7am", "07:00-07:00"])
def test_what_names_no_hours_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--quiet"):
        parse_quiet(text)


def test_its_end_is_a_time() -> None:
    assert Quiet(20 * 60, 7 * 60 + 5).end == "07:05"
