"""Due times and results that a helpdesk states are its targets; 14 January 2025 is a Tuesday. Worked out by hand."""

from typing import Any

import pytest

from cxtui.facts.tables import DERIVED
from cxtui.settings import StoreSettings, defaults, loads
from tests.facts.clocks import when
from tests.facts.histories import History, fact, instant, on_duckdb, on_sqlite

HOUR = 3600
OWN = loads(
    '[[target]]\nmetric = "first_response"\nwithin = "2 h"\n[[target]]\nmetric = "resolution"\nwithin = "8 h"\n'
)
OF_CHAT = loads('[[target]]\nmetric = "first_response"\nchannel = "chat"\nwithin = "2 h"\n')
Made = dict[str, list[tuple[Any, ...]]]


def stands(ticket: str, created: str = "2025-01-14 09:00", channel: str = "email", **stated: object) -> History:
    """Return a history of one ticket as a helpdesk states it: instants as text, results as 0 or 1."""
    return add(History(("first_response", "resolution")), ticket, created, channel, **stated)


def add(h: History, ticket: str, created: str, channel: str = "email", **stated: object) -> History:
    h.ticket(ticket, created, channel=channel)
    for metric, value in stated.items():
        history = (
            {"label": value} if metric == "assignee" else {"value": instant(value) if isinstance(value, str) else value}
        )
        h.add("stated", ticket=ticket, metric=metric, **history)
    return h


def both(h: History, settings: StoreSettings | None = None) -> Made:
    """Return what the engines make, which must be the same."""
    made = on_sqlite(h, settings)
    assert made == on_duckdb(h, settings)
    return made


def promise(made: Made, ticket: str = "t") -> tuple[Any, ...]:
    """Return seconds, stated, due, outcome and result of the first response."""
    one = fact(made, ticket)
    return one["target_s"], one["target_stated"], when(one["due_at"]), when(one["outcome_at"]), one["met"]


def clocks(made: Made, ticket: str = "t") -> list[tuple[Any, ...]]:
    """Return state, stated, due, outcome and result of the resolution clocks."""
    names = DERIVED["clock_fact"].names
    rows = [dict(zip(names, row, strict=True)) for row in made["clock_fact"] if row[1] == ticket]
    return [(c["state"], c["stated"], when(c["due_at"]), when(c["outcome_at"]), c["met"]) for c in rows]


@pytest.mark.parametrize(
    ("answered", "met", "known"), [("10:30", 1, "14 10:30"), ("11:00", 1, "14 11:00"), ("11:01", 0, "14 11:00")]
)
def test_a_stated_due_time_is_the_target_of_a_store_that_has_none(answered: str, met: int, known: str) -> None:
    h = stands("t", due_first_response_at="2025-01-14 11:00", first_response_at=f"2025-01-14 {answered}")
    # The packaged promise of e-mail would be 4 opening hours, until 13:00.
    assert promise(both(h)) == (2 * HOUR, 1, "14 11:00", known, met)


def test_nobody_has_answered_and_the_stated_time_is_over() -> None:
    assert promise(both(stands("t", due_first_response_at="2025-01-14 11:00"))) == (
        2 * HOUR, 1, "14 11:00", "14 11:00", 0,
    )  # fmt: skip


def test_targets_of_the_store_come_before_stated_ones() -> None:
    h = stands("t", due_first_response_at="2025-01-14 10:00", first_response_at="2025-01-14 10:30")
    assert promise(both(h, OWN)) == (2 * HOUR, 0, "14 11:00", "14 10:30", 1)


def test_stated_targets_fill_in_where_the_stores_do_not_fit() -> None:
    h = stands("t", due_first_response_at="2025-01-14 10:00", first_response_at="2025-01-14 10:30")
    add(
        h,
        "chat",
        "2025-01-14 09:00",
        "chat",
        due_first_response_at="2025-01-14 10:00",
        first_response_at="2025-01-14 10:30",
    )
    made = both(h, OF_CHAT)
    assert promise(made) == (HOUR, 1, "14 10:00", "14 10:00", 0)
    assert promise(made, "chat") == (2 * HOUR, 0, "14 11:00", "14 10:30", 1)


def test_other_tickets_keep_the_packaged_targets() -> None:
    assert promise(both(stands("t"), defaults())) == (4 * HOUR, 0, "14 13:00", "14 13:00", 0)


