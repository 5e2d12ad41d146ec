"""``cxtui import``: what it says and what it leaves."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_file_through_a_mapping_of_three_lines(run: Run, home: Path) -> None:
    answer = run("import", "tickets.csv", "--as", "helpdesk.toml")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0].startswith("helpdesk: 3 rows from 1 file in ")
    assert lines[1].endswith(" 0 changed, 0 same")
    assert "rejected   1" in lines
    assert lines[-2].strip() == "cxtui store rejects shows them"
    assert lines[-1] == "look at it cxtui (the data ends 2026-03-02 10:30: shown as of then)"
    # Nobody has set the store's zone: it is that in which the times were read.
    assert "span       2026-03-02 09:00:00+01:00 to 2026-03-02 10:30:00+01:00" in lines
    assert "zone       Europe/Warsaw: this store's days and hours from now on, as its times were read so" in lines


def test_the_summary_for_programs(run: Run) -> None:
    command = ("import", "tickets.csv", "--as", "helpdesk.toml", "--source", "mail", "--format", "json")
    answer = run(*command)
    found = json.loads(answer.out)
    assert found["source"] == "mail"
    assert (found["rows"], found["rejected"], found["tables"]["ticket"]) == (3, 1, 2)
    again = json.loads(run(*command).out)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, True)


def test_a_dry_run_writes_nothing(run: Run, home: Path) -> None:
    answer = run("import", "tickets.csv", "--as", "helpdesk.toml", "--dry-run")
    assert answer.code == 0
    assert "dry run: nothing was written" in answer.out
    assert not list(home.glob("floor.db*"))


def test_until_is_read_in_the_zone_given(run: Run) -> None:
    common = ("import", "tickets.csv", "--as", "helpdesk.toml", "--dry-run", "--format", "json")
    # Ticket 1 is of 08:00 UTC, ticket 2 of 09:30 UTC.
    assert json.loads(run(*common, "--until", "2026-03-02 09:00").out)["tables"]["ticket"] == 1
    assert json.loads(run(*common, "--until", "2026-03-02 11:00").out)["tables"]["ticket"] == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nothing.csv", "--as", "helpdesk.toml"), 3, "nothing.csv"),
        (("tickets.csv", "--as", "helpdesc"), 3, "no mapping is called 'helpdesc'"),
        (("helpdesk.toml", "--as", "helpdesk.toml"), 3, "helpdesk.toml: line 1: no column 'No'"),
        (("tickets.csv", "--as", "helpdesk.toml", "--until", "soon"), 2, "'soon' is no time"),
        (("tickets.csv", "--as", "helpdesk.toml", "--store", "tickets.csv"), 4, "tickets.csv"),
    ],
)
def test_what_cannot_be_imported(run: Run, home: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    answer = run("import", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("cxtui: ")
    assert words in answer.err
    assert "Traceback" not in answer.err
    assert not (home / "floor.db").exists()


def test_no_row_to_import_leaves_no_store(run: Run, home: Path) -> None:
    (home / "tickets.csv").write_text("No,Opened,Via,Group\n")
    answer = run("import", "tickets.csv", "--as", "helpdesk.toml")
    assert answer.code == 3
    assert not (home / "floor.db").exists()


@pytest.mark.process
@pytest.mark.skipif(os.name == "nt", reason="signals of a terminal are sent another way there")
def test_ctrl_c_leaves_the_store_as_it_was(run: Run, home: Path) -> None:
    assert run("import", "tickets.csv", "--as", "helpdesk.toml").code == 0
    before = run("store", "info", "--format", "json").out
    minutes = (f"{n},2026-03-02 {n // 60 % 24:02}:{n % 60:02},chat,desk\n" for n in range(4, 400_000))
    (home / "many.csv").write_text("No,Opened,Via,Group\n" + "".join(minutes))
    process = subprocess.Popen(
        [sys.executable, "-m", "cxtui", "import", "many.csv", "--as", "helpdesk.toml"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    deadline = time.monotonic() + 60
    # DuckDB is in the process once the import is under way.
    maps = Path(f"/proc/{process.pid}/maps")
    while time.monotonic() < deadline and "_duckdb" not in _text(maps):
        time.sleep(0.01)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    # A shell sees 130 either way: Python may end itself by the signal it was sent.
    assert process.returncode in (130, -signal.SIGINT)
    assert (out, err) == ("", "cxtui: interrupted; the store is as it was\n")
    after = run("store", "info", "--format", "json").out
    for text in ("rows", "runs", "tables"):
        assert _of(after, text) == _of(before, text)


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return "_duckdb"


def _of(document: str, key: str) -> object:
    return json.loads(document).get(key)
