"""Silences of feeds whose rhythm is known: by hand."""

import pytest

from cxtui.kpis.data_quality.silences import HOUR, Hour, Silence, silences, together

MONDAY = 482_136
"""Hours from the epoch to Monday 2025-01-06 00:00 UTC."""


def office(weeks: int, per_hour: int = 10) -> dict[int, Hour]:
    """Return a feed of so many whole weeks: each hour from 9 to 17, Monday to Friday, at its start and end."""
    return {
        hour: Hour(per_hour, hour * HOUR, hour * HOUR + 3_599)
        for week in range(weeks)
        for day in range(5)
        for hour in range(MONDAY + (week * 7 + day) * 24 + 9, MONDAY + (week * 7 + day) * 24 + 17)
    }


def without(hours: dict[int, Hour], first: int, last: int) -> dict[int, Hour]:
    """Return a feed without some hours, counted from the first Monday."""
    return {hour: one for hour, one in hours.items() if not first <= hour - MONDAY < last}


WEDNESDAY = (5 * 7 + 2) * 24
"""The Wednesday of the sixth week, in hours from the first Monday."""


def test_nights_and_weekends_are_no_silence() -> None:
    assert silences("x", office(10)) == ()


def test_a_lost_afternoon_is_one() -> None:
    found = silences("x", without(office(10), WEDNESDAY + 14, WEDNESDAY + 24))
    start = (MONDAY + WEDNESDAY) * HOUR
    # Three hours of ten each; from the last instant before to the first one after.
    assert found == (Silence("x", start + 14 * HOUR - 1, start + 33 * HOUR, 30),)


@pytest.mark.parametrize(("per_hour", "found"), [(9, 0), (10, 1)])
def test_twenty_must_be_missed(per_hour: int, found: int) -> None:
    assert len(silences("x", without(office(10, per_hour), WEDNESDAY + 10, WEDNESDAY + 12))) == found


def test_what_is_new_or_ends_is_no_silence() -> None:
    # Saturdays are worked from the sixth week on: the ones before were never worked.
    hours = office(10)
    for week in range(5, 10):
        for hour in range(MONDAY + (week * 7 + 5) * 24 + 9, MONDAY + (week * 7 + 5) * 24 + 17):
            hours[hour] = Hour(10, hour * HOUR, hour * HOUR)
    assert silences("x", hours) == ()


def test_weeks_of_silence_are_told_by_what_was_before() -> None:
    hours = without(office(16), 5 * 7 * 24, 11 * 7 * 24)
    (one,) = silences("x", hours)
    assert (one.from_at, one.to_at) == ((MONDAY + 5 * 7 * 24 - 55) * HOUR - 1, (MONDAY + 11 * 7 * 24 + 9) * HOUR)
    # By the lower median of four weeks the first two and the last two weeks are known to be missed.
    assert one.missed == 4 * 5 * 8 * 10


def test_a_short_history_has_no_rhythm() -> None:
    assert silences("x", without(office(2), 2 * 24, 3 * 24)) == ()
    assert silences("x", {}) == () == silences("x", {MONDAY: Hour(1, 0, 0)})


def test_silences_of_several_kinds_that_overlap_are_one() -> None:
    early, late = Silence("a", 10, 20, 5), Silence("b", 15, 30, 6)
    other, touching = Silence("a", 40, 50, 7), Silence("b", 50, 60, 8)
    assert together([other, late, touching, early]) == ((touching,), (other,), (early, late))
