"""Every column that a local day adds to an agent's row, worked out by hand."""

from typing import Any

from cxtui.facts.tables import DERIVED
from tests.facts.histories import History, instant

Made = dict[str, list[tuple[Any, ...]]]


def counted(made: Made, table: str, start: str, *keys: str) -> dict[int, dict[str, int]]:
    """Return what each row of a table counts by its start, without keys and zeros."""
    rows = [dict(zip(DERIVED[table].names, row, strict=True)) for row in made[table]]
    left_out = {start, *keys}
    return {row[start]: {name: n for name, n in row.items() if n and name not in left_out} for row in rows}


def called_twice() -> History:
    """Return a customer who calls about one topic twice: reopened, answered well and reviewed the first time."""
    h = History().add("agent", agent="a1", kind="human").add("customer", customer="c1")
    for ticket, day in (("one", 14), ("two", 19)):
        h.ticket(ticket, f"2025-01-{day} 10:00", channel="phone", customer="c1", topic="login",
                 opened_by_kind="customer")  # fmt: skip
        h.event(ticket, f"2025-01-{day} 10:00", "assignee", "a1").says(ticket, f"2025-01-{day} 10:00")
        h.says(ticket, f"2025-01-{day} 10:00:15", "a1").status(ticket, f"2025-01-{day} 11:00", "solved", "a1")
    h.status("one", "2025-01-16 09:00", "open").status("one", "2025-01-16 10:00", "solved", "a1")
    h.event("one", "2025-01-16 09:30", "escalated", "2")
    h.add("rating", rating="r1", ticket="one", kind="csat", sent_at=instant("2025-01-15 08:00"),
          occurred_at=instant("2025-01-17 09:00"), value=5.0, scale_min=1.0, scale_max=5.0)  # fmt: skip
    h.add("qa_score", review="q1", ticket="one", agent="a1", category="tone", value=3.0, min=0.0, max=4.0, weight=1.0,
          critical=0, occurred_at=instant("2025-01-18 09:00"))  # fmt: skip
    return h


def test_what_each_day_adds_to_an_agent(make: Any) -> None:
    # A call is to be answered within 20 s. Seven days after each solve and each creation their outcomes are known;
    # of the first ticket neither the first contact nor the customer's peace lasted. A review of 3 of 4 is 7,500.
    answered = {"replies": 1, "met": 1, "outcomes": 1, "turns": 1, "turn_s": 15, "turn_squares": 225}
    assert counted(make(called_twice()), "agent_day", "day", "source", "agent") == {
        instant("2025-01-14"): {**answered, "solved": 1_000_000},
        instant("2025-01-15"): {"csat_sent": 1},
        instant("2025-01-16"): {"reopened": 1_000_000},
        instant("2025-01-17"): {"csat_good": 1, "csat_answered": 1},
        instant("2025-01-18"): {"reviews": 1, "review_score": 7_500, "review_squares": 56_250_000},
        instant("2025-01-19"): {**answered, "solved": 1_000_000},
        instant("2025-01-21"): {"fcr_known": 1_000_000, "repeated": 1_000_000, "repeat_known": 1_000_000},
        instant("2025-01-26"): {"fcr": 1_000_000, "fcr_known": 1_000_000, "repeat_known": 1_000_000},
    }


def test_a_promise_of_an_earlier_wait_counts_as_one_of_the_last(make: Any) -> None:
    # A call of 10:00 is solved unanswered: missed at 10:00:20. Called again at 12:00 it is answered in 10 seconds.
    h = History().add("agent", agent="a1", kind="human")
    h.ticket("t", "2025-01-14 10:00", channel="phone", customer="c1", opened_by_kind="customer")
    h.event("t", "2025-01-14 10:00", "assignee", "a1").says("t", "2025-01-14 10:00")
    h.status("t", "2025-01-14 11:00", "solved", "a1").says("t", "2025-01-15 12:00")
    h.status("t", "2025-01-15 12:00", "open", "c1").says("t", "2025-01-15 12:00:10", "a1")
    made = make(h)
    assert len(made["earlier_wait"]) == 1
    days = counted(made, "agent_day", "day", "source", "agent")
    assert days[instant("2025-01-14")] == {"outcomes": 1, "solved": 1_000_000}
    assert {name: days[instant("2025-01-15")][name] for name in ("outcomes", "met")} == {"outcomes": 1, "met": 1}
