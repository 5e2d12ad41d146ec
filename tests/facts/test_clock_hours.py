"""Due instants of service-level clocks in opening hours: published golden cases, clock changes, two calendars."""

from typing import Any

import pytest

from cxtui.calendars import Calendar
from cxtui.settings import loads
from tests.facts.clocks import Made, clocks, when
from tests.facts.histories import History, fact

HOUR = 3600
WEEKDAYS = "1980-2460,3420-3900,4860-5340,6300-6780,7740-8220"  # Mon–Fri 09–17
LONGER = "1920-2520,3360-3960,4800-5400,6240-6840,7680-8280"  # Mon–Fri 08–18
DAILY = ",".join(f"{day * 1440 + 540}-{day * 1440 + 1260}" for day in range(7))  # every day 09–21


def target(metric: str, within: str) -> str:
    """Return a promise in opening hours as a settings file has it."""
    return f'[[target]]\nmetric = "{metric}"\nwithin = "{within}"\nbusiness = true\n'


def calendars(h: History, **weeks: tuple[str, str, str]) -> History:
    """Add calendars by name: zone, week and holidays."""
    for position, (name, (zone, week, holidays)) in enumerate(weeks.items()):
        h.calendars[name] = Calendar.parse(name, zone, week, holidays)
        h.add("calendar", calendar=name, from_at=0, zone=zone, week=week, holidays=holidays, position=position)
    return h


GOLDEN = [
    # calendar, start, seconds in metrics.md, due
    ("weekdays", "2025-01-17 16:30", "1 h", "20 09:30"),
    ("weekdays", "2025-01-15 07:00", "2 h", "15 11:00"),
    ("longer", "2025-01-13 17:00", "4 h", "14 11:00"),
    # The two of November 2016, on the same dates of 2025: the calendar is the same every day.
    ("twice closed", "2025-11-09 23:00", "48 h", "15 21:00"),
    ("once closed", "2025-11-09 23:00", "48 h", "14 21:00"),
]


@pytest.mark.parametrize(("calendar", "start", "within", "due"), GOLDEN)
def test_golden_cases(make: Any, calendar: str, start: str, within: str, due: str) -> None:
    h = calendars(
        History(),
        weekdays=("UTC", WEEKDAYS, ""),
        longer=("UTC", LONGER, ""),
        **{"twice closed": ("UTC", DAILY, "2025-11-11,2025-11-13"), "once closed": ("UTC", DAILY, "2025-11-13")},
    )
    h.ticket("t", start, opened_by_kind="customer").says("t", start).event("t", start, "schedule", calendar)
    settings = loads("".join(target(m, within) for m in ("first_response", "resolution", "agent_work")))
    made = make(h, settings)
    assert when(fact(made, "t")["due_at"]) == due
    for metric in ("resolution", "agent_work"):
        (clock,) = clocks(made, "t", metric)
        assert (clock["due_at"], clock["calendar"]) == (due, f"s/{calendar}")


@pytest.fixture
def night(make: Any) -> Made:
    """Return clocks of a Sunday night in New York (open 00–06) in which 02:00 to 03:00 is skipped: five hours."""
    h = calendars(History(), night=("America/New_York", "0-360", ""))
    h.ticket("t", "2025-03-09 05:00", opened_by_kind="customer").says("t", "2025-03-09 05:00")  # 00:00 there
    h.says("t", "2025-03-09 05:30", "a1").says("t", "2025-03-09 06:30")  # 01:30 there
    h.status("t", "2025-03-09 06:30", "pending").status("t", "2025-03-09 08:00", "open")  # until 04:00 there
    found: Made = make(h, loads(target("next_reply", "3 h") + target("resolution", "4 h")))
    return found


def test_a_night_that_skips_an_hour(night: Made) -> None:
    # 01:30 to 06:00 is three and a half hours that night: three are over at 05:30, 09:30 in UTC.
    assert [c["due_at"] for c in clocks(night, "t", "next_reply")] == ["09 09:30"]
    # An hour and a half before, two hours after the pause (04:00 to 06:00), and half an hour a week later.
    assert [c["due_at"] for c in clocks(night, "t", "resolution")] == ["16 04:30"]
    left = [(s["from_at"], s["due_at"], s["left_s"]) for s in clocks(night, "t", "resolution", "clock_step")]
    assert left == [("09 05:00", "09 09:00", None), ("09 06:30", None, 9000), ("09 08:00", "16 04:30", None)]


def test_a_clock_goes_on_in_the_calendar_a_ticket_is_moved_to(make: Any) -> None:
    h = calendars(History(), early=("UTC", "2160-2280", ""), late=("UTC", "2280-2400", ""))  # Mon 12–14, 14–16
    h.ticket("t", "2025-01-20 12:00", opened_by_kind="customer").says("t", "2025-01-20 12:00")  # a Monday
    h.event("t", "2025-01-20 13:00", "schedule", "late").says("t", "2025-01-20 12:10", "a1").says(
        "t", "2025-01-20 12:30"
    )
    h.status("t", "2025-01-20 14:30", "pending").status("t", "2025-01-20 15:00", "open")
    made = make(h, loads(target("next_reply", "2 h") + target("agent_work", "2 h")))
    # Half an hour in the early hours, none until 14:00, an hour and a half in the late ones.
    assert [(c["due_at"], c["calendar"]) for c in clocks(made, "t", "next_reply")] == [("20 15:30", "s/late")]
    # An hour early, half an hour late, half an hour pending, the last half hour.
    assert [(c["due_at"], c["calendar"]) for c in clocks(made, "t", "agent_work")] == [("20 15:30", "s/late")]
