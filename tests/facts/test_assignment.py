"""A ticket's people: how many held it, how often it was handed on, who holds it now."""

from typing import Any

import pytest

from tests.facts.histories import History, fact


@pytest.mark.parametrize(
    ("held", "people"),
    [
        ((), (0, 0, None)),
        (("a1",), (1, 0, "a1")),
        (("a1", None), (1, 0, None)),
        (("a1", "a2", "a1"), (2, 2, "a1")),
    ],
)
def test_holders_and_handoffs(make: Any, held: tuple[str | None, ...], people: tuple[int, int, str | None]) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    for n, agent in enumerate(held):
        h.event("t", f"2025-01-14 11:0{n}", "assignee", agent)
    found = fact(make(h), "t")
    assert (found["assignees"], found["handoffs"], found["assignee"]) == people
