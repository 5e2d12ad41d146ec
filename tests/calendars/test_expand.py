"""Opening hours in UTC: golden cases, nights on which the clocks change, and laws."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.calendars import Calendar, OpenHours, expand
from cxtui.clock import DAY, format_instant, local_day_edges, parse_instant
from tests.calendars.calendars import OFFICE, calendars, daily, wall_says_open

FROM = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp())
TO = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())


def opened(week: str, zone: str, day: str, holidays: str = "") -> list[tuple[str, str, int]]:
    """Return the open intervals of a local day as (local start, local end, seconds)."""
    start, end = local_day_edges(parse_instant(day, zone), zone)
    hours = expand(Calendar.parse("c", zone, week, holidays), start, end)
    return [
        (format_instant(a, zone)[11:16], format_instant(b, zone)[11:16], b - a)
        for a, b in zip(hours.from_at, hours.to_at, strict=True)
    ]


@pytest.mark.parametrize(
    ("week", "holidays", "start", "hours", "due"),
    [
        (OFFICE, "", "2025-11-21 16:30", 1, "2025-11-24 09:30"),
        (OFFICE, "", "2025-11-19 07:00", 2, "2025-11-19 11:00"),
        (daily(8, 18), "", "2025-11-17 17:00", 4, "2025-11-18 11:00"),
        (daily(9, 21), "2016-11-11,2016-11-13", "2016-11-09 23:00", 48, "2016-11-15 21:00"),
        (daily(9, 21), "2016-11-13", "2016-11-09 23:00", 48, "2016-11-14 21:00"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Europe/Warsaw", "Asia/Kolkata", "America/St_Johns"])
def test_golden_cases(zone: str, week: str, holidays: str, start: str, hours: int, due: str) -> None:
    at = parse_instant(start, zone)
    found = expand(Calendar.parse("c", zone, week, holidays), at - DAY, at + 30 * DAY).due(at, hours * 3600)
    assert found == parse_instant(due, zone)


NEW_YORK, LONDON, SYDNEY = "America/New_York", "Europe/London", "Australia/Sydney"
SPRING = [(NEW_YORK, "2025-03-09"), (LONDON, "2025-03-30"), (SYDNEY, "2025-10-05")]
AUTUMN = [(NEW_YORK, "2025-11-02"), (LONDON, "2025-10-26"), (SYDNEY, "2025-04-06")]


@pytest.mark.parametrize(("zone", "day", "hours"), [(*s, 7) for s in SPRING] + [(*a, 9) for a in AUTUMN])
def test_a_night_shift_lasts_its_true_time(zone: str, day: str, hours: int) -> None:
    assert opened("0-480", zone, day) == [("00:00", "08:00", hours * 3600)]


@pytest.mark.parametrize(("zone", "day"), SPRING + AUTUMN)
def test_always_open_has_no_seam(zone: str, day: str) -> None:
    at = parse_instant(day, zone)
    always = expand(Calendar("c", zone), at - 3 * DAY, at + 3 * DAY)
    assert (always.from_at, always.to_at) == ((at - 3 * DAY,), (at + 3 * DAY,))


@pytest.mark.parametrize(
    ("week", "found"),
    [
        ("90-150", [("01:30", "03:00", 1800)]),
        ("150-240", [("03:00", "04:00", 3600)]),
        ("120-180", []),
        ("130-170", []),
        ("60-120,180-240", [("01:00", "04:00", 7200)]),
    ],
)
def test_minutes_that_do_not_exist(week: str, found: list[tuple[str, str, int]]) -> None:
    # New York, 9 March 2025: 01:59:59 is followed by 03:00:00.
    assert opened(week, "America/New_York", "2025-03-09") == found


@pytest.mark.parametrize(
    ("week", "found"),
    [
        ("60-120", [("01:00", "02:00", 7200)]),
        ("75-105", [("01:15", "01:45", 1800), ("01:15", "01:45", 1800)]),
        ("30-90", [("00:30", "01:30", 3600), ("01:00", "01:30", 1800)]),
        ("90-180", [("01:30", "01:00", 1800), ("01:30", "03:00", 5400)]),
    ],
)
def test_minutes_that_exist_twice(week: str, found: list[tuple[str, str, int]]) -> None:
    # New York, 2 November 2025: 01:59:59 is followed by 01:00:00.
    assert opened(week, "America/New_York", "2025-11-02") == found


def test_half_an_hour_of_summer_time() -> None:
    # Lord Howe puts its clocks back by half an hour: the day has 24.5 hours.
    assert opened("0-1440", "Australia/Lord_Howe", "2025-04-06") == [("00:00", "00:00", 88_200)]


def test_a_zone_off_by_half_an_hour() -> None:
    calendar = Calendar.parse("c", "Chennai", OFFICE)
    monday = parse_instant("2025-11-17", "UTC")
    assert expand(calendar, monday, monday + DAY).from_at == (monday + 3 * 3600 + 1800,)


def test_a_day_that_a_zone_skipped_was_never_open() -> None:
    # Samoa crossed the date line: Thursday 29 December 2011 was followed by Saturday.
    start, end = parse_instant("2011-12-29", "Pacific/Apia"), parse_instant("2012-01-01", "Pacific/Apia")
    friday_only = Calendar.parse("c", "Pacific/Apia", "7200-8640")
    assert expand(friday_only, start, end) == OpenHours()
    assert end - start == 2 * DAY


def test_holidays_close_whole_days_or_some_hours() -> None:
    week, holidays = daily(9, 17), "2025-12-24 13:00-24:00,2025-12-25/2025-12-26,2025-12-27 12:00-13:00"
    days = {day: opened(week, "Europe/Warsaw", f"2025-12-{day}", holidays) for day in (23, 24, 25, 26, 27)}
    assert days == {
        23: [("09:00", "17:00", 8 * 3600)],
        24: [("09:00", "13:00", 4 * 3600)],
        25: [],
        26: [],
        27: [("09:00", "12:00", 3 * 3600), ("13:00", "17:00", 4 * 3600)],
    }


def test_always_open_still_has_holidays() -> None:
    assert opened("0-10080", "Europe/London", "2025-12-25", "2025-12-25") == []


def test_running_totals_start_in_2020() -> None:
    start = parse_instant("2020-01-01", "UTC")
    hours = expand(Calendar.parse("c", "UTC", daily(9, 17)), start - 2 * DAY, start + 2 * DAY)
    assert hours.before == (-16 * 3600, -8 * 3600, 0, 8 * 3600)


@given(calendar=calendars(), at=st.integers(FROM, TO - 1))
@settings(max_examples=200, deadline=None)
def test_it_is_open_when_the_wall_clock_says_so(calendar: Calendar, at: int) -> None:
    hours = expand(calendar, FROM, TO)
    assert hours.is_open(at) == wall_says_open(calendar, at)
    for edge in hours.from_at[1:40]:
        assert (wall_says_open(calendar, edge - 1), wall_says_open(calendar, edge)) == (False, True)


@given(calendar=calendars(), start=st.integers(FROM, TO - 1), seconds=st.integers(1, 40 * 86_400))
@settings(max_examples=200, deadline=None)
def test_due_is_the_earliest_instant_with_that_much_business_time(calendar: Calendar, start: int, seconds: int) -> None:
    hours = expand(calendar, FROM, TO)
    due = hours.due(start, seconds)
    if due is None:
        assert hours.business(start, TO) < seconds
    else:
        assert hours.business(start, due) == seconds
        assert hours.business(start, due - 1) == seconds - 1


@given(calendar=calendars(), a=st.integers(FROM, TO), b=st.integers(FROM, TO))
@settings(max_examples=200, deadline=None)
def test_business_time_is_never_longer_than_calendar_time(calendar: Calendar, a: int, b: int) -> None:
    a, b = min(a, b), max(a, b)
    assert 0 <= expand(calendar, FROM, TO).business(a, b) <= b - a
    assert expand(Calendar("always", calendar.zone), FROM, TO).business(a, b) == b - a


@given(calendar=calendars(), cut=st.integers(FROM, TO))
@settings(max_examples=100, deadline=None)
def test_a_horizon_may_be_expanded_in_pieces(calendar: Calendar, cut: int) -> None:
    parts = [expand(calendar, FROM, cut), expand(calendar, cut, TO)]
    rows = [row for p in parts for row in zip(p.from_at, p.to_at, p.before, strict=True)]
    assert OpenHours.joined(rows) == expand(calendar, FROM, TO)
