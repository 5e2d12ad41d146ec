"""The past does not know the future: what a source would have given at an instant, read then, is everything read then.

For every pane of the floor, every number with the units it counts, every list, series and spread, the pages of
tickets, customers and agents, and agents' own consoles, over histories in which anything follows anything: reopenings,
merges, spam, deletions, moves, answers to surveys, shifts, reviews, contracts, other opening hours. Rows say what their
history says last; what has no history (a customer's tier, a name) is the same in both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxtui.kpis.agent import feed as agent_feed
from cxtui.kpis.feeds import store_feed
from cxtui.kpis.query import View
from cxtui.store.read.past_reader import PastReader
from cxtui.store.read.permitted import PermittedReader
from tests.proof.asked import VIEWS, answers
from tests.proof.beside import with_the_rest
from tests.proof.drawing import draw_world
from tests.proof.past import agreed, as_given
from tests.proof.stores import stored
from tests.proof.world import World


def drawn(rng: Random, tickets: int) -> tuple[World, int]:
    """Return a world and an instant about which something happens in it, mostly in the midst of things."""
    world = agreed(with_the_rest(rng, draw_world(rng, tickets)))
    instants = [row["occurred_at"] for row in world.rows["event"]] or [
        row["created_at"] for row in world.rows["ticket"]
    ]
    midst = sorted(instants)[len(instants) // 4 : 1 + len(instants) * 3 // 4]
    return world, rng.choice((*midst, *midst, *instants)) + rng.choice((-1, 0, 0, 1, 600))


@contextmanager
def stores(world: World, at: int) -> Iterator[tuple[Path, Path, World]]:
    """Make the store of a world, and that of what its source would have given at an instant, with that world."""
    known = as_given(world, at)
    with TemporaryDirectory() as folder:
        yield stored(world, Path(folder) / "whole.db"), stored(known, Path(folder) / "given.db"), known


def differing(
    whole: Path, known: Path, at: int, world: World, views: tuple[View, ...] = VIEWS[:1]
) -> dict[str, tuple[object, object]]:
    """Return what two stores answer differently at an instant, by what was asked."""
    seen, expected = (answers(store, at, world, views) for store in (whole, known))
    pairs = zip(seen, expected, strict=True)
    return {name: (a, b) for (name, a), (_, b) in pairs if a != b and repr(a) != repr(b)}


@given(st.randoms(use_true_random=False), st.integers(1, 8))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_everything_that_can_be_asked(rng: Random, tickets: int) -> None:
    world, at = drawn(rng, tickets)
    with stores(world, at) as (whole, known, then):
        assert differing(whole, known, at, then) == {}


@pytest.mark.parametrize("seed", range(2))
def test_in_every_view(seed: int) -> None:
    world, at = drawn(Random(seed), 10)
    with stores(world, at) as (whole, known, then):
        assert differing(whole, known, at, then, VIEWS) == {}


@pytest.mark.parametrize("seed", range(2, 4))
def test_where_a_store_is_too_large_to_be_copied(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def large(path: Path, at: int, patience: float) -> PastReader:
        return PastReader(path, at, 10 * patience, copied=0)

    def large_of_one(path: Path, patience: float) -> PermittedReader:
        return PermittedReader(path, 10 * patience, copied=0)

    world, at = drawn(Random(seed), 10)
    with stores(world, at) as (whole, known, then):
        monkeypatch.setattr(store_feed, "_past", large)
        monkeypatch.setattr(agent_feed, "PermittedReader", large_of_one)
        assert differing(whole, known, at, then, (VIEWS[0], VIEWS[3])) == {}


def test_the_worlds_have_a_future(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without leaving it out, there is something to see."""
    monkeypatch.setattr("cxtui.store.read.past_facts.goes_on", lambda con, at: False)
    found: set[str] = set()
    for seed in range(4):
        world, at = drawn(Random(seed), 10)
        with stores(world, at) as (whole, known, then):
            found |= {" ".join(name.split()[:2]) for name in differing(whole, known, at, then)}
    assert len(found) > 20 and "console of" in found, found
