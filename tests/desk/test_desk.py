"""What people write at their desks, seen by other consoles, and what is told when the file cannot be used."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.desk import Acknowledged, Change, Desk, DeskError, DeskState
from cxtui.desk.schema import VERSION
from cxtui.errors import UsageError
from tests.desk.readings import reading


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk that may write beside a store that is not there."""
    return Desk(tmp_path / "floor.desk.db", writable=True)


def test_without_a_file_there_is_nothing_and_nothing_is_made(desk: Desk) -> None:
    view = desk.read()
    assert (view.trouble, view.firings, view.actions, view.changes) == ("missing", (), (), ())
    assert not desk.changed()
    assert not desk.path.exists()


def test_an_acknowledged_trigger_stands_in_the_plan(desk: Desk) -> None:
    desk.settle([reading(100, holds=True)])
    number = desk.acknowledge("csat_down", "Ann", "2026-04-01", "ask the team", "lead", 150)
    (one,) = desk.read().firings
    assert one.acknowledged == Acknowledged("lead", 150, "Ann", "2026-04-01", "ask the team")
    (action,) = desk.read().actions
    assert (action.number, action.trigger, action.text, action.owner, action.due, action.state) == (
        number, "csat_down", "ask the team", "Ann", "2026-04-01", "open",
    )  # fmt: skip


def test_acknowledging_again_gives_the_same_action_another_owner(desk: Desk) -> None:
    desk.settle([reading(100, holds=True)])
    first = desk.acknowledge("csat_down", "Ann", "2026-04-01", None, "lead", 150)
    assert desk.acknowledge("csat_down", "Bob", "2026-04-08", None, "lead", 160) == first
    (action,) = desk.read().actions
    assert (action.owner, action.due, action.text) == ("Bob", "2026-04-08", "Customer satisfaction is down")
    (one,) = desk.read().firings
    assert one.acknowledged is not None and one.acknowledged.owner == "Bob"


def test_only_what_stands_can_be_acknowledged(desk: Desk) -> None:
    with pytest.raises(UsageError, match="no trigger 'csat' stands fired; none does"):
        desk.acknowledge("csat", "Ann", "2026-04-01", None, "lead", 1)
    desk.settle([reading(100, holds=True)])
    with pytest.raises(UsageError, match="these do: csat_down"):
        desk.acknowledge("csat", "Ann", "2026-04-01", None, "lead", 150)


def test_the_action_of_a_cleared_trigger_stays_until_it_is_done(desk: Desk) -> None:
    desk.settle([reading(100, holds=True)])
    number = desk.acknowledge("csat_down", "Ann", "2026-04-01", None, "lead", 150)
    desk.settle([reading(200, back=True, since=100)])
    assert [one.state for one in desk.read().actions] == ["open"]
    desk.done(number, "Ann", 300)
    assert [(one.state, one.closed_by) for one in desk.read().actions] == [("done", "Ann")]
    with pytest.raises(UsageError, match="is done already"):
        desk.done(number, "Ann", 301)
    with pytest.raises(UsageError, match="there is no action 9"):
        desk.done(9, "Ann", 302)


def test_the_plan_lists_what_is_due_first_and_what_is_done_last(desk: Desk) -> None:
    late = desk.plan("write macros", "Bob", "2026-05-01", "lead", 10)
    soon = desk.plan("train", "Ann", "2026-04-01", "lead", 20)
    done = desk.plan("hire", "Eve", "2026-03-01", "lead", 30)
    desk.done(done, "Eve", 40)
    assert [one.number for one in desk.read().actions] == [soon, late, done]
    # As it stood before the last one was done.
    assert [one.number for one in desk.read(35).actions] == [done, soon, late]
    assert [one.number for one in desk.read(15).actions] == [late]


def test_the_past_is_told_as_it_was(desk: Desk) -> None:
    desk.settle([reading(100, holds=True)])
    desk.acknowledge("csat_down", "Ann", "2026-04-01", None, "lead", 150)
    desk.settle([reading(200, back=True, since=100)])
    assert [(one.trigger, one.acknowledged) for one in desk.read(120).firings] == [("csat_down", None)]
    assert [one.acknowledged is not None for one in desk.read(199).firings] == [True]
    assert desk.read(99).firings == desk.read(200).firings == ()


def test_changes_have_names_and_days(desk: Desk) -> None:
    desk.name_change("macros", "2026-03-09", "lead", 1)
    desk.name_change("new team", "2026-02-01", "lead", 2)
    desk.name_change("macros", "2026-03-10", "lead", 3)
    assert desk.read().changes == (Change("new team", "2026-02-01"), Change("macros", "2026-03-10"))
    desk.forget_change("macros")
    assert desk.read().changes == (Change("new team", "2026-02-01"),)
    with pytest.raises(UsageError, match="no change is called 'macros'"):
        desk.forget_change("macros")


def test_words_must_be_words(desk: Desk) -> None:
    for text in ("", "  ", "x" * 501):
        with pytest.raises(UsageError, match="1 to 500 characters"):
            desk.plan(text, "Ann", "2026-04-01", "lead", 1)
    assert not desk.path.exists()


def test_shown_counts(desk: Desk) -> None:
    desk.settle([reading(100, holds=True)])
    desk.shown(["csat_down"])
    desk.shown(["csat_down", "nps_down"])
    assert [one.shown for one in desk.read().firings] == [2]


