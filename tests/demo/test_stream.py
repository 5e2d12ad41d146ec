"""The demo's floor without a screen: a day at high speed, the weeks behind it, the same again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cxtui.clock import DAY
from cxtui.demo import pace
from cxtui.demo.history import WholeHistory
from cxtui.demo.pace import SEED, DemoClock, DemoFloor
from cxtui.demo.rules import settings
from cxtui.demo.stream import Stream
from cxtui.errors import StoreError
from cxtui.health import read_all
from cxtui.importing.run import Request
from cxtui.importing.run import run as run_import
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Floor
from cxtui.simulator import SOURCE, Plot
from cxtui.simulator.folder import Order, write_folder
from cxtui.store import coverage, rebuilt
from cxtui.store.configured import configure
from tests.importing.stores import CONTENT, rows_of

ZONE = "Europe/Warsaw"
AT = 1_773_837_600
"""Wednesday 18 March 2026, 13:40 in Warsaw."""
MIDNIGHT = 1_773_788_400


class Wall:
    """A machine's clocks that are moved by hand; ``pace`` thinks that they are the time module."""

    def __init__(self, shows: float = AT + 0.75) -> None:
        self.at, self.shows = 1_000.0, shows

    def monotonic(self) -> float:
        return self.at

    def time(self) -> float:
        return self.shows


@pytest.fixture(scope="module")
def wall() -> Iterator[Wall]:
    made = Wall()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pace, "time", made)
        yield made


def floor_of(wall: Wall, seed: int = SEED, at: int = AT, zone: str = ZONE) -> DemoFloor:
    return DemoFloor(seed, zone, DemoClock(at, wall.at, 60))


def started(store: Path, floor: DemoFloor) -> Stream:
    stream = Stream(store, floor)
    stream.begin()
    return stream


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, wall: Wall) -> Path:
    return tmp_path_factory.mktemp("demo") / "demo.db"


@pytest.fixture(scope="module")
def hour(demo: Path, wall: Wall) -> list[Floor]:
    """The floors of an hour, one for each minute; its history is put in place after the third, and the store kept."""
    floor = floor_of(wall)
    stream = started(demo, floor)
    floors = []
    with closing(stream), closing(StoreFeed(demo, clock=floor.clock.now, keep_board_s=0, keep_s=0)) as feed:
        floors.append(feed.read())
        for minute in range(60):
            wall.at += 1
            if minute == 2:
                stream.wait_for_history()
            else:
                stream.advance()
            floors.append(feed.read())
    return floors


def test_the_first_picture_has_everything_that_is_open_and_of_today(hour: list[Floor]) -> None:
    first = hour[0]
    behind = hour[3]
    assert 100 < first.tickets < 600 and behind.tickets > 20_000
    names = ("created", "solved", "backlog")
    # Three minutes later all of history is there: these numbers differ by what happened in them alone.
    for name in names:
        early, late = first.metrics[name].value, behind.metrics[name].value
        assert early is not None and late is not None and abs(early - late) <= 4, name
    assert first.escalations.open > 5
    assert abs(len(first.responses.rows) - len(behind.responses.rows)) <= 4


def test_no_change_is_shown_before_there_is_something_to_compare_with(hour: list[Floor]) -> None:
    assert all(metric.previous is None for metric in hour[0].metrics.values())
    assert not any(hour[0].volume.last_inflow)
    compared = {name for name, metric in hour[-1].metrics.items() if metric.previous is not None}
    assert {"created", "solved", "first_response_median", "service_level", "csat", "nps"} <= compared
    assert any(hour[-1].volume.last_inflow)


def test_history_never_shrinks_and_is_all_there_at_once(hour: list[Floor]) -> None:
    counts = [floor.tickets for floor in hour]
    assert counts == sorted(counts)
    assert next(place for place, n in enumerate(counts) if n > 10_000) == 3


def test_the_day_goes_on(hour: list[Floor]) -> None:
    waiting = [{(r.source, r.ticket) for r in floor.responses.rows} for floor in hour]
    came = [len(later - before) for before, later in pairwise(waiting)]
    went = [len(before - later) for before, later in pairwise(waiting)]
    assert sum(came) > 10
    assert sum(went) > 10
    assert len({floor.escalations.rows for floor in hour}) > 3


