"""The terminal's driver with what ours needs besides: it can be metered, locked, and sparing with bytes."""

import asyncio
import threading
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from textual.app import App
from textual.driver import Driver

from cxtui.console.terminal.metering import Meter
from cxtui.console.terminal.screen_diff import ScreenDiff
from cxtui.console.terminal.steady_driver import SteadyDriver

TOGETHER_S = 0.04
"""Seconds within which repaints become one over a slow line: a new page is painted several times before it stands."""


def driver(locked: bool, sparing: bool, meter: Meter | None) -> type[Driver]:
    """Return the class of the driver for one console: ``locked`` gives no service that leads out of it.

    A ``sparing`` one, for a slow line, sends only the cells that differ; ``meter`` counts what is sent.
    """
    base = LockedDriver if locked else SteadyDriver
    metered = base if meter is None else _metered(base, meter)
    return _sparing(metered) if sparing else metered


def _sparing(base: type[SteadyDriver]) -> type[SteadyDriver]:
    class SparingDriver(base):  # type: ignore[valid-type, misc]
        """Sends what differs on the screen, a moment after it was written."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._screen_diff = ScreenDiff(*self.measured())
            self._turn = threading.Lock()
            self._due: asyncio.TimerHandle | None = None

        def write(self, data: str) -> None:
            """Take what is written; what is no drawing goes to the terminal at once."""
            with self._turn:
                size = self.app.size
                if tuple(size) != (self._screen_diff.width, self._screen_diff.height) and size.area:
                    self._screen_diff.resize(*size)
                through = self._screen_diff.take(data)
            if through:
                super().write(through)
            # The input's thread only asks the terminal for modes.
            if through != data and self._due is None and threading.current_thread() is threading.main_thread():
                self._due = asyncio.get_running_loop().call_later(TOGETHER_S, self._send)

        def _send(self) -> None:
            self._due = None
            with self._turn:
                written = self._screen_diff.send()
            if written and self.writing:
                super().write(written)

    return SparingDriver


def _metered(base: type[SteadyDriver], meter: Meter) -> type[SteadyDriver]:
    class MeteredDriver(base):  # type: ignore[valid-type, misc]
        """Counts what it writes."""

        def write(self, data: str) -> None:
            """Write to the terminal."""
            meter.wrote(data)
            super().write(data)

    return MeteredDriver


class LockedDriver(SteadyDriver):
    """A driver that is never suspended, opens no link, and delivers no file."""

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=False, mouse=mouse, size=size)

    @property
    def can_suspend(self) -> bool:
        """Say that it cannot be suspended."""
        return False

    def stop_asked(self) -> None:
        """Go on: whoever asks for a stop would get what lies under the console."""

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing."""

    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: str = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Write nothing."""
