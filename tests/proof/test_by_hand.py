"""Rules that the second implementation found wanting, each worked out by hand."""

from typing import Any

import pytest

from cxtui.calendars import Calendar
from cxtui.clock import FAR
from cxtui.facts.tables import DERIVED
from cxtui.settings import loads
from tests.facts.histories import History, fact, instant, on_duckdb, on_sqlite


@pytest.fixture(params=[on_duckdb, on_sqlite], ids=["duckdb", "sqlite"])
def make(request: pytest.FixtureRequest) -> Any:
    """Run a history on one engine and on the other."""
    return request.param


def test_a_spam_ticket_that_is_restored_stays_spam(make: Any) -> None:
    h = History()
    h.ticket("t", "2025-01-14 10:00", spam=1).event("t", "2025-01-14 11:00", "spam", "1")
    h.event("t", "2025-01-14 12:00", "deleted").event("t", "2025-01-14 13:00", "restored")
    h.ticket("u", "2025-01-14 10:00").event("u", "2025-01-14 11:00", "spam", "1")
    h.event("u", "2025-01-14 12:00", "deleted").event("u", "2025-01-14 13:00", "spam", "0")
    h.event("u", "2025-01-14 14:00", "restored")
    made = make(h)
    assert (fact(made, "t")["excluded"], fact(made, "u")["excluded"]) == (1, 0)
    assert [r[3:5] for r in made["backlog_span"] if r[1] == "u"] == [
        (instant("2025-01-14 10:00"), instant("2025-01-14 11:00")),
        (instant("2025-01-14 14:00"), FAR),
    ]


def test_a_deletion_that_only_the_row_tells_ends_what_a_log_says_in_that_second(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00", deleted_at=instant("2025-01-14 12:00"))
    h.add("state", ticket="t", from_at=instant("2025-01-14 12:00"), seq=1, status="solved")
    found = fact(make(h), "t")
    assert (found["excluded"], found["solves"]) == (1, 1)


def test_passing_through_a_team_of_no_tier_is_on_the_way_up(make: Any) -> None:
    h = History()
    for team, tier in (("first", 1), ("overflow", None), ("second", 2)):
        h.add("team", team=team, tier=tier)
    h.ticket("t", "2025-01-14 10:00")
    for hour, team in enumerate(("first", "overflow", "second"), start=10):
        h.event("t", f"2025-01-14 {hour}:30", "team", team)
    found = fact(make(h), "t")
    assert (found["escalated_at"], found["escalated_tier"]) == (instant("2025-01-14 12:30"), "2")


def test_what_is_told_before_the_creation_holds_from_it_in_its_order(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    for when, status, agent in (("09:50", "open", "a1"), ("09:55", "pending", "a2"), ("11:00", "open", "a2")):
        h.add("state", ticket="t", from_at=instant(f"2025-01-14 {when}"), seq=0, status=status, assignee=agent)
    h.event("t", "2025-01-14 09:58", "escalated", "2")
    found = fact(make(h), "t")
    assert (found["new_s"], found["open_s"], found["pending_s"]) == (0, 0, 3600)
    assert (found["assignee"], found["escalated_at"]) == ("a2", instant("2025-01-14 10:00"))


def test_a_customer_who_gave_up_before_the_creation_waited_not_at_all(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00", channel="chat").event("t", "2025-01-14 09:00", "abandoned")
    found = fact(make(h), "t")
    assert (found["waits_until"], found["outcome_at"]) == (instant("2025-01-14 10:00"), None)


def test_a_reply_of_nobody_is_whose_the_ticket_was_then(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00", channel="chat", opened_by_kind="customer")
    h.event("t", "2025-01-14 10:00", "assignee", "a1").says("t", "2025-01-14 10:00")
    h.event("t", "2025-01-14 10:01", "message", actor_kind="agent", public=1)
    h.event("t", "2025-01-14 12:00", "assignee", "a2")
    found = fact(make(h), "t")
    assert (found["first_reply_agent"], found["outcome_agent"], found["assignee"]) == ("a1", "a1", "a2")


def test_what_was_solved_while_merged_away_is_no_solve_time(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    h.event("t", "2025-01-14 10:30", "merged", "other").status("t", "2025-01-14 11:00", "solved")
    h.event("t", "2025-01-14 12:00", "unmerged").status("t", "2025-01-14 13:00", "open")
    h.status("t", "2025-01-14 15:00", "solved", "a1")
    found = fact(make(h), "t")
    assert (found["solves"], found["reopens"], found["full_resolution_s"]) == (1, 1, 5 * 3600)
    assert found["solve_s"] == 3 * 3600


def test_messages_that_are_not_covered_answer_nothing(make: Any) -> None:
    h = History(coverage=("status", "customers", "purchases")).add("customer", customer="c1")
    h.ticket("t", "2025-01-14 10:00", channel="chat", customer="c1", opened_by_kind="customer")
    h.says("t", "2025-01-14 10:00").says("t", "2025-01-14 10:01", "a1")
    made = make(h)
    found = fact(made, "t")
    assert (found["first_reply_at"], found["first_reply_agent"], found["replies"], found["met"]) == (None,) * 4
    assert (made["customer_turn"], made["contact_credit"]) == ([], [])


def test_a_broken_clock_names_the_calendar_in_which_it_broke(make: Any) -> None:
    h = History()
    for position, name in enumerate(("first", "second")):
        h.calendars[name] = Calendar.parse(name, "UTC", "0-10080", "")
        h.add("calendar", calendar=name, zone="UTC", week="0-10080", position=position, name=name)
    h.ticket("t", "2025-01-14 10:00").event("t", "2025-01-14 12:00", "schedule", "second")
    h.status("t", "2025-01-14 11:30", "pending").status("t", "2025-01-14 13:00", "open")
    made = make(h, loads('[[target]]\nmetric="resolution"\nwithin="1 h"\nbusiness=true\n'))
    (clock,) = (dict(zip(DERIVED["clock_fact"].names, row, strict=True)) for row in made["clock_fact"])
    assert (clock["outcome_at"], clock["met"]) == (instant("2025-01-14 11:00"), 0)
    assert clock["calendar"] == "s/first"


def test_replies_after_six_and_eight_minutes_take_seven(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 15:00", opened_by_kind="customer").says("t", "2025-01-14 15:00")
    h.says("t", "2025-01-14 15:06", "a1").says("t", "2025-01-14 15:10").says("t", "2025-01-14 15:11")
    h.says("t", "2025-01-14 15:18", "a1")
    made = make(h)
    (day,) = (dict(zip(DERIVED["agent_day"].names, row, strict=True)) for row in made["agent_day"])
    assert (day["turns"], day["turn_s"] / day["turns"]) == (2, 7 * 60)
