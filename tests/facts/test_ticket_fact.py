"""One row a ticket, whatever its neighbours are promised."""

from typing import Any

from cxtui.settings import loads
from tests.facts.histories import History, fact, instant

SETTINGS = loads("""
[[target]]
metric = "first_response"
within = "4 h"
[[target]]
metric = "first_response"
priority = "urgent"
within = "1 h"
""")


def test_each_ticket_has_its_own_promise_and_one_row(make: Any) -> None:
    h = History()
    for ticket, created, priority in (("a", "09:00", "urgent"), ("b", "10:00", "normal"), ("c", "11:00", "urgent")):
        h.ticket(ticket, f"2025-01-14 {created}", priority=priority, opened_by_kind="customer")
        h.says(ticket, f"2025-01-14 {created}")
    h.ticket("outbound", "2025-01-14 12:00", priority="urgent", opened_by_kind="agent")
    made = make(h, SETTINGS)
    assert [row[1] for row in made["ticket_fact"]] == ["a", "b", "c", "outbound"]
    due = {ticket: fact(made, ticket)["due_at"] for ticket in ("a", "b", "c", "outbound")}
    assert due == {
        "a": instant("2025-01-14 10:00"), "b": instant("2025-01-14 14:00"), "c": instant("2025-01-14 12:00"),
        "outbound": None,
    }  # fmt: skip
