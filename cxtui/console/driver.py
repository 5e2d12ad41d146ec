"""The terminal's driver with what ours needs besides: it can be metered, and it can be locked."""

from pathlib import Path
from typing import Any, BinaryIO, TextIO

from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from cxtui.console.metered import Meter


def driver(locked: bool, meter: Meter | None) -> type[Driver]:
    """Return the class of the driver for one console: ``locked`` gives no service that leads out of it."""
    base = LockedDriver if locked else LinuxDriver
    return base if meter is None else _metered(base, meter)


def _metered(base: type[LinuxDriver], meter: Meter) -> type[Driver]:
    class MeteredDriver(base):  # type: ignore[valid-type, misc]
        """Counts what it writes."""

        def write(self, data: str) -> None:
            """Write to the terminal."""
            meter.wrote(data)
            super().write(data)

    return MeteredDriver


class LockedDriver(LinuxDriver):
    """A driver that is never suspended, opens no link, and delivers no file."""

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=False, mouse=mouse, size=size)

    @property
    def can_suspend(self) -> bool:
        """Say that it cannot be suspended."""
        return False

    def _sigtstp_application(self, *_: object) -> None:
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
