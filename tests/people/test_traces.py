"""Nothing of who was erased is in any byte of any file beside the store, in the desk file or in a log."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.desk import Desk
from cxtui.people import anonymise, erase
from cxtui.store.people import cleaning
from cxtui.store.people.columns import PersonKind
from cxtui.store.people.keys import keys_path
from cxtui.store.writer import Writer
from tests.facts.histories import History
from tests.store.people.floors import AGENT, AGENT_CALLED, CALLED, CUSTOMER, MARKS, WORDS, floor, store_of


def marked(folder: Path) -> Iterator[str]:
    """Yield the files below a folder in which a mark stands, in whatever case, with the mark."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes().lower()
            for mark in MARKS:
                if mark.encode() in data:
                    yield f"{path.relative_to(folder)}: {mark}"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store with a past: rows that changed and went, refused ones, a desk that people wrote on, a log."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "floor").mkdir()
    before = History(()).add("customer", customer=CUSTOMER, name="Elder Markername")
    path = store_of(store_of(tmp_path / "floor" / "floor.db", before), floor())
    h = History(())
    h.add("rating", rating="r0", ticket="t0", kind="csat", version_at=9, comment=f"{WORDS} anew", value=1.0)
    h.ticket("t0", "2025-01-10 15:00", customer=CUSTOMER, subject=f"{WORDS} anew", version_at=9)
    store_of(path, h)
    with Writer(path) as writer, writer.batch() as con:
        con.execute(
            "INSERT INTO reject VALUES (1, 1, 'a.csv', 2, 'since', ?, 'bad', ?)", (CALLED, f"{CUSTOMER},{CALLED}")
        )
        con.execute("INSERT INTO reject VALUES (1, 2, 'a.csv', 3, 'since', 'x', 'bad', ?)", (f"{AGENT};1",))
    path.with_name(".floor.db.building").write_text(f"half a store of {CALLED}")
    _desk(path)
    log = tmp_path / "home" / "cxtui" / "log" / "console.log"
    log.parent.mkdir(parents=True)
    log.write_text(f"fine\nTraceback of {CUSTOMER}\n  agent {AGENT_CALLED}\nfine too\n")
    return path


def _desk(store: Path) -> None:
    with closing(Desk(store.with_name("floor.desk.db"), writable=True)) as desk:
        desk.plan(f"ask {AGENT_CALLED} of {CALLED}", AGENT, "2026-04-01", AGENT, 5)
        desk.plan("ask the team", "lead", "2026-04-01", "lead", 5)
        desk.name_change(f"{AGENT_CALLED} leads", "2026-04-01", AGENT, 5)


def test_the_marks_are_found_before(store: Path, tmp_path: Path) -> None:
    found = {one.split(":")[0].removesuffix("-wal") for one in marked(tmp_path)}
    assert {"floor/floor.db", "floor/floor.desk.db", "home/cxtui/log/console.log"} <= found


@pytest.mark.parametrize("all_at_once", [False, True])
def test_no_byte_is_left(store: Path, tmp_path: Path, all_at_once: bool) -> None:
    one_by_one: tuple[tuple[PersonKind, str], ...] = (("customer", CUSTOMER), ("agent", AGENT))
    done = [anonymise(store)] if all_at_once else [erase(store, kind, id) for kind, id in one_by_one]
    assert list(marked(tmp_path)) == []
    assert [one.failed for one in done] == [()] * len(done)
    assert sum(one.log_lines for one in done) == 2
    log = tmp_path / "home" / "cxtui" / "log" / "console.log"
    assert log.read_text().splitlines()[::3] == ["fine", "fine too"]
    with closing(Desk(store.with_name("floor.desk.db"))) as desk:
        plain = {action.text for action in desk.read().actions}
    assert "ask the team" in plain and len(plain) == 2


def test_a_dry_run_touches_no_byte(store: Path, tmp_path: Path) -> None:
    logs = {path: path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file()}
    with closing(sqlite3.connect(store.with_name("floor.desk.db"))) as con:
        desk = list(con.iterdump())
    done = erase(store, "agent", AGENT, dry_run=True)
    assert (done.desk.changed, done.desk.doubtful, done.log_lines) == (2, (), 1)
    assert {path: path.read_bytes() for path in logs} == logs
    with closing(sqlite3.connect(store.with_name("floor.desk.db"))) as con:
        assert list(con.iterdump()) == desk
    assert not keys_path(store).exists()


def test_what_may_be_a_name_at_the_desk_is_shown(store: Path) -> None:
    with closing(Desk(store.with_name("floor.desk.db"), writable=True)) as desk:
        desk.plan("Mrs Markername called", "lead", "2026-04-01", "lead", 5)
    assert erase(store, "customer", CUSTOMER).desk.doubtful == ("action 3: Mrs Markername called",)


def test_a_reader_that_stays_is_told_and_the_next_run_ends_it(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "PATIENCE", 0.3)
    with closing(sqlite3.connect(store, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM customer").fetchone()
        done = erase(store, "customer", CUSTOMER)
        assert len(done.failed) == 1 and "keeps earlier pages in floor.db-wal" in done.failed[0]
        assert len(done.store.people) == 1
    again = erase(store, "customer", CUSTOMER)
    assert (again.failed, again.store.people) == ((), ())
    erase(store, "agent", AGENT)
    assert list(marked(tmp_path)) == []


def test_readers_that_come_and_go_do_not_hinder(store: Path, tmp_path: Path) -> None:
    from cxtui.kpis.feeds.store_feed import StoreFeed

    with closing(StoreFeed(store)) as feed:
        feed.read()
        assert erase(store, "customer", CUSTOMER).failed == ()
        assert erase(store, "agent", AGENT).failed == ()
        assert feed.read().tickets == 3
        assert list(marked(tmp_path)) == []
