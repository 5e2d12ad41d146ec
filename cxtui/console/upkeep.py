"""What keeps the memory of a console flat over weeks, and gives back what a large terminal took."""

import gc
from collections.abc import Iterable
from typing import Any, Protocol

from textual.geometry import Size
from textual.screen import Screen

from cxtui.console.caches import Caches
from cxtui.console.heap import Heap
from cxtui.console.panes.pane import Pane
from cxtui.console.terminal.textual_private import forget_lines

EVERY_S = 60
"""Seconds between two times that something is let go."""

SMALLER = 2
"""How many times smaller a terminal became for that to be done at once."""


class UpkeptApp(Protocol):
    """What upkeep needs of an app."""

    @property
    def size(self) -> Size:
        """Return the cells of the terminal."""
        ...

    def aside(self) -> Iterable[Screen[Any]]:
        """Return the screens that are not shown now."""
        ...


class Upkeep:
    """Lets go of drawn lines that nobody sees and of what caches hold, then of the memory that this leaves empty."""

    def __init__(self, app: UpkeptApp, heap: Heap, caches: Caches | None = None) -> None:
        self._app = app
        self._heap = heap
        self._caches = caches or Caches()
        self._seconds = 0
        self._largest = 0

    def second(self) -> bool:
        """Note that a second has passed; return whether something was let go: now and then, and behind a shrinking."""
        self._seconds += 1
        area = self._app.size.area
        self._largest = max(area, self._largest)
        shrank = area * SMALLER <= self._largest
        if not shrank and self._seconds % EVERY_S:
            return False
        self._largest = area
        for screen in self._app.aside():
            for pane in screen.walk_children(Pane):
                pane.forget()
            forget_lines(screen)
        self._caches.empty()
        if shrank:
            gc.collect()  # closed pages hold their lines in circles
        self._heap.trim()
        return True
