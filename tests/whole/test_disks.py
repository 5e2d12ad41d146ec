"""A disk that is full, or may not be written: every writer says so, keeps what was, and goes on once there is room."""

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxtui.console.run import log_to_file
from cxtui.desk import Desk, DeskError
from cxtui.errors import StoreError, is_full
from cxtui.importing import run
from cxtui.importing.summary import Summary
from cxtui.store.check import check
from cxtui.store.writer import Writer
from tests.console.terminal.pseudo_terminal import ROOT
from tests.whole.conftest import FIXTURES
from tests.whole.disks import Disk

TINY, ROOMY = 3_000_000, 30_000_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk with room for a third of the fixtures' store."""
    with Disk(tmp_path / "disk", TINY) as disk:
        yield disk


def fails(*words: object, home: Path) -> str:
    """Run a command that ends with 4, and return the one line that it says."""
    done = subprocess.run(
        [sys.executable, "-m", "cxtui", *map(str, words)], cwd=ROOT, capture_output=True, text=True,
        env=os.environ | {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (4, ""), done
    return done.stderr


def fixtures(store: Path) -> Summary:
    """Import the fixtures in this process."""
    return run.run(store, run.Request((FIXTURES,), "canonical"))


def test_a_first_import_needs_room_for_the_whole_store(disk: Disk, tmp_path: Path) -> None:
    store = disk.folder / "floor.db"
    result = fails("import", FIXTURES, "--as", "canonical", "--store", store, home=tmp_path)
    assert result == f"cxtui: {store}: the disk is full; nothing was written\n"
    assert [file.name for file in disk.folder.iterdir()] == ["floor.db.lock"]
    disk.grow(ROOMY)
    assert fixtures(store).new == 33_074
    assert check(store).sound


def test_what_does_not_fit_into_memory_needs_room_too(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB spills what is over its memory; that the temporary folder is full is not the file's fault."""
    monkeypatch.setattr(run, "_memory", lambda: 48)
    monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
    with pytest.raises(StoreError, match=r"no room left .* set TMPDIR") as raised:
        fixtures(tmp_path / "floor.db")
    assert str(raised.value).startswith(f"{disk.folder}: ")
    assert not (tmp_path / "floor.db").exists() and not list(disk.folder.iterdir())


def test_a_batch_on_a_full_disk_leaves_the_store_as_it_was(disk: Disk, floor: Path) -> None:
    disk.grow(ROOMY)
    store = disk.folder / "floor.db"
    store.write_bytes(floor.read_bytes())
    with Writer(store):
        pass
    disk.fill()
    full = pytest.raises(StoreError, match="the disk is full; nothing of this batch was kept")
    with full, Writer(store) as writer, writer.batch() as con:
        con.execute("UPDATE ticket SET subject = 'x' || hex(zeroblob(2000))")
    (disk.folder / "rest").unlink()
    assert check(store).sound
    with Writer(store) as writer:
        assert writer.connection.execute("SELECT count(*) FROM ticket WHERE subject LIKE 'x00%'").fetchone() == (0,)


def test_a_disk_that_may_only_be_read_shows_its_store(disk: Disk, floor: Path, tmp_path: Path) -> None:
    disk.grow(ROOMY)
    store = disk.folder / "floor.db"
    store.write_bytes(floor.read_bytes())
    with Writer(store):
        pass
    disk.read_only()
    result = fails("import", FIXTURES, "--as", "canonical", "--store", store, home=tmp_path)
    assert "Read-only file system" in result and "where its disk can be written to" in result and "owns" not in result
    assert check(store).sound


def test_an_entry_at_the_desk_is_refused_and_what_was_written_stays(disk: Disk) -> None:
    desk = Desk(disk.folder / "floor.desk.db", writable=True)
    first = desk.plan("ask the team", "Ann", "2026-04-01", "lead", 100)
    disk.fill()
    with pytest.raises(DeskError, match="the disk is full; nothing was written"):
        for number in range(100):
            desk.plan(f"{number} " + "x" * 180, "Ann", "2026-04-01", "lead", 101)
    assert desk.read().actions[0].number == first
    (disk.folder / "rest").unlink()
    assert desk.plan("and again", "Bob", "2026-04-02", "lead", 102) > first
    assert {"ask the team", "and again"} <= {action.text for action in desk.read().actions}
    desk.close()


def test_a_log_without_room_is_silent(
    disk: Disk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What logging would print of its own failure would tear the screen."""
    monkeypatch.setenv("XDG_STATE_HOME", str(disk.folder))
    logger = logging.getLogger("cxtui")
    monkeypatch.setattr(logger, "handlers", [])
    disk.fill()
    log_to_file()
    for _ in range(3):
        logger.error("a line of many")
    assert capsys.readouterr() == ("", "")


def test_which_errors_mean_that_no_room_is_left() -> None:
    assert is_full(OSError(28, "No space left on device")) and not is_full(OSError(13, "Permission denied"))
