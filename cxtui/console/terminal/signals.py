"""A clean end when the terminal or the system says so, which Textual does not care for by itself.

SIGTERM and SIGHUP end the app as ``q`` does. A terminal that is blocked or gone may hold the event loop for
ever, so a second path, from a thread, puts the terminal back and ends the process.
"""

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

PATIENCE = 3.0
"""Seconds that a clean end may take before the process ends without one."""

SOON = 0.5
"""The same when somebody waits for it."""

RESTORE = b"\x1b[<u\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[?1004l\x1b[?1049l\x1b[?25h\x1b[?7h"
"""Undoes what Textual asked of the terminal: key protocol, mouse, paste, focus, screen, cursor, wrap."""

_WATCHED = (signal.SIGTERM, signal.SIGHUP)


class Leaving:
    """Ends an app once, whatever asks for it first; ``code`` is the exit code then, 128 + signal."""

    def __init__(self, leave: Callable[[int], object], patience: float = PATIENCE) -> None:
        self._leave = leave
        self._patience = patience
        self._loop: asyncio.AbstractEventLoop | None = None
        self._attributes: list[Any] | None = None
        self.code: int | None = None
        with suppress(ImportError, OSError, ValueError):
            import termios

            with suppress(termios.error):
                self._attributes = termios.tcgetattr(sys.stdin.fileno())

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take the signals (main thread only); a loop that stands still does not keep them waiting."""
        self._loop = loop
        reads, self._writes = os.pipe()
        os.set_blocking(self._writes, False)
        threading.Thread(target=self._listen, args=(reads,), name="cxtui-signals", daemon=True).start()
        for number in _WATCHED:
            signal.signal(number, self._caught)

    def restore(self) -> None:
        """Give the signals back, once the terminal is as it was."""
        for number in _WATCHED:
            signal.signal(number, signal.SIG_DFL)

    def _caught(self, number: int, frame: FrameType | None) -> None:
        # The main thread may hold any lock now, so that another thread must do the rest.
        with suppress(BlockingIOError):
            os.write(self._writes, bytes([number]))

    def _listen(self, reads: int) -> None:
        self.now(128 + os.read(reads, 1)[0])

    def now(self, code: int, patience: float | None = None) -> None:
        """End the app with an exit code, the process itself if that takes longer than ``patience`` seconds."""
        if self.code is not None:
            return
        self.code = code
        last = threading.Timer(self._patience if patience is None else patience, self._at_once)
        last.daemon = True
        last.start()
        if self._loop is not None:
            # An app that has ended needs to be told nothing.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._leave, code)

    def _at_once(self) -> None:
        """Put the terminal back as far as it takes no waiting, and end the process (Textual draws on stderr)."""
        with suppress(Exception):
            import termios

            if self._attributes is not None:
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._attributes)
        with suppress(Exception):
            out = sys.__stderr__.fileno() if sys.__stderr__ else 2
            os.set_blocking(out, False)
            os.write(out, RESTORE)
        os._exit(1 if self.code is None else self.code)


def terminal_lost(fd: int = 0) -> bool:
    """Return whether the terminal behind a descriptor has hung up (no signal comes where it is not ours)."""
    poll = select.poll()
    poll.register(fd, select.POLLIN)
    with suppress(OSError):
        return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0))
    return True
