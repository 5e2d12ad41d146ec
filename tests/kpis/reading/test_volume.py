"""Backlog, entries and exits against a replay of every event, at borders of quarters and days and inside them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.canonical import TABLES
from cxtui.clock import QUARTER, local_day_edges
from cxtui.settings import loads
from tests.facts.histories import History, instant
from tests.kpis.reading.oracle import Life
from tests.kpis.reading.stores import floor, stored

FIRST, LAST = instant("2026-03-26"), instant("2026-04-08 12:30")


def backlog(lives: list[Life], at: int) -> int:
    """Count the tickets that were open at an instant."""
    return sum(life.open_at(at) for life in lives)


def flows(lives: list[Life], from_at: int, to_at: int) -> tuple[int, int]:
    """Count entries and exits at instants of ``[from_at, to_at)``."""
    edges = [span for life in lives for span in life.backlog]
    return sum(from_at <= a < to_at for a, _ in edges), sum(from_at <= b < to_at for _, b in edges)


@pytest.mark.parametrize(
    "at",
    [
        "2026-04-07 00:00", "2026-04-07 09:00", "2026-04-07 09:14:59", "2026-04-07 09:15", "2026-04-07 13:07:31",
        "2026-04-07 23:59:59", "2026-04-08 12:29",
    ],
)  # fmt: skip
def test_a_day_agrees_with_the_replay(packaged: Path, lives: list[Life], at: str) -> None:
    when = instant(at)
    seen = floor(packaged, when)
    assert seen.metrics["backlog"].value == backlog(lives, when)
    assert seen.metrics["backlog"].previous == backlog(lives, when - 7 * 86_400)
    assert sum(n for _, n in seen.volume.by_channel) == backlog(lives, when)
    for place, start in enumerate(seen.volume.starts):
        if start > when:
            assert seen.volume.inflow[place] is seen.volume.outflow[place] is seen.volume.backlog[place] is None
            continue
        end = min(start + QUARTER, when + 1)
        assert (seen.volume.inflow[place], seen.volume.outflow[place]) == flows(lives, start, end), start
        assert seen.volume.backlog[place] == backlog(lives, end - 1), start
        week = start - 7 * 86_400
        assert seen.volume.last_backlog[place] == backlog(lives, week + QUARTER - 1), start
        assert (seen.volume.last_inflow[place], seen.volume.last_outflow[place]) == flows(lives, week, week + QUARTER)


@pytest.mark.parametrize("at", ["2026-04-07 00:07", "2026-04-07 13:07:31", "2026-04-07 13:15"])
def test_rates_are_of_the_last_four_whole_quarters(packaged: Path, lives: list[Life], at: str) -> None:
    when = instant(at)
    quarter = when - when % QUARTER
    seen = floor(packaged, when).metrics
    rates = (seen["inflow_per_hour"].value, seen["outflow_per_hour"].value)
    assert rates == flows(lives, quarter - 3600, quarter)


@given(at=st.integers(FIRST, LAST))
@settings(max_examples=25, deadline=None)
def test_any_instant_agrees_with_the_replay(packaged: Path, lives: list[Life], at: int) -> None:
    seen = floor(packaged, at)
    assert seen.metrics["backlog"].value == backlog(lives, at)
    assert seen.metrics["backlog"].previous == backlog(lives, at - 7 * 86_400)
    came, went = flows(lives, instant_of_day(at), at + 1)
    assert sum(n or 0 for n in seen.volume.inflow) == came
    assert sum(n or 0 for n in seen.volume.outflow) == went


def instant_of_day(at: int) -> int:
    """Return the start of the UTC day."""
    return at - at % 86_400


@pytest.mark.parametrize(("day", "quarters"), [("2025-03-30", 92), ("2025-10-26", 100), ("2025-10-27", 96)])
def test_the_balance_closes_on_days_of_23_and_25_hours(tmp_path: Path, day: str, quarters: int) -> None:
    start, end = local_day_edges(instant(f"{day} 12:00"), "Europe/Warsaw")
    history = History()
    steps = range(start - 40_000, end, 1_700)
    for n, at in enumerate(steps):
        history.ticket(f"t{n}", f"@{at}", channel="chat")
        if n % 3:
            history.status(f"t{n}", f"@{at + 500 * n}", "solved", "a1")
        if n % 6 == 1:
            history.status(f"t{n}", f"@{at + 500 * n + 3_000}", "open")
    store = stored(history, tmp_path / "floor.db", loads('zone = "Europe/Warsaw"'))
    last = max(event["occurred_at"] for event in named(history, "event"))
    for at, live in ((end - 1, False), (max(last, end) + 1, True)):
        seen = floor(store, at, live)
        if at == end - 1:
            assert (len(seen.volume.starts), seen.volume.starts[0]) == (quarters, start)
        inside = [level for level in seen.volume.backlog if level is not None]
        came = [n for n in seen.volume.inflow if n is not None]
        went = [n for n in seen.volume.outflow if n is not None]
        for place in range(1, len(inside)):
            assert inside[place] - inside[place - 1] == came[place] - went[place]
    closed = floor(store, end - 1).volume
    life = spans(history)
    for place, quarter in enumerate(closed.starts):
        assert closed.backlog[place] == sum(a <= quarter + QUARTER - 1 < b for a, b in life), quarter


def named(history: History, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table by column name."""
    return [dict(zip(TABLES[table].names, row, strict=True)) for row in history.rows[table]]


def spans(history: History) -> list[tuple[int, int]]:
    """Return the spans of open tickets in a history of creations, solves and reopenings."""
    found = []
    for ticket in named(history, "ticket"):
        since: int | None = ticket["created_at"]
        for event in named(history, "event"):
            if event["ticket"] != ticket["ticket"]:
                continue
            if event["value"] == "solved" and since is not None:
                found.append((since, event["occurred_at"]))
                since = None
            elif event["value"] == "open":
                since = event["occurred_at"]
        if since is not None:
            found.append((since, 10**12))
    return found
