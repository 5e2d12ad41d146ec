"""What Textual keeps to itself and the console needs all the same, under plain names.

No other module touches a private name of Textual. ``tests/console/terminal/test_textual_private.py`` says which there
are, and fails when a newer Textual has them no more.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from rich.console import RenderableType
from textual._parser import Peek1, Read1, TokenCallback
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.app import App
from textual.content import Content
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.widget import Widget

from cxtui.console.terminal.failure import failure_text

__all__ = [
    "BRACKETED_PASTE_END", "BRACKETED_PASTE_START", "OpenDriver", "Peek1", "QuietApp", "Read1", "TokenCallback",
    "XTermParser", "forget_lines", "write_border_subtitle", "write_border_title",
]  # fmt: skip


class QuietApp(App[None], inherit_bindings=False):
    """An app that an error ends without printing anything: ``failure`` then says what it was.

    ``every_second`` is called once a second while it runs; a ``locked`` one keeps no log. ``end_process`` ends the app
    from any thread, and the process with it where that takes long.
    """

    failure: str | None = None
    locked: bool = False
    every_second: Callable[[], object]
    end_process: Callable[[], object] | None = None

    def aside(self) -> Iterable[Screen[Any]]:
        """Return the screens that are kept and not shown now (a hook)."""
        return ()

    def panic(self, *renderables: RenderableType) -> None:
        """End without printing anything: ``failure`` keeps it for the log, as a traceback where there is an error."""
        self.failure = self.failure or failure_text(*renderables)
        self._return_code = 1
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self.failure = self.failure or failure_text()
        self._close_messages_no_wait()


def forget_lines(screen: Screen[Any]) -> None:
    """Let go of the lines that the widgets of a screen were drawn with; they are drawn anew when it is shown."""
    for widget in (screen, *screen.walk_children(Widget)):
        widget._styles_cache.clear()


def write_border_title(widget: Widget, words: str) -> None:
    """Put words in the upper edge of a widget's frame without repainting anything."""
    widget._border_title = Content(words)


def write_border_subtitle(widget: Widget, words: str) -> None:
    """Put words in the lower edge of a widget's frame, or none, without repainting anything."""
    widget._border_subtitle = Content(words) if words else None


class OpenDriver(LinuxDriver):
    """Textual's driver of a terminal, with what a subclass reads or changes of it open.

    A subclass may say otherwise what size the terminal has, and what a stop and going on again do.
    """

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # The app asks for it before the first event of a size.
        self._size = self.fitted(*(size or self._get_terminal_size()))

    @property
    def app(self) -> "App[Any]":
        """Return the app that is drawn."""
        return self._app

    @property
    def debugged(self) -> bool:
        """Return whether Textual logs what comes from the terminal."""
        return self._debug

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """Return the loop in which the app runs."""
        return self._loop

    @property
    def buttons_down(self) -> list[int]:
        """Return the mouse buttons that are down, the latest last; the list may be shortened."""
        return self._down_buttons

    @property
    def reading(self) -> bool:
        """Return whether the terminal is read: it is in the state in which the app draws."""
        return self._key_thread is not None and self._key_thread.is_alive()

    @property
    def writing(self) -> bool:
        """Return whether there is a thread that writes to the terminal."""
        return self._writer_thread is not None

    @property
    def resume_signalled(self) -> bool:
        """Return whether the app is to be told when it draws again after a stop."""
        return self._must_signal_resume

    @resume_signalled.setter
    def resume_signalled(self, wanted: bool) -> None:
        self._must_signal_resume = wanted

    def fitted(self, width: int, height: int) -> tuple[int, int]:
        """Return the size in cells that is drawn on a terminal of a size (a hook for subclasses)."""
        return width, height

    def measured(self) -> tuple[int, int]:
        """Return the size in cells that is drawn on the terminal now."""
        return self._get_terminal_size()

    def stop_asked(self) -> None:
        """Stop: somebody sent the signal of Ctrl+Z (a hook for subclasses)."""
        super()._sigtstp_application()

    def went_on(self) -> None:
        """Draw again after a stop (a hook for subclasses)."""
        super()._sigcont_application()

    def _get_terminal_size(self) -> tuple[int, int]:
        return self.fitted(*super()._get_terminal_size())

    def _sigtstp_application(self, *_: object) -> None:
        self.stop_asked()

    def _sigcont_application(self, *_: object) -> None:
        self.went_on()
