"""All clocks of an opened ticket as of any instant: state, reason, next boundary and both kinds of seconds."""

from pathlib import Path

import pytest

from cxtui.kpis.floor import Clock
from cxtui.settings import loads
from tests.facts.clocks import SETTINGS, everything, when
from tests.facts.histories import History
from tests.kpis.reading.stores import opened, stored

HOUR = 3600


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the tickets with clocks of every kind (business hours Mon–Fri 09–17)."""
    return stored(everything(), tmp_path_factory.mktemp("clocks") / "floor.db", SETTINGS)


def at(store: Path, ticket: str, moment: str) -> dict[str, list[Clock]]:
    """Return a ticket's clocks by metric, the order being that of the view."""
    view = opened(store, ticket, f"2025-01-{moment}")
    assert view is not None
    found: dict[str, list[Clock]] = {}
    for clock in view.clocks:
        found.setdefault(clock.metric, []).append(clock)
    return found


def fields(clock: Clock) -> tuple[object, ...]:
    """Return state, due instant, seconds left in the clock's own time, and why."""
    return clock.state, when(clock.due_at), clock.remaining_s, clock.why


def test_each_metric_has_its_clock_in_one_order(store: Path) -> None:
    assert list(at(store, "dialogue", "14 10:30")) == [
        "first_response", "next_reply", "resolution", "agent_work", "requester_wait",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("14 09:59", ("running", "14 17:00", 7 * HOUR + 60, "the ticket is not solved yet")),
        ("14 10:00", ("paused", None, 7 * HOUR, "it waits for the customer to answer")),
        ("14 13:59", ("paused", None, 7 * HOUR, "it waits for the customer to answer")),
        ("14 14:00", ("running", "14 21:00", 7 * HOUR, "the ticket is not solved yet")),
        ("14 20:59", ("running", "14 21:00", 60, "the ticket is not solved yet")),
        ("14 21:30", ("breached", "14 21:00", -1800, "the ticket is not solved and it was due")),
    ],
)
def test_a_clock_that_paused_is_told_as_it_stood_then(store: Path, moment: str, expected: tuple[object, ...]) -> None:
    (clock,) = at(store, "asked again", moment)["resolution"]
    assert fields(clock) == expected


def test_before_a_change_the_old_target_stands_and_after_it_the_new_one(store: Path) -> None:
    first = {
        m: [fields(c) for c in at(store, "raised", m)["first_response"]] for m in ("14 09:15", "14 09:30", "14 09:50")
    }
    assert first == {
        "14 09:15": [("running", "14 13:00", 3 * HOUR + 45 * 60, "no human has answered yet")],
        "14 09:30": [("running", "14 10:00", 1800, "no human has answered yet")],
        "14 09:50": [("met", "14 10:00", None, "answered in time")],
    }


def test_a_target_that_broke_stays_in_sight_beside_the_new_one(store: Path) -> None:
    shown = [fields(c) for c in at(store, "lowered", "14 11:00")["first_response"]]
    assert shown == [
        ("breached", "14 10:00", None, "it was due before another target was applied"),
        ("running", "14 13:00", 2 * HOUR, "no human has answered yet"),
    ]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("14 10:30", ("running", "14 12:00", 90 * 60, "the customer waits for an answer")),
        ("14 12:00", ("met", "14 12:00", None, "answered in time")),
        ("14 13:30", ("running", "14 15:00", 90 * 60, "the customer waits for an answer")),
        ("14 14:30", ("unanswered", "14 15:00", None, "it left the backlog without a reply")),
        ("14 17:30", ("breached", "14 17:00", -1800, "nobody has answered and it was due")),
        ("14 18:30", ("breached", "14 17:00", None, "answered after it was due")),
    ],
)
def test_the_newest_turn_of_the_customer(store: Path, moment: str, expected: tuple[object, ...]) -> None:
    assert fields(at(store, "dialogue", moment)["next_reply"][-1]) == expected


def test_a_shut_calendar_pauses_and_says_when_it_opens(store: Path) -> None:
    # Friday 16:00, ten business hours: an hour on Friday, two on Monday until it is pending.
    (clock,) = at(store, "weekend", "17 16:30")["requester_wait"]
    assert (clock.state, when(clock.due_at), clock.remaining_s, when(clock.boundary_at)) == (
        "running", "21 10:00", 9 * HOUR + 1800, "17 17:00",
    )  # fmt: skip
    assert (clock.calendar_s, clock.business_s) == (3 * 86_400 + 17 * HOUR + 1800, 9 * HOUR + 1800)
    (clock,) = at(store, "weekend", "18 12:00")["requester_wait"]
    assert (clock.state, clock.why) == ("paused", "the calendar business is shut now")
    assert (clock.remaining_s, when(clock.boundary_at)) == (9 * HOUR, "20 09:00")
    (clock,) = at(store, "weekend", "20 11:00")["requester_wait"]
    assert (clock.state, clock.due_at, clock.boundary_at) == ("paused", None, None)
    assert (clock.remaining_s, clock.calendar_s, clock.business_s) == (8 * HOUR, None, 8 * HOUR)


def test_a_clock_in_calendar_time_tells_opening_hours_too(store: Path) -> None:
    (clock,) = at(store, "held", "14 16:30")["resolution"]
    assert (clock.calendar, when(clock.boundary_at), clock.calendar_s, clock.business_s) == (
        None,
        "14 17:00",
        1800,
        1800,
    )
    (late,) = at(store, "held", "14 19:00")["resolution"]
    assert (late.state, late.boundary_at, late.calendar_s, late.business_s) == ("breached", None, -2 * HOUR, 0)


def test_a_broken_clock_stays_broken_after_a_reopening(store: Path) -> None:
    (clock,) = at(store, "broken", "15 11:00")["resolution"]
    assert fields(clock) == ("breached", "14 17:00", None, "solved after it was due")


def test_a_reopening_shows_what_is_left(store: Path) -> None:
    assert [fields(c) for c in at(store, "reopened", "14 12:00")["resolution"]] == [
        ("met", "14 17:00", None, "solved in time")
    ]
    assert [fields(c) for c in at(store, "reopened", "15 11:00")["resolution"]] == [
        ("running", "15 16:00", 5 * HOUR, "the ticket is not solved yet")
    ]


def test_opening_hours_of_the_ticket_count_for_a_clock_in_calendar_time(tmp_path: Path) -> None:
    h = History().add("calendar", calendar="short", from_at=0, zone="UTC", week="2160-2220", position=0)  # Mon 12–13
    h.ticket("t", "2025-01-20 09:00", opened_by_kind="customer").says("t", "2025-01-20 09:00")
    store = stored(h, tmp_path / "floor.db", loads('[[target]]\nmetric = "first_response"\nwithin = "4 h"\n'))
    (clock,) = at(store, "t", "20 09:00")["first_response"]
    assert (clock.remaining_s, clock.calendar_s, clock.business_s) == (4 * HOUR, 4 * HOUR, HOUR)
