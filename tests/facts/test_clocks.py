"""Service-level clocks of histories worked out by hand, one rule each; 14 January 2025 is a Tuesday."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cxtui.canonical import TARGET_METRICS
from cxtui.settings import defaults
from tests.facts.clocks import SETTINGS, Made, clock_rows, clocks, everything, when
from tests.facts.histories import History, fact, instant, on_duckdb, on_sqlite

HOUR = 3600


@pytest.fixture(scope="module")
def both() -> tuple[Made, Made]:
    """Return what each engine makes of all the tickets."""
    h = everything()
    return on_duckdb(h, SETTINGS), on_sqlite(h, SETTINGS)


@pytest.fixture(scope="module")
def made(both: tuple[Made, Made]) -> Iterator[Made]:
    """Return what DuckDB makes of them."""
    yield both[0]


def test_engines_agree(both: tuple[Made, Made]) -> None:
    assert both[0] == both[1]
    assert {row[2] for row in both[0]["clock_fact"]} == set(TARGET_METRICS)


def first(made: Made, ticket: str) -> tuple[Any, ...]:
    """Return target, due, outcome, result and agent of the ticket's first response."""
    one = fact(made, ticket)
    return one["target_s"], when(one["due_at"]), when(one["outcome_at"]), one["met"], one["outcome_agent"]


def test_a_target_replaced_before_it_was_due_leaves_no_outcome(made: Made) -> None:
    assert clock_rows(made, "raised", "first_response") == [
        ("replaced", "14 13:00", None, None, None), ("met", "14 10:00", "14 09:50", 1, "a1"),
    ]  # fmt: skip
    old, new = clocks(made, "raised", "first_response")
    assert (old["applied_at"], old["ended_at"]) == ("14 09:00", "14 09:30")
    assert (new["started_at"], new["applied_at"], new["ended_at"]) == ("14 09:00", "14 09:30", "14 09:50")
    assert first(made, "raised") == (HOUR, "14 10:00", "14 09:50", 1, "a1")


def test_a_target_cannot_break_before_it_was_applied(made: Made) -> None:
    # One hour from 09:00 was over when it became urgent at 11:00.
    assert clock_rows(made, "raised late", "first_response")[1] == ("breached", "14 11:00", "14 11:00", 0, "a1")
    assert first(made, "raised late") == (HOUR, "14 11:00", "14 11:00", 0, "a1")


def test_an_outcome_stays_when_a_new_target_is_applied_and_counts_once(made: Made) -> None:
    assert clock_rows(made, "lowered", "first_response") == [
        ("breached", "14 10:00", "14 10:00", 0, "a2"), ("met", "14 13:00", "14 12:00", 1, "a1"),
    ]  # fmt: skip
    assert [c["counted"] for c in clocks(made, "lowered", "first_response")] == [1, 0]
    assert first(made, "lowered") == (HOUR, "14 10:00", "14 10:00", 0, "a2")


def test_a_change_to_the_same_target_changes_nothing(made: Made) -> None:
    assert clocks(made, "always urgent", "first_response") == []
    assert first(made, "always urgent")[:3] == (HOUR, "14 10:00", "14 10:00")


def test_what_changes_after_the_answer_starts_no_target(made: Made) -> None:
    assert first(made, "answered before") == (4 * HOUR, "14 13:00", "14 09:20", 1, "a1")
    assert len(clocks(made, "answered before", "first_response")) == 1


def test_a_state_log_changes_targets_as_events_do(made: Made) -> None:
    states = [(c["state"], c["target_s"], c["applied_at"]) for c in clocks(made, "logged", "first_response")]
    assert states == [("replaced", 4 * HOUR, "14 09:00"), ("running", HOUR, "14 09:30")]
    assert first(made, "logged") == (HOUR, "14 10:00", "14 10:00", 0, "a1")


def test_solved_at_exactly_the_due_instant_is_met(made: Made) -> None:
    assert clock_rows(made, "exact", "resolution") == [("met", "14 17:00", "14 17:00", 1, "a2")]
    assert clock_rows(made, "late", "resolution") == [("breached", "14 17:00", "14 17:00", 0, "a2")]
    assert clocks(made, "late", "resolution")[0]["why"] == "solved after it was due"


def test_a_clock_that_waits_for_the_customer_has_no_due_instant_but_time_left(made: Made) -> None:
    (clock,) = clocks(made, "waits", "resolution")
    assert (clock["state"], clock["due_at"], clock["left_s"]) == ("paused", None, 7 * HOUR)
    assert (clock["why"], clock["outcome_at"]) == ("it waits for the customer to answer", None)
    assert clock_rows(made, "asked again", "resolution") == [("running", "14 21:00", "14 21:00", 0, "a1")]
    steps = [(s["from_at"], s["to_at"], s["kind"], s["due_at"], s["left_s"])
             for s in clocks(made, "asked again", "resolution", "clock_step")]  # fmt: skip
    assert steps == [
        ("14 09:00", "14 10:00", "run", "14 17:00", None),
        ("14 10:00", "14 14:00", "pending", None, 7 * HOUR),
        ("14 14:00", None, "run", "14 21:00", None),
    ]


