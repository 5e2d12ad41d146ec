"""Calendars from text, and what is said about texts that make no sense."""

from datetime import date

import pytest

from cxtui.calendars import Calendar, CalendarError, Closure
from tests.calendars.calendars import OFFICE


def test_touching_intervals_are_one() -> None:
    assert Calendar.parse("c", "UTC", "600-660, 540-600,1020-1080").week == ((540, 660), (1020, 1080))


def test_saturday_night_goes_on_on_sunday() -> None:
    assert Calendar.parse("c", "UTC", "9960-10200,300-360").week == ((0, 120), (300, 360), (9960, 10080))


def test_holidays_of_days_and_of_hours() -> None:
    found = Calendar.parse("c", "UTC", OFFICE, "2026-01-01, 2025-12-25/2025-12-26,2025-12-24 13:00-24:00").holidays
    assert found == (
        Closure(date(2025, 12, 24), date(2025, 12, 24), 780, 1440),
        Closure(date(2025, 12, 25), date(2025, 12, 26)),
        Closure(date(2026, 1, 1), date(2026, 1, 1)),
    )


def test_texts_are_read_back() -> None:
    once = Calendar.parse("c", "London", OFFICE, "2025-12-24 13:00-24:00,2025-12-25/2025-12-26,2026-01-01")
    assert once.zone == "Europe/London"
    assert Calendar.parse("c", once.zone, once.week_text, once.holidays_text) == once


@pytest.mark.parametrize(
    ("zone", "week", "holidays", "words"),
    [
        ("Europe/Warsw", "0-10080", "", ["'Europe/Warsw'", "Europe/Warsaw"]),
        ("Eastern Time (US and Canada)", "0-10080", "", ["'Eastern Time (US & Canada)'"]),
        ("UTC", "540-1020,1000-1100", "", ["1000-1100 (Sun 16:40 to 18:20)", "540-1020"]),
        ("UTC", "10080-10140", "", ["10080-10140", "10079"]),
        ("UTC", "540-10621", "", ["540-10621", "a week later at most"]),
        ("UTC", "0-60,9000-10100", "", ["0-60 (Sun 00:00 to 01:00)", "0-20"]),
        ("UTC", "600-600", "", ["600-600", "end after it starts"]),
        ("UTC", "700-600", "", ["700-600", "end after it starts"]),
        ("UTC", "9-17h", "", ["'9-17h'", "540-1020"]),
        ("UTC", "-5-60", "", ["'-5-60'"]),
        ("UTC", " , ", "", ["no minute of the week is open"]),
        ("UTC", "0-60", "2025-02-30", ["'2025-02-30'", "2026-01-01"]),
        ("UTC", "0-60", "2025-02-03/2025-02-01", ["ends before it starts"]),
        ("UTC", "0-60", "2025-02-03 14:00-13:00", ["ends before it starts"]),
        ("UTC", "0-60", "2025-02-03 14:00-24:01", ["'24:01'", "00:00 to 24:00"]),
    ],
)
def test_what_makes_no_sense_is_named(zone: str, week: str, holidays: str, words: list[str]) -> None:
    with pytest.raises(CalendarError) as error:
        Calendar.parse("night shift", zone, week, holidays)
    for word in ["calendar 'night shift': ", *words]:
        assert word in str(error.value)


def test_a_week_that_crosses_midnights_is_cut_by_day() -> None:
    spans = Calendar.parse("c", "UTC", "1380-1500,9000-10080").weekday_spans()
    assert spans == (((1380, 1440),), ((0, 60),), (), (), (), (), ((360, 1440),))
