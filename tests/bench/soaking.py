"""A console that reads as fast as it can and tells what it holds: what the soak runs on a terminal.

``python -m tests.bench.soaking STORE SNAPSHOTS TABLE [SCREEN …]`` goes from screen to screen, and writes a line of
``snapshots,resident bytes,descriptors,threads,objects`` to TABLE now and then; it ends after so many snapshots.
"""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cxtui.console.app import CxtuiApp
from cxtui.console.boards import BOARDS
from cxtui.console.messages import NewFloor
from cxtui.console.run import run_app
from cxtui.console.threads.poller import Pace
from cxtui.console.threads.query_thread import Rest
from cxtui.kpis.feed import FloorFeed
from cxtui.kpis.feeds.store_feed import StoreFeed

STAY = 50
"""Snapshots on a screen before the next."""


class Soaking(CxtuiApp):
    """Counts what it was shown."""

    def __init__(self, store: Path, snapshots: int, table: Path, screens: Sequence[str]) -> None:
        def feed() -> FloorFeed:
            return StoreFeed(store)

        super().__init__(feed, pace=Pace(look=0.001, fastest=0.0, slowest=0.0), rest=Rest(least=0.2, times=2.0))
        self._until = snapshots
        self._table = table.open("w", buffering=1)
        self._screens = screens
        self._seen = 0

    def on_new_floor(self, message: NewFloor) -> None:
        """Count it, and go on to another screen now and then; Textual has the app show it, too."""
        self._seen += 1
        if self._seen % STAY == 0:
            self.call_next(self.action_go, self._screens[self._seen // STAY % len(self._screens)])
        if self._seen % (4 * STAY) == 0:
            gc.collect()
            seen = self._seen, resident(), entries("fd"), entries("task"), len(gc.get_objects())
            print(*seen, sep=",", file=self._table)
        if self._seen >= self._until:
            self.exit()


def resident() -> int:
    """Return the bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def entries(folder: str) -> int:
    """Return how many descriptors (``fd``) or threads (``task``) this process has."""
    return sum(1 for _ in (Path("/proc/self") / folder).iterdir())


if __name__ == "__main__":
    path, count, heard, *names = sys.argv[1:]
    sys.exit(run_app(Soaking(Path(path), int(count), Path(heard), names or BOARDS)))
