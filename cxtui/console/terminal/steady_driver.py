"""A terminal's driver that no byte, no size and no signal brings down."""

import logging
import os
import selectors
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message import Message

from cxtui.console.terminal.backlog import Backlog, QuitKeys, is_one
from cxtui.console.terminal.input import MOST_LOGGED, Typed, clamped
from cxtui.console.terminal.textual_private import OpenDriver
from cxtui.console.terminal.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump

log = logging.getLogger(__name__)

TURN_S = 0.1
"""Seconds that the input's thread waits for something to read."""

PIECE = 4_096
"""Bytes that are read at a time."""

GAP_S = 0.002
"""Seconds between two looks whether the app can take more; the app works meanwhile."""

MOST_WAITING = 2
"""Messages that may wait in the app; until there are fewer a backlog holds what is typed, where it can be sorted."""

ASKING_S = 5.0
"""Seconds after which a key that opens a line of text has done so, or never will."""

MOST_BUTTONS = 8
"""Buttons of a mouse that can be down at once."""


class SteadyDriver(OpenDriver):
    """Reads the terminal in a thread that never ends by itself, draws at most what can be seen, and survives stops."""

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._sent = self._delivered = 0
        self._backlog = Backlog()
        self._ahead = TypedAhead(self._in_turn)
        self._most = MOST_WAITING
        self._asked_at = float("-inf")
        self._logged = 0
        self._stopped_itself = False

    def fitted(self, width: int, height: int) -> tuple[int, int]:
        """Return the largest size in cells that is drawn on a terminal of a size."""
        return clamped(width, height)

    # What comes from the terminal

    def run_input_thread(self) -> None:
        """Read and hand on what is typed until the driver's end; what fails is logged and tried again."""
        typed, heard = Typed(self.debugged), time.monotonic()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                try:
                    if selector.select(0 if self._backlog else TURN_S):
                        heard = time.monotonic()
                        piece = os.read(self.fileno, PIECE)
                        if not piece:
                            self.exit_event.wait(TURN_S)
                        self._put_off(typed.take(piece))
                    elif time.monotonic() - heard >= TURN_S:
                        heard = time.monotonic()
                        self._put_off(typed.silence())
                    self._hand_on()
                except Exception:
                    self._failed()

    def _failed(self) -> None:
        """Log what went wrong (the app itself looks whether the terminal is gone), and wait a moment."""
        self._logged += 1
        if self._logged <= MOST_LOGGED:
            log.exception("reading the terminal failed")
        self.exit_event.wait(TURN_S)

    def _put_off(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._backlog.take(message)
        self._quit_ahead()

    def _quit_ahead(self) -> None:
        """End the app where that is asked for in the end, without handling what was asked for before."""
        asking = self._asks() or time.monotonic() - self._asked_at < ASKING_S
        if self._backlog and self._backlog.quits(self._quit_keys(), asking):
            self._backlog.clear()
            self.app.quit_now()  # type: ignore[attr-defined]

    def _asks(self) -> bool:
        """Return whether something is shown that takes keys in its own way, whatever the key table says."""
        # What is shown may change while it is looked at from this thread.
        with suppress(Exception):
            focused = self.app.focused
            return self.app.screen.is_modal or (focused is not None and focused.check_consume_key("q", "q"))
        return True

    def _hand_on(self) -> None:
        """Give the app what it can take now; where something is left, leave it a moment to work."""
        if not self._held() and self._backlog.hurry(getattr(self.app, "leaving", frozenset()), self._is_text):
            # One by one: the line that the first one closes must be closed when the second comes.
            self._most = 0
        while self._backlog and self._waiting() <= self._most and not self._held():
            message = self._backlog.pop()
            self._note(message)
            self.process_message(message)
            # Each press is noted until the mouse moves, and a terminal may tell of presses alone.
            del self.buttons_down[:-MOST_BUTTONS]
        if self._backlog:
            self.exit_event.wait(GAP_S)
        else:
            self._most = MOST_WAITING

    def _held(self) -> bool:
        """Return whether what was typed waits for a prompt that opens or closes."""
        if not self._ahead.begun:
            return False
        idle, shown, whole = self._waiting() == 0, False, False
        # What is shown may change while it is looked at from this thread.
        with suppress(Exception):
            screen = self.app.screen
            shown = screen.is_modal
            whole = shown and (screen.focused is not None or (screen.is_mounted and idle))
        return self._ahead.holds(whole, idle and shown == whole)

    def _note(self, message: Message) -> None:
        """Note what may open a line of text once it is handled; a click may, and so may what is taken in a prompt."""
        if isinstance(message, events.Key):
            asks = self._asks()
            if message.key in ("escape", "enter") and asks:
                self._ahead.begin(opens=False)
            elif is_one(message, self._quit_keys().asks) and not asks:
                self._ahead.begin(opens=True)
            if message.key == "escape":
                self._asked_at = float("-inf")
            elif is_one(message, self._quit_keys().asks) or asks:
                self._asked_at = time.monotonic()
        elif isinstance(message, events.MouseDown | events.MouseUp):
            self._asked_at = time.monotonic()

    def _quit_keys(self) -> QuitKeys:
        found: QuitKeys = getattr(self.app, "quit_keys", QuitKeys())
        return found

    def _is_text(self, key: events.Key) -> bool:
        """Return whether a key would be a letter in a line that is open now."""
        focused = self.app.focused
        return focused is not None and focused.check_consume_key(key.key, key.character)

    def send_message(self, message: Message) -> None:
        """Give a message to the app, from any thread."""
        self._sent += 1
        self.loop.call_soon_threadsafe(self._deliver, message)

    def _deliver(self, message: Message) -> None:
        self._delivered += 1
        self.app.post_message(message)

    def _waiting(self) -> int:
        """Return how many messages nobody has handled yet, on their way to the app and where it hands input on to."""
        waiting = self._sent - self._delivered
        # What is shown may change while it is looked at from this thread.
        with suppress(Exception):
            screen = self.app.screen
            pumps: list[MessagePump | None] = [self.app, screen, screen.focused]
            waiting += sum(pump.message_queue_size for pump in pumps if pump is not None)
        return waiting

    # Stopping and going on

    @property
    def drawing(self) -> bool:
        """Return whether the terminal is in the state in which the app draws."""
        return self.reading

    def stop_asked(self) -> None:
        """Stop once the app's own turn comes: in the midst of one, locks are held that stopping needs."""
        self._in_turn(self._stop)

    def went_on(self) -> None:
        """Draw again once the app's own turn comes."""
        self._in_turn(self._go_on)

    def _in_turn(self, task: Any) -> None:
        # An app that has ended has put the terminal back, and needs nothing more.
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(task)

    def _stop(self) -> None:
        """Put the terminal back, stop the process, and when it goes on begin to draw again."""
        if not self.drawing:
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        self.suspend_application_mode()
        self.resume_signalled = True
        self._stopped_itself = True
        os.kill(os.getpid(), signal.SIGSTOP)
        self._begin()

    def _go_on(self) -> None:
        """Draw again after a stop; one that came from outside left the terminal to others as it was."""
        if self._stopped_itself:
            self._stopped_itself = False
            if not self.drawing and self.resume_signalled:
                self._begin()
        elif self.drawing:
            self.suspend_application_mode()
            self._begin()

    def _begin(self) -> None:
        self.resume_application_mode()
        if self.drawing:
            self.app.refresh(layout=True)
