"""Looking after the review: when triggers are evaluated, what is kept, and that no desk file stops a floor."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.console.reviewing import Review, ReviewDesk, ReviewPace
from cxtui.desk import Desk
from cxtui.errors import StoreTrouble
from cxtui.kpis.triggers import TriggerReading
from tests.console import floors
from tests.console.fakes import FakeFeed
from tests.console.floors import NOW

FIRES = TriggerReading("csat_down", "Satisfaction is down", NOW, None, True, False, "81.0 % of 21, 90.0 % of 40")
CLEARS = TriggerReading("csat_down", "Satisfaction is down", NOW + 60, NOW, False, True, "90.0 % of 30")
PACE = ReviewPace(look=1, evaluate=60, evaluate_slow=300, slow=0.25)


class Watch:
    """A clock that is set by hand; every evaluation takes ``cost`` seconds of it."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.cost = 0.0


class Costly(FakeFeed):
    """A feed whose evaluations let a watch run on."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(floors.busy())
        self.watch = watch

    def triggers(self, active: object) -> tuple[TriggerReading, ...]:
        """Return the readings after a while."""
        self.watch.now += self.watch.cost
        return super().triggers(active)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "floor.desk.db"


def begun(path: Path, at: int | None = None) -> tuple[ReviewDesk, Costly, Watch]:
    """Return a review whose first look is due now."""
    watch = Watch()
    desk, feed = ReviewDesk(path, at, PACE, lambda: watch.now), Costly(watch)
    assert desk.look(feed) is None and feed.evaluated == []
    watch.now += PACE.look
    return desk, feed, watch


def looked(desk: ReviewDesk, feed: FakeFeed) -> Review:
    """Look, and find something."""
    found = desk.look(feed)
    assert found is not None
    return found


def test_what_fires_is_kept_and_stands_until_it_clears(path: Path) -> None:
    desk, feed, watch = begun(path)
    feed.readings = (FIRES,)
    found = looked(desk, feed)
    assert (found.view.active, found.keeps, found.trouble) == ({"csat_down": NOW}, True, None)
    assert [one.trigger for one in Desk(path).read().firings] == ["csat_down"]
    feed.readings = (CLEARS,)
    watch.now += 60
    assert looked(desk, feed).view.active == {}
    assert feed.evaluated == [{}, {"csat_down": NOW}]


def test_nothing_fired_makes_no_file(path: Path) -> None:
    desk, feed, _ = begun(path)
    found = looked(desk, feed)
    assert (found.view.trouble, found.trouble, found.why, path.exists()) == ("missing", None, None, False)


def test_once_a_minute_and_every_five_where_it_is_slow(path: Path) -> None:
    desk, feed, watch = begun(path)
    for seconds in range(1, 61):
        desk.look(feed)
        assert len(feed.evaluated) == 1, seconds
        watch.now += 1
    watch.cost = 0.3
    desk.look(feed)
    assert len(feed.evaluated) == 2
    for seconds in range(1, 300):
        watch.now += 1
        desk.look(feed)
        assert len(feed.evaluated) == 2, seconds
    watch.now += 1
    desk.look(feed)
    assert len(feed.evaluated) == 3


def test_between_two_evaluations_only_what_changed_is_told(path: Path) -> None:
    desk, feed, watch = begun(path)
    feed.readings = (FIRES,)
    looked(desk, feed)
    watch.now += 1
    assert desk.look(feed) is None
    with closing(Desk(path, writable=True)) as another:
        another.acknowledge("csat_down", "Ann", "2026-12-01", None, "ann", NOW + 1)
    assert desk.look(feed) is None, "it is not time to look"
    watch.now += 1
    (firing,) = looked(desk, feed).view.firings
    assert firing.acknowledged is not None and firing.acknowledged.owner == "Ann"


def test_of_the_past_nothing_is_evaluated_and_what_stood_then_is_shown(path: Path) -> None:
    with closing(Desk(path, writable=True)) as writing:
        writing.settle((FIRES,))
    desk, feed, _ = begun(path, at=NOW - 1)
    found = looked(desk, feed)
    assert (feed.evaluated, found.view.firings, found.keeps) == ([], (), False)
    desk, feed, _ = begun(path, at=NOW + 1)
    assert looked(desk, feed).view.active == {"csat_down": NOW}
    desk.opened()
    assert Desk(path).read().firings[0].shown == 0


def test_where_nothing_may_be_written_it_only_looks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Desk(path, writable=True)) as writing:
        writing.settle((FIRES,))
    monkeypatch.setattr("cxtui.console.reviewing.os.access", lambda where, how: where != path)
    desk, feed, _ = begun(path)
    found = looked(desk, feed)
    assert (feed.evaluated, found.view.active, found.keeps) == ([], {"csat_down": NOW}, False)


def test_opening_counts_as_shown(path: Path) -> None:
    desk, feed, _ = begun(path)
    feed.readings = (FIRES,)
    looked(desk, feed)
    assert desk.opened().view.active == {"csat_down": NOW}
    assert Desk(path).read().firings[0].shown == 1


def test_a_damaged_file_is_a_word_and_nothing_is_evaluated(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    desk, feed, watch = begun(path)
    found = looked(desk, feed)
    assert found.trouble == "corrupt" and found.why is not None and "damaged" in found.why
    assert feed.evaluated == [] and desk.opened().trouble == "corrupt"
    path.unlink()
    watch.now += 60
    assert looked(desk, feed).trouble is None


def test_a_file_that_somebody_holds_keeps_nothing_and_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxtui.desk.desk.WRITE_MS", 10)
    with closing(Desk(path, writable=True)) as writing:
        writing.plan("hire", "Ann", "2026-12-01", "ann", NOW)
    desk, feed, watch = begun(path)
    feed.readings = (FIRES,)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        found = looked(desk, feed)
        assert found.trouble == "locked" and found.view.firings == () and len(found.view.actions) == 1
    watch.now += 60
    assert looked(desk, feed).view.active == {"csat_down": NOW}


@pytest.mark.parametrize(
    ("error", "expected"), [(StoreTrouble("locked", "held"), ": held"), (ValueError("a bug"), "(ValueError: a bug)")]
)
def test_what_cannot_be_evaluated_is_tried_again(path: Path, error: Exception, expected: str) -> None:
    desk, feed, watch = begun(path)
    feed.error = error
    found = looked(desk, feed)
    assert found.trouble == "failed" and str(found.why).endswith(expected)
    feed.error, feed.readings = None, (FIRES,)
    watch.now += 60
    assert looked(desk, feed).view.active == {"csat_down": NOW}
