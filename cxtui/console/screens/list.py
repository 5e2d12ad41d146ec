"""The page of a list: rows of several numbers, read off the screen's thread."""

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import KeyTable
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.list import listed
from cxtui.kpis.lists import LISTS, ListTable
from cxtui.kpis.query import Query
from cxtui.language import N_, _

READING = N_("reading")


class ListPage(Page):
    """One list by its name, in the view of the floor."""

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool, name: str) -> None:
        super().__init__(picture, keys, _(LISTS[name].title), ascii)
        self.list_name = name
        self.view: ListTable | None = None
        self.notice = _(READING)

    def queries(self) -> tuple[Query, ...]:
        """Return the list in the view of the floor."""
        return (Query("list", (self.list_name,), self.picture.view),)

    def heard(self, query: Query, answer: object | None) -> None:
        """Show what was read."""
        if isinstance(answer, ListTable):
            self.view = answer

    def failed(self, query: Query, trouble: str) -> None:
        """Say why the list cannot be read, while it never was."""
        self.notice = trouble

    def write(self, width: int) -> list[Line]:
        """Return the list's lines."""
        floor = self.picture.newest
        if self.view is None or floor is None:
            return [(Cell(self.notice, "faint"),)]
        return listed(self.view, LISTS[self.list_name].words, floor.zone, width, self.ascii)
