"""The other columns of the oracle: touches, comments, assignments, reply and solve times, scores, removals.

With the durations in `test_zendesk_oracle` every column that says something about a ticket is compared.
"""

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.reference import test_zendesk_oracle as durations
from tests.reference.oracle import (
    BUSINESS_TOLERANCE,
    MINUTE,
    SAME_SECOND,
    Fact,
    Oracle,
    Row,
    closed_without_solve,
    compared,
    differences,
    seconds,
)

LABELS = {"ticket_id", "case", "note", "created_at", "status"}
"""What names a ticket rather than measures it; statuses and creation are asserted below."""


TIMES: list[tuple[str, str, Callable[[Fact], int | None]]] = [
    ("requester_wait_time_in_calendar_minutes", "v_calendar_status", lambda f: f["new_s"] + f["open_s"] + f["hold_s"]),
    ("agent_work_time_in_calendar_minutes", "v_calendar_status", lambda f: f["new_s"] + f["open_s"]),
    (
        "solve_time_in_calendar_minutes",
        "v_calendar_status",
        lambda f: f["new_s"] + f["open_s"] + f["hold_s"] + f["pending_s"],
    ),
    (
        "agent_work_time_in_business_minutes",
        "v_business_status",
        lambda f: f["new_business_s"] + f["open_business_s"],
    ),
    (
        "solve_time_in_business_minutes",
        "v_business_status",
        lambda f: f["new_business_s"] + f["open_business_s"] + f["hold_business_s"] + f["pending_business_s"],
    ),
]


@pytest.mark.parametrize(("column", "flag", "ours"), TIMES, ids=[t[0] for t in TIMES])
def test_times(oracle: Oracle, column: str, flag: str, ours: Callable[[Fact], int | None]) -> None:
    """Equal up to a minute an interval on the calendar, else exactly but for the seconds before a schedule is set."""
    business = "business" in column

    def tolerance(ticket: str) -> float:
        if business:
            return BUSINESS_TOLERANCE + min(5, max(0, oracle.schedule_gap.get(ticket, 0)))
        return MINUTE * max(1, len(oracle.statuses[ticket]))

    assert differences(oracle, column, flag, ours, tolerance) == {}


def test_solves(oracle: Oracle) -> None:
    """First and last solve are at the same second, but where a ticket was closed without a solve."""
    for ticket, row, fact in compared(oracle, None):
        if not closed_without_solve(oracle, ticket):
            for column in ("first_solved_at", "last_solved_at"):
                assert fact[column] == (seconds(row[column]) if row[column] else None), (ticket, column)
        assert fact["created_at"] == seconds(row["created_at"])
        assert row["status"] == oracle.statuses[ticket][-1] == ("deleted" if fact["excluded"] else fact["status"])
        assert (row["is_agent_submitted"] == "True") == bool(fact["opened_by_agent"])


def test_total_reply_time(oracle: Oracle) -> None:
    """Reply times of all turns add up, where neither an agent's opening nor a solve inside a turn counts otherwise.

    Theirs lets a turn run on through a solve, and knows no turn before an agent's opening message is answered.
    """
    n = 0
    for ticket, row, fact in compared(oracle, None):
        turns = oracle.turns[ticket]
        if fact["opened_by_agent"] or any(turn["closed_at"] for turn in turns):
            continue
        if oracle.name == "cases" and ticket in SAME_SECOND:
            continue
        total = sum(turn["replied_at"] - turn["asked_at"] for turn in turns if turn["replied_at"])
        assert abs(float(row["total_reply_time_calendar_minutes"] or 0) * MINUTE - total) <= len(turns) + 1, ticket
        n += 1
    assert n > 0.5 * len(oracle.expected)


def _agents(oracle: Oracle, ticket: str) -> set[str]:
    return {
        e["actor"] for e in oracle.events[ticket] if e["kind"] in ("message", "note") and e["actor_kind"] == "agent"
    }


def _values(oracle: Oracle, ticket: str, kind: str) -> list[str]:
    return [e["value"] for e in oracle.events[ticket] if e["kind"] == kind and e["value"]]


COUNTS: list[tuple[str, Callable[[Oracle, str, Fact], int]]] = [
    ("count_agent_comments", lambda o, t, f: f["agent_messages"] + f["notes"]),
    ("count_public_comments", lambda o, t, f: f["agent_messages"] + f["customer_messages"]),
    ("total_comments", lambda o, t, f: f["agent_messages"] + f["customer_messages"] + f["notes"]),
    ("count_ticket_handoffs", lambda o, t, f: len(_agents(o, t))),
    ("assignee_stations_count", lambda o, t, f: len(_values(o, t, "assignee"))),
    ("group_stations_count", lambda o, t, f: len(_values(o, t, "team"))),
    ("ticket_deleted_count", lambda o, t, f: sum(e["kind"] == "deleted" for e in o.events[t])),
    ("total_ticket_recoveries", lambda o, t, f: sum(e["kind"] == "restored" for e in o.events[t])),
    ("ticket_total_satisfaction_scores", lambda o, t, f: sum(r["answered_at"] is not None for r in o.scores[t])),
]


