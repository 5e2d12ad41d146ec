"""The page of a number: what it means and what it is now, read off the screen's thread."""

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import KeyTable
from cxtui.console.messages import QueryWanted
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.number import number as number_lines
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.explain import Explanation
from cxtui.kpis.query import Query
from cxtui.language import _


class NumberPage(Page):
    """One number in the view of the floor; those ``among`` which it stands are a step away."""

    STEPS = True

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool, name: str, among: tuple[str, ...]) -> None:
        super().__init__(picture, keys, _("Number"), ascii)
        self.number_name = name
        self.among = among if name in among else (name, *among)
        self.view: Explanation | None = None
        self.notice = ""
        self._entitle()

    def queries(self) -> tuple[Query, ...]:
        """Return the number in the view of the floor."""
        return (Query("number", (self.number_name,), self.picture.view),)

    def heard(self, query: Query, answer: object | None) -> None:
        """Show what was read."""
        if isinstance(answer, Explanation):
            self.view, self.notice = answer, ""

    def failed(self, query: Query, trouble: str) -> None:
        """Say above the words why the number cannot be read."""
        self.notice = trouble

    def action_step(self, by: int) -> None:
        """Go to another number, round and round."""
        self.number_name = self.among[(self.among.index(self.number_name) + by) % len(self.among)]
        self.view, self.notice = None, ""
        self._entitle()
        self.sheet.scroll_to_edge(False)
        self.post_message(QueryWanted())

    def write(self, width: int) -> list[Line]:
        """Return the number's lines; its words need no store."""
        lines: list[Line] = [(Cell(self.notice, "bad"),)] if self.notice else []
        return [*lines, *number_lines(DEFINITIONS[self.number_name], self.view, width, self.ascii)]

    def _entitle(self) -> None:
        title = _(DEFINITIONS[self.number_name].title)
        self.sheet.entitle(f"{title} {'-' if self.ascii else '·'} {self.number_name}")
