"""The demo's whole history, made beside the floor that is shown already: a thread that builds a second store."""

import logging
import shutil
import threading
from pathlib import Path

from cxtui.demo.pace import WEEKS, DemoFloor
from cxtui.facts import catalog
from cxtui.importing.bulk_rows import BulkRows
from cxtui.settings import StoreSettings
from cxtui.simulator import COVERED, SOURCE, Simulator
from cxtui.simulator.ledger import TABLE_NAMES
from cxtui.store.publish import remove_draft
from cxtui.store.wal import beside

log = logging.getLogger(__name__)

STAGES = 2 * len(TABLE_NAMES) + len(catalog.FACTS) + len(catalog.BUCKETS) + 2
"""What a build says that it does, near enough."""

INVENTING = 0.35
"""Share of the work that is inventing; the rest is making a store of it."""


class WholeHistory(threading.Thread):
    """Builds the store of everything until the demo began at ``store``; ``share`` says how much is done.

    ``simulator`` goes on from there once the thread has ended; ``failure`` is what it ended by instead.
    """

    def __init__(self, floor: DemoFloor, store: Path, settings: StoreSettings) -> None:
        super().__init__(name="cxtui-demo-history", daemon=True)
        self.store = store
        self.share = 0.0
        self.failure: Exception | None = None
        self.simulator: Simulator = floor.simulator()
        self._floor, self._settings = floor, settings
        self._scratch = store.with_name(store.name + ".rows")

    def run(self) -> None:
        """Invent the weeks, the newest first, and make a store of them."""
        try:
            self._make()
        except Exception as error:
            self.failure = error

    def remove(self) -> None:
        """Delete what lies on the disk of it."""
        shutil.rmtree(self._scratch, ignore_errors=True)
        remove_draft(self.store)
        for suffix in ("", "-wal", "-shm", ".lock"):
            beside(self.store, suffix).unlink(missing_ok=True)

    def _make(self) -> None:
        self._scratch.mkdir(mode=0o700)
        at = self._floor.clock.floor_from
        collected = BulkRows(self._scratch, SOURCE)
        rows = self.simulator.latest(at)
        # What is compared with a time before the floor opened is not covered.
        rows["coverage"] = [(SOURCE, what, self._floor.start, None) for what in (*COVERED, "tickets")]
        collected.add(rows)
        for done, week in enumerate(self.simulator.older(), start=1):
            collected.add(week)
            self.share = INVENTING * min(1.0, done / WEEKS)
        collected.build(self.store, self._settings, SOURCE, lambda: at, self._stage)
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _stage(self, _: str) -> None:
        self.share = min(0.99, self.share + (1 - INVENTING) / STAGES)
