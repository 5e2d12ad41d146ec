"""Triggers in memory, where the desk file cannot be written: fired once, cleared as there."""

from pathlib import Path

import pytest

from cxtui.console.reviewing import ReviewDesk, ReviewPace
from cxtui.console.wall.remembered import OwnMemory
from cxtui.desk import Desk, DeskState, Firing
from cxtui.kpis.triggers import TriggerReading
from tests.console import floors
from tests.console.fakes import FakeFeed
from tests.console.floors import NOW


def reading(at: int, since: int | None, holds: bool, back: bool = False, judged: bool = True) -> TriggerReading:
    return TriggerReading("csat_down", "Satisfaction is down", at, since, holds, back, "81 %", judged)


def test_it_fires_once_and_clears_by_a_reading_against_that_firing() -> None:
    memory, nothing = OwnMemory(), DeskState()
    memory.settle([reading(NOW, None, False)], nothing)
    assert memory.joined(nothing) is nothing
    memory.settle([reading(NOW, None, True)], nothing)
    memory.settle([reading(NOW + 60, NOW, True)], nothing)
    memory.settle([reading(NOW + 90, None, True, judged=False)], nothing)
    (one,) = memory.joined(nothing).firings
    assert (one.trigger, one.fired_at, one.shown, one.acknowledged) == ("csat_down", NOW, 0, None)
    memory.settle([reading(NOW + 120, NOW - 5, False, back=True)], nothing)
    assert memory.joined(nothing).firings == (one,)
    memory.settle([reading(NOW + 120, NOW, False, back=True)], nothing)
    assert memory.joined(nothing).firings == ()


def test_what_the_file_has_goes_by_the_file() -> None:
    memory = OwnMemory()
    memory.settle([reading(NOW, None, True)], DeskState())
    kept = DeskState((Firing(4, "csat_down", "Satisfaction is down", NOW - 9, "81 %", 2),))
    assert memory.joined(kept) == kept
    memory.settle([reading(NOW, NOW - 9, True)], kept)
    assert memory.joined(DeskState()).firings == ()


def test_a_review_that_may_not_write_evaluates_for_itself(tmp_path: Path) -> None:
    path, time = tmp_path / "floor.desk.db", [1000.0]
    desk = ReviewDesk(path, None, ReviewPace(), lambda: time[0], OwnMemory(), writable=False)
    feed = FakeFeed(floors.busy())
    feed.readings = (reading(NOW, None, True),)
    desk.look(feed)
    time[0] += 1
    found = desk.look(feed)
    assert found is not None and not found.keeps and found.trouble is None
    assert found.view.active == {"csat_down": NOW} and not path.exists()
    assert desk.shown(("csat_down",)).view.active == {"csat_down": NOW} and not path.exists()
    time[0] += 60
    desk.look(feed)
    assert feed.evaluated == [{}, {"csat_down": NOW}]


def test_a_review_that_may_write_needs_no_memory(tmp_path: Path) -> None:
    path, time = tmp_path / "floor.desk.db", [1000.0]
    memory = OwnMemory()
    desk = ReviewDesk(path, None, ReviewPace(), lambda: time[0], memory)
    feed = FakeFeed(floors.busy())
    feed.readings = (reading(NOW, None, True),)
    desk.look(feed)
    time[0] += 1
    found = desk.look(feed)
    assert found is not None and found.keeps and memory.joined(DeskState()).firings == ()
    assert desk.shown(("csat_down",)).view.firings[0].shown == 1
    taken = desk.acknowledge("csat_down", "Ann", "2026-12-01", None, "ann", NOW)
    assert taken.view.firings[0].acknowledged is not None and taken.why is None
    wrong = desk.acknowledge("nps_down", "Ann", "2026-12-01", None, "ann", NOW)
    assert wrong.trouble == "failed" and wrong.why is not None and "these do: csat_down" in wrong.why
    desk.close()


@pytest.mark.parametrize("at", [NOW, None])
def test_of_the_past_nothing_is_evaluated(tmp_path: Path, at: int | None) -> None:
    desk = ReviewDesk(tmp_path / "floor.desk.db", at, memory=OwnMemory(), writable=False)
    assert (desk._memory is None) is (at is not None)
    assert Desk(tmp_path / "floor.desk.db").read().trouble == "missing"
