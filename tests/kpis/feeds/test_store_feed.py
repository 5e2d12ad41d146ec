"""What a feed says where a store cannot be read as a floor."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.errors import StoreTrouble
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.query import View
from cxtui.store.schema import specs
from cxtui.store.wal import beside
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored
from tests.store.read.test_verifier import spoiled


def test_settings_that_cannot_be_read_are_a_trouble_with_a_way_out(tmp_path: Path) -> None:
    store = stored(History().ticket("t", "2025-01-14 09:00"), tmp_path / "floor.db")
    feed = StoreFeed(store, at=instant("2025-01-14 10:00"))
    for kept in ('{"attribution": "nobody"}', "{"):
        with closing(sqlite3.connect(store)) as con, con:
            con.execute("UPDATE setting SET value = ? WHERE key = 'settings'", (kept,))
        with pytest.raises(StoreTrouble, match=r"the store's settings.*cxtui store configure") as caught:
            feed.read()
        assert caught.value.trouble == "failed"
    with closing(sqlite3.connect(store)) as con, con:
        con.execute("DELETE FROM setting")
    assert feed.read().tickets == 1
    feed.close()


def test_a_view_is_read_again_and_again(tmp_path: Path) -> None:
    h = History().ticket("t", "2025-01-14 09:00", channel="chat").ticket("u", "2025-01-14 09:00", channel="email")
    with closing(StoreFeed(stored(h, tmp_path / "floor.db"), at=instant("2025-01-14 10:00"))) as feed:
        for where, waiting in (("channel:chat", ["t"]), ("channel:email", ["u"]), ("channel:chat", ["t"])):
            for _ in range(5):
                read = feed.read(View(where=where))
            assert [row.ticket for row in read.responses.rows] == waiting


def test_sources_are_fresh_by_the_store_s_allowance(tmp_path: Path) -> None:
    feed = StoreFeed(stored(History().ticket("t", "2025-01-14 09:00"), tmp_path / "floor.db"), at=0)
    (source,) = feed.read().sources
    assert (source.source, source.newest_event_at, source.allowance_s) == ("s", instant("2025-01-14 09:00"), 300)
    feed.close()


def test_triggers_read_the_present_and_of_the_past_tell_no_age(tmp_path: Path) -> None:
    store = stored(History().ticket("t", "2025-01-14 09:00"), tmp_path / "floor.db")
    with closing(sqlite3.connect(store)) as con, con:
        con.execute("UPDATE source_state SET committed_at = ?", (instant("2025-01-14 10:00"),))
    later = instant("2025-01-14 12:00")
    with closing(StoreFeed(store, clock=lambda: later)) as feed:
        readings = {one.trigger: one for one in feed.triggers({"stale:gone": later - 60})}
        assert readings["stale:s"].holds and readings["stale:s"].at == later
        assert readings["stale:gone"].back and readings["stale:gone"].since == later - 60
        assert not readings["csat_down"].judged
    with closing(StoreFeed(store, at=later)) as feed:
        assert {one.trigger for one in feed.triggers({})} == set(readings) - {"stale:s", "stale:gone"}


def test_damage_that_was_found_stays_said_until_it_is_mended(tmp_path: Path) -> None:
    store = stored(History().ticket("t", "2025-01-14 09:00"), tmp_path / "floor.db")
    feed = StoreFeed(store, at=instant("2025-01-14 10:00"))
    feed.verify()
    with closing(sqlite3.connect(store)) as con:
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = store.read_bytes()
    spoiled(store, "qa_score")
    assert feed.read().tickets == 1, "nothing on the floor is read from there"
    with pytest.raises(StoreTrouble) as caught:
        for _ in specs():  # as many pieces as there are tables are enough, however slow the machine
            feed.verify()
    assert caught.value.trouble == "corrupt"
    with pytest.raises(StoreTrouble):
        feed.read()
    store.write_bytes(whole)
    assert feed.read().tickets == 1
    feed.close()


def _of_one_agent(name: str, store: Path) -> Path:
    """Return the store of a floor on which somebody of that name solved a ticket."""
    history = History().add("agent", agent="a1", name=name, kind="human")
    history.ticket("t", "2025-01-14 09:00", opened_by_kind="customer").event("t", "2025-01-14 09:00", "assignee", "a1")
    history.says("t", "2025-01-14 09:00").says("t", "2025-01-14 09:02", "a1")
    return stored(history.status("t", "2025-01-14 09:05", "solved", "a1"), store)


def test_what_is_kept_of_a_store_goes_when_another_file_takes_its_place(tmp_path: Path) -> None:
    """The leaderboard is kept for five seconds, of the file that it was read of."""
    store, other = (_of_one_agent(name, tmp_path / f"{name}.db") for name in ("Ann", "Bob"))
    now = instant("2025-01-15 12:00")
    with closing(StoreFeed(store, clock=lambda: now, keep_s=3600.0)) as feed:
        assert [row.name for row in feed.read().leaderboard.rows] == ["Ann"]
        with closing(sqlite3.connect(other)) as con:
            con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for suffix in ("-wal", "-shm"):
            beside(store, suffix).unlink(missing_ok=True)
        other.replace(store)
        assert [row.name for row in feed.read().leaderboard.rows] == ["Bob"]
