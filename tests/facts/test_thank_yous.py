"""A reopening that is closed again without a human reply, as a thank-you is: counted, or left out by the setting."""

from dataclasses import replace
from typing import Any

import pytest

from cxtui.settings import defaults
from tests.facts.histories import ALL, History, fact, instant

SOLVED, AGAIN, CLOSED = "2025-01-14 11:00", "2025-01-14 12:00", "2025-01-14 12:05"
COUNT = defaults()
LEFT_OUT = replace(COUNT, thank_yous="leave out")


def reopened(coverage: tuple[str, ...] = ALL) -> History:
    """Return a ticket that was answered, solved, and reopened by its customer."""
    return add(History(coverage), "t")


def add(h: History, ticket: str) -> History:
    """Add such a ticket to a history."""
    h.ticket(ticket, "2025-01-14 10:00").says(ticket, "2025-01-14 10:00")
    h.says(ticket, "2025-01-14 10:30", "a1").status(ticket, SOLVED, "solved", "a1")
    return h.says(ticket, AGAIN).status(ticket, AGAIN, "open", "c1")


def every_reopening() -> History:
    """Return the tickets of all tests here in one history, for both engines to agree on."""
    h = History()
    replies = {"none": None, "robot": ("12:02", "b1"), "customer": ("12:02", "c1"), "before": ("11:59:59", "a1"),
               "at once": ("12:00", "a1"), "at last": ("12:05", "a1"), "after": ("12:05:01", "a1")}  # fmt: skip
    for ticket, reply in replies.items():
        add(h, ticket)
        if reply is not None:
            h.says(ticket, f"2025-01-14 {reply[0]}", reply[1])
        h.status(ticket, CLOSED, "solved", "a1")
    add(h, "open")
    add(h, "answered").says("answered", "2025-01-14 13:00", "a1")
    add(h, "again").status("again", CLOSED, "solved", "a1").status("again", "2025-01-15 09:00", "open", "c1")
    return h.says("again", "2025-01-15 09:10", "a1").status("again", "2025-01-15 09:20", "solved", "a1")


@pytest.fixture
def outcome(make: Any) -> Any:
    """Return what gives solves, reopenings, the first of them and the last solve of the ticket."""

    def read(h: History, settings: Any) -> tuple[int, int, int | None, int]:
        found = fact(make(h, settings), "t")
        return found["solves"], found["reopens"], found["first_reopened_at"], found["last_solved_at"]

    return read


def test_closed_again_without_a_reply_it_counts_or_not(outcome: Any) -> None:
    h = reopened().status("t", CLOSED, "solved", "a1")
    assert outcome(h, COUNT) == (2, 1, instant(AGAIN), instant(CLOSED))
    assert outcome(h, LEFT_OUT) == (1, 0, None, instant(SOLVED))


@pytest.mark.parametrize("who", ["b1", "c1"])
def test_a_reply_of_nobody_changes_nothing(outcome: Any, who: str) -> None:
    h = reopened().says("t", "2025-01-14 12:02", who).status("t", CLOSED, "solved", "a1")
    assert outcome(h, LEFT_OUT) == (1, 0, None, instant(SOLVED))


@pytest.mark.parametrize(
    ("when", "counts"),
    [
        ("2025-01-14 11:59:59", False),  # before the reopening
        (AGAIN, True),
        (CLOSED, True),  # in the second of the solve
        ("2025-01-14 12:05:01", False),
    ],
)
def test_answered_before_it_is_solved_again_it_counts_from_the_reply(outcome: Any, when: str, counts: bool) -> None:
    h = reopened().says("t", when, "a1").status("t", CLOSED, "solved", "a1")
    expected = (2, 1, instant(when), instant(CLOSED)) if counts else (1, 0, None, instant(SOLVED))
    assert outcome(h, LEFT_OUT) == expected


def test_still_open_it_counts_once_somebody_replied(outcome: Any) -> None:
    assert outcome(reopened(), COUNT)[:3] == (1, 1, instant(AGAIN))
    assert outcome(reopened(), LEFT_OUT) == (1, 0, None, instant(SOLVED))
    assert outcome(reopened().says("t", "2025-01-14 13:00", "a1"), LEFT_OUT)[:3] == (
        1, 1, instant("2025-01-14 13:00"),
    )  # fmt: skip


def test_a_real_reopening_after_a_thank_you_counts(outcome: Any) -> None:
    h = reopened().status("t", CLOSED, "solved", "a1").status("t", "2025-01-15 09:00", "open", "c1")
    h.says("t", "2025-01-15 09:10", "a1").status("t", "2025-01-15 09:20", "solved", "a1")
    assert outcome(h, LEFT_OUT) == (2, 1, instant("2025-01-15 09:10"), instant("2025-01-15 09:20"))
    assert outcome(h, COUNT) == (3, 2, instant(AGAIN), instant("2025-01-15 09:20"))


def test_without_messages_nobody_knows_who_replied(outcome: Any) -> None:
    h = reopened(("status",)).status("t", CLOSED, "solved", "a1")
    assert outcome(h, LEFT_OUT) == outcome(h, COUNT) == (2, 1, instant(AGAIN), instant(CLOSED))
