"""``cxtui review``: evaluating, acknowledging, the plan, changes, and what a snapshot says of it."""

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.desk import Desk
from tests.cli.conftest import Run


@pytest.fixture
def floor(imported: Path) -> Path:
    """Return a store whose only import was two hours ago, with 5 minutes allowed: its source is stale."""
    with closing(sqlite3.connect(imported)) as con, con:
        con.execute("UPDATE source_state SET committed_at = ?", (int(time.time()) - 7_200,))
    return imported


def test_what_fires_is_kept_and_told(run: Run, floor: Path) -> None:
    answer = run("review")
    assert (answer.code, answer.err) == (1, "")
    assert answer.out.splitlines()[0].endswith("Europe/Warsaw: 1 fired")
    assert "FIRED     stale:helpdesk: Data is older than its allowance" in answer.out
    assert "not acknowledged" in answer.out
    assert "newest commit 2 h" in answer.out and "allowed 5 min (clears at 4 min)" in answer.out
    assert "–         csat_down: " in answer.out
    assert "no surveys in this store: import a rating table" in answer.out
    (one,) = Desk(floor.with_name("floor.desk.db")).read().firings
    assert (one.trigger, one.shown) == ("stale:helpdesk", 1)
    run("review", "triggers")
    (again,) = Desk(floor.with_name("floor.desk.db")).read().firings
    assert (again.number, again.fired_at, again.shown) == (one.number, one.fired_at, 2)


def test_nothing_fired_is_zero_and_makes_no_file(run: Run, floor: Path) -> None:
    with closing(sqlite3.connect(floor)) as con, con:
        con.execute("UPDATE source_state SET committed_at = ?", (int(time.time()),))
    answer = run("review")
    assert (answer.code, answer.err) == (0, "")
    assert "ok        stale:helpdesk" in answer.out
    assert not floor.with_name("floor.desk.db").exists()


def test_it_clears_and_the_action_stays(run: Run, floor: Path) -> None:
    assert run("review").code == 1
    assert run("review", "ack", "stale:helpdesk", "--owner", "Ann", "--due", "2026-04-30").code == 0
    with closing(sqlite3.connect(floor)) as con, con:
        con.execute("UPDATE source_state SET committed_at = ?", (int(time.time()),))
    answer = run("review", "--format", "json")
    assert answer.code == 0
    (one,) = [one for one in json.loads(answer.out)["triggers"] if one["trigger"] == "stale:helpdesk"]
    assert (one["state"], one["fired"]) == ("ok", None)
    (action,) = json.loads(run("review", "plan", "--format", "json").out)["actions"]
    assert (action["state"], action["owner"], action["due"], action["trigger"]) == (
        "open", "Ann", "2026-04-30", "stale:helpdesk",
    )  # fmt: skip


def test_an_instant_of_the_past_writes_nothing(run: Run, floor: Path) -> None:
    answer = run("review", "--at", "2026-03-02 12:00")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[0] == "Review as of 2026-03-02 12:00 Europe/Warsaw: 0 fired"
    assert "stale:" not in answer.out
    assert not floor.with_name("floor.desk.db").exists()


def test_acknowledge_plan_and_done(run: Run, floor: Path) -> None:
    assert run("review", "plan").out == "the action plan is empty\n"
    missing = run("review", "ack", "csat_down", "--owner", "Ann", "--due", "2026-04-30")
    assert missing.code == 2 and "no trigger 'csat_down' stands fired; none does" in missing.err
    run("review")
    result = run("review", "ack", "stale:helpdesk", "--owner", "Ann", "--due", "2026-04-30", "--note", "ask the vendor")
    assert (result.code, result.out) == (0, "action 1: stale:helpdesk, Ann until 2026-04-30\n")
    assert (
        run("review", "add", "hire", "--owner", "Bob", "--due", "2026-04-01").out == "action 2: Bob until 2026-04-01\n"
    )
    rows = [line.split() for line in run("review", "plan").out.splitlines()[1:]]
    assert rows == [
        ["2", "open", "2026-04-01", "Bob", "hire"],
        ["1", "open", "2026-04-30", "Ann", "stale:helpdesk", "ask", "the", "vendor"],
    ]
    review = run("review")
    assert review.code == 1 and "Ann until 2026-04-30: ask the vendor" in review.out
    assert run("review", "done", "1").code == 0
    review = run("review")
    # Dealt with: it stands no longer, though the data is as old as it was.
    assert review.code == 0 and "done      stale:helpdesk" in review.out
    again = run("review", "done", "1")
    assert again.code == 2 and "action 1 is done already" in again.err


