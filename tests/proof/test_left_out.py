"""Where a source has no history, nothing that needs it reads as if nothing had happened.

The same floors are asked with each history left out in turn: what counted something before must not count none now.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from cxtui.canonical import COVERAGE
from cxtui.errors import UsageError
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.lists import LISTS, ListTable
from cxtui.kpis.query import Query, View
from tests.proof.beside import with_the_rest
from tests.proof.drawing import blank, draw_world
from tests.proof.stores import stored
from tests.proof.world import DAY, Row, World

Stays = Callable[[str, Row], bool]
HISTORIES: dict[str, tuple[tuple[str, ...], Stays]] = {
    "messages": (("messages", "first_response"), lambda table, row: row.get("kind") not in ("message", "note")),
    "status": (("status", "resolution"), lambda table, row: row.get("kind") != "status"),
    "assignee": (("assignee",), lambda table, row: row.get("kind") != "assignee"),
    "ratings": (("ratings",), lambda table, row: table != "rating"),
    "qa": (("qa",), lambda table, row: table != "qa_score"),
    "money": (("purchases", "contracts"), lambda table, row: table not in ("purchase", "contract")),
    "escalations": (
        ("escalations", "team"),
        lambda table, row: row.get("kind") not in ("escalated", "team"),
    ),
    "topic": (("topic",), lambda table, row: row.get("kind") != "topic"),
}
"""Histories by name: what of the coverages goes with them, and whether a row stays."""

UNCOUNTED = ("audit", "doubts")
"""Lists of what is to be looked into: with less to look at other rows stand there."""

LEGITIMATE = {
    ("messages", "list assigned_done"): "of who only answered it is not known that they took anything up",
}
"""What may read 0 where something is left out, and why."""


def floor(seed: int) -> World:
    """Return a floor of one source that covers everything."""
    rng = Random(seed)
    drawn = draw_world(rng, 12)
    rows = {name: [row for row in known if row.get("source", "s") == "s"] for name, known in drawn.rows.items()}
    rows["state"] = []
    rows["coverage"] = [blank("coverage", source="s", what=what) for what in COVERAGE if what != "observed"]
    return with_the_rest(rng, World(drawn.setup, rows))


def without(world: World, history: str) -> World:
    """Return a floor whose source lacks a history."""
    covered, stays = HISTORIES[history]
    rows = {name: [dict(row) for row in known if stays(name, row)] for name, known in world.rows.items()}
    rows["coverage"] = [row for row in rows["coverage"] if row["what"] not in covered]
    if history == "topic":
        rows["ticket"] = [row | {"topic": None} for row in rows["ticket"]]
    return World(world.setup, rows)


def all_answers(store: Path, at: int) -> Iterator[tuple[str, object]]:
    """Yield every value that a store tells at an instant, by what it is of."""
    with closing(StoreFeed(store, at)) as feed:
        yield from ((f"floor {name}", metric.value) for name, metric in feed.read().metrics.items())
        with feed.asking() as one:
            for name, definition in DEFINITIONS.items():
                if definition.how is not None:
                    period = None if definition.span == "instant" else "30d"
                    yield f"number {name}", one.metric(name, one.question(name, period)).value
        for name in LISTS:
            if name in UNCOUNTED:
                continue
            try:
                table = feed.answer(Query("list", (name,), View(period="30d")))
            except UsageError:
                continue
            assert isinstance(table, ListTable)
            columns = [column.name for column in table.columns]
            for row in table.rows:
                words = " ".join(str(cell) for cell in row if isinstance(cell, str))
                yield from (
                    (f"list {name} {column} {words}", cell)
                    for column, cell in zip(columns, row, strict=True)
                    if not isinstance(cell, str)
                )


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_reads_as_if_nothing_had_happened(seed: int, tmp_path: Path) -> None:
    world = floor(seed)
    at = max(row["created_at"] for row in world.rows["ticket"]) + 3 * DAY
    whole = dict(all_answers(stored(world, tmp_path / "whole.db"), at))
    assert sum(bool(value) for value in whole.values()) > 100
    for history in HISTORIES:
        found = dict(all_answers(stored(without(world, history), tmp_path / f"{history}.db"), at))
        none = [
            name
            for name, value in found.items()
            if value == 0 and whole.get(name) and (history, " ".join(name.split()[:2])) not in LEGITIMATE
        ]
        assert none == [], history
