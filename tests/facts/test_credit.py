"""Whose a solve and its contact are where the ticket's holder has them: who held it in the second of the last solve."""

from typing import Any

import pytest

from tests.facts.histories import History
from tests.facts.test_attribution import by, rows, sums


@pytest.mark.parametrize(
    ("held", "whose"),
    [
        ((("10:00", "a9"), ("10:30", "a1")), "a1"),
        ((("10:00", "a9"), ("11:00", "a1")), "a1"),  # in the second of the solve
        ((("10:00", "a1"), ("11:00:01", "a9")), "a1"),
    ],
)
def test_who_holds_it_when_it_is_solved(make: Any, held: tuple[tuple[str, str], ...], whose: str) -> None:
    h = History().add("agent", agent="a1", kind="human").add("agent", agent="a9", kind="human")
    h.add("customer", customer="c1")
    h.ticket("t", "2025-01-14 10:00", opened_by_kind="customer", customer="c1").says("t", "2025-01-14 10:00")
    for time, agent in held:
        h.event("t", f"2025-01-14 {time}", "assignee", agent)
    h.status("t", "2025-01-14 11:00", "solved", "a1")
    made = make(h, by("assignee"))
    assert sums(made, "solved") == {whose: 1_000_000}
    assert [row["agent"] for row in rows(made, "contact_credit")] == [whose]
