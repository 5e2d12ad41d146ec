"""What a list of the floor says of a ticket its page says too, and a ticket that no list names has a page that says so.

Over generated floors, at instants in the midst of things: the lists are read from facts of all tickets, the pages from
the history of one.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxtui.clock import DAY
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Clock, Escalation, Floor, TicketView, Waiting
from cxtui.kpis.query import Query
from tests.proof.stores import stored
from tests.proof.test_past import drawn

LABELS = {
    "customer": "Customer", "customer_tier": "Customer tier", "channel": "Channel", "team": "Team",
    "assignee": "Assignee", "priority": "Priority",
}  # fmt: skip
"""Columns of the lists, and what their values are called on a ticket's page."""
TIER = "Escalated to tier"
AWAY = {"Merged into", "Counted nowhere"}
PROMISES = ("first_response", "resolution")
DONE = ("solved", "closed")

Pages = dict[tuple[str, str], TicketView]


def floors(rng: Random, tickets: int) -> Iterator[tuple[Floor, Pages]]:
    """Yield a floor and the pages of its tickets at some instants of a generated history."""
    world, at = drawn(rng, tickets)
    keys = [(row["source"], row["ticket"]) for row in world.rows["ticket"]]
    with TemporaryDirectory() as folder:
        store = stored(world, Path(folder) / "floor.db")
        instants = [at, at - DAY, at + 3600]
        clocks = [clock for page in read(store, at, keys)[1].values() for clock in page.clocks]
        due = [clock.due_at for clock in clocks if clock.metric in PROMISES and clock.due_at]
        if due:
            # Broken at the instant at which it was due, unless an answer of that second kept it, and not before.
            broken = rng.choice(due)
            instants += [broken - 1, broken]
        for instant in instants:
            yield read(store, instant, keys)


def read(store: Path, at: int, keys: list[tuple[str, str]]) -> tuple[Floor, Pages]:
    """Return a floor, whose lists must be whole, and the pages of the tickets that are there by then."""
    with closing(StoreFeed(store, at=at)) as feed:
        floor = feed.read()
        assert len(floor.responses.rows) == floor.responses.waiting
        assert len(floor.escalations.rows) == floor.escalations.open
        return floor, {key: page for key in keys if isinstance(page := feed.answer(Query("ticket", key)), TicketView)}


def same_facts(row: Waiting | Escalation, page: TicketView) -> None:
    """Hold the columns of a list's row against the facts of the ticket's page."""
    facts = dict(page.facts)
    for column, label in LABELS.items():
        assert getattr(row, column, facts.get(label)) == facts.get(label), (row.ticket, column)


def clocks_of(page: TicketView, *metrics: str) -> list[Clock]:
    """Return the clocks of some promises on a page."""
    return [clock for clock in page.clocks if clock.metric in metrics]


def check_waiting(floor: Floor, pages: Pages) -> None:
    """A waiting ticket has a clock that runs or broke, due when the list says; any other has none that runs."""
    waiting = {(row.source, row.ticket): row for row in floor.responses.rows}
    assert waiting.keys() <= pages.keys()
    late = 0
    for key, page in pages.items():
        clocks = clocks_of(page, "first_response")
        runs = [clock for clock in clocks if clock.state in ("running", "at_risk", "paused")]
        row = waiting.get(key)
        if row is None:
            assert not runs and all(clock.remaining_s is None for clock in clocks), (key, clocks)
            continue
        same_facts(row, page)
        assert row.due_at in ({clock.due_at for clock in clocks} if clocks else {None}), (key, clocks)
        # A wait before this one may have broken too.
        broken = any(clock.state == "breached" and clock.due_at == row.due_at for clock in clocks)
        assert broken == (row.due_at is not None and row.due_at <= floor.as_of), (key, clocks)
        assert broken or bool(runs) == (row.due_at is not None)
        late += broken
    assert late == floor.responses.breached


def check_escalations(floor: Floor, pages: Pages) -> None:
    """An escalated ticket is so on its page, broken promises too; on any other page it is none, or is done with."""
    escalated = {(row.source, row.ticket): row for row in floor.escalations.rows}
    assert escalated.keys() <= pages.keys()
    for key, page in pages.items():
        facts = dict(page.facts)
        row = escalated.get(key)
        if row is None:
            assert TIER not in facts or facts["Status"] in DONE or AWAY & facts.keys(), (key, facts)
            continue
        same_facts(row, page)
        # The list names the team's tier where the escalation named none.
        assert facts.get(TIER) in (None, row.tier)
        assert facts["Status"] not in DONE and not AWAY & facts.keys()
        broken = [clock for clock in clocks_of(page, "first_response") if clock.state == "breached"]
        # Of several waits the last one counts: it is the one that goes on, if any does.
        assert row.breached or not any(clock.remaining_s is not None for clock in broken), (key, page)
        assert broken or not row.breached, (key, page)
    assert sum(row.breached for row in floor.escalations.rows) == floor.escalations.breached


@given(st.randoms(use_true_random=False), st.integers(1, 8))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_lists_and_pages_agree(rng: Random, tickets: int) -> None:
    for floor, pages in floors(rng, tickets):
        check_waiting(floor, pages)
        check_escalations(floor, pages)


@pytest.mark.parametrize("seed", [1, 4])
def test_there_is_something_to_hold_against(seed: int) -> None:
    """The generated floors have waiting, late and escalated tickets."""
    found = list(floors(Random(seed), 10))
    assert sum(floor.responses.waiting for floor, _ in found) > sum(floor.responses.breached for floor, _ in found) > 0
    for floor, pages in found:
        check_waiting(floor, pages)
        check_escalations(floor, pages)
