"""``cxtui store`` and ``cxtui paths``."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.settings import defaults_text, loads
from tests.cli.conftest import Run


@pytest.fixture
def floor(imported: Path) -> Path:
    """Return a store with two tickets and one refused row."""
    return imported


def test_paths_are_absolute_and_ours(run: Run, home: Path) -> None:
    lines = dict(line.split(maxsplit=1) for line in run("paths").out.splitlines())
    assert list(lines) == ["store", "desk", "settings", "sources", "logs"]
    assert lines["store"] == str(home / "floor.db")
    assert lines["desk"] == str(home / "floor.desk.db")
    assert all(Path(path).is_absolute() for path in lines.values())
    assert run("paths", "--store", "other.db").out.splitlines()[0].endswith(str(home / "other.db"))


def test_info(run: Run, floor: Path) -> None:
    words = [line.split() for line in run("store", "info").out.splitlines()]
    assert ["ticket", "2"] in words
    assert any(line[:2] == ["helpdesk", "helpdesk.toml"] for line in words)
    found = json.loads(run("store", "info", "--format", "json").out)
    assert found["path"] == str(floor)
    assert found["tables"]["ticket"] == 2
    assert [(one["run"], one["rejected"]) for one in found["runs"]] == [(1, 1)]


def test_a_sound_store(run: Run, floor: Path) -> None:
    answer = run("store", "check")
    assert answer.code == 0
    assert [line.split()[0] for line in answer.out.splitlines()[:7]] == ["ok"] * 7
    found = json.loads(run("store", "check", "--format", "json").out)
    assert found["sound"] and found["numbers"]["differences"] == []
    assert "agent_day" in found["numbers"]["tables"]


def test_doubts_are_told_and_fail_only_where_asked(run: Run, floor: Path) -> None:
    answer = run("store", "check")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[7:] == [
        "",
        "doubt  helpdesk: 1 rows refused",
        "       such as tickets.csv line 4",
        "       the latest by import 1",
        "       numbers: they count nowhere",
        "       to do: cxtui store rejects shows each with its line and reason.",
    ]
    (one,) = json.loads(run("store", "check", "--format", "json").out)["doubts"]
    assert (one["source"], one["kind"], one["count"], one["counts"]) == ("helpdesk", "rows refused", 1, "rows")
    assert one["examples"] == ["tickets.csv line 4"] and one["means"] == "they count nowhere" and one["advice"]
    strict = run("store", "check", "--strict")
    assert (strict.code, strict.out) == (1, answer.out)


def test_strict_passes_where_nothing_is_doubtful(run: Run, home: Path) -> None:
    (home / "tickets.csv").write_text("No,Opened,Via,Group\n1,2026-03-02 09:00,email,desk\n")
    assert run("import", "tickets.csv", "--as", "helpdesk.toml").code == 0
    answer = run("store", "check", "--strict")
    assert (answer.code, answer.out.splitlines()[-1]) == (0, "ok     doubts    none")
    assert json.loads(run("store", "check", "--format", "json").out)["doubts"] == []


def test_nobody_looks_for_doubts_in_what_is_not_sound(run: Run, floor: Path) -> None:
    with closing(sqlite3.connect(floor)) as con, con:
        con.execute("DROP TABLE doubt")
    answer = run("store", "check")
    assert answer.code == 1
    assert answer.out.splitlines()[-1] == "doubts were not looked for: the above comes first"
    assert json.loads(run("store", "check", "--format", "json").out)["doubts"] is None


def test_the_list_of_doubts(run: Run, floor: Path) -> None:
    result = run("explain", "doubts").out
    assert "rows refused" in result and "tickets.csv line 4" in result
    (row,) = csv.DictReader(io.StringIO(run("export", "doubts").out))
    assert row == {
        "source": "helpdesk", "count": "1", "kind": "rows refused", "means": "they count nowhere",
        "examples": "tickets.csv line 4",
    }  # fmt: skip


def test_a_number_that_is_not_what_the_records_give(run: Run, floor: Path) -> None:
    with closing(sqlite3.connect(floor)) as con, con:
        con.execute("UPDATE flow_day SET created = created + 5 WHERE value = 'email'")
    answer = run("store", "check")
    assert answer.code == 1
    assert "WRONG  numbers" in answer.out
    assert "value email) created: kept 6, rebuilt 1" in answer.out
    found = json.loads(run("store", "check", "--format", "json").out)
    (one,) = found["numbers"]["differences"]
    assert (one["table"], one["column"], one["kept"], one["rebuilt"]) == ("flow_day", "created", 6, 1)
    assert one["key"]["value"] == "email"
    assert not found["sound"]


def test_configuring_makes_numbers_right_again(run: Run, floor: Path, home: Path) -> None:
    with closing(sqlite3.connect(floor)) as con, con:
        con.execute("UPDATE flow_day SET created = created + 5")
    (home / "floor.toml").write_text('zone = "Asia/Tokyo"\n')
    answer = run("store", "configure", "floor.toml")
    assert (answer.code, answer.err) == (0, "")
    assert "zone Asia/Tokyo" in answer.out
    assert "facts of 2 tickets made anew" in answer.out
    assert run("store", "check").code == 0
    assert json.loads(run("snapshot", "--format", "json").out)["zone"] == "Asia/Tokyo"


def test_configuring_before_the_first_import(run: Run, home: Path) -> None:
    (home / "floor.toml").write_text('zone = "Asia/Tokyo"\n')
    assert run("store", "configure", "floor.toml").code == 0
    assert run("snapshot").code == 4
    assert run("import", "tickets.csv", "--as", "helpdesk.toml").code == 0
    found = json.loads(run("snapshot", "--format", "json", "--at", "2026-03-02 20:00").out)
    assert found["zone"] == "Asia/Tokyo"
    # 20:00 in Tokyo is 11:00 UTC, by when both tickets are there.
    assert found["as_of"] == 1772449200
    assert found["metrics"]["created"]["value"] == 2


def test_a_configuration_with_a_mistake_changes_nothing(run: Run, floor: Path, home: Path) -> None:
    (home / "floor.toml").write_text('zoen = "Asia/Tokyo"\n')
    answer = run("store", "configure", "floor.toml")
    assert (answer.code, answer.out) == (2, "")
    assert "floor.toml" in answer.err and "zone" in answer.err
    assert json.loads(run("snapshot", "--format", "json").out)["zone"] == "Europe/Warsaw"


def test_the_defaults_are_printed_as_they_are(run: Run) -> None:
    text = run("store", "configure", "--print-defaults").out
    assert text == defaults_text()
    assert loads(text) == loads("")


def test_rejects(run: Run, floor: Path, home: Path) -> None:
    answer = run("store", "rejects")
    assert answer.out.splitlines()[0] == "import 1 of helpdesk refused 1 rows"
    assert answer.out.splitlines()[-1].split()[:4] == ["tickets.csv", "4", "Opened", "never"]
    (row,) = csv.DictReader(io.StringIO(run("store", "rejects", "--format", "csv").out))
    assert (row["file"], row["line"], row["column"], row["value"]) == ("tickets.csv", "4", "Opened", "never")
    assert row["reason"]
    assert run("store", "rejects", "--run", "1").out == answer.out
    missing = run("store", "rejects", "--run", "9")
    assert missing.code == 2
    assert "there is no import 9; the newest is 1" in missing.err


def test_nothing_was_ever_refused(run: Run, home: Path) -> None:
    (home / "tickets.csv").write_text("No,Opened,Via,Group\n1,2026-03-02 09:00,email,desk\n")
    assert run("import", "tickets.csv", "--as", "helpdesk.toml").code == 0
    assert run("store", "rejects").out == "no import ever refused a row\n"


@pytest.mark.parametrize("command", [("store", "info"), ("store", "check"), ("store", "rejects"), ("snapshot",)])
def test_without_a_store(run: Run, home: Path, command: tuple[str, ...]) -> None:
    answer = run(*command)
    assert (answer.code, answer.out) == (4, "")
    assert answer.err.startswith(f"cxtui: {home / 'floor.db'}: there is no store here")
    assert not list(home.glob("floor.db*"))


@pytest.mark.parametrize("command", [("store", "info"), ("store", "check"), ("snapshot",)])
def test_a_file_that_is_no_store(run: Run, home: Path, command: tuple[str, ...]) -> None:
    (home / "floor.db").write_bytes(b"something else entirely, at some length " * 200)
    answer = run(*command)
    assert answer.code == 4
    assert answer.err.startswith("cxtui: ") and answer.err.count("\n") == 1
