"""The demo: an invented floor that a child process streams into a store of its own, faster than real."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cxtui.demo.pace import LIVE_FROM, DemoClock
from cxtui.errors import UsageError


def run(
    seed: int = 7, speed: float = 60, *, ascii: bool = False, theme: str | None = None, keep: Path | None = None
) -> int:
    """Show the floor of a seed until the user quits, and return the console's exit code.

    The store lies in a temporary folder that is removed at the end, or at ``keep``.
    """
    from cxtui.console.run import run_console

    if keep is not None and keep.exists():
        raise UsageError(f"{keep}: there is a file here already; the demo makes a store of its own")
    clock = DemoClock(LIVE_FROM, time.time(), speed)
    with _folder() as folder:
        store = keep or folder / "demo.db"
        with streaming(store, seed, clock, folder / "stream.log"):
            return run_console(store, ascii=ascii or None, theme=theme, clock=clock.now)


@contextmanager
def streaming(store: Path, seed: int, clock: DemoClock, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the child that imports the floor into ``store``; what it complains of goes to ``log``.

    It ends with its standard input, so that it never outlives whoever started it.
    """
    command = [
        sys.executable, "-m", "cxtui.demo.stream", str(store), str(seed),
        str(clock.floor_from), repr(clock.wall_from), repr(clock.speed),
    ]  # fmt: skip
    with log.open("wb") as complaints:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints)
        try:
            yield child
        finally:
            if child.stdin is not None:
                child.stdin.close()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="cxtui-demo-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
