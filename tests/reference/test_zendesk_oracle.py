"""Zendesk histories against the metrics that an independent implementation computed for them.

Every comparable value is equal, or differs for one of the reasons named here, each checked for itself.
"""

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from cxtui.importing.run import Request, run

Row = dict[str, str]
Fact = dict[str, int | None]

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


def _rows(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.fixture(scope="module", params=["cases", "2k"])
def oracle(request: pytest.FixtureRequest, reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    name: str = request.param
    folder = reference / "zendesk_oracle"
    store = tmp_path_factory.mktemp("oracle") / f"{name}.db"
    run(store, Request((folder / f"in_{name}",), "zendesk"))
    with closing(sqlite3.connect(store)) as con:
        con.row_factory = sqlite3.Row
        facts = {row["ticket"]: dict(row) for row in con.execute("SELECT * FROM ticket_fact")}
    created = {row["id"]: _seconds(row["created_at"]) for row in _rows(folder / f"in_{name}" / "ticket.csv")}
    gaps: dict[str, int] = {}
    for row in _rows(folder / f"in_{name}" / "ticket_schedule.csv"):
        gap = _seconds(row["created_at"]) - created[row["ticket_id"]]
        gaps[row["ticket_id"]] = min(gap, gaps.get(row["ticket_id"], gap))
    statuses: dict[str, list[str]] = defaultdict(list)
    for row in sorted(_rows(folder / f"in_{name}" / "ticket_field_history.csv"), key=lambda r: r["updated"]):
        if row["field_name"] == "status":
            statuses[row["ticket_id"]].append(row["value"])
    expected = {row["ticket_id"]: row for row in _rows(folder / f"expected_{name}_ticket_metrics.csv")}
    assert expected.keys() == facts.keys()
    return Oracle(name, expected, facts, gaps, statuses)


def _compared(oracle: Oracle, flag: str | None) -> Iterator[tuple[str, Row, Fact]]:
    for ticket, row in oracle.expected.items():
        if oracle.name == "cases" and ticket in DEFECTS:
            continue
        if flag is None or row[flag] == "True":
            yield ticket, row, oracle.facts[ticket]


def _differences(
    oracle: Oracle, column: str, flag: str | None, ours: Callable[[Fact], int | None], tolerance: Callable[[str], float]
) -> dict[str, tuple[float | None, int | None]]:
    """Return (theirs, ours) in seconds of the tickets that differ by more than a tolerance."""
    found = {}
    for ticket, row, fact in _compared(oracle, flag):
        theirs = float(row[column]) * MINUTE if row[column] else None
        mine = ours(fact)
        if (theirs is None) != (mine is None) or (
            theirs is not None and mine is not None and abs(theirs - mine) > tolerance(ticket)
        ):
            found[ticket] = (theirs, mine)
    return found


def _closed_without_solve(oracle: Oracle, ticket: str) -> bool:
    """Say whether the ticket was closed from an open state: a resolution for us, none for them."""
    states = oracle.statuses[ticket]
    return any(b == "closed" and a != "solved" for a, b in pairwise(states))


def _deleted(oracle: Oracle, ticket: str) -> bool:
    """Say whether the ticket is deleted: they null its business resolution, we keep it out of rates."""
    return oracle.statuses[ticket][-1] == "deleted"


def _sum(*names: str) -> Callable[[Fact], int | None]:
    return lambda fact: sum(fact[name] or 0 for name in names)


BUSINESS = [
    ("first_reply_time_business_minutes", "v_first_reply_business", lambda f: f["first_reply_business_s"]),
    ("first_resolution_business_minutes", "v_business_status", lambda f: f["first_resolution_business_s"]),
    ("full_resolution_business_minutes", "v_business_status", lambda f: f["full_resolution_business_s"]),
    ("new_status_duration_in_business_minutes", "v_business_status", _sum("new_business_s")),
    ("open_status_duration_in_business_minutes", "v_business_status", _sum("open_business_s")),
    ("agent_wait_time_in_business_minutes", "v_business_status", _sum("pending_business_s")),
    ("on_hold_time_in_business_minutes", "v_business_status", _sum("hold_business_s")),
    (
        "requester_wait_time_in_business_minutes", "v_business_status",
        _sum("new_business_s", "open_business_s", "hold_business_s"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("column", "flag", "ours"), BUSINESS, ids=[b[0] for b in BUSINESS])
def test_business(oracle: Oracle, column: str, flag: str, ours: Callable[[Fact], int | None]) -> None:
    """Business minutes are equal; between creation and a schedule set seconds later they count no calendar."""
    differ = _differences(oracle, column, flag, ours, lambda _: BUSINESS_TOLERANCE)
    for ticket, (theirs, mine) in differ.items():
        if "resolution" in column and (_closed_without_solve(oracle, ticket) or _deleted(oracle, ticket)):
            continue
        if oracle.name == "cases" and ticket in SAME_SECOND:
            continue
        gap = oracle.schedule_gap.get(ticket, 0)
        assert theirs is not None and mine is not None, (ticket, theirs, mine)
        # Ours holds the schedule from creation on; theirs leaves those seconds (at most 5) out.
        assert 0 < gap <= 5 and abs(mine - theirs - gap) <= BUSINESS_TOLERANCE, (ticket, theirs, mine, gap)


CALENDAR = [
    ("first_reply_time_calendar_minutes", None, lambda f: f["first_reply_s"]),
    ("first_resolution_calendar_minutes", "v_calendar_status", lambda f: f["first_resolution_s"]),
    ("final_resolution_calendar_minutes", "v_calendar_status", lambda f: f["full_resolution_s"]),
    ("new_status_duration_in_calendar_minutes", "v_calendar_status", _sum("new_s")),
    ("open_status_duration_in_calendar_minutes", "v_calendar_status", _sum("open_s")),
    ("agent_wait_time_in_calendar_minutes", "v_calendar_status", _sum("pending_s")),
    ("on_hold_time_in_calendar_minutes", "v_calendar_status", _sum("hold_s")),
]


@pytest.mark.parametrize(("column", "flag", "ours"), CALENDAR, ids=[c[0] for c in CALENDAR])
def test_calendar(oracle: Oracle, column: str, flag: str | None, ours: Callable[[Fact], int | None]) -> None:
    """Calendar minutes are equal up to a minute an interval: theirs count minute boundaries."""

    def tolerance(ticket: str) -> float:
        if column == "first_reply_time_calendar_minutes":
            return BUSINESS_TOLERANCE
        return MINUTE * max(1, len(oracle.statuses[ticket]) if "resolution" not in column else 1)

    differ = _differences(oracle, column, flag, ours, tolerance)
    unexplained = {
        ticket: pair
        for ticket, pair in differ.items()
        if not ("resolution" in column and _closed_without_solve(oracle, ticket))
        and not (oracle.name == "cases" and ticket in SAME_SECOND)
    }
    assert unexplained == {}


def test_resolutions_and_reopenings(oracle: Oracle) -> None:
    """Counts are equal, but a close without a solve resolves, and reopened and still open is reopened."""
    for ticket, row, fact in _compared(oracle, "v_count_resolutions"):
        solves, reopens = int(float(row["count_resolutions"] or 0)), int(float(row["count_reopens"] or 0))
        if (solves, reopens) == (fact["solves"], fact["reopens"]):
            continue
        states = [s for s in oracle.statuses[ticket] if s != "deleted"]
        still_open = states[-1] not in ("solved", "closed") and bool({"solved", "closed"} & set(states))
        assert still_open or _closed_without_solve(oracle, ticket), (ticket, row.get("case", ""))
        assert fact["reopens"] == reopens + 1
        assert fact["solves"] == (solves if still_open else solves + 1)


COUNTS = [
    ("count_public_agent_comments", "agent_messages"),
    ("count_end_user_comments", "customer_messages"),
    ("count_internal_comments", "notes"),
    ("unique_assignee_count", "assignees"),
]


@pytest.mark.parametrize(("column", "field"), COUNTS, ids=[c[0] for c in COUNTS])
def test_counts(oracle: Oracle, column: str, field: str) -> None:
    """Comments and assignees are equal on all rows; theirs say nothing where there are none."""
    differ = {
        ticket: (row[column], oracle.facts[ticket][field])
        for ticket, row in oracle.expected.items()
        if float(row[column] or 0) != oracle.facts[ticket][field]
    }
    assert differ == {}


def test_one_touch(oracle: Oracle) -> None:
    """One touch is a solved ticket with exactly one human reply.

    Theirs counts public agent comments, with which agents opened some tickets, and only while it is solved.
    """
    for _, row, fact in _compared(oracle, None):
        stays_solved = row["status"] in ("solved", "closed")
        theirs = row["is_one_touch_resolution"] == "True"
        assert theirs == (stays_solved and fact["agent_messages"] == 1)
        if row["is_agent_submitted"] == "True" or not stays_solved:
            continue
        assert theirs == (fact["replies"] == 1 and bool(fact["solves"]))


def test_they_are_compared(oracle: Oracle) -> None:
    """The comparison is not empty: the flags leave most tickets in."""
    n = len(oracle.expected)
    for flag in ("v_business_status", "v_calendar_status", "v_first_reply_business", "v_count_resolutions"):
        assert sum(row[flag] == "True" for row in oracle.expected.values()) > 0.7 * n
