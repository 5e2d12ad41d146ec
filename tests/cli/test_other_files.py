"""Files that are no store, and filters that no ticket fits: said, not guessed at."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("command", [("snapshot",), ("store", "check"), ("export", "csat")])
def test_a_text_file_is_not_a_store(run: Run, home: Path, command: tuple[str, ...]) -> None:
    (home / "notes.txt").write_text("Tickets of last week, please look at them before the meeting on Monday.\n" * 9)
    answer = run(*command, "--store", "notes.txt")
    assert (answer.code, answer.out) == (4, "")
    assert answer.err.endswith(
        "notes.txt: this file is not a cxtui store, or its beginning was overwritten; name another one with "
        "--store, or restore it\n"
    )


@pytest.mark.parametrize("command", [("snapshot",), ("import", "tickets.csv", "--as", "helpdesk.toml")])
def test_somebody_elses_database_is_left_alone(run: Run, home: Path, command: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(home / "other.db")) as con, con:
        con.execute("CREATE TABLE note (text)")
    before = (home / "other.db").read_bytes()
    answer = run(*command, "--store", "other.db")
    assert (answer.code, answer.out) == (4, "")
    assert "other.db: this SQLite file is not a cxtui store; name another one with --store" in answer.err
    assert (home / "other.db").read_bytes() == before


@pytest.mark.parametrize(
    "command", [("explain", "csat"), ("explain", "drivers"), ("export", "csat"), ("export", "drivers")]
)
@pytest.mark.usefixtures("imported")
def test_a_filter_value_that_the_store_lacks_is_named_with_the_nearest(run: Run, command: tuple[str, ...]) -> None:
    known = run(*command, "--filter", "source:helpdesk")
    assert (known.code, known.err) == (0, "")
    answer = run(*command, "--filter", "source:helpdisk")
    assert answer.code == 0
    assert answer.err == "cxtui: --filter: the store has no source helpdisk yet; nearest: helpdesk\n"
