"""Quarter-hour buckets of the floor: which quarter each thing stands in, worked out by hand."""

from typing import Any

from cxtui.facts.tables import DERIVED
from tests.facts.histories import History, instant
from tests.facts.test_agent_day import called_twice

Made = dict[str, list[tuple[Any, ...]]]


def quarters(made: Made, channel: str) -> dict[int, dict[str, int]]:
    """Return what each quarter of a channel counts, without zeros, by its start."""
    names = DERIVED["flow_quarter"].names
    rows = [dict(zip(names, row, strict=True)) for row in made["flow_quarter"]]
    return {
        row["quarter"]: {name: n for name, n in row.items() if n and name not in ("source", "quarter", "channel")}
        for row in rows
        if row["channel"] == channel
    }


def test_a_ticket_that_stays_open_never_leaves_the_backlog(make: Any) -> None:
    # A call is to be answered within 20 s.
    made = make(History().ticket("t", "2025-01-14 10:00", channel="phone", opened_by_kind="customer"))
    assert quarters(made, "phone") == {instant("2025-01-14 10:00"): {"created": 1, "entered": 1, "missed": 1}}


def edges_of_a_quarter() -> History:
    """Return a call in the last second of a quarter and one in the first of the next."""
    h = History()
    for ticket, created in (("last", "10:14:59"), ("first", "10:15:00")):
        h.ticket(ticket, f"2025-01-14 {created}", channel="phone", opened_by_kind="customer")
        h.status(ticket, "2025-01-14 11:00", "solved", "a1")
    return h


def test_a_quarter_begins_with_its_first_second_and_ends_before_the_next(make: Any) -> None:
    assert quarters(make(edges_of_a_quarter()), "phone") == {
        instant("2025-01-14 10:00"): {"created": 1, "entered": 1},
        instant("2025-01-14 10:15"): {"created": 1, "entered": 1, "missed": 2},
        instant("2025-01-14 11:00"): {"left_backlog": 2, "solved": 2, "worked": 2},
    }


def test_what_each_quarter_adds_to_the_floor(make: Any) -> None:
    came = {"created": 1, "entered": 1, "replied": 1, "met": 1, "worked": 1}
    assert quarters(make(called_twice()), "phone") == {
        instant("2025-01-14 10:00"): came,
        instant("2025-01-14 11:00"): {"left_backlog": 1, "solved": 1},
        instant("2025-01-16 09:00"): {"entered": 1, "reopened": 1},
        instant("2025-01-16 09:30"): {"escalated": 1},
        instant("2025-01-16 10:00"): {"left_backlog": 1},
        instant("2025-01-19 10:00"): came,
        instant("2025-01-19 11:00"): {"left_backlog": 1, "solved": 1},
    }
