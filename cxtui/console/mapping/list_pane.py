"""A pane of rows with a cursor, of which any may be opened."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from cxtui.console.draw.strips import Cell, Line, merged, width_of
from cxtui.console.keys import TABLE, bindings
from cxtui.console.panes.pane import CURSOR, Pane
from cxtui.language import _

MOVING = ("up", "down", "page_up", "page_down", "first", "last", "open")
"""The keys of a list that are those of this one too."""


class ListPane(Pane, can_focus=True):
    """Rows, one of them under the cursor; a subclass says what they are, and what is told of the one at hand."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("rows", [key for key in TABLE if key.id in MOVING])
    nothing = ""

    class Opened(Message):
        """Somebody wants to change the row under the cursor of a pane."""

        def __init__(self, pane: "ListPane") -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, title: str, *, id: str) -> None:
        super().__init__(title, id=id)
        self.cursor = 0
        self.top = 0

    def count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def row(self, place: int, width: int) -> Line:
        """Return a row in so many cells."""
        raise NotImplementedError

    def about(self) -> str:
        """Return what is said in the lower edge of the row under the cursor."""
        return ""

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the rows that fit, the cursor's among them."""
        if not self.count():
            return self.notice("", self.nothing, width, height)
        self.cursor = max(0, min(self.cursor, self.count() - 1))
        self.top = max(0, min(self.top, self.cursor, self.count() - height))
        self.top = max(self.top, self.cursor - height + 1)
        return [self._row(n, width) for n in range(self.top, min(self.top + height, self.count()))]

    def _row(self, place: int, width: int) -> Line:
        here = place == self.cursor and self.has_focus
        mark = (">" if self.ascii else "▸") if here else " "
        line: list[Cell] = [Cell(f"{mark} "), *self.row(place, width - 2)]
        line.append(Cell(" " * max(0, width - width_of(tuple(line)))))
        return merged([Cell(text, role + CURSOR) for text, role in line] if here else line)

    def heading(self) -> tuple[str, str]:
        """Return the title, and what there is to say of the row under the cursor."""
        return _(self.label), self.about() if self.has_focus and self.count() else ""

    def put(self, place: int) -> None:
        """Move the cursor."""
        self.cursor = max(0, min(place, self.count() - 1))
        self.redraw()

    def action_move(self, step: int) -> None:
        """Move the cursor by rows."""
        self.put(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Move the cursor by pages."""
        self.put(self.cursor + step * max(1, self.content_size.height - 1))

    def action_jump(self, place: int) -> None:
        """Move the cursor to the first or the last row."""
        self.put(place if place >= 0 else self.count() - 1)

    def action_open(self) -> None:
        """Change what is under the cursor."""
        if self.count():
            self.post_message(self.Opened(self))

    def watch_has_focus(self, focused: bool) -> None:
        """Show the cursor in the pane that has the keys."""
        super().watch_has_focus(focused)
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click was; a second click there opens."""
        place = self.top + event.y - 1
        if 0 <= place < self.count():
            again = place == self.cursor
            self.put(place)
            if again:
                self.action_open()

    def on_mouse_scroll_down(self) -> None:
        """Move down."""
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        """Move up."""
        self.action_move(-1)


def widths(texts: Sequence[str], least: int, most: int) -> int:
    """Return how many cells a column of texts takes, within bounds."""
    return max(least, min(most, max((width_of((Cell(one),)) for one in texts), default=0)))
