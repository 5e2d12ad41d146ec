"""The demo's floor without a screen: a day at high speed, the weeks before it, the same again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from cxtui.demo import pace
from cxtui.demo import stream as streaming
from cxtui.demo.pace import LIVE_FROM, SEED, DemoClock
from cxtui.demo.rules import settings
from cxtui.demo.stream import Stream
from cxtui.health import read_all
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Floor
from cxtui.store import coverage
from tests.importing.stores import CONTENT, rows_of


class Wall:
    """A wall clock that is moved by hand; ``pace`` thinks that it is the time module."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def time(self) -> float:
        return self.at


@pytest.fixture(scope="module")
def wall() -> Iterator[Wall]:
    made = Wall()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pace, "time", made)
        yield made


def started(store: Path, wall: Wall, seed: int = SEED) -> tuple[Stream, DemoClock]:
    clock = DemoClock(LIVE_FROM, wall.at, 60)
    stream = Stream(store, seed, clock)
    stream.begin()
    return stream, clock


@pytest.fixture(scope="module")
def hour(tmp_path_factory: pytest.TempPathFactory, wall: Wall) -> list[Floor]:
    """The floors of an hour, one for each minute, the whole history filled in meanwhile.

    Parts of history grow to the largest, however slow the machine is: each costs the same again.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streaming, "PART_S", 3600)
        return floors_of(tmp_path_factory.mktemp("demo") / "demo.db", wall)


def floors_of(store: Path, wall: Wall) -> list[Floor]:
    """Return the floors of an hour of a demo that is begun in ``store``."""
    stream, clock = started(store, wall)
    floors = []
    with closing(stream), closing(StoreFeed(store, clock=clock.now, keep_board_s=0, keep_s=0)) as feed:
        floors.append(feed.read())
        more = True
        for _ in range(60):
            wall.at += 1
            stream.advance()
            more = more and stream.fill_in()
            floors.append(feed.read())
        while more:
            more = stream.fill_in()
        floors.append(feed.read())
    return floors


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory, wall: Wall) -> Path:
    """The store of another seed, with its first week."""
    store = tmp_path_factory.mktemp("another") / "demo.db"
    stream, _ = started(store, wall, SEED + 1)
    stream.close()
    return store


def test_there_is_a_week_at_once_and_ninety_days_in_the_end(hour: list[Floor]) -> None:
    assert 2_000 < hour[0].tickets < 5_000
    assert 25_000 < hour[-1].tickets < 35_000
    assert [floor.tickets for floor in hour] == sorted(floor.tickets for floor in hour)
    assert any(hour[0].volume.backlog) and any(hour[0].volume.last_inflow)


def test_the_day_goes_on(hour: list[Floor]) -> None:
    waiting = [{(r.source, r.ticket) for r in floor.responses.rows} for floor in hour]
    came = [len(later - before) for before, later in pairwise(waiting)]
    went = [len(before - later) for before, later in pairwise(waiting)]
    assert sum(came) > 20
    assert sum(went) > 20
    assert all(floor.escalations.rows for floor in hour)
    assert len({floor.escalations.rows for floor in hour}) > 3


def test_something_breaches_and_ranks_move(hour: list[Floor]) -> None:
    late = [
        {r.ticket for r in floor.responses.rows if r.due_at is not None and r.due_at < floor.as_of} for floor in hour
    ]
    assert any(later - before for before, later in pairwise(late))
    ranks = {tuple((r.agent, r.rank) for r in floor.leaderboard.rows) for floor in hour[:-1]}
    assert len(ranks) > 2


def test_history_says_who_keeps_customers(hour: list[Floor]) -> None:
    scored = [r for r in hour[-1].leaderboard.rows if r.rank is not None]
    assert len(scored) >= 10
    assert sum(any(c.name == "lift" and c.score is not None for c in r.components) for r in scored) >= 10


def content(store: Path) -> dict[str, set[tuple[object, ...]]]:
    return {table: rows_of(store, table) for table in CONTENT}


def test_the_same_seed_is_the_same_floor_however_it_came(tmp_path: Path, wall: Wall, another: Path) -> None:
    for name, step in (("one.db", 1.0), ("two.db", 10.0)):
        stream, clock = started(tmp_path / name, wall)
        with closing(stream):
            while clock.now() < LIVE_FROM + 600:
                wall.at += step
                stream.advance()
            assert clock.now() == LIVE_FROM + 600
    assert content(tmp_path / "one.db") == content(tmp_path / "two.db")
    assert rows_of(another, "ticket").isdisjoint(rows_of(tmp_path / "one.db", "ticket"))


def test_sizes_are_known_before_the_first_facts_are_made(another: Path) -> None:
    with closing(sqlite3.connect(another)) as con:
        ((measured,),) = con.execute("SELECT stat FROM sqlite_stat1 WHERE idx = 'rating_ticket'").fetchall()
    assert int(measured.split()[2]) < 5


def test_it_says_how_far_back_history_is_there(tmp_path: Path, wall: Wall) -> None:
    store = tmp_path / "demo.db"
    stream, clock = started(store, wall)
    with closing(stream), closing(StoreFeed(store, clock=clock.now)) as feed:
        # Of thirteen weeks the last two are there: from Saturday, 7 March, at 4:00.
        (health,) = feed.followed()
        assert (health.source, health.state, health.ok_at) == ("simulator", "filling", LIVE_FROM)
        assert health.filling is not None and health.filling.at == 1_772_852_400
        assert health.filling.share == pytest.approx((LIVE_FROM - 1_772_852_400) / (90 * 86_400))
        note = feed.read().leaderboard.note
        assert note is not None and "simulator from 2026-03-07 04:00" in note
        first = spans(store)
        assert set(first.values()) == {(1_772_852_400, None)}
        assert stream.fill_in()
        assert spans(store) == first, "a part of a week is no week"
        while health.state == "filling":
            more = stream.fill_in()
            stream.advance()
            (health,) = feed.followed()
            assert more or health.state == "ok"
        assert health.filling is None
        assert set(spans(store).values()) == {(None, None)}
        assert feed.read().leaderboard.note is None
    assert read_all(store) == ()


def spans(store: Path) -> dict[str, tuple[int | None, int | None]]:
    with closing(sqlite3.connect(store)) as con:
        return coverage.spans(con, "simulator")


def test_the_day_runs_as_fast_as_asked(wall: Wall) -> None:
    clock = DemoClock(1_000, wall.at, 60)
    assert clock.now() == 1_000
    wall.at += 2.5
    assert clock.now() == 1_150


def test_a_fast_day_is_not_stale_for_its_speed() -> None:
    assert settings(60).allowance("simulator") == 7200
    assert settings(3600).allowance("simulator") == 30 * 3600
