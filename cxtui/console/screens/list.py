"""The page of a list: rows of several numbers, read off the screen's thread."""

from collections.abc import Callable

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import Keys
from cxtui.console.messages import Answered, Question
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.list import listed
from cxtui.kpis.lists import LISTS, Table


class ListPage(Page):
    """One list by its name; ``ask`` has it read and an Answered answers."""

    def __init__(self, picture: Picture, keys: Keys, ascii: bool, name: str, ask: Callable[[Question], None]) -> None:
        super().__init__(picture, keys, LISTS[name].title, ascii)
        self.list_name = name
        self.view: Table | None = None
        self.notice = "reading"
        self._ask = ask

    def on_mount(self) -> None:
        """Have the list read."""
        super().on_mount()
        self._ask(("list", self.list_name))

    def took(self) -> None:
        """Have it read again: the floor changed."""
        self._ask(("list", self.list_name))
        super().took()

    def answer(self, message: Answered) -> None:
        """Show what was read; a list that cannot be read now stays as it was last seen."""
        if message.question != ("list", self.list_name):
            return
        if isinstance(message.view, Table):
            self.view = message.view
        elif message.trouble:
            self.notice = message.trouble
        self.sheet.redraw()

    def write(self, width: int) -> list[Line]:
        """Return the list's lines."""
        floor = self.picture.newest
        if self.view is None or floor is None:
            return [(Cell(self.notice, "faint"),)]
        return listed(self.view, LISTS[self.list_name].words, floor.zone, width, self.ascii)
