"""A console on a store that is being written, from processes of their own."""

import subprocess
import sys
import time
from pathlib import Path

from tests.console.terminal.pseudo_terminal import LIMIT, ROOT
from tests.whole.conftest import cxtui
from tests.whole.console import Console


def writer(store: Path, batches: int, pause: float, subject: str = "live") -> "subprocess.Popen[str]":
    """Start an importer that applies batch after batch."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.whole.writer", str(store), str(batches), str(pause), subject],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_a_batch_of_another_process_shows(floor: Path, tmp_path: Path) -> None:
    with Console(floor, home=tmp_path) as console:
        console.shows_floor()
        before = console.tickets()
        assert before is not None and before > 1000
        waiting = console.waiting()
        with writer(floor, 1, 0) as importer:
            assert importer.stdout is not None
            committed = float(importer.stdout.readline())
            console.shows(f"{before + 1:,} tickets")
            print(f"shown {time.time() - committed:.2f} s after the commit")
            assert importer.wait(LIMIT) == 0
        console.shows(f"{waiting + 1} waiting")
        console.type("q")
        assert console.ended() == 0


def test_an_import_of_another_folder_shows(floor: Path, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    now = int(time.time())
    (more / "ticket.csv").write_text(
        "source,ticket,version_at,created_at,channel,subject\n"
        + "".join(f"other,{n},{now},{now},chat,By the command {n}\n" for n in range(3))
    )
    (more / "event.csv").write_text(
        "source,ticket,event,occurred_at,kind,actor_kind,public,value\n"
        + "".join(f"other,{n},1,{now},message,customer,1,\n" for n in range(3))
    )
    (more / "coverage.csv").write_text("source,what\nother,messages\nother,status\n")
    with Console(floor, home=tmp_path) as console:
        console.shows_floor()
        before, waiting = console.tickets() or 0, console.waiting()
        cxtui("import", more, "--as", "canonical", "--store", floor, home=tmp_path)
        console.shows(f"{before + 3:,} tickets")
        console.shows(f"{waiting + 3} waiting")
        assert console.troubles() == []


def test_a_store_that_is_written_all_the_time_neither_flashes_nor_stumbles(floor: Path, tmp_path: Path) -> None:
    with Console(floor, home=tmp_path) as console:
        console.shows_floor()
        before = console.tickets() or 0
        waiting = console.waiting()
        seen = [before]
        limit = time.monotonic() + LIMIT
        with writer(floor, 50, 0.08) as importer:
            while importer.poll() is None or console.tickets() != before + 50:
                console.read()
                assert time.monotonic() < limit
                assert console.troubles() == []
                assert waiting <= console.waiting() <= waiting + 50
                seen.append(console.tickets() or 0)
                assert seen[-1] <= before + 50
            assert importer.wait(LIMIT) == 0
        assert seen == sorted(seen)
        assert len(set(seen)) > 5
        console.type("q")
        assert console.ended() == 0
    assert not (tmp_path / "state/cxtui/log/console.log").exists()
