"""A page with lines that lead somewhere: the cursor goes from one to the next, and the sheet scrolls between them."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from cxtui.console.draw.strips import Line
from cxtui.console.keys import KeyTable, bindings
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.links import Link, Written, under_cursor


class LinkedPage(Page):
    """A page whose subclass writes lines and says where they lead; Enter and a click go there.

    One key down goes to the next such line in view, else scrolls: nothing between them is passed over unseen.
    """

    OPENS: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        one for one in bindings("rows") if isinstance(one, Binding) and one.id == "open"
    ]

    def __init__(self, picture: Picture, keys: KeyTable, title: str, ascii: bool) -> None:
        super().__init__(picture, keys, title, ascii)
        self.links: dict[int, Link] = {}
        self.chosen: Link | None = None

    def written(self, width: int) -> Written:
        """Return the sheet's lines, and where they lead."""
        raise NotImplementedError

    def write(self, width: int) -> list[Line]:
        """Return the sheet's lines, the chosen one under the cursor."""
        lines, self.links = self.written(width)
        at = self._line()
        if at is not None:
            lines = list(lines)  # a subclass may keep what it wrote
            lines[at] = under_cursor(lines[at], width)
        return lines

    def _line(self) -> int | None:
        return next((line for line, link in self.links.items() if link == self.chosen), None)

    def _view(self) -> range:
        return range(self.sheet.top, self.sheet.top + self.sheet.content_size.height)

    def _choose(self, line: int | None) -> bool:
        """Put the cursor on a line in view; say whether there is such a line."""
        if line is None or line not in self._view():
            return False
        self.chosen = self.links[line]
        self.sheet.redraw()
        return True

    def _next(self, step: int) -> int | None:
        """Return the next line that leads somewhere, from the chosen one on, else from the edge of the view."""
        view, at = self._view(), self._line()
        if at is None or at not in view:
            at = view.start - 1 if step > 0 else view.stop
        ahead = [line for line in self.links if (line > at if step > 0 else line < at)]
        return (min(ahead) if step > 0 else max(ahead)) if ahead else None

    def action_scroll(self, lines: int) -> None:
        """Go to the next line that leads somewhere, or scroll towards it."""
        if not self._choose(self._next(lines)):
            super().action_scroll(lines)
            self._choose(self._next(lines))

    def action_scroll_page(self, pages: int) -> None:
        """Scroll by pages, the cursor with it."""
        super().action_scroll_page(pages)
        self.chosen = None
        self._choose(self._next(1))

    def action_scroll_to(self, edge: int) -> None:
        """Scroll to the top (0) or the end (-1), the cursor with it."""
        super().action_scroll_to(edge)
        self.chosen = None
        self._choose(self._next(-1 if edge < 0 else 1))

    def action_open(self) -> None:
        """Go where the line under the cursor leads."""
        if self.chosen is not None and self._line() in self._view():
            self.post_message(self.chosen.message())

    def on_click(self, event: events.Click) -> None:
        """Go where the line that was clicked leads."""
        offset = event.get_content_offset(self.sheet)
        if offset is not None and self._choose_at(self.sheet.top + offset.y):
            self.action_open()

    def _choose_at(self, line: int) -> bool:
        return line in self.links and self._choose(line)
