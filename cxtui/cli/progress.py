"""Progress on stderr for whatever takes longer than a second, and none where nobody looks."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from cxtui.cli.shown import TamedStream

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds after which silence is no longer polite."""


@contextmanager
def stages(patience: float = PATIENCE) -> Iterator[Callable[[str], None]]:
    """Give a callback that names the stage under way; it is shown after ``patience`` seconds on a terminal.

    What is printed to the terminal meanwhile takes its place.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    tamed = [stream for stream in (sys.stdout, sys.stderr) if isinstance(stream, TamedStream)]
    line = _Line(next((stream.below for stream in tamed if stream is sys.stderr), sys.stderr))
    for stream in tamed:
        stream.before_writing = line.hide
    timer = threading.Timer(patience, line.show)
    timer.daemon = True
    timer.start()
    try:
        yield line.say
    finally:
        timer.cancel()
        line.hide()
        for stream in tamed:
            stream.before_writing = lambda: None


class _Line:
    """A spinner on a terminal with the stage and the time since the start, once it is shown and until it is hidden."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal
        self._stage = "starting"
        self._started = time.monotonic()
        self._lock = threading.Lock()
        self._progress: Progress | None = None
        self._over = False

    def say(self, stage: str) -> None:
        from cxtui.text.plain import safe

        with self._lock:
            self._stage = stage = safe(stage)
            if self._progress is not None:
                self._progress.update(self._progress.task_ids[0], description=stage)

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._over:
                return
            columns = SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn()
            # Rich would send what is printed meanwhile to its own console: what is meant for a pipe never came there.
            self._progress = Progress(
                *columns,
                console=Console(file=self._terminal),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            task = self._progress.add_task(self._stage, total=None)
            self._progress.tasks[task].start_time = self._started
            self._progress.start()

    def hide(self) -> None:
        with self._lock:
            self._over = True
            if self._progress is not None:
                self._progress.stop()
