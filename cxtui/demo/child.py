"""The process that invents the demo's floor, as its parent sees it."""

import logging
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from cxtui.demo.pace import DemoFloor
from cxtui.errors import CxtuiError
from cxtui.language import N_

log = logging.getLogger(__name__)

PATIENCE_S = 10.0
"""Seconds that a child gets to close a store which is kept."""

MESSAGE = 200
"""Characters of a complaint that are shown; the log holds all of it."""


class DemoError(CxtuiError):
    """The floor stopped although nobody asked it to."""


class Child:
    """Runs ``cxtui.demo.stream`` on ``store`` while the context is open; what it complains of goes to ``folder``.

    It ends with its standard input, so that it never outlives whoever started it, and then removes the folder
    unless the store is kept: its parent may have been killed.
    """

    def __init__(self, store: Path, floor: DemoFloor, folder: Path, *, kept: bool) -> None:
        self.store = store.absolute()
        self._kept = kept
        self._complaints = folder / "stream.log"
        clock = floor.clock
        self.speed = clock.speed
        self._command = [
            sys.executable, "-m", "cxtui.demo.stream", str(self.store), str(folder), str(floor.seed), floor.zone,
            str(clock.floor_from), repr(clock.wall_from), repr(clock.speed),
        ]  # fmt: skip

    def __enter__(self) -> "Child":
        with self._complaints.open("wb") as complaints:
            self.process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                # Keys and hang-ups of the terminal are the console's affair.
                start_new_session=True,
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._kept:
            # Nothing of a store that is thrown away is worth waiting for.
            self.process.kill()
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def saying(self) -> str:
        """Return what the console says until there is a floor."""
        if self.process.poll() is None:
            return N_("inventing a floor")
        return N_("the floor could not be invented: press q to read why")

    def check(self) -> None:
        """Raise DemoError, with the child's last words, if it ended by itself."""
        code = self.process.poll()
        if code is None:
            return
        try:
            complaints = self._complaints.read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            complaints = ""
        why = complaints.splitlines()[-1][:MESSAGE] if complaints else _ending(code)
        log.error("the demo's floor stopped (%s)\n%s", _ending(code), complaints)
        raise DemoError(f"the demo's floor stopped by an error ({why})")


def _ending(code: int) -> str:
    return f"ended by signal {-code}" if code < 0 else f"exit code {code}"
