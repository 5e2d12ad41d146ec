"""Who opened a ticket of which nobody says so: an agent who wrote in the very second of its creation."""

from typing import Any

import pytest

from tests.facts.histories import History, fact, instant

CREATED = "2025-01-14 15:00:00"


@pytest.mark.parametrize(("when", "reply_s"), [(CREATED, None), ("2025-01-14 15:00:01", 1)])
def test_a_message_of_the_creation_opens_and_one_of_a_second_later_replies(
    make: Any, when: str, reply_s: int | None
) -> None:
    found = fact(make(History().ticket("t", CREATED).says("t", when, "a1")), "t")
    assert found["first_reply_s"] == reply_s
    assert found["waits_from"] == (None if reply_s is None else instant(CREATED))


def test_what_is_said_of_the_opening_holds(make: Any) -> None:
    h = History().ticket("t", CREATED, opened_by_kind="customer").says("t", CREATED, "a1")
    assert fact(make(h), "t")["first_reply_s"] == 0


def test_a_customer_or_a_note_that_comes_first_in_the_second_leaves_it_to_the_customer(make: Any) -> None:
    h = History().ticket("asked", CREATED).says("asked", CREATED).says("asked", CREATED, "a1")
    h.ticket("noted", CREATED).event("noted", CREATED, "note", actor="a1", actor_kind="agent", public=0)
    h.says("noted", CREATED, "a1")
    made = make(h)
    assert [fact(made, ticket)["first_reply_s"] for ticket in ("asked", "noted")] == [0, 0]
