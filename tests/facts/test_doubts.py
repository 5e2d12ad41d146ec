"""What makes a ticket doubtful, by hand: every kind once, on both engines."""

from typing import Any

import pytest

from tests.facts.histories import History, instant

AT = "2025-01-14 10:00"
LATER = instant("2025-01-14 12:00")


def doubts(made: Any) -> dict[tuple[str, str], int]:
    """Return what is doubtful by ticket and kind, and how often."""
    return {(ticket, kind): count for _, ticket, kind, count in made["doubt"]}


def sound(ticket: str) -> History:
    """Return a ticket of which nothing is doubtful: asked, answered, solved."""
    h = History().add("agent", agent="a1", kind="human").ticket(ticket, AT)
    h.says(ticket, AT, "c1").status(ticket, AT, "new", "c1").event(ticket, "2025-01-14 10:05", "assignee", "a1")
    return h.says(ticket, "2025-01-14 10:10", "a1").status(ticket, "2025-01-14 11:00", "solved", "a1")


def test_nothing_is_doubtful_of_a_whole_history(make: Any) -> None:
    assert doubts(make(sound("t"))) == {}


def test_a_reply_and_a_solve_before_the_creation(make: Any) -> None:
    h = sound("t").says("t", "2025-01-14 09:59", "a1").event("t", "2025-01-14 09:58", "note", actor="a1")
    h.status("t", "2025-01-14 09:57", "solved")
    assert doubts(make(h)) == {("t", "message before creation"): 2, ("t", "event before creation"): 1}


def test_rows_of_a_state_log_before_the_creation(make: Any) -> None:
    h = History().ticket("t", AT)
    h.add("state", ticket="t", from_at=instant("2025-01-14 09:00"), seq=0, status="new", team="x")
    h.add("state", ticket="t", from_at=LATER, seq=0, status="solved", team="x")
    # One row brings a status and a team.
    assert doubts(make(h)) == {("t", "event before creation"): 2}


def test_what_an_event_says_was_there_before(make: Any) -> None:
    h = sound("t")
    h.event("t", "2025-01-14 12:00", "status", "open", previous="pending")  # it was solved
    h.event("t", "2025-01-14 12:10", "status", "solved", previous="open")
    h.event("t", "2025-01-14 12:20", "assignee", "a1", previous="a1")
    h.event("t", "2025-01-14 12:30", "team", "y", previous="x")  # nothing is known of the team before
    h.event("t", "2025-01-14 12:40", "escalated", "2", previous="a bug")  # the reason
    assert doubts(make(h)) == {("t", "event contradicts what came before"): 1}


def test_events_that_came_in_another_order_than_they_happened(make: Any) -> None:
    h = History().ticket("t", AT).says("t", AT)
    h.event("t", "2025-01-14 12:00", "status", "closed", previous="solved")
    h.event("t", "2025-01-14 11:00", "status", "solved", previous="open")
    h.event("t", AT, "status", "open", previous="new")
    assert doubts(make(h)) == {}


def test_a_ticket_without_events(make: Any) -> None:
    h = sound("t").ticket("silent", AT).ticket("prioritised", AT)
    h.event("prioritised", AT, "priority", "high")
    h.ticket("logged", AT).add("state", ticket="logged", from_at=instant(AT), seq=0, status="new")
    assert doubts(make(h)) == {("silent", "no events"): 1, ("prioritised", "no events"): 1}


@pytest.mark.parametrize(("coverage", "found"), [("messages", 1), ("status", 1), ("first_response", 0)])
def test_where_no_history_is_covered_none_is_missed(make: Any, coverage: str, found: int) -> None:
    assert len(doubts(make(History(coverage=(coverage,)).ticket("t", AT)))) == found


@pytest.mark.parametrize(
    ("metric", "kind"),
    [
        ("first_response_at", "first response stated before creation"),
        ("resolved_at", "resolution stated before creation"),
        ("closed_at", "resolution stated before creation"),
    ],
)
def test_what_is_stated_before_the_creation(make: Any, metric: str, kind: str) -> None:
    h = sound("t").ticket("u", AT).says("u", AT)
    h.add("stated", ticket="t", metric=metric, value=instant(AT))
    h.add("stated", ticket="u", metric=metric, value=instant(AT) - 1)
    assert doubts(make(h)) == {("u", kind): 1}


@pytest.mark.parametrize(
    ("flag", "done", "due", "kind"),
    [
        ("first_response_sla", "first_response_at", "due_first_response_at", "first-response"),
        ("resolution_sla", "resolved_at", "due_resolution_at", "resolution"),
    ],
)
@pytest.mark.parametrize(
    ("met", "late_s", "contradicts"),
    # The very second may be either, since fractions of seconds were cut.
    [(1, -1, False), (1, 0, False), (1, 1, True), (0, -1, True), (0, 0, False), (0, 1, False)],
)
def test_stated_results_against_stated_times(
    make: Any, flag: str, done: str, due: str, kind: str, met: int, late_s: int, contradicts: bool
) -> None:
    h = sound("t")
    for metric, value in ((flag, met), (done, LATER + late_s), (due, LATER)):
        h.add("stated", ticket="t", metric=metric, value=value)
    expected = {("t", f"stated {kind} result contradicts its times"): 1} if contradicts else {}
    assert doubts(make(h)) == expected


def test_an_agent_nobody_knows_held_the_ticket(make: Any) -> None:
    h = sound("t").event("t", "2025-01-14 12:00", "assignee", "a9")
    assert doubts(make(h)) == {("t", "unknown agent"): 1}


@pytest.mark.parametrize(
    ("kind", "value", "scale", "doubt"),
    [
        ("csat", 5.0, (1.0, 5.0), None),
        ("csat", 6.0, (1.0, 5.0), "answer outside its scale"),
        ("csat", 0.0, (1.0, 5.0), "answer outside its scale"),
        ("csat", 4.0, (None, None), "answer outside its scale"),
        ("csat", 4.0, (5.0, 1.0), "answer outside its scale"),
        ("csat", None, (None, None), None),
        ("ces", 8.0, (1.0, 7.0), "answer outside its scale"),
        ("nps", 9.0, (0.0, 10.0), None),
        ("nps", 9.0, (1.0, 10.0), None),
        ("nps", 4.0, (1.0, 5.0), "nps answer on another scale"),
        ("nps", 11.0, (0.0, 10.0), "answer outside its scale"),
    ],
)
def test_answers_and_their_scales(
    make: Any, kind: str, value: float | None, scale: tuple[float | None, float | None], doubt: str | None
) -> None:
    h = sound("t").add(
        "rating", rating="r", ticket="t", kind=kind, value=value, scale_min=scale[0], scale_max=scale[1],
        sent_at=LATER, occurred_at=LATER,
    )  # fmt: skip
    assert doubts(make(h)) == ({("t", doubt): 1} if doubt else {})


def test_the_survey_of_a_ticket_that_is_not_there_is_no_tickets_doubt(make: Any) -> None:
    h = sound("t").add(
        "rating", rating="r", ticket="nowhere", kind="csat", value=9.0, scale_min=1.0, scale_max=5.0, occurred_at=LATER
    )
    assert doubts(make(h)) == {}
