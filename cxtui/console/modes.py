"""What Escape undoes: the modes of the screens, the latest first.

Whoever enters a mode says how it is undone; whoever leaves it by its own key says so too. A mode of one screen (a
maximised pane, a sorted list) waits while another screen is shown; those of the whole console (pause, filter, range)
can be undone from any. Panes post a ModeChanged to their screen instead of knowing this.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from cxtui.kpis.query import View


class Board(Protocol):
    """What undoing a mode needs of the screen that is shown."""

    NAME: ClassVar[str]

    def look(self, view: View) -> None:
        """Change how people look at the floor."""
        ...

    def action_maximise(self) -> None:
        """Give a pane the whole screen, or give it back."""
        ...

    def action_pause(self) -> None:
        """Hold the picture, or let it go."""
        ...


Undo = Callable[[Board], object]
"""Undoes a mode, given the screen that is shown."""


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode by its name, and how to undo it; ``where`` is its screen, None for the whole console."""

    name: str
    undo: Undo
    where: str | None = None


class Modes:
    """The modes that are on, in the order in which they were entered."""

    def __init__(self) -> None:
        self._on: list[Mode] = []

    def enter(self, name: str, undo: Undo, where: str | None = None) -> None:
        """Note that a mode is on; one that is entered again is the latest again."""
        self.leave(name, where)
        self._on.append(Mode(name, undo, where))

    def leave(self, name: str, where: str | None = None) -> None:
        """Note that a mode is off."""
        self._on = [mode for mode in self._on if (mode.name, mode.where) != (name, where)]

    def names(self, where: str) -> tuple[str, ...]:
        """Return the names of the modes that can be undone on a screen, the latest last."""
        return tuple(mode.name for mode in self._on if mode.where in (None, where))

    def undo(self, board: Board) -> bool:
        """Undo the latest mode of a screen or of the whole console, and say whether there was any."""
        latest = next((mode for mode in reversed(self._on) if mode.where in (None, board.NAME)), None)
        if latest is None:
            return False
        self._on.remove(latest)
        latest.undo(board)
        return True