def test_a_rank_moves_while_an_agent_is_reviewed(hour: list[Floor]) -> None:
    """Within fifty seconds of the demo's first minute, by the review of one agent that its plot has."""
    places = [{row.agent: (row.rank, row.lowest_rank) for row in floor.leaderboard.rows} for floor in hour[3:50]]
    assert sum(later != before for before, later in pairwise(places)) >= 3


def test_an_outage_builds_up_and_is_mended(hour: list[Floor]) -> None:
    urgent = [sum(row.priority == "urgent" for row in floor.responses.rows) for floor in hour]
    assert max(urgent[:10]) <= 1 and max(urgent[30:42]) >= 5 and urgent[58] <= 2
    waiting = [floor.responses.waiting for floor in hour]
    assert max(waiting[30:46]) > 2 * waiting[5] and waiting[58] <= waiting[5] + 3


def test_a_doubt_exists_and_a_trigger_has_fired(demo: Path, hour: list[Floor]) -> None:
    assert hour[0].doubts == hour[-1].doubts == 1
    with closing(StoreFeed(demo, clock=lambda: hour[-1].as_of)) as feed:
        fired = {one.trigger for one in feed.triggers({}) if one.holds}
    assert fired == {"escalations_unusual"}


def test_something_breaches(hour: list[Floor]) -> None:
    late = [
        {r.ticket for r in floor.responses.rows if r.due_at is not None and r.due_at < floor.as_of} for floor in hour
    ]
    assert any(later - before for before, later in pairwise(late))


def test_history_says_who_keeps_customers(hour: list[Floor]) -> None:
    scored = [r for r in hour[-1].leaderboard.rows if r.rank is not None]
    assert len(scored) >= 10
    assert sum(any(c.name == "lift" and c.score is not None for c in r.components) for r in scored) >= 10


def test_the_whole_store_is_what_an_import_of_the_same_floor_makes(
    demo: Path, hour: list[Floor], tmp_path: Path, wall: Wall
) -> None:
    """The floor of the seed as files, read by the ordinary importer, has the same tickets, events and sums."""
    floor = floor_of(wall)
    end = hour[-1].as_of
    order = Order(SEED, floor.start, ZONE, pace.AGENTS, pace.TICKETS_PER_DAY, Plot(AT))
    write_folder(order, tmp_path / "rows", end)
    store = tmp_path / "imported.db"
    configure(store, settings(ZONE, 60))
    run_import(store, Request((tmp_path / "rows",), "canonical", SOURCE), clock=lambda: end)
    for table in ("ticket", "event", "ticket_fact", "flow_day", "agent_day", "response_day", "contact_credit"):
        assert rows_of(demo, table) == rows_of(store, table), table
    assert rebuilt.compare(demo).sound


def content(store: Path) -> dict[str, set[tuple[object, ...]]]:
    return {table: rows_of(store, table) for table in CONTENT}


def test_the_same_seed_is_the_same_floor_however_it_came(tmp_path: Path, wall: Wall) -> None:
    stores = {"one.db": (SEED, 1.0), "two.db": (SEED, 10.0), "other.db": (SEED + 1, 10.0)}
    for name, (seed, step) in stores.items():
        floor = floor_of(wall, seed)
        stream = Stream(tmp_path / name, floor)
        with closing(stream):
            stream.begin(history=False)
            while floor.clock.now() < AT + 600:
                wall.at += step
                stream.advance()
            assert floor.clock.now() == AT + 600
    assert content(tmp_path / "one.db") == content(tmp_path / "two.db")
    assert rows_of(tmp_path / "other.db", "ticket").isdisjoint(rows_of(tmp_path / "one.db", "ticket"))