def test_another_console_notices(desk: Desk) -> None:
    other = Desk(desk.path)
    assert not other.changed()
    desk.settle([reading(100, holds=True)])
    assert other.changed()
    assert len(other.read().firings) == 1
    assert not other.changed()
    desk.plan("train", "Ann", "2026-04-01", "lead", 20)
    # Evaluating looks into the file too, and leaves it to be noticed.
    assert not other.settle([reading(200, holds=True)])
    assert other.changed()
    assert len(other.read().actions) == 1
    assert not other.changed()


def test_a_file_that_is_removed_and_made_anew_is_noticed(desk: Desk) -> None:
    desk.plan("train", "Ann", "2026-04-01", "lead", 20)
    other = Desk(desk.path)
    other.read()
    for path in desk.path.parent.iterdir():
        path.unlink()
    assert other.changed()
    assert other.read().trouble == "missing"
    assert not other.changed()
    desk.plan("hire", "Ann", "2026-04-01", "lead", 20)
    assert other.changed()
    assert [one.text for one in other.read().actions] == ["hire"]


WRITES: list[Callable[[Desk], object]] = [
    lambda desk: desk.settle([reading(100, holds=True)]),
    lambda desk: desk.acknowledge("csat_down", "Ann", "2026-04-01", None, "lead", 1),
    lambda desk: desk.plan("train", "Ann", "2026-04-01", "lead", 1),
    lambda desk: desk.done(1, "Ann", 1),
    lambda desk: desk.name_change("macros", "2026-03-09", "lead", 1),
    lambda desk: desk.forget_change("macros"),
    lambda desk: desk.shown(["csat_down"]),
]


@pytest.mark.parametrize("write", WRITES)
def test_a_console_that_may_only_look_writes_nothing(tmp_path: Path, write: Callable[[Desk], object]) -> None:
    desk = Desk(tmp_path / "floor.desk.db")
    with pytest.raises(DeskError, match="may look at the desk file, not write it"):
        write(desk)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("write", WRITES)
def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path, write: Callable[[Desk], object]) -> None:
    path = tmp_path / "floor.desk.db"
    path.write_bytes(b"nothing that SQLite knows " * 100)
    desk = Desk(path, writable=True)
    view = desk.read()
    assert view.trouble == "corrupt" and view.why is not None and "is damaged" in view.why
    with pytest.raises(DeskError, match="is damaged"):
        write(desk)
    assert path.read_bytes() == b"nothing that SQLite knows " * 100


def test_damage_inside_the_file_is_told(desk: Desk) -> None:
    for n in range(200):
        desk.plan(f"action {n} {'x' * 400}", "Ann", "2026-04-01", "lead", n)
    desk.close()
    with closing(sqlite3.connect(desk.path)) as con:
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = desk.path.read_bytes()
    desk.path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert desk.read().trouble == "corrupt"


def test_somebody_else_s_database_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "floor.desk.db"
    with closing(sqlite3.connect(path)) as con:
        con.execute("CREATE TABLE theirs (a)")
    desk = Desk(path, writable=True)
    assert desk.read().trouble == "failed"
    with pytest.raises(DeskError, match="is not a desk file"):
        desk.plan("train", "Ann", "2026-04-01", "lead", 1)
    with closing(sqlite3.connect(path)) as con:
        assert con.execute("SELECT name FROM sqlite_schema").fetchall() == [("theirs",)]


def test_a_newer_desk_file_is_told_and_left_alone(desk: Desk) -> None:
    desk.plan("train", "Ann", "2026-04-01", "lead", 1)
    with closing(sqlite3.connect(desk.path)) as con:
        con.execute(f"PRAGMA user_version = {VERSION + 1}")
    assert desk.read().trouble == "outdated"
    with pytest.raises(DeskError, match=f"desk version {VERSION + 1}, this one knows {VERSION}"):
        desk.plan("hire", "Ann", "2026-04-01", "lead", 1)


def test_a_locked_file_can_be_read_and_says_so_to_writers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.plan("train", "Ann", "2026-04-01", "lead", 1)
    monkeypatch.setattr("cxtui.desk.desk.WRITE_MS", 50)
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as con:
        con.execute("BEGIN IMMEDIATE")
        assert len(desk.read().actions) == 1
        with pytest.raises(DeskError, match="keeps the desk file locked; try again") as caught:
            desk.plan("hire", "Ann", "2026-04-01", "lead", 1)
        assert caught.value.trouble == "locked"
    desk.plan("hire", "Ann", "2026-04-01", "lead", 1)
    assert len(desk.read().actions) == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not hold root back")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "floor.desk.db", writable=True)
    desk.plan("train", "Ann", "2026-04-01", "lead", 1)
    desk.path.chmod(0o440)
    try:
        assert len(desk.read().actions) == 1
        with pytest.raises(DeskError) as caught:
            desk.plan("hire", "Ann", "2026-04-01", "lead", 1)
        assert caught.value.trouble == "denied"
    finally:
        desk.path.chmod(0o640)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "floor.desk.db"
    path.mkdir()
    desk = Desk(path, writable=True)
    assert desk.read() == DeskState(trouble="failed", why=f"{path}: this is a folder, not a desk file")
    with pytest.raises(DeskError, match="this is a folder"):
        desk.plan("train", "Ann", "2026-04-01", "lead", 1)
