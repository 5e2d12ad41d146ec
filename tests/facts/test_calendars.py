"""Business time of the models: worked by hand, and against the clock on the wall, on both engines."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from cxtui.calendars import Calendar
from cxtui.clock import DAY, parse_instant
from cxtui.settings import StoreSettings, defaults, loads
from cxtui.settings.model import Target
from tests.calendars import slow
from tests.calendars.calendars import OFFICE, daily, nights
from tests.facts.histories import History, fact, instant, on_duckdb, on_sqlite

Case = tuple[str, slow.Timeline, int, int, int]
"""A ticket: its id, the calendars over its life, when it was created and solved, and the promised seconds."""

UNTIL = 9 * DAY
"""How far after a ticket's creation the slow reference looks for the instant at which a promise breaks."""


def promise(hours: str, **calendar: Calendar) -> StoreSettings:
    """Return settings with one promise in opening hours, and the store's own calendar if one is given."""
    settings = loads(f'[[target]]\nmetric = "first_response"\nwithin = "{hours}"\nbusiness = true\n')
    return replace(settings, calendars={**settings.calendars, **calendar})


def clock(at: int) -> str:
    """Return an instant as the helpers of histories take it."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize("zone", ["UTC", "America/St_Johns", "Asia/Kathmandu"])
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
def test_golden_cases(make: Any, zone: str, week: str, holidays: str, start: str, hours: int, due: str) -> None:
    created, breaks = parse_instant(start, zone), parse_instant(due, zone)
    h = History().ticket("t", clock(created), channel="email", opened_by_kind="customer")
    h.says("t", clock(created)).says("t", clock(breaks), "a1")
    h.span = (created // DAY * DAY - 2 * DAY, created // DAY * DAY + 20 * DAY)
    found = fact(make(h, promise(f"{hours} h", business=Calendar.parse("business", zone, week, holidays))), "t")
    assert (found["due_at"], found["first_reply_business_s"]) == (breaks, hours * 3600)
    # Met at exactly the due instant is met.
    assert (found["met"], found["outcome_at"]) == (1, breaks)


def _calendar(h: History, name: str, position: int, *versions: tuple[int, str, str]) -> None:
    """Give a source a calendar of versions (from, zone, week)."""
    h.calendars[name] = Calendar.of_versions((at, Calendar.parse(name, zone, week)) for at, zone, week in versions)
    for at, zone, week in versions:
        h.add("calendar", calendar=name, from_at=at, zone=zone, week=week, position=position, name=name)


def test_from_a_desk_to_one_in_another_zone_on_the_night_clocks_change(make: Any) -> None:
    h = History()
    _calendar(h, "ny", 0, (0, "America/New_York", daily(9, 17)))
    _calendar(h, "sydney", 1, (0, "Australia/Sydney", daily(9, 17)))
    # Saturday 4 October 2025, 15:00 in New York; at 16:00 it goes to Sydney, where it is Sunday, 06:00, and
    # clocks have jumped from 02 to 03: the desk opens at 09:00 there, 22:00 UTC on Saturday.
    h.ticket("t", "2025-10-04 19:00", channel="email", opened_by_kind="customer")
    h.event("t", "2025-10-04 20:00", "schedule", "sydney")
    h.says("t", "2025-10-04 19:00").says("t", "2025-10-04 23:30", "a1")
    found = fact(make(h, promise("2 h")), "t")
    assert found["first_reply_business_s"] == 3600 + 90 * 60
    assert (found["due_at"], found["target_calendar"]) == (instant("2025-10-04 23:00"), "s/sydney")


def test_switching_while_closed_opens_with_the_new_hours(make: Any) -> None:
    h = History()
    _calendar(h, "day", 0, (0, "UTC", daily(9, 17)))
    _calendar(h, "night", 1, (0, "UTC", daily(22, 24)))
    # Closed from 17 on; switched at 20; the night desk opens at 22. Switched back at 23, the day desk at 9.
    h.ticket("t", "2025-01-14 16:30", channel="email", opened_by_kind="customer")
    h.event("t", "2025-01-14 20:00", "schedule", "night").event("t", "2025-01-14 23:00", "schedule", "day")
    h.says("t", "2025-01-14 16:30").says("t", "2025-01-15 09:45", "a1")
    found = fact(make(h, promise("2 h")), "t")
    assert found["first_reply_business_s"] == (30 + 60 + 45) * 60
    assert (found["due_at"], found["target_calendar"]) == (instant("2025-01-15 09:30"), "s/day")


def test_switching_at_the_due_instant_changes_nothing(make: Any) -> None:
    h = History()
    _calendar(h, "day", 0, (0, "UTC", daily(9, 17)))
    _calendar(h, "night", 1, (0, "UTC", daily(22, 24)))
    h.ticket("t", "2025-01-14 15:00", channel="email", opened_by_kind="customer").says("t", "2025-01-14 15:00")
    h.event("t", "2025-01-14 17:00", "schedule", "night")
    found = fact(make(h, promise("2 h")), "t")
    assert (found["due_at"], found["target_calendar"]) == (instant("2025-01-14 17:00"), "s/day")


def test_of_two_switches_in_one_second_the_later_holds(make: Any) -> None:
    h = History()
    _calendar(h, "day", 0, (0, "UTC", daily(9, 17)))
    _calendar(h, "night", 1, (0, "UTC", daily(22, 24)))
    h.ticket("t", "2025-01-14 16:00", channel="email", opened_by_kind="customer")
    for name in ("night", "day", "night"):
        h.event("t", "2025-01-14 16:30", "schedule", name)
    h.event("t", "2025-01-14 18:00", "schedule", "unknown")
    h.says("t", "2025-01-14 16:00").says("t", "2025-01-14 22:10", "a1")
    assert fact(make(h, promise("2 h")), "t")["first_reply_business_s"] == 40 * 60


def test_a_calendar_that_changes_under_a_ticket(make: Any) -> None:
    h = History()
    # From Wednesday noon on the same calendar opens from 14 to 20, in a zone an hour ahead.
    wednesday = instant("2025-01-15 12:00")
    _calendar(h, "desk", 0, (0, "UTC", daily(9, 17)), (wednesday, "Europe/Berlin", daily(14, 20)))
    h.ticket("t", "2025-01-14 16:00", channel="email", opened_by_kind="customer")
    h.says("t", "2025-01-14 16:00").says("t", "2025-01-15 15:00", "a1")
    found = fact(make(h, promise("5 h")), "t")
    # 16-17 on Tuesday, 9-12 on Wednesday by the old hours, 13-15 UTC by the new ones.
    assert found["first_reply_business_s"] == 3600 + 3 * 3600 + 2 * 3600
    assert found["due_at"] == instant("2025-01-15 14:00")


@st.composite
def floors(draw: st.DrawFn) -> tuple[History, list[Case], StoreSettings]:
    """Draw tickets around a night of change, and settings with a promise for each."""
    at, first = draw(nights())
    names = {"c0": first}
    for name in ("c1", "c2"):
        names[name] = draw(nights(around=at))[1]
    h = History()
    h.span = (at // DAY * DAY - 25 * DAY, at // DAY * DAY + 25 * DAY)
    for position, (name, calendar) in enumerate(names.items()):
        h.calendars[name] = calendar
        # The models read names and positions only; the hours come from the calendars above.
        h.add("calendar", calendar=name, from_at=0, zone="UTC", week="0-1", position=position, name=name)
    cases: list[Case] = []
    targets = []
    for number in range(draw(st.integers(6, 14))):
        ticket, created = f"t{number}", at + draw(st.integers(-3 * DAY, 2 * DAY))
        solved = created + draw(st.integers(0, 5 * DAY))
        h.ticket(ticket, clock(created), channel="email", priority=ticket, opened_by_kind="customer")
        h.says(ticket, clock(created))
        timeline: list[tuple[int, Calendar]] = [(0, first)]
        when = st.integers(0, 6) | st.integers(0, 5 * DAY)
        switches = draw(st.dictionaries(when, st.sampled_from(sorted(names)), max_size=3))
        for after, name in sorted(switches.items()):
            h.event(ticket, clock(created + after), "schedule", name)
            # Within 5 seconds it is the automation that files the ticket: it holds from the start.
            timeline = [(0, names[name])] if after <= 5 else [*timeline, (created + after, names[name])]
        h.status(ticket, clock(solved), "solved", "a1")
        seconds = draw(st.integers(1, 2 * DAY))
        exactly = draw(st.booleans())
        if switches and exactly:
            # Exactly as much as has passed when the ticket moves to another calendar.
            seconds = slow.business(timeline, created, created + max(switches)) or seconds
        targets.append(Target("first_response", seconds, True, priority=ticket))
        cases.append((ticket, timeline, created, solved, seconds))
    return h, cases, replace(defaults(), targets=tuple(targets))


@given(floor=floors())
@examples(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_models_agree_with_the_clock_on_the_wall(
    floor: tuple[History, list[Case], StoreSettings],
) -> None:
    history, cases, settings = floor
    made = on_sqlite(history, settings)
    for ticket, timeline, created, solved, seconds in cases:
        found = fact(made, ticket)
        case = f"{ticket} created {created}, solved {solved}, promised {seconds}: {timeline}"
        assert found["first_resolution_business_s"] == slow.business(timeline, created, solved), case
        due = found["due_at"]
        due = due if due is not None and due <= created + UNTIL else None
        assert due == slow.due(timeline, created, seconds, created + UNTIL), case
    others = on_duckdb(history, settings)
    assert made["ticket_fact"] == others["ticket_fact"]