def test_it_says_how_far_history_is_made(tmp_path: Path, wall: Wall) -> None:
    store = tmp_path / "demo.db"
    floor = floor_of(wall)
    stream = started(store, floor)
    with closing(stream), closing(StoreFeed(store, clock=floor.clock.now)) as feed:
        (health,) = feed.followed()
        assert (health.source, health.state, health.ok_at) == ("simulator", "filling", AT)
        assert health.filling is not None and health.filling.at == MIDNIGHT
        assert health.filling.share is not None and 0 <= health.filling.share < 1
        assert set(spans(store).values()) == {(MIDNIGHT, None)}
        board = feed.read().leaderboard
        assert board.rows and board.note is None and {(row.rank, row.score) for row in board.rows} == {(None, None)}
        assert board.loading is not None and 0 <= board.loading < 100
        stream.wait_for_history()
        (health,) = feed.followed()
        assert (health.state, health.filling) == ("ok", None)
        assert set(spans(store).values()) == {(floor.start, None)}
        board = feed.read().leaderboard
        assert (board.note, board.loading) == (None, None) and any(row.rank == 1 for row in board.rows)
    assert read_all(store) == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo.db", "demo.db-shm", "demo.db-wal", "demo.db.lock"]


def spans(store: Path) -> dict[str, tuple[int | None, int | None]]:
    with closing(sqlite3.connect(store)) as con:
        return coverage.spans(con, "simulator")


def test_history_that_cannot_be_made_ends_the_stream_in_words(tmp_path: Path, wall: Wall) -> None:
    floor = floor_of(wall)
    stream = Stream(tmp_path / "demo.db", floor)
    with closing(stream):
        stream.begin(history=False)
        stream.make_behind(WholeHistory(floor, tmp_path / "nowhere" / "whole.db", settings(ZONE)))
        with pytest.raises((StoreError, OSError)):
            stream.wait_for_history()


@pytest.mark.parametrize(
    ("zone", "now"),
    [
        ("Europe/Warsaw", "2026-03-18T13:40"),
        # An hour after clocks were put forward, and inside the hour that comes twice.
        ("Europe/Warsaw", "2026-03-29T03:30"),
        ("Europe/Warsaw", "2026-10-25T02:30"),
        ("America/New_York", "2026-11-01T01:30"),
        ("Asia/Kolkata", "2026-07-05T03:59"),
        ("Pacific/Chatham", "2026-04-05T04:00"),
        ("UTC", "2026-11-30T15:00"),
    ],
)
def test_a_floor_opens_on_a_saturday_at_four_nineteen_whole_weeks_back(zone: str, now: str, wall: Wall) -> None:
    at = int(datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone)).timestamp())
    floor = floor_of(wall, at=at, zone=zone)
    opened = datetime.fromtimestamp(floor.start, ZoneInfo(zone))
    assert (opened.strftime("%A"), opened.hour, opened.minute) == ("Saturday", 4, 0)
    assert 133 * DAY - 3600 <= at - floor.start <= 140 * DAY + 3600
    midnight = datetime.fromtimestamp(floor.midnight, ZoneInfo(zone))
    assert (midnight.hour, midnight.minute) == (0, 0) and 0 <= at - floor.midnight <= 25 * 3600
    rows = floor.simulator().people()
    assert rows["calendar"][0][6] == zone


def test_the_day_runs_as_fast_as_asked(wall: Wall) -> None:
    clock = DemoClock.begin(60)
    assert clock.now() == AT
    wall.at += 2.5
    assert clock.now() == AT + 150


@pytest.mark.parametrize(
    ("shows", "begins"), [(0.0, 1_773_826_800), (978_307_199.0, 1_773_826_800), (978_307_200.0, 978_307_200)]
)
def test_a_machine_without_a_clock_has_a_demo_all_the_same(
    shows: float, begins: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "time", Wall(shows))
    assert DemoClock.begin(60).now() == begins


def test_the_zone_is_that_of_its_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "localtime"
    for told, link, zone in (
        (None, None, "UTC"),
        (None, "/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        (None, "/usr/share/zoneinfo/Nowhere/Atall", "UTC"),
        ("America/New_York", "/usr/share/zoneinfo/Asia/Tokyo", "America/New_York"),
        (":Europe/Kyiv", None, "Europe/Kyiv"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("../../etc/passwd", None, "UTC"),
    ):
        place.unlink(missing_ok=True)
        if link is not None:
            place.symlink_to(link)
        if told is None:
            monkeypatch.delenv("TZ", raising=False)
        else:
            monkeypatch.setenv("TZ", told)
        assert pace.local_zone(place) == zone, (told, link)


def test_a_fast_day_is_not_stale_for_its_speed() -> None:
    assert settings("UTC", 60).allowance("simulator") == 7200
    assert settings("UTC", 3600).allowance("simulator") == 30 * 3600
