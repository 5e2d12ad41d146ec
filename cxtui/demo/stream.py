"""The child of a demo: it makes the floor's last week, then streams the day and fills in what came before."""

import os
import shutil
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from cxtui.clock import DAY
from cxtui.demo.pace import HISTORY_DAYS, ZONE, DemoClock
from cxtui.demo.parts import HistoryParts
from cxtui.demo.rules import settings
from cxtui.demo.telling import tell_health
from cxtui.errors import CxtuiError
from cxtui.health import remove
from cxtui.importing.live import KeepWithRows
from cxtui.importing.rows import apply_rows
from cxtui.simulator import COVERED, SOURCE, CanonicalRows, Simulator
from cxtui.store import coverage, import_log
from cxtui.store.publish import build
from cxtui.store.writer import Writer

EVERY_S = 0.5
"""Wall seconds between two batches of the day: what happens shows within a second."""

PART_S = 0.35
"""Wall seconds that a part of history should take, so that the day goes on in between."""

FIRST_PART = 200
SMALLEST, LARGEST = 50, 2000
"""Tickets in a part of history: at first, at least, at most."""


class Stream:
    """The floor of a seed on its way into ``store``, which is made here; ``close`` gives it back.

    History lies before ``clock.floor_from``; the day that begins there is imported as ``clock`` goes on.
    """

    def __init__(self, store: Path, seed: int, clock: DemoClock) -> None:
        self._clock = clock
        self._settings = settings(clock.speed)
        self._simulator = Simulator(seed, clock.floor_from - HISTORY_DAYS * DAY, zone=ZONE)
        build(store, None, {}, finish=lambda file: import_log.write_settings(file, self._settings))
        self._writer = Writer(store, by_batch=True)
        self._weeks: Iterator[CanonicalRows] | None = None
        self._parts = HistoryParts({})
        self._size = FIRST_PART
        self._filled_to: int | None = clock.floor_from

    def close(self) -> None:
        """Close the store; nobody follows it any more."""
        self._writer.close()
        remove(self._writer.path, SOURCE)

    def begin(self) -> None:
        """Import the last week, with everybody on the floor."""
        rows = self._simulator.latest(self._clock.floor_from)
        self._filled_to = self._simulator.oldest_at
        self._apply(rows, keep=self._cover)
        self._weeks = self._simulator.older()
        self._tell()

    def advance(self) -> None:
        """Import what happened on the floor since the last time."""
        self._apply(self._parts.keep_back(self._simulator.step(self._clock.now())))
        self._tell()

    def fill_in(self) -> bool:
        """Import a part of the weeks before, the newest first; False when all is there."""
        while not self._parts:
            week = next(self._weeks, None) if self._weeks is not None else None
            if week is None:
                return False
            self._parts = HistoryParts(week)
        part = self._parts.take(self._size)
        began = time.monotonic()
        if not self._parts:
            # Only a whole week can be counted on.
            first = self._simulator.oldest_at <= self._simulator.start
            self._filled_to = None if first else self._simulator.oldest_at
        self._apply(part, keep=None if self._parts else self._cover)
        took = max(0.001, time.monotonic() - began)
        if "ticket" in part:
            wanted = int(self._size * min(2.0, max(0.5, PART_S / took)))
            self._size = max(SMALLEST, min(LARGEST, wanted))
        return True

    def run(self, stopped: threading.Event) -> None:
        """Go on until ``stopped``; history takes no more than half of the time."""
        self.begin()
        more = True
        resting_until = 0.0
        while not stopped.wait(EVERY_S):
            self.advance()
            if more and time.monotonic() >= resting_until:
                began = time.monotonic()
                more = self.fill_in()
                resting_until = 2 * time.monotonic() - began

    def _apply(self, rows: CanonicalRows, keep: KeepWithRows | None = None) -> None:
        apply_rows(self._writer, rows, SOURCE, SOURCE, self._settings, self._clock.now, keep)

    def _cover(self, con: sqlite3.Connection) -> None:
        """Say how far back history is there: what is of before is missing, and no zero."""
        for what in (*COVERED, "tickets"):
            coverage.set_span(con, SOURCE, what, self._filled_to)

    def _tell(self) -> None:
        start = self._clock.floor_from - HISTORY_DAYS * DAY
        tell_health(self._writer.path, self._clock, self._filled_to, start)


def main(arguments: list[str]) -> int:
    """Stream until standard input ends: the parent is gone, or has had enough.

    What goes wrong is said in the last line of standard error.
    """
    store, folder = Path(arguments[0]), Path(arguments[5])
    seed, clock = int(arguments[1]), DemoClock(int(arguments[2]), float(arguments[3]), float(arguments[4]))
    stopped = threading.Event()
    threading.Thread(target=_listen, args=(stopped, store, folder), daemon=True).start()
    try:
        stream = Stream(store, seed, clock)
        try:
            stream.run(stopped)
        finally:
            stream.close()
    except CxtuiError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    finally:
        if stopped.is_set():
            _remove(folder)
    return 0


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