@pytest.mark.parametrize("day", ["tomorrow", "30.4.2026", "2026-02-30", "0026-02-03"])
def test_days_are_checked(run: Run, floor: Path, day: str) -> None:
    answer = run("review", "add", "hire", "--owner", "Bob", "--due", day)
    assert answer.code == 2 and f"--due '{day}'" in answer.err
    assert not floor.with_name("floor.desk.db").exists()


def test_a_snapshot_has_what_stands_and_the_plan(run: Run, floor: Path) -> None:
    assert "review" not in json.loads(run("snapshot", "--format", "json").out)
    run("review")
    run("review", "ack", "stale:helpdesk", "--owner", "Ann", "--due", "2026-04-30")
    text = run("snapshot").out
    assert "Review: 1 fired, 1 open actions" in text
    assert "Ann until 2026-04-30" in text
    found = json.loads(run("snapshot", "--format", "json").out)["review"]
    assert [one["trigger"] for one in found["fired"]] == ["stale:helpdesk"]
    assert [one["owner"] for one in found["actions"]] == ["Ann"]
    # Before any of it.
    past = json.loads(run("snapshot", "--format", "json", "--at", "2026-03-02 12:00").out)["review"]
    assert past == {"trouble": None, "fired": [], "actions": []}


def test_a_damaged_desk_file_is_told_and_the_review_still_shown(run: Run, floor: Path) -> None:
    desk = floor.with_name("floor.desk.db")
    desk.write_bytes(b"nothing that SQLite knows " * 100)
    answer = run("review")
    assert answer.code == 4
    assert answer.err.startswith(f"cxtui: {desk}: the desk file is damaged") and answer.err.count("\n") == 1
    assert "HOLDS     stale:helpdesk" in answer.out
    assert run("snapshot").code == 0
    for command in (("plan",), ("done", "1"), ("change", "list"), ("before-after", "x")):
        answer = run("review", *command)
        assert (answer.code, answer.out) == (4, "") and "is damaged" in answer.err


def test_changes_and_numbers_around_one(run: Run, floor: Path) -> None:
    assert run("review", "change", "list").out.startswith("no change is named yet")
    missing = run("review", "before-after", "macros")
    assert missing.code == 2 and "no change is called 'macros'; there are: none is named yet" in missing.err
    assert run("review", "change", "add", "2026-03-02", "macros").out == "macros: 2026-03-02\n"
    assert [line.split() for line in run("review", "change", "list").out.splitlines()] == [
        ["day", "change"], ["2026-03-02", "macros"],
    ]  # fmt: skip
    answer = run("review", "before-after", "macros", "--metric", "created", "--days", "2", "--format", "json")
    found = json.loads(answer.out)
    assert (found["label"], found["day"], found["days"], found["after_days"]) == ("macros", "2026-03-02", 2, 2)
    assert (found["metrics"]["created"]["before"]["value"], found["metrics"]["created"]["after"]["value"]) == (0, 2)
    text = run("review", "before-after", "macros", "--metric", "created").out
    assert text.startswith("macros, 2026-03-02: before and after\n")
    assert "Association, not cause" in text
    assert run("review", "change", "remove", "macros").code == 0
    assert run("review", "change", "remove", "macros").code == 2


@pytest.mark.parametrize(
    "command",
    [
        (), ("ack", "csat_down", "--owner", "Ann", "--due", "2026-04-30"), ("plan",), ("done", "1"),
        ("add", "hire", "--owner", "Bob", "--due", "2026-04-01"), ("change", "list"),
        ("change", "add", "2026-03-02", "macros"), ("before-after", "macros"),
    ],
)  # fmt: skip
def test_without_a_store(run: Run, home: Path, command: tuple[str, ...]) -> None:
    answer = run("review", *command)
    assert (answer.code, answer.out) == (4, "")
    assert "there is no store here" in answer.err
    assert not list(home.glob("floor*"))


def test_no_terminal_obeys_what_people_noted(run: Run, floor: Path) -> None:
    harm = "\x1b]0;title\x07\x1b[2Jname"
    assert run("review").code == 1
    day = "2026-03-01"
    due = ("--owner", harm, "--due", "2026-04-30")
    reviews = [
        run("review", "change", "add", day, harm),
        run("review", "change", "list"),
        run("review", "before-after", harm),
        run("review", "ack", "stale:helpdesk", *due, "--note", harm),
        run("review", "add", harm, *due),
        run("review", "plan"),
        run("review"),
        run("snapshot"),
        run("review", "change", "remove", harm),
        run("review", "change", "remove", harm),
        run("review", "ack", harm, *due),
    ]
    assert [one.code for one in reviews] == [0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 2]
    assert [one for one in reviews if "\x1b" in one.out + one.err or "\x07" in one.out + one.err] == []
    assert "name" in reviews[0].out and "name" in reviews[2].out
