"""Zendesk histories with the metrics that an independent implementation computed for them, and our facts."""

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from cxtui.importing.run import Request, run

Row = dict[str, str]
Fact = dict[str, Any]

MINUTE = 60
BUSINESS_TOLERANCE = 0.6
"""Seconds: 0.01 minutes, to which the expected values are rounded."""

# Their defects: a 24x7 calendar with a holiday loses its week, DST border Sundays, agent-first tickets.
DEFECTS = {"15", "24", "32", "33", "35", "36", "37", "39"}
# The customer wrote and an agent answered in the second of creation, and again an hour later. Ours: answered
# at once. Theirs: only the later one, their order within a second being by role.
SAME_SECOND = {"19"}


@dataclass(frozen=True)
class Oracle:
    """One data set: expected rows and our facts by ticket, and what of the input explains a difference."""

    name: str
    expected: dict[str, Row]
    facts: dict[str, Fact]
    schedule_gap: dict[str, int]
    statuses: dict[str, list[str]]
    events: dict[str, list[Fact]]
    turns: dict[str, list[Fact]]
    scores: dict[str, list[Fact]]
    store: Path


def _by_ticket(con: sqlite3.Connection, rest: str) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for row in con.execute(f"SELECT * FROM {rest}"):
        found[row["ticket"]].append(dict(row))
    return found


def rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def seconds(text: str) -> int:
    """Return the instant of a UTC text."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def load(folder: Path, name: str, store: Path) -> Oracle:
    """Import one data set into a new store, and read what is expected of it and what became of it."""
    run(store, Request((folder / f"in_{name}",), "zendesk"))
    with closing(sqlite3.connect(store)) as con:
        con.row_factory = sqlite3.Row
        facts = {row["ticket"]: dict(row) for row in con.execute("SELECT * FROM ticket_fact")}
        events = _by_ticket(con, "event ORDER BY occurred_at, event")
        turns = _by_ticket(con, "customer_turn ORDER BY seq")
        scores = _by_ticket(con, "rating_fact WHERE kind = 'csat' ORDER BY answered_at, rating")
    created = {row["id"]: seconds(row["created_at"]) for row in rows(folder / f"in_{name}" / "ticket.csv")}
    gaps: dict[str, int] = {}
    for row in rows(folder / f"in_{name}" / "ticket_schedule.csv"):
        gap = seconds(row["created_at"]) - created[row["ticket_id"]]
        gaps[row["ticket_id"]] = min(gap, gaps.get(row["ticket_id"], gap))
    statuses: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows(folder / f"in_{name}" / "ticket_field_history.csv"), key=lambda r: r["updated"]):
        if row["field_name"] == "status":
            statuses[row["ticket_id"]].append(row["value"])
    expected = {row["ticket_id"]: row for row in rows(folder / f"expected_{name}_ticket_metrics.csv")}
    assert expected.keys() == facts.keys()
    return Oracle(name, expected, facts, gaps, statuses, events, turns, scores, store)


def compared(oracle: Oracle, flag: str | None) -> Iterator[tuple[str, Row, Fact]]:
    """Return the tickets, with what is expected and ours, that a flag lets in; their defects left out."""
    for ticket, row in oracle.expected.items():
        if oracle.name == "cases" and ticket in DEFECTS:
            continue
        if flag is None or row[flag] == "True":
            yield ticket, row, oracle.facts[ticket]


def differences(
    oracle: Oracle, column: str, flag: str | None, ours: Callable[[Fact], int | None], tolerance: Callable[[str], float]
) -> dict[str, tuple[float | None, int | None]]:
    """Return (theirs, ours) in seconds of the tickets that differ by more than a tolerance."""
    found = {}
    for ticket, row, fact in compared(oracle, flag):
        theirs = float(row[column]) * MINUTE if row[column] else None
        our_value = ours(fact)
        if (theirs is None) != (our_value is None) or (
            theirs is not None and our_value is not None and abs(theirs - our_value) > tolerance(ticket)
        ):
            found[ticket] = (theirs, our_value)
    return found


def closed_without_solve(oracle: Oracle, ticket: str) -> bool:
    """Say whether the ticket was closed from an open state: a resolution for us, none for them."""
    states = oracle.statuses[ticket]
    return any(b == "closed" and a != "solved" for a, b in pairwise(states))


def reopened_unanswered(oracle: Oracle, ticket: str, theirs: float | None) -> bool:
    """Say whether it was solved without a reply and reopened: ours waits from the reopening, theirs from creation."""
    fact = oracle.facts[ticket]
    if theirs is None or None in (fact["first_solved_at"], fact["waits_from"], fact["first_reply_at"]):
        return False
    if not fact["created_at"] < fact["first_solved_at"] < fact["waits_from"] <= fact["first_reply_at"]:
        return False
    return bool(fact["first_reply_s"] == fact["first_reply_at"] - fact["waits_from"])


def deleted(oracle: Oracle, ticket: str) -> bool:
    """Say whether the ticket is deleted: they null its business resolution, we keep it out of rates."""
    return oracle.statuses[ticket][-1] == "deleted"
