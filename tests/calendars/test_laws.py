"""Laws of business time on the nights on which clocks, hours and zones change, against a slow reference."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.calendars import Calendar, OpenHours, expand, rows
from cxtui.clock import DAY
from tests.calendars import slow
from tests.calendars.calendars import NIGHTS, ZONES, changes, nights

NIGHT = st.tuples(nights(), st.integers(-3 * DAY, 2 * DAY), st.integers(0, 5 * DAY))
"""A calendar with a change nearby, and a span around the change."""

Night = tuple[tuple[int, Calendar], int, int]


def opened(night: Night) -> tuple[Calendar, OpenHours, int, int]:
    """Return the calendar, its hours of the days around the span, and the span."""
    (at, calendar), offset, length = night
    return calendar, expand(calendar, at - 20 * DAY, at + 20 * DAY), at + offset, at + offset + length


def test_the_nights_are_what_they_are_meant_to_be() -> None:
    assert {zone for zone, _ in NIGHTS} == set(ZONES)
    assert len(changes("Europe/London", 2025)) == len(changes("Australia/Lord_Howe", 2025)) == 2
    # In Samoa Thursday the 29th ended at 10:00 UTC on 30 December, and Saturday followed.
    assert 1_325_239_200 in changes("Pacific/Apia", 2011)
    assert changes("Asia/Kathmandu", 2025) == []


@given(night=NIGHT)
@settings(max_examples=60, deadline=None)
def test_business_time_is_what_the_clock_on_the_wall_counts(night: Night) -> None:
    calendar, hours, a, b = opened(night)
    assert hours.business(a, b) == slow.business([(0, calendar)], a, b)


@given(night=NIGHT, seconds=st.integers(0, 3 * DAY))
@settings(max_examples=60, deadline=None)
def test_due_is_the_earliest_instant_with_that_much_behind_it(night: Night, seconds: int) -> None:
    calendar, hours, a, _ = opened(night)
    due = hours.due(a, seconds)
    until = a + 6 * DAY
    assert (due if due is not None and due <= until else None) == slow.due([(0, calendar)], a, seconds, until)
    if due is not None:
        assert hours.business(a, due) == seconds
        assert due == a or hours.business(a, due - 1) == seconds - 1


@given(night=NIGHT, cut=st.integers(0, 5 * DAY))
@settings(max_examples=100, deadline=None)
def test_business_time_adds_up_and_is_never_more_than_calendar_time(night: Night, cut: int) -> None:
    _, hours, a, b = opened(night)
    middle = min(a + cut, b)
    assert hours.business(a, middle) + hours.business(middle, b) == hours.business(a, b)
    assert 0 <= hours.business(a, b) <= b - a


@given(night=NIGHT, other=st.sampled_from(ZONES))
@settings(max_examples=60, deadline=None)
def test_always_open_is_calendar_time_across_versions_and_zones(night: Night, other: str) -> None:
    (at, calendar), offset, length = night
    always = Calendar.of_versions([(0, Calendar("a", calendar.zone)), (at + offset // 2, Calendar("a", other))])
    hours = expand(always, at - 20 * DAY, at + 20 * DAY)
    assert (hours.from_at, hours.to_at) == ((at - 20 * DAY,), (at + 20 * DAY,))
    assert hours.due(at + offset, length) == at + offset + length


@given(night=NIGHT)
@settings(max_examples=60, deadline=None)
def test_each_version_counts_as_if_it_stood_alone_in_its_time(night: Night) -> None:
    calendar, hours, a, b = opened(night)
    parts = [expand(version, a - DAY, b + DAY).business(low, high) for low, high, version in calendar.stretches(a, b)]
    assert sum(parts) == hours.business(a, b)
    assert expand(calendar.newest(), a, b).business(a, b) == slow.business([(0, calendar.newest())], a, b)


@given(night=NIGHT)
@settings(max_examples=60, deadline=None)
def test_rows_for_sql_are_the_same_hours(night: Night) -> None:
    calendar, _, a, b = opened(night)
    first, last = a // DAY - 1, b // DAY + 2
    assert OpenHours.joined(row[1:] for row in rows(calendar, first, last)) == expand(calendar, first * DAY, last * DAY)
