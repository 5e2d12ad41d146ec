"""What exports of tickets as they stood have shown, one after the other, becomes a history."""

from typing import Any

from tests.facts.histories import History, fact, instant


def at(time: str) -> int:
    return instant(f"2025-01-14 {time}")


def seen(h: History, ticket: str, time: str, **stood: object) -> History:
    """Add how an export of 14 January found a ticket."""
    return h.add("observed", ticket=ticket, from_at=at(time), **stood)


def called() -> History:
    """Return the history of a call at 10:00, to be answered within 20 seconds, and of two agents."""
    h = History().add("agent", agent="a1", kind="human").add("agent", agent="a2", kind="human")
    return h.ticket("t", "2025-01-14 10:00", opened_by_kind="customer", channel="phone")


def test_an_open_ticket_is_open_since_the_export_and_was_its_agents_all_along(make: Any) -> None:
    found = fact(make(seen(called(), "t", "12:00", status="open", assignee="a1")), "t")
    assert (found["status"], found["status_at"], found["new_s"]) == ("open", at("12:00"), 7200)
    assert (found["solves"], found["first_solved_at"]) == (0, None)
    # Whoever held it when the promise broke, twenty seconds after the call, broke it.
    assert (found["outcome_at"], found["outcome_agent"]) == (at("10:00") + 20, "a1")


def test_closed_without_an_instant_it_was_closed_by_the_export_that_found_it_so(make: Any) -> None:
    h = seen(called(), "t", "12:00", status="open", assignee="a1")
    for time in ("13:00", "14:00"):
        seen(h, "t", time, status="closed", assignee="a2")
    found = fact(make(h), "t")
    assert (found["solves"], found["reopens"], found["first_solved_at"]) == (1, 0, at("13:00"))
    assert (found["solver"], found["handoffs"], found["outcome_agent"]) == ("a2", 1, "a1")


def test_closed_at_first_sight_it_was_closed_when_it_says(make: Any) -> None:
    h = seen(called(), "t", "12:00", status="closed", closed_at=at("11:30"), assignee="a1")
    found = fact(make(h), "t")
    assert (found["solves"], found["first_solved_at"], found["new_s"]) == (1, at("11:30"), 5400)
