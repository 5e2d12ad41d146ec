"""Business time on hand-made intervals."""

import pickle
from dataclasses import FrozenInstanceError

import pytest

from cxtui.calendars import OpenHours

HOURS = OpenHours((100, 300), (200, 350), (1000, 1100))


@pytest.mark.parametrize(
    ("at", "is_open", "change", "total"),
    [
        (0, False, 100, 1000),
        (99, False, 100, 1000),
        (100, True, 200, 1000),
        (199, True, 200, 1099),
        (200, False, 300, 1100),
        (300, True, 350, 1100),
        (349, True, 350, 1149),
        (350, False, None, 1150),
        (9999, False, None, 1150),
    ],
)
def test_an_instant(at: int, is_open: bool, change: int | None, total: int) -> None:
    assert (HOURS.is_open(at), HOURS.next_change(at), HOURS.total(at)) == (is_open, change, total)


@pytest.mark.parametrize(
    ("start", "seconds", "due"),
    [
        (0, 0, 0),
        (0, -5, 0),
        (0, 1, 101),
        (150, 50, 200),
        (150, 51, 301),
        (200, 1, 301),
        (250, 50, 350),
        (250, 51, None),
        (400, 1, None),
    ],
)
def test_due(start: int, seconds: int, due: int | None) -> None:
    assert HOURS.due(start, seconds) == due


def test_business_time_between_two_instants() -> None:
    assert HOURS.business(0, 9999) == 150
    assert HOURS.business(150, 320) == 70
    assert HOURS.business(320, 150) == -70
    assert HOURS.business(210, 290) == 0


def test_without_opening_hours_nothing_is_ever_due() -> None:
    closed = OpenHours()
    assert closed.due(5, 1) is None
    assert closed.due(5, 0) == 5
    assert (closed.is_open(5), closed.business(0, 100), closed.next_change(5)) == (False, 0, None)


def test_rows_cut_at_midnights_are_joined_again() -> None:
    rows = [(0, 0, -10), (50, 100, -10), (100, 100, 40), (100, 150, 40), (200, 200, 90), (220, 230, 90)]
    assert OpenHours.joined(rows) == OpenHours((50, 220), (150, 230), (-10, 90))


def test_it_may_cross_threads_and_processes() -> None:
    with pytest.raises(FrozenInstanceError):
        HOURS.from_at = ()  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(HOURS)) == HOURS
