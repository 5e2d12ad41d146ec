"""The child of a demo: it makes a floor to look at, streams its day, and puts the whole history in place."""

import os
import shutil
import sqlite3
import sys
import threading
import time
from pathlib import Path

from cxtui.demo.history import WholeHistory
from cxtui.demo.pace import DemoClock, DemoFloor
from cxtui.demo.rules import settings
from cxtui.demo.standing import Standing
from cxtui.demo.telling import tell_health
from cxtui.errors import CxtuiError
from cxtui.health import remove
from cxtui.importing.live import KeepWithRows
from cxtui.importing.rows import apply_rows
from cxtui.simulator import COVERED, SOURCE, CanonicalRows
from cxtui.store import coverage, import_log
from cxtui.store.publish import build, take_place
from cxtui.store.writer import Writer

EVERY_S = 0.5
"""Wall seconds between two batches of the day: what happens shows within a second."""


class Stream:
    """A demo's floor on its way into ``store``, which is made here; ``close`` gives it back.

    First come the open tickets and today, then the day goes on as the floor's clock does; the history is made behind.
    """

    def __init__(self, store: Path, floor: DemoFloor) -> None:
        self._floor, self._clock = floor, floor.clock
        self._settings = settings(floor.zone, floor.clock.speed)
        self._simulator = floor.simulator()
        build(store, None, {}, finish=lambda file: import_log.write_settings(file, self._settings))
        self._writer = Writer(store, by_batch=True)
        self._history: WholeHistory | None = None
        self._standing: Standing | None = None

    def close(self) -> None:
        """Close the store; nobody follows it any more."""
        self._writer.close()
        remove(self._writer.path, SOURCE)
        if self._history is not None:
            self._history.remove()

    @property
    def unfinished(self) -> bool:
        """Return whether history is still being made."""
        return self._history is not None and self._history.is_alive()

    def begin(self, history: bool = True) -> None:
        """Import what is open and what today brought, with everybody on the floor, and begin with the history."""
        rows = self._simulator.latest(self._clock.floor_from)
        self._standing = Standing(rows, self._floor.midnight)
        self._apply(self._standing.rows, keep=self._cover)
        if history:
            path = self._writer.path
            self.make_behind(WholeHistory(self._floor, path.with_name(f".{path.name}.whole"), self._settings))
        self._tell()

    def make_behind(self, history: WholeHistory) -> None:
        """Begin with the history, which is put in place by the first ``advance`` after its end."""
        self._history = history
        history.start()

    def advance(self) -> None:
        """Import what happened on the floor since the last time; put the history in place where it is ready."""
        if self._history is not None and not self._history.is_alive():
            self._complete(self._history)
        else:
            rows = self._simulator.step(self._clock.now())
            self._apply(rows if self._standing is None else self._standing.more(rows))
        self._tell()

    def run(self, stopped: threading.Event) -> None:
        """Go on until ``stopped``."""
        self.begin()
        while not stopped.wait(EVERY_S):
            self.advance()

    def wait_for_history(self) -> None:
        """Wait until the history is made and put it in place."""
        if self._history is not None:
            self._history.join()
            self.advance()

    def _complete(self, history: WholeHistory) -> None:
        """Let the store with the whole history take the place of the first, brought up to the present before."""
        if history.failure is not None:
            raise history.failure
        self._simulator, self._history, self._standing = history.simulator, None, None
        with Writer(history.store) as writer:
            rows = self._simulator.step(self._clock.now())
            apply_rows(writer, rows, SOURCE, SOURCE, self._settings, self._clock.now)
        # The other writer opens the store anew by itself.
        take_place(history.store, self._writer.path)
        history.remove()

    def _apply(self, rows: CanonicalRows, keep: KeepWithRows | None = None) -> None:
        apply_rows(self._writer, rows, SOURCE, SOURCE, self._settings, self._clock.now, keep)

    def _cover(self, con: sqlite3.Connection) -> None:
        """Say how far back history is there: what is of before is missing, and no zero."""
        for what in (*COVERED, "tickets"):
            coverage.set_span(con, SOURCE, what, self._floor.midnight)

    def _tell(self) -> None:
        made = None if self._history is None else self._history.share
        tell_health(self._writer.path, self._floor, made)


def main(arguments: list[str]) -> int:
    """Stream until standard input ends: the parent is gone, or has had enough.

    What goes wrong is said in the last line of standard error.
    """
    store, folder, seed, zone, *times = arguments
    clock = DemoClock(int(times[0]), float(times[1]), float(times[2]))
    stopped = threading.Event()
    threading.Thread(target=_listen, args=(stopped, Path(store), Path(folder)), daemon=True).start()
    code = 0
    try:
        stream = Stream(Path(store), DemoFloor(int(seed), zone, clock))
        try:
            stream.run(stopped)
        finally:
            unfinished = stream.unfinished
            stream.close()
    except CxtuiError as error:
        print(error, file=sys.stderr)
        code, unfinished = error.exit_code, True
    finally:
        if stopped.is_set():
            _remove(Path(folder))
    if unfinished:
        # A thread inside DuckDB waits for nobody.
        sys.stderr.flush()
        os._exit(code)
    return code


def _listen(stopped: threading.Event, store: Path, folder: Path) -> None:
    """Wait for the end of standard input; a store that is thrown away needs no orderly end."""
    while os.read(0, 1024):
        continue
    stopped.set()
    if store.is_relative_to(folder):
        _remove(folder)
        os._exit(0)


def _remove(folder: Path) -> None:
    """Remove the scratch folder, also while a file is just being made in it."""
    for _ in range(10):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