def test_on_hold_the_customer_waits_and_the_agent_does_not_work(made: Made) -> None:
    (work,) = clocks(made, "held", "agent_work")
    assert (work["state"], work["left_s"]) == ("paused", 2 * HOUR)
    assert work["why"] == "it is on hold and waits for a third party"
    assert clock_rows(made, "held", "resolution") == [("running", "14 17:00", "14 17:00", 0, "a1")]


def test_a_reopening_resumes_with_what_was_used(made: Made) -> None:
    assert clock_rows(made, "reopened", "resolution") == [
        ("met", "14 17:00", "14 11:00", 1, "a1"), ("running", "15 16:00", "15 16:00", 0, "a2"),
    ]  # fmt: skip
    assert [(c["started_at"], c["from_at"]) for c in clocks(made, "reopened", "resolution")] == [
        ("14 09:00", "14 09:00"), ("14 09:00", "15 10:00"),
    ]  # fmt: skip


def test_a_broken_clock_has_no_second_outcome_after_a_reopening(made: Made) -> None:
    assert clock_rows(made, "broken", "resolution") == [("breached", "14 17:00", "14 17:00", 0, "a1")]


def test_a_breach_is_of_who_held_the_ticket_when_it_broke(made: Made) -> None:
    # Two hours of the night team from 09:00, applied at 10:00; a2 held it from 10:30 to 12:00.
    assert clock_rows(made, "moved", "resolution") == [
        ("replaced", "14 17:00", None, None, None), ("breached", "14 11:00", "14 11:00", 0, "a2"),
    ]  # fmt: skip


def test_of_equally_specific_targets_the_earliest_applies(made: Made) -> None:
    assert [c["target_s"] for c in clocks(made, "both", "resolution")] == [5 * HOUR]


def test_a_merged_ticket_has_no_clock(made: Made) -> None:
    assert not [row for row in made["clock_fact"] if row[1] == "merged"]


def test_a_clock_stands_still_while_a_ticket_is_deleted(made: Made) -> None:
    assert clock_rows(made, "restored", "resolution") == [("running", "14 18:00", "14 18:00", 0, "a1")]
    steps = [(s["kind"], s["left_s"]) for s in clocks(made, "restored", "resolution", "clock_step")]
    assert steps == [("run", None), ("gone", 7 * HOUR), ("run", None)]


@pytest.mark.parametrize("engine", [on_duckdb, on_sqlite])
def test_a_clock_needs_a_history_or_a_claim_to_run_on(engine: Callable[..., Made]) -> None:
    for coverage, expected in (
        (("messages",), {"first_response"}),
        (("first_response", "resolution"), {"first_response", "resolution", "agent_work", "requester_wait"}),
    ):
        h = History(coverage).ticket("t", "2025-01-14 09:00", opened_by_kind="customer", team="night")
        h.event("t", "2025-01-14 10:00", "team", "night", previous="day")
        h.event("t", "2025-01-14 10:30", "priority", "urgent", previous="normal")
        h.add("stated", ticket="t", metric="resolved_at", value=instant("2025-01-14 10:40"))
        made = engine(h, SETTINGS)
        assert {row[2] for row in made["clock_fact"]} == expected
        if "resolution" in coverage:
            assert [row[0] for row in clock_rows(made, "t", "resolution")] == ["replaced", "met"]


def test_opening_hours_over_a_weekend_and_a_pause(made: Made) -> None:
    # Fri 16-17 (1 h), Mon 9-10 (2 h), two hours pending, Mon 12-17 (7 h), Tue 9-12 (10 h).
    assert clock_rows(made, "weekend", "requester_wait") == [("running", "21 12:00", "21 12:00", 0, "a1")]
    steps = [(s["from_at"], s["kind"], s["due_at"], s["left_s"])
             for s in clocks(made, "weekend", "requester_wait", "clock_step")]  # fmt: skip
    assert steps == [
        ("17 16:00", "run", "21 10:00", None),
        ("20 10:00", "pending", None, 8 * HOUR),
        ("20 12:00", "run", "21 12:00", None),
    ]


def test_each_turn_of_the_customer_has_its_own_next_reply(made: Made) -> None:
    assert clock_rows(made, "dialogue", "next_reply") == [
        ("met", "14 12:00", "14 12:00", 1, "a1"),
        ("unanswered", "14 15:00", None, None, None),
        ("breached", "14 17:00", "14 17:00", 0, "a2"),
    ]
    assert [c["started_at"] for c in clocks(made, "dialogue", "next_reply")] == ["14 10:00", "14 13:00", "14 15:00"]
    assert clocks(made, "unanswered", "next_reply") == []


def test_default_settings_keep_no_clock_rows() -> None:
    h = everything()
    for engine in (on_duckdb, on_sqlite):
        made = engine(h, defaults())
        assert (made["clock_fact"], made["clock_step"]) == ([], [])
