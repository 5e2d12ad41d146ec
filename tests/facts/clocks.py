"""Tickets with service-level clocks of every kind, and their clock rows in words."""

from datetime import UTC, datetime
from typing import Any

from cxtui.clock import FAR
from cxtui.facts.tables import DERIVED
from cxtui.settings import loads
from tests.facts.histories import History, instant

Made = dict[str, list[tuple[Any, ...]]]


SETTINGS = loads("""
[[target]]
metric = "first_response"
within = "4 h"
[[target]]
metric = "first_response"
priority = "urgent"
within = "1 h"
[[target]]
metric = "next_reply"
within = "2 h"
[[target]]
metric = "resolution"
within = "8 h"
[[target]]
metric = "resolution"
team = "night"
within = "2 h"
[[target]]
metric = "resolution"
channel = "phone"
within = "5 h"
[[target]]
metric = "resolution"
tier = "gold"
within = "6 h"
[[target]]
metric = "agent_work"
within = "3 h"
[[target]]
metric = "requester_wait"
within = "10 h"
business = true
""")


def opened(h: History, ticket: str, when: str = "2025-01-14 09:00", **values: object) -> History:
    """Add a ticket that a customer opened with a message and a1 holds."""
    h.ticket(ticket, when, opened_by_kind="customer", **values)
    return h.says(ticket, when).event(ticket, when, "assignee", "a1")


def _priorities(h: History) -> None:
    for ticket, raised, reply in (("raised", "09:30", "09:50"), ("raised late", "11:00", "11:30")):
        opened(h, ticket, priority="urgent")
        h.event(ticket, f"2025-01-14 {raised}", "priority", "urgent", previous="normal")
        h.says(ticket, f"2025-01-14 {reply}", "a1")
    opened(h, "lowered", priority="normal").event("lowered", "2025-01-14 09:40", "assignee", "a2")
    h.event("lowered", "2025-01-14 10:30", "priority", "normal", previous="urgent")
    h.event("lowered", "2025-01-14 10:40", "assignee", "a1").says("lowered", "2025-01-14 12:00", "a1")
    # The first event says nothing of before: its own value is the first that is known.
    opened(h, "always urgent", priority="urgent").event("always urgent", "2025-01-14 11:00", "priority", "urgent")
    opened(h, "answered before", priority="urgent").says("answered before", "2025-01-14 09:20", "a1")
    h.event("answered before", "2025-01-14 09:30", "priority", "urgent", previous="normal")
    opened(h, "logged", priority="urgent")
    for seq, (at, priority) in enumerate((("09:00", "normal"), ("09:20", None), ("09:30", "urgent"))):
        h.add("state", ticket="logged", from_at=instant(f"2025-01-14 {at}"), seq=seq, priority=priority)


def _statuses(h: History) -> None:
    for ticket, solve in (("exact", "17:00:00"), ("late", "17:00:01")):
        opened(h, ticket).event(ticket, "2025-01-14 12:00", "assignee", "a2")
        h.status(ticket, f"2025-01-14 {solve}", "solved", "a2")
    for ticket in ("waits", "asked again"):
        opened(h, ticket).status(ticket, "2025-01-14 09:30", "open").status(ticket, "2025-01-14 10:00", "pending")
    h.status("asked again", "2025-01-14 14:00", "open")
    opened(h, "held").status("held", "2025-01-14 10:00", "hold")
    opened(h, "reopened").status("reopened", "2025-01-14 11:00", "solved", "a1")
    h.status("reopened", "2025-01-15 10:00", "open").event("reopened", "2025-01-15 11:00", "assignee", "a2")
    opened(h, "broken").status("broken", "2025-01-14 18:00", "solved").status("broken", "2025-01-15 10:00", "open")
    opened(h, "moved", team="night").event("moved", "2025-01-14 10:00", "team", "night", previous="day")
    h.event("moved", "2025-01-14 10:30", "assignee", "a2").event("moved", "2025-01-14 12:00", "assignee", "a1")
    h.status("moved", "2025-01-14 12:30", "solved", "a1")
    opened(h, "merged", merged_into="exact").event("merged", "2025-01-14 10:00", "merged", "exact")
    opened(h, "restored").event("restored", "2025-01-14 10:00", "deleted").event(
        "restored", "2025-01-14 11:00", "restored"
    )
    opened(h, "both", channel="phone", customer="c9")
    h.add("customer", customer="c9", tier="gold")
    opened(h, "weekend", "2025-01-17 16:00").status("weekend", "2025-01-20 10:00", "pending")  # a Friday
    h.status("weekend", "2025-01-20 12:00", "open")


def _turns(h: History) -> None:
    opened(h, "dialogue").says("dialogue", "2025-01-14 09:10", "a1")
    h.says("dialogue", "2025-01-14 10:00").says("dialogue", "2025-01-14 11:30").says(
        "dialogue", "2025-01-14 11:45", "b1"
    )
    h.says("dialogue", "2025-01-14 12:00", "a1").says("dialogue", "2025-01-14 13:00")
    h.status("dialogue", "2025-01-14 14:00", "solved", "a1").says("dialogue", "2025-01-14 15:00")
    h.status("dialogue", "2025-01-14 15:00", "open").event("dialogue", "2025-01-14 16:00", "assignee", "a2")
    h.says("dialogue", "2025-01-14 18:00", "a1")
    opened(h, "unanswered").says("unanswered", "2025-01-14 09:30")


def everything() -> History:
    """Return all of them: one ticket a rule, on Tuesday 14 January 2025 from 09:00."""
    h = History().add("agent", agent="a1", kind="human").add("agent", agent="a2", kind="human")
    for add in (_priorities, _statuses, _turns):
        add(h)
    return h


def when(at: int | None) -> str | None:
    """Return an instant as ``14 09:00`` (day of the month and UTC time), with seconds where they are not 0."""
    if at is None or at >= FAR:
        return None
    moment = datetime.fromtimestamp(at, UTC)
    return f"{moment:%d %H:%M:%S}".removesuffix(":00")


def clocks(made: Made, ticket: str, metric: str, table: str = "clock_fact") -> list[dict[str, Any]]:
    """Return the rows of one metric of a ticket in their order, instants as words."""
    found = []
    for row in made[table]:
        one = dict(zip(DERIVED[table].names, row, strict=True))
        if (one["ticket"], one["metric"]) == (ticket, metric):
            found.append({k: when(v) if k.endswith("_at") else v for k, v in one.items()})
    return found


def clock_rows(made: Made, ticket: str, metric: str) -> list[tuple[Any, ...]]:
    """Return (state, due, outcome, met, agent) of each row of a metric."""
    return [(c["state"], c["due_at"], c["outcome_at"], c["met"], c["agent"]) for c in clocks(made, ticket, metric)]
