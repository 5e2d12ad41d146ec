"""The numbered screens as a wall shows them: no focus, no cursor, no keys, a foot that says which page this is."""

from collections.abc import Callable
from dataclasses import replace
from types import new_class
from typing import Any, ClassVar

from textual.binding import BindingType

from cxtui.console.boards import kind
from cxtui.console.draw.strips import Line
from cxtui.console.keys import TABLE, KeyTable
from cxtui.console.panes.rows import RowsPane
from cxtui.console.picture import Picture
from cxtui.console.screens.board import BoardScreen

NO_KEYS = KeyTable(tuple(replace(key, keys=("",)) for key in TABLE))
"""The table of keys for screens that have none: nothing on them names a key."""

PRIVATE = frozenset({"customer", "subject", "reason"})
"""Columns that hold nothing where names of customers are hidden."""


class Unattended(BoardScreen):
    """What makes a screen one of a wall; ``says`` makes the foot for a width."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool) -> None:
        super().__init__(picture, keys, ascii)
        self.says: Callable[[int], Line] = lambda width: ()
        for pane in self.panes.values():
            pane.can_focus = False

    def without(self, columns: frozenset[str]) -> None:
        """Leave columns out of the lists that have a choice of them."""
        for pane in self.panes.values():
            if isinstance(pane, RowsPane) and pane.columns:
                pane.columns = tuple(column for column in pane.columns if column.name not in columns)

    def parts(self) -> int:
        """Return how many pages of panes there are at this size."""
        return 1 if self.arrangement is None else self.arrangement.pages

    def show_part(self, part: int) -> None:
        """Show a page of panes; the last one where there are fewer by now."""
        if self.arrangement is None:
            return
        first = min(part, self.arrangement.pages - 1) * self.arrangement.count
        name = self.arrangement.order[first]
        if name != self.pane:
            self.pane = name
            self.place()

    def _foot(self) -> None:
        self.footer.say(self.says(self.size.width))


def unattended(name: str) -> type[Unattended]:
    """Return a numbered screen's class for a wall; what keeps it from being loaded is raised."""

    def body(namespace: dict[str, Any]) -> None:
        namespace["BINDINGS"] = []

    made: Any = kind(name)
    return new_class(f"Wall{made.__name__}", (Unattended, made), {"inherit_bindings": False}, body)
