"""The rows that SQL joins say the same as the object that the console bisects."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.calendars import Calendar, OpenHours, expand, rows
from cxtui.clock import DAY
from tests.calendars.calendars import calendars, daily

FIRST, LAST = 18_250, 18_280
"""20 December 2019 to 18 January 2020: both sides of the origin."""

Row = tuple[int, int, int, int]


def total(table: list[Row], at: int) -> int:
    """Return the open seconds up to an instant as a model computes them."""
    return max(b + min(at, to) - start for day, start, to, b in table if day == at // DAY and start <= at)


def test_rows_of_two_days() -> None:
    # 22:00 to 06:00 local is 21:00 to 05:00 UTC in a Warsaw winter.
    calendar = Calendar.parse("night", "Europe/Warsaw", "1320-1800")
    # Day 18266 is Sunday, 5 January 2020; no Sunday night lies between the origin and it.
    sunday, monday = 18_266 * DAY, 18_267 * DAY
    assert rows(calendar, 18_266, 18_268) == [
        (18_266, sunday, sunday, 0),
        (18_266, sunday + 21 * 3600, monday, 0),
        (18_267, monday, monday, 3 * 3600),
        (18_267, monday, monday + 5 * 3600, 3 * 3600),
    ]


def test_days_without_opening_hours_have_a_row_too() -> None:
    sunday_only = Calendar.parse("c", "UTC", "600-660")
    table = rows(sunday_only, 18_262, 18_268)
    assert [(day, before) for day, _, _, before in table] == [
        (18_262, 0), (18_263, 0), (18_264, 0), (18_265, 0), (18_266, 0), (18_266, 0), (18_267, 3600),
    ]  # fmt: skip


def test_no_opening_hours_at_all_in_the_span() -> None:
    sunday_only = Calendar.parse("c", "UTC", "600-660")
    assert rows(sunday_only, 18_267, 18_269) == [
        (18_267, 18_267 * DAY, 18_267 * DAY, 3600),
        (18_268, 18_268 * DAY, 18_268 * DAY, 3600),
    ]
    assert rows(sunday_only, 18_267, 18_267) == []


@given(calendar=calendars())
@settings(max_examples=100, deadline=None)
def test_every_row_lies_inside_its_day(calendar: Calendar) -> None:
    table = rows(calendar, FIRST, LAST)
    assert table == sorted(table)
    assert all(day * DAY <= start <= end <= (day + 1) * DAY for day, start, end, _ in table)
    assert [day for day, start, end, _ in table if start == end] == list(range(FIRST, LAST))


@given(calendar=calendars(), at=st.integers(FIRST * DAY, LAST * DAY - 1))
@settings(max_examples=200, deadline=None)
def test_rows_agree_with_business_time(calendar: Calendar, at: int) -> None:
    table, hours = rows(calendar, FIRST, LAST), expand(calendar, FIRST * DAY, LAST * DAY)
    assert total(table, at) - total(table, FIRST * DAY) == hours.business(FIRST * DAY, at)
    assert OpenHours.joined(row[1:] for row in table) == hours


@given(calendar=calendars(), before=st.integers(0, 400), after=st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_a_longer_horizon_only_adds_rows(calendar: Calendar, before: int, after: int) -> None:
    longer = rows(calendar, FIRST - before, LAST + after)
    assert [row for row in longer if FIRST <= row[0] < LAST] == rows(calendar, FIRST, LAST)


def test_the_origin_is_zero_for_every_calendar() -> None:
    for zone in ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        table = rows(Calendar.parse("c", zone, daily(0, 24)), 18_261, 18_264)
        assert [(day, b) for day, start, end, b in table if start == end] == [
            (18_261, -DAY), (18_262, 0), (18_263, DAY),
        ]  # fmt: skip