@pytest.mark.parametrize(("column", "ours"), COUNTS, ids=[c[0] for c in COUNTS])
def test_counts(oracle: Oracle, column: str, ours: Callable[[Oracle, str, Fact], int]) -> None:
    differ = {
        ticket: (row[column], our_value)
        for ticket, row in oracle.expected.items()
        if float(row[column] or 0) != (our_value := ours(oracle, ticket, oracle.facts[ticket]))
    }
    assert differ == {}


def test_replies_and_touches(oracle: Oracle) -> None:
    """Replies are the same, but where an agent's note opened the ticket theirs may take one off.

    Their touches are public agent comments of a ticket that stays solved, and none at all are many.
    """
    for ticket, row in oracle.expected.items():
        fact = oracle.facts[ticket]
        first = next((e for e in oracle.events[ticket] if e["kind"] in ("message", "note")), None)
        noted = bool(fact["opened_by_agent"]) and first is not None and first["kind"] == "note"
        assert fact["replies"] - float(row["total_agent_replies"]) in ((0, 1) if noted else (0,)), ticket
        solved, touches = row["status"] in ("solved", "closed"), fact["agent_messages"]
        assert (row["is_two_touch_resolution"] == "True") == (solved and touches == 2)
        assert (row["is_multi_touch_resolution"] == "True") == (solved and (touches > 2 or touches == 0))


def test_assignments(oracle: Oracle) -> None:
    """Who had it first and last, how long nobody did, and the way from an assignment to the last solve.

    Theirs has no resolution of a ticket that was reopened and is still open, or deleted.
    """
    for ticket, row in oracle.expected.items():
        given = [e for e in oracle.events[ticket] if e["kind"] == "assignee"]
        fact = oracle.facts[ticket]
        if not given:
            assert row["first_assignee_id"] == row["ticket_unassigned_duration_calendar_minutes"] == ""
            continue
        assert float(row["first_assignee_id"]) == float(given[0]["value"])
        assert (float(row["last_assignee_id"]) if row["last_assignee_id"] else None) == (
            float(fact["assignee"]) if fact["assignee"] else None
        )
        nobody = given[0]["occurred_at"] - fact["created_at"]
        nobody += sum(b["occurred_at"] - a["occurred_at"] for a, b in pairwise(given) if not a["value"])
        assert abs(float(row["ticket_unassigned_duration_calendar_minutes"]) * MINUTE - nobody) <= BUSINESS_TOLERANCE
        stays_solved = row["status"] in ("solved", "closed")
        if closed_without_solve(oracle, ticket) or not stays_solved:
            continue
        for column, at in (("first", given[0]["occurred_at"]), ("last", given[-1]["occurred_at"])):
            _near(row, f"{column}_assignment_to_resolution_calendar_minutes", fact["last_solved_at"] - at)


def _near(row: Row, column: str, ours: int) -> None:
    assert abs(float(row[column]) * MINUTE - ours) <= MINUTE, (row["ticket_id"], column, row[column], ours)


def test_satisfaction(oracle: Oracle) -> None:
    """The first and the last answer are the same."""
    for ticket, row in oracle.expected.items():
        answers = [{1: "good", 0: "bad"}[r["good"]] for r in oracle.scores[ticket] if r["answered_at"] is not None]
        assert row["ticket_first_satisfaction_score"] == (answers[0] if answers else "")
        assert row["ticket_satisfaction_score"] == (answers[-1] if answers else "")


def test_schedules(oracle: Oracle) -> None:
    """The schedules a ticket had are those its events name, in their order; without an event it is the default one."""
    for ticket, row in oracle.expected.items():
        named = _values(oracle, ticket, "schedule")
        if named:
            assert row["schedules"].split("/")[-len(named) :] == named, ticket


def test_every_column_is_compared(oracle: Oracle) -> None:
    named = {c[0] for c in (*durations.BUSINESS, *durations.CALENDAR, *TIMES)}
    named |= {c[0] for c in (*durations.COUNTS, *COUNTS)}
    named |= {
        "first_solved_at", "last_solved_at", "total_reply_time_calendar_minutes", "count_resolutions",
        "count_reopens", "total_agent_replies", "is_one_touch_resolution", "is_two_touch_resolution",
        "is_multi_touch_resolution", "first_assignee_id", "last_assignee_id",
        "first_assignment_to_resolution_calendar_minutes", "last_assignment_to_resolution_calendar_minutes",
        "ticket_unassigned_duration_calendar_minutes", "ticket_first_satisfaction_score",
        "ticket_satisfaction_score", "is_agent_submitted", "schedules",
    }  # fmt: skip
    columns = {c for c in next(iter(oracle.expected.values())) if not c.startswith("v_")}
    assert columns - LABELS - named == set()
