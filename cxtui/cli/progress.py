"""Progress on stderr for whatever takes longer than a second, and none where nobody looks."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds after which silence is no longer polite."""


@contextmanager
def stages(patience: float = PATIENCE) -> Iterator[Callable[[str], None]]:
    """Give a callback that names the stage under way; it is shown after ``patience`` seconds on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    line = _Line()
    timer = threading.Timer(patience, line.show)
    timer.daemon = True
    timer.start()
    try:
        yield line.say
    finally:
        timer.cancel()
        line.hide()


class _Line:
    """A spinner with the stage and the time since the start, once it is shown."""

    def __init__(self) -> None:
        self._stage = "starting"
        self._started = time.monotonic()
        self._lock = threading.Lock()
        self._progress: Progress | None = None
        self._over = False

    def say(self, stage: str) -> None:
        with self._lock:
            self._stage = stage
            if self._progress is not None:
                self._progress.update(self._progress.task_ids[0], description=stage)

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._over:
                return
            columns = SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn()
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            task = self._progress.add_task(self._stage, total=None)
            self._progress.tasks[task].start_time = self._started
            self._progress.start()

    def hide(self) -> None:
        with self._lock:
            self._over = True
            if self._progress is not None:
                self._progress.stop()
