"""Whatever happens to the store: a state with a name on the screen, the last picture, and recovery by itself."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cxtui.canonical import COVERAGE
from cxtui.importing.rows import apply_rows
from cxtui.settings import defaults
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.console.terminal.pseudo_terminal import LIMIT
from tests.whole import writer
from tests.whole.console import Console

EXCLUSIVE = """
import sqlite3, sys
con = sqlite3.connect(sys.argv[1], isolation_level=None)
con.execute("PRAGMA locking_mode = EXCLUSIVE")
con.execute("BEGIN EXCLUSIVE")
con.execute("CREATE TABLE held (x)")
"""
"""As an old backup program does: nobody else may read."""

LOG_LOCKS = """
import fcntl, os, sys
fd = os.open(sys.argv[1] + "-shm", os.O_RDWR)
fcntl.lockf(fd, fcntl.LOCK_EX, 8, 120)
"""
"""The locks of the log's index, as a recovery that hangs holds them: who has the store open stays out too."""


@contextmanager
def holding(code: str, store: Path) -> Iterator[None]:
    """Let another process lock the store for as long as the context is open."""
    with subprocess.Popen(
        [sys.executable, "-c", f"{code}\nprint('held', flush=True)\nsys.stdin.read()", str(store)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None and other.stdin is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.stdin.close()
        assert other.wait(LIMIT) == 0


@pytest.fixture
def console(floor: Path, tmp_path: Path) -> Iterator[Console]:
    """A console that shows the floor and ends without a word in its log."""
    with Console(floor, home=tmp_path) as opened:
        opened.shows_floor()
        yield opened
        opened.type("q")
        assert opened.ended() == 0
        assert opened.screen.controls == set()


def keeps_the_picture(console: Console, word: str, before: int | None) -> None:
    """Wait for a word of trouble; the picture stays and its age is told."""
    console.shows(lambda _: word in console.troubles())
    console.shows(lambda _: "picture of" in console.screen.lines()[0])
    assert console.tickets() == before
    assert console.waiting() > 0


def recovers(console: Console) -> None:
    """Wait until the floor is live again, by itself."""
    console.shows(lambda _: "live" in console.screen.lines()[0] and not console.troubles())


def other_store(path: Path, tickets: int) -> Path:
    """Make a small store of another floor."""
    build(path, None, {})
    with Writer(path) as open_store:
        for number in range(tickets):
            rows = writer.ticket(number, 1_750_000_000, "other")
            rows["coverage"] = [writer.row("coverage", what=what) for what in COVERAGE]
            apply_rows(open_store, rows, writer.SOURCE, "live", defaults())
    return path


def test_missing_at_the_start(floor: Path, tmp_path: Path) -> None:
    place = tmp_path / "later.db"
    with Console(place, home=tmp_path) as console:
        console.shows("MISSING")
        console.shows("there is no store here")
        floor.rename(place)
        console.shows("waiting")
        recovers(console)


def test_empty_at_the_start(tmp_path: Path) -> None:
    place = tmp_path / "new.db"
    build(place, None, {})
    with Console(place, home=tmp_path) as console:
        console.shows("EMPTY")
        with Writer(place) as open_store:
            rows = writer.ticket(0, 1_750_000_000, "first")
            rows["coverage"] = [writer.row("coverage", what=what) for what in COVERAGE]
            apply_rows(open_store, rows, writer.SOURCE, "live", defaults())
        console.shows("1 tickets")
        recovers(console)


def test_locked_at_the_start(floor: Path, tmp_path: Path) -> None:
    with holding(EXCLUSIVE, floor), Console(floor, home=tmp_path) as console:
        console.shows("LOCKED")
        console.shows("another process keeps the store locked")
        console.type("q")
        assert console.ended() == 0


def test_free_again_after_it_was_locked_at_the_start(floor: Path, tmp_path: Path) -> None:
    with Console(tmp_path / "link.db", home=tmp_path) as console:
        console.shows("MISSING")
        with holding(EXCLUSIVE, floor):
            (tmp_path / "link.db").symlink_to(floor)
            console.shows("LOCKED")
        recovers(console)
        console.shows("waiting")


def test_locked_under_the_console(console: Console, floor: Path) -> None:
    before = console.tickets()
    with holding(LOG_LOCKS, floor):
        keeps_the_picture(console, "LOCKED", before)
    recovers(console)


def test_moved_away_and_back(console: Console, floor: Path, tmp_path: Path) -> None:
    before = console.tickets()
    away = floor.rename(tmp_path / "away.db")
    keeps_the_picture(console, "MISSING", before)
    away.rename(floor)
    recovers(console)
    assert console.tickets() == before


def test_replaced_by_another_store(console: Console, floor: Path, tmp_path: Path) -> None:
    other_store(tmp_path / "other.db", 3).replace(floor)
    console.shows("3 tickets")
    console.shows("3 waiting")


def test_replaced_by_a_damaged_file_and_restored(console: Console, floor: Path, tmp_path: Path) -> None:
    before = console.tickets()
    copy = tmp_path / "copy.db"
    copy.write_bytes(floor.read_bytes())
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"SQLite format 4\x00" + bytes(range(256)) * 400)
    damaged.replace(floor)
    keeps_the_picture(console, "CORRUPT", before)
    copy.replace(floor)
    recovers(console)
    assert console.tickets() == before


def test_cut_short_in_place_and_restored(console: Console, floor: Path, tmp_path: Path) -> None:
    before = console.tickets()
    whole = floor.read_bytes()
    with floor.open("r+b") as file:
        file.truncate(len(whole) // 3)
    with Console(floor, home=tmp_path) as second:
        second.shows("CORRUPT")
        copy = tmp_path / "copy.db"
        copy.write_bytes(whole)
        copy.replace(floor)
        recovers(second)
        second.shows("waiting")
    recovers(console)
    assert console.tickets() == before


def test_stale_is_said_when_nothing_comes(floor: Path, tmp_path: Path) -> None:
    from tests.whole.conftest import cxtui

    (tmp_path / "strict.toml").write_text('[staleness]\ndefault = "1 s"\n')
    cxtui("store", "configure", tmp_path / "strict.toml", "--store", floor, home=tmp_path)
    with Console(floor, home=tmp_path) as console:
        console.shows("STALE")
        console.shows("allowed 1 s")
        assert console.waiting() > 0
