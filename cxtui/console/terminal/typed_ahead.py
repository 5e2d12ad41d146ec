"""Keys typed behind one that opens or closes a line of text, which wait until it is open or closed.

An app opens a prompt some time after its key: what is typed meanwhile would run as commands of the screen below.
"""

import time
from collections.abc import Callable

QUIET_LOOKS = 10
"""Turns of the app's loop without work and without a change, after which a key has opened or closed nothing."""

MOST_S = 5.0
"""Seconds after which what was typed waits no longer, whatever the app does."""


class TypedAhead:
    """Whether what waits has to wait for a prompt; looked at from the thread that reads the terminal.

    ``next_turn`` calls a function in a later turn of the app's loop.
    """

    def __init__(
        self, next_turn: Callable[[Callable[[], None]], object], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._next_turn, self._clock = next_turn, clock
        self._opens = False
        self._looks = 0
        self._since = 0.0
        self._turned = True

    @property
    def begun(self) -> bool:
        """Return whether a key was handed on whose prompt may not be open, or closed, yet."""
        return self._looks > 0

    def begin(self, *, opens: bool) -> None:
        """Hold what follows until a prompt is open, or is not; a key that may do so was handed on."""
        self._opens = opens
        self._looks = QUIET_LOOKS
        self._since = self._clock()

    def holds(self, is_open: bool, idle: bool) -> bool:
        """Return whether what was typed waits; ``idle`` says that nothing waits in the app."""
        if is_open == self._opens or self._clock() - self._since >= MOST_S:
            self._looks = 0
        elif self._turned:
            self._looks -= idle
            self._turned = False
            self._next_turn(self._turn)
        return self._looks > 0

    def _turn(self) -> None:
        self._turned = True
