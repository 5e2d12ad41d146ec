"""The package's models make what the second implementation makes, over thousands of generated tickets.

Deliberate choices where a definition leaves one, the same in both:
- within one second events go by their ids; in a customer's turn, a question before an answer before a solve;
- what is told before a ticket's creation holds from the creation, except messages, which answer nothing;
- a ticket removed for a reason that only its row tells left at its deletion, else never counted;
- while a ticket is removed nothing solves or reopens it, but its status moves on;
- abandoned for good: a customer who gave up once is not waiting for a first response any more.
"""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.proof import facts
from tests.proof.differing import check
from tests.proof.drawing import draw_world
from tests.proof.engines import on_duck, on_lite
from tests.proof.setups import SETUPS
from tests.proof.world import Setup


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_small_floors(rng: Random, tickets: int) -> None:
    check(draw_world(rng, tickets), facts.of_world, on_lite)


@pytest.mark.parametrize("setup", SETUPS, ids=lambda s: s.name)
@pytest.mark.parametrize("seed", range(3))
def test_large_floors(setup: Setup, seed: int) -> None:
    check(draw_world(Random(seed), 200, setup), facts.of_world, on_lite)


@pytest.mark.parametrize("setup", SETUPS, ids=lambda s: s.name)
def test_large_floors_on_duckdb(setup: Setup) -> None:
    check(draw_world(Random(99), 150, setup), facts.of_world, on_duck)


def test_everything_is_drawn() -> None:
    """The floors are not empty of what is to be proved."""
    made: dict[str, int] = {}
    for seed, setup in enumerate(SETUPS):
        found = facts.of_world(draw_world(Random(seed), 200, setup))
        for table, rows in found.items():
            made[table] = made.get(table, 0) + len(rows)
        for name in ("excluded", "reopens", "met", "fcr", "repeated", "retained", "escalated_at", "second_reply_at"):
            made[name] = made.get(name, 0) + sum(bool(row[name]) for row in found["ticket_fact"])
        made["missed"] = made.get("missed", 0) + sum(row["met"] == 0 for row in found["ticket_fact"])
        for clock in found["clock_fact"]:
            made[clock["metric"]] = made.get(clock["metric"], 0) + 1
    assert {name: count for name, count in made.items() if count < 10} == {}
