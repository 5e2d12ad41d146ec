"""A trigger fires once and clears once, in whatever order and from however many consoles readings arrive."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxtui.desk import Desk, Settled
from tests.desk.readings import reading
from tests.store.process import Other

FIRED = Settled(fired=("csat_down",))
CLEARED = Settled(cleared=("csat_down",))
NOTHING = Settled()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk that may write beside a store that is not there."""
    return Desk(tmp_path / "floor.desk.db", writable=True)


def test_a_trigger_fires_once_and_keeps_its_first_evidence(desk: Desk) -> None:
    assert desk.settle([reading(100, holds=True)]) == FIRED
    assert desk.settle([reading(200, holds=True, since=100)]) == NOTHING
    assert desk.settle([reading(200, holds=True)]) == NOTHING
    (one,) = desk.read().firings
    assert (one.trigger, one.fired_at, one.evidence) == ("csat_down", 100, "as of 100")


def test_between_firing_and_clearing_it_stays_as_it_is(desk: Desk) -> None:
    # Neither condition holds: nothing fires, and what stands goes on standing.
    assert desk.settle([reading(100)]) == NOTHING
    desk.settle([reading(200, holds=True)])
    assert desk.settle([reading(300, since=200)]) == NOTHING
    assert desk.read().active == {"csat_down": 200}
    assert desk.settle([reading(400, back=True, since=200)]) == CLEARED
    assert desk.read().active == {}
    assert desk.settle([reading(500)]) == NOTHING
    assert desk.settle([reading(600, holds=True)]) == FIRED


def test_only_a_reading_against_this_very_firing_clears_it(desk: Desk) -> None:
    desk.settle([reading(100, holds=True)])
    assert desk.settle([reading(150, back=True)]) == NOTHING
    assert desk.settle([reading(150, back=True, since=50)]) == NOTHING
    assert desk.settle([reading(150, back=True, since=100)]) == CLEARED
    # Readings from before the end, and readings held against the firing that has ended, start nothing.
    assert desk.settle([reading(140, holds=True)]) == NOTHING
    assert desk.settle([reading(160, holds=True, since=100)]) == NOTHING


def test_what_cannot_be_judged_changes_nothing(desk: Desk) -> None:
    assert desk.settle([replace(reading(100, holds=True), judged=False)]) == NOTHING
    assert not desk.path.exists()
    desk.settle([reading(200, holds=True)])
    assert desk.settle([replace(reading(300, back=True, since=200), judged=False)]) == NOTHING


def test_an_evaluation_that_changes_nothing_needs_no_right_to_write(desk: Desk) -> None:
    desk.settle([reading(100, holds=True)])
    looking = Desk(desk.path)
    assert looking.settle([reading(200, since=100)]) == NOTHING


def test_dealt_with_it_rests_until_its_condition_has_not_held(desk: Desk) -> None:
    desk.settle([reading(100, holds=True)])
    number = desk.acknowledge("csat_down", "Ann", "2026-04-01", None, "lead", 110)
    desk.done(number, "lead", 200)
    assert desk.read().active == {}
    assert desk.settle([reading(300, holds=True)]) == NOTHING
    assert desk.settle([reading(400)]) == CLEARED
    assert desk.settle([reading(500, holds=True)]) == FIRED


RACER = """
from cxtui.desk import Desk
from tests.desk.readings import reading
desk = Desk(path, writable=True)
say("ready")
while (asked := wait()):
    at, *since = map(int, asked.split())
    found = reading(at, back=True, since=since[0]) if since else reading(at, holds=True)
    settled = desk.settle([found])
    say(len(settled.fired), len(settled.cleared))
"""


@pytest.mark.process
def test_two_consoles_that_evaluate_at_once_fire_and_clear_once(tmp_path: Path) -> None:
    path = tmp_path / "floor.desk.db"
    with Other(RACER, path) as one, Other(RACER, path) as other:
        assert one.hear() == other.hear() == "ready"
        # The first round also makes the file, both at once.
        for at in range(100, 300, 20):
            for instants, total in ((f"{at}", [1, 0]), (f"{at + 10} {at}", [0, 1])):
                one.tell(instants)
                other.tell(instants)
                counts = [[int(n) for n in console.hear().split()] for console in (one, other)]
                assert [sum(column) for column in zip(*counts, strict=True)] == total
    assert Desk(path).read().firings == ()
