"""The trial of a mapping on its file, in a thread of its own: the newest counts, older ones are broken off."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from cxtui.errors import SourceError
from cxtui.sources.drafting.trying import Trial, Trier
from cxtui.sources.mapping import Mapping

Tell = Callable[[int, Trial | None, str], object]
"""What is told of a trial: its number, what came of it, and else why nothing could."""
LEAVING_S = 5.0
"""Seconds that a trial has to end in when the app does."""


class Trials:
    """Trials of mappings on one file, numbered from 1; one runs at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = 0
        self._wanted: tuple[int, Mapping, Tell] | None = None
        self._lock = threading.Lock()
        self._trier = Trier()
        self._thread: threading.Thread | None = None

    def is_newest(self, turn: int) -> bool:
        """Return whether no other mapping came after one."""
        return turn == self._turn

    def start(self, mapping: Mapping, tell: Tell) -> None:
        """Try a mapping; what came before is broken off, and tells nothing that counts."""
        self.drop()
        with self._lock:
            self._wanted = (self._turn, mapping, tell)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="trial", daemon=True)
                self._thread.start()

    def drop(self) -> None:
        """Let no earlier trial count, and break off what runs."""
        with self._lock:
            self._turn += 1
            self._wanted = None
        self._trier.interrupt()

    def stop(self) -> None:
        """Break off what runs, and wait for it: a process that ends under a query would be torn."""
        until = time.monotonic() + LEAVING_S
        while (thread := self._thread) is not None and time.monotonic() < until:
            self.drop()
            thread.join(0.05)

    def _run(self) -> None:
        while True:
            with self._lock:
                wanted, self._wanted = self._wanted, None
                if wanted is None:
                    self._thread = None
                    return
            turn, mapping, tell = wanted
            found, trouble = None, ""
            try:
                found = self._trier.tried(mapping, [self.path])
            except SourceError as error:
                trouble = str(error)
            if self.is_newest(turn):
                tell(turn, found, trouble)
