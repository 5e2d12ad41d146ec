"""Reply time of customer turns in calendar and business seconds, and solve time without the gaps spent solved."""

from typing import Any

from cxtui.calendars import Calendar
from cxtui.facts.tables import DERIVED
from tests.facts.histories import History, fact


def waits(make: Any, h: History) -> list[tuple[int | None, int | None]]:
    """Return calendar and business seconds of every turn."""
    names = DERIVED["customer_turn"].names
    found = [dict(zip(names, row, strict=True)) for row in make(h)["customer_turn"]]
    return [(r["replied_at"] and r["replied_at"] - r["asked_at"], r["reply_business_s"]) for r in found]


def test_six_and_eight_minutes(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00", opened_by_kind="customer").says("t", "2025-01-14 10:00")
    h.says("t", "2025-01-14 10:06", "a1").says("t", "2025-01-14 10:10").says("t", "2025-01-14 10:12")
    h.says("t", "2025-01-14 10:18", "a1")
    assert waits(make, h) == [(360, 360), (480, 480)]


def test_business_time_of_a_turn_leaves_out_closed_hours(make: Any) -> None:
    h = History().ticket("t", "2025-01-16 12:00", opened_by_kind="customer")  # a Thursday
    h.says("t", "2025-01-16 12:00").says("t", "2025-01-16 13:00", "a1")
    h.says("t", "2025-01-17 16:30").says("t", "2025-01-20 09:15", "a1")  # Friday to Monday
    h.says("t", "2025-01-20 17:30").says("t", "2025-01-20 23:00", "a1")  # all of it in the evening
    h.says("t", "2025-01-21 08:00")  # nobody has answered
    h.says("t", "2025-01-21 09:00").status("t", "2025-01-21 10:00", "solved", "a1")
    assert waits(make, h) == [(3600, 3600), (64 * 3600 + 45 * 60, 45 * 60), (5 * 3600 + 1800, 0), (None, None)]


def test_a_turn_that_runs_in_two_calendars(make: Any) -> None:
    h = History()
    for position, (name, week) in enumerate((("early", "2160-2280"), ("late", "2280-2400"))):  # Mon 12-14, 14-16
        h.calendars[name] = Calendar.parse(name, "UTC", week, "")
        h.add("calendar", calendar=name, zone="UTC", week=week, position=position, name=name)
    h.ticket("t", "2025-01-13 11:00", opened_by_kind="customer").says("t", "2025-01-13 11:30")
    h.event("t", "2025-01-13 13:00", "schedule", "late").says("t", "2025-01-13 14:20", "a1")
    # An hour of the early calendar until the change at 13:00, then twenty minutes of the late one.
    assert waits(make, h) == [(2 * 3600 + 50 * 60, 80 * 60)]


def test_a_bulk_of_messages_and_equal_instants(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00", opened_by_kind="customer")
    h.says("t", "2025-01-14 10:00").says("t", "2025-01-14 10:00", "a1")  # answered in the same second
    h.says("t", "2025-01-14 10:05").says("t", "2025-01-14 10:06", "b1").says("t", "2025-01-14 10:07", "a1")
    assert waits(make, h) == [(0, 0), (120, 120)]


def test_without_messages_there_are_no_turns_and_no_points_for_them(make: Any) -> None:
    h = History(coverage=("status",)).ticket("t", "2025-01-14 10:00").status("t", "2025-01-14 12:00", "solved")
    assert waits(make, h) == []


def test_solve_time_leaves_out_what_was_spent_solved(make: Any) -> None:
    h = History().ticket("twice", "2025-01-14 10:00")  # a Tuesday
    for when, value in (
        ("14 11:00", "open"), ("14 12:00", "solved"), ("14 16:00", "open"), ("15 10:00", "solved"),
        ("16 10:00", "closed"), ("20 10:00", "open"),
    ):  # fmt: skip
        h.status("twice", f"2025-01-{when}", value, "a1")
    h.ticket("once", "2025-01-14 10:00").status("once", "2025-01-14 12:00", "solved")
    h.status("once", "2025-01-15 12:00", "closed")
    h.ticket("never", "2025-01-14 10:00").status("never", "2025-01-14 11:00", "open")
    made = make(h)
    twice, once, never = (fact(made, t) for t in ("twice", "once", "never"))
    assert (twice["solves"], twice["full_resolution_s"]) == (2, 24 * 3600)
    assert twice["solve_s"] == (2 + 18) * 3600  # 10-12, and from 16:00 until 10:00 the next day
    assert twice["full_resolution_business_s"] == (7 + 1) * 3600
    assert twice["solve_business_s"] == (2 + 1 + 1) * 3600  # 10-12, 16-17 and 9-10
    assert (once["solve_s"], once["solve_business_s"]) == (7200, 7200)
    assert (once["full_resolution_s"], once["full_resolution_business_s"]) == (7200, 7200)
    assert (never["solve_s"], never["solve_business_s"], never["solves"]) == (None, None, 0)


def test_solved_closed_and_solved_again_are_one_gap(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    for hour, value in ((11, "solved"), (12, "closed"), (13, "pending"), (14, "closed"), (15, "open"), (16, "solved")):
        h.status("t", f"2025-01-14 {hour}:00", value)
    found = fact(make(h), "t")
    assert (found["solves"], found["full_resolution_s"], found["solve_s"]) == (3, 6 * 3600, 3 * 3600)
    assert found["solve_business_s"] == 3 * 3600
