"""Events that were taken back count in nothing, of all versions of an event the newest alone counts, and at an instant
before an event was taken back everything is as it was: over drawn histories, on both engines."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxtui import canonical
from cxtui.importing.rows import apply_rows
from cxtui.store import import_log
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.importing.stores import CONTENT, differing
from tests.proof.drawing import draw_world
from tests.proof.engines import on_duck, on_lite, settings_of, tuples
from tests.proof.past import agreed
from tests.proof.test_past import differing as differing_then
from tests.proof.test_past import stores
from tests.proof.world import Row, World

UNTOLD_BY_ROWS = ("message", "note", "status", "assignee", "escalated")
"""Kinds of events of which the row of the ticket says nothing, that could not be as it was."""


def taken_back(rng: Random, world: World, kinds: tuple[str, ...] = canonical.EVENT_KINDS) -> World:
    """Return a world in which a third of the events of some kinds were taken back, a while after they happened."""
    rows = dict(world.rows)
    rows["event"] = [
        {**row, "retracted": 1, "version_at": row["occurred_at"] + rng.choice((0, 1, 60, 7_200, 400_000))}
        if row["kind"] in kinds and rng.random() < 0.34
        else row
        for row in world.rows["event"]
    ]
    return World(world.setup, rows)


def without(world: World) -> World:
    """Return a world in which the events that were taken back never were."""
    return World(world.setup, {**world.rows, "event": [r for r in world.rows["event"] if not r["retracted"]]})


def counted(made: dict[str, list[Row]]) -> dict[str, list[str]]:
    """Return derived rows in an order of their own, without the instant until which history is looked at."""
    return {
        name: sorted(repr({k: v for k, v in row.items() if k != "changed_at"}) for row in rows)
        for name, rows in made.items()
    }


@pytest.mark.parametrize("engine", [on_lite, on_duck])
@pytest.mark.parametrize("seed", range(3))
def test_what_was_taken_back_was_never_there(engine: Callable[[World], dict[str, list[Row]]], seed: int) -> None:
    rng = Random(seed)
    world = taken_back(rng, draw_world(rng, 40))
    assert sum(bool(row["retracted"]) for row in world.rows["event"]) > 20
    assert counted(engine(world)) == counted(engine(without(world)))


@given(st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_in_whatever_order_versions_come_the_newest_alone_counts(rng: Random) -> None:
    world = draw_world(rng, 3)
    versions = [version for row in world.rows["event"] for version in _versions(rng, row)]
    newest = {_key(row): row for row in sorted(versions, key=lambda r: (r["version_at"], r["version_seq"]))}
    rng.shuffle(versions)
    with TemporaryDirectory() as folder:
        whole = _store(Path(folder) / "whole.db", world, [list(newest.values())])
        pieces = _store(Path(folder) / "pieces.db", world, [versions[i::3] for i in range(3)])
        assert differing(whole, pieces, CONTENT) == {}


def _versions(rng: Random, row: Row) -> list[Row]:
    """Return versions of an event, of which no two have one place in time; some differ in nothing else."""
    places = rng.sample([(at, seq) for at in (0, 1, 2_000_000) for seq in (0, 1)], rng.choice((1, 1, 2, 3)))
    alike = {"retracted": 1} if rng.random() < 0.3 else None
    return [
        {
            **row,
            "version_at": row["occurred_at"] + at,
            "version_seq": seq,
            **(alike or {"retracted": rng.choice((None, None, 1)), "actor_kind": rng.choice(("agent", "customer"))}),
        }
        for at, seq in places
    ]


def _key(row: Row) -> tuple[Any, ...]:
    return row["source"], row["ticket"], row["event"]


def _store(path: Path, world: World, batches: list[list[Row]]) -> Path:
    """Make a store of a world whose events come in batches after all else."""
    chosen = settings_of(world.setup)
    build(path, None, {}, finish=lambda con: import_log.write_settings(con, chosen))
    with Writer(path) as writer:
        rest = {name: tuples(world, name) for name in canonical.TABLES if name != "event"}
        apply_rows(writer, rest, "s", "hand", chosen)
        for batch in batches:
            events = tuples(World(world.setup, {**world.rows, "event": batch}), "event")
            apply_rows(writer, {"event": events}, "s", "hand", chosen)
    return path


@pytest.mark.parametrize("seed", range(4))
def test_before_it_was_taken_back_everything_was_as_if_it_never_would_be(seed: int) -> None:
    rng = Random(seed)
    world = taken_back(rng, agreed(draw_world(rng, 8)), UNTOLD_BY_ROWS)
    gone = [row for row in world.rows["event"] if row["retracted"] and row["version_at"] > row["occurred_at"]]
    one = rng.choice(gone)
    at = rng.choice((one["occurred_at"], one["version_at"] - 1, one["version_at"]))
    with stores(world, at) as (whole, known, then):
        assert differing_then(whole, known, at, then) == {}