def test_a_due_time_before_the_creation_promises_nothing() -> None:
    assert promise(both(stands("t", due_first_response_at="2025-01-14 09:00"))) == (
        4 * HOUR,
        0,
        "14 13:00",
        "14 13:00",
        0,
    )


@pytest.mark.parametrize("kept", [0, 1])
def test_a_stated_result_without_a_due_time_is_known_at_the_reply(kept: int) -> None:
    h = stands("t", first_response_sla=kept, first_response_at="2025-01-14 16:00")
    assert promise(both(h)) == (None, 1, None, "14 16:00", kept)


def test_a_stated_result_of_a_ticket_that_waits_is_no_outcome() -> None:
    assert promise(both(stands("t", first_response_sla=0))) == (None, 1, None, None, None)


def test_times_come_before_a_result_that_contradicts_them() -> None:
    h = stands(
        "t", first_response_sla=0, due_first_response_at="2025-01-14 11:00", first_response_at="2025-01-14 10:30"
    )
    assert promise(both(h)) == (2 * HOUR, 1, "14 11:00", "14 10:30", 1)


@pytest.mark.parametrize(
    ("solved", "state", "met", "known"),
    [("14 17:00", "met", 1, "14 17:00"), ("15 09:00", "met", 1, "15 09:00"), ("15 09:01", "breached", 0, "15 09:00")],
)
def test_a_stated_time_of_resolution_is_a_target(solved: str, state: str, met: int, known: str) -> None:
    h = stands("t", due_resolution_at="2025-01-15 09:00", resolved_at=f"2025-01-{solved}")
    assert clocks(both(h)) == [(state, 1, "15 09:00", known, met)]


def test_a_resolution_that_is_waited_for_breaks_at_the_stated_time() -> None:
    assert clocks(both(stands("t", due_resolution_at="2025-01-15 09:00"))) == [
        ("running", 1, "15 09:00", "15 09:00", 0)
    ]


def test_own_targets_of_resolutions_come_first() -> None:
    h = stands("t", due_resolution_at="2025-01-15 09:00", resolved_at="2025-01-14 18:00")
    assert clocks(both(h, OWN)) == [("breached", 0, "14 17:00", "14 17:00", 0)]


def test_a_stated_time_waits_for_no_customer() -> None:
    h = History(("status",))
    add(h, "t", "2025-01-14 09:00", due_resolution_at="2025-01-14 17:00")
    h.status("t", "2025-01-14 10:00", "pending").status("t", "2025-01-14 16:00", "open")
    h.status("t", "2025-01-14 18:00", "solved")
    assert clocks(both(h)) == [("breached", 1, "14 17:00", "14 17:00", 0)]


@pytest.mark.parametrize(
    ("reopened", "found"),
    [
        ("14 12:00", [("met", 1, "14 17:00", "14 11:00", 1), ("breached", 1, "14 17:00", "14 17:00", 0)]),
        ("14 17:00", [("met", 1, "14 17:00", "14 11:00", 1)]),
    ],
)
def test_a_ticket_reopened_after_the_stated_time_is_promised_nothing(reopened: str, found: list[Any]) -> None:
    h = History(("status",))
    add(h, "t", "2025-01-14 09:00", due_resolution_at="2025-01-14 17:00")
    h.status("t", "2025-01-14 11:00", "solved").status("t", f"2025-01-{reopened}", "open")
    h.status("t", "2025-01-14 18:00", "solved")
    assert clocks(both(h)) == found


@pytest.mark.parametrize(
    ("metric", "kept"), [("resolution_sla", 0), ("resolution_sla", 1), ("made_sla", 0), ("made_sla", 1)]
)
def test_a_stated_result_of_a_resolution_is_known_at_the_solve(metric: str, kept: int) -> None:
    h = stands("t", resolved_at="2025-01-16 12:00")
    h.add("stated", ticket="t", metric=metric, value=kept)
    state = "met" if kept else "breached"
    assert clocks(both(h)) == [(state, 1, None, "16 12:00", kept)]


def test_a_stated_result_says_nothing_of_a_ticket_that_is_open() -> None:
    assert clocks(both(stands("t", made_sla=1))) == [("running", 1, None, None, None)]


def test_who_held_a_ticket_at_a_broken_due_time_has_it() -> None:
    h = stands("t", assignee="ann", due_resolution_at="2025-01-15 09:00", resolved_at="2025-01-16 09:00")
    names = DERIVED["clock_fact"].names
    assert [dict(zip(names, row, strict=True))["agent"] for row in both(h)["clock_fact"]] == ["ann"]
