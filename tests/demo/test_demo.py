"""The demo as a user runs it: on a terminal, and ended in every way."""

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.console.app import CxtuiApp
from cxtui.demo import run
from cxtui.demo.child import Child, DemoError
from cxtui.demo.pace import DemoClock, DemoFloor
from cxtui.errors import UsageError
from tests.console.fakes import QUICK, FakeFeed
from tests.console.terminal.pseudo_terminal import LIMIT, Terminal

pytestmark = pytest.mark.process


class Demo(Terminal):
    """A demo whose temporary files lie in a folder of the test."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        code = f"import os, sys; os.environ['TMPDIR'] = {str(self.scratch)!r}; from cxtui.cli import main; "
        super().__init__(("-c", f"{code}sys.exit(main({['demo', *options]!r}))"), folder, size=(160, 45))

    def __enter__(self) -> "Demo":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def child(self) -> int:
        """Return the process that invents the floor."""
        limit = time.monotonic() + LIMIT
        while time.monotonic() < limit:
            for entry in Path("/proc").glob("[0-9]*/stat"):
                try:
                    parent = int(entry.read_text().rpartition(")")[2].split()[1])
                except OSError:
                    continue
                if parent == self.process.pid:
                    return int(entry.parent.name)
            time.sleep(0.05)
        raise AssertionError("there is no child")

    def gone(self, child: int) -> None:
        """Wait until the child has ended and nothing of the demo is left."""
        limit = time.monotonic() + LIMIT
        while Path(f"/proc/{child}").exists() or list(self.scratch.iterdir()):
            assert time.monotonic() < limit, list(self.scratch.iterdir())
            time.sleep(0.05)


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the child by /proc")


@needs_proc
def test_it_says_what_it_does_then_shows_a_live_floor_and_leaves_nothing(tmp_path: Path) -> None:
    with Demo(tmp_path) as demo:
        demo.until("inventing a floor")
        child = demo.child()
        demo.until("filling")
        demo.until("waiting")
        for word in (b"MISSING", b"EMPTY", b"STALE", b"LOCKED"):
            assert word not in demo.output
        demo.type("q")
        assert demo.ended() == 0
        demo.gone(child)


@needs_proc
@pytest.mark.parametrize("when", ["inventing a floor", "waiting"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_the_child_ends_with_its_parent(tmp_path: Path, number: signal.Signals, code: int, when: str) -> None:
    with Demo(tmp_path) as demo:
        demo.until(when)
        child = demo.child()
        demo.process.send_signal(number)
        assert demo.ended() == code
        demo.gone(child)


@needs_proc
def test_a_child_that_fails_is_one_line_at_the_end(tmp_path: Path) -> None:
    with Demo(tmp_path) as demo:
        demo.until("inventing a floor")
        os.kill(demo.child(), signal.SIGKILL)
        demo.until("the floor could not be invented")
        demo.type("q")
        assert demo.ended() == 1
        after = demo.output.rpartition(b"\x1b[?1049l")[2].decode()
        assert "cxtui: the demo's floor stopped by an error (ended by signal 9)" in after
        assert "Traceback" not in demo.output.decode()
        assert list(demo.scratch.iterdir()) == []


@needs_proc
def test_a_store_that_is_kept_is_whole(tmp_path: Path) -> None:
    store = tmp_path / "kept.db"
    with Demo(tmp_path, "--keep", str(store), "--speed", "600") as demo:
        demo.until("waiting")
        child = demo.child()
        demo.type("q")
        assert demo.ended() == 0
        demo.gone(child)
    with closing(sqlite3.connect(store)) as con:
        assert con.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        ((tickets,),) = con.execute("SELECT count(*) FROM ticket").fetchall()
    assert tickets > 100


def test_what_cannot_be_kept_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "there.db").write_text("mine")
    with pytest.raises(UsageError, match="there is a file here already"):
        run(keep=tmp_path / "there.db")
    assert (tmp_path / "there.db").read_text() == "mine"
    with pytest.raises(UsageError, match="there is no folder"):
        run(keep=tmp_path / "nowhere" / "demo.db")


def test_the_childs_last_words_are_told(tmp_path: Path) -> None:
    place = tmp_path / "nowhere" / "demo.db"
    place.parent.touch()
    floor = DemoFloor(7, "UTC", DemoClock(1_773_826_800, time.monotonic(), 60))
    with Child(place, floor, tmp_path, kept=True) as child:
        child.process.wait(LIMIT)
        with pytest.raises(DemoError, match=r"the demo's floor stopped by an error \(.*nowhere"):
            child.check()


async def test_a_store_that_is_being_made_is_no_trouble() -> None:
    messages = ["inventing a floor"]
    feed = FakeFeed(None)
    feed.trouble = ("missing", "there is no store here")
    app = CxtuiApp(lambda: feed, pace=QUICK, opening=lambda: messages[0])
    async with app.run_test(size=(80, 24)) as pilot:
        while feed.uses < 5:
            await pilot.pause(0.02)
        await pilot.pause()
        assert app.picture.trouble is None
        assert "inventing a floor" in str(app.board.notice.content)
        feed.trouble = ("corrupt", "the store is damaged")
        while app.picture.trouble is None:
            await pilot.pause(0.02)
        assert app.picture.trouble == "corrupt"
