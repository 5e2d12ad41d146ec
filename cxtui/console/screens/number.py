"""The page of a number: what it means and what it is now, read off the screen's thread."""

from collections.abc import Callable

from cxtui.console import numbers
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import Keys
from cxtui.console.messages import Answered, Question
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.number import number as number_lines
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.explain import Explanation


class NumberPage(Page):
    """One number; ``ask`` has it read and an Answered answers. Others are a step away."""

    STEPS = True

    def __init__(self, picture: Picture, keys: Keys, ascii: bool, name: str, ask: Callable[[Question], None]) -> None:
        super().__init__(picture, keys, "Number", ascii)
        self.number_name = name
        self.view: Explanation | None = None
        self.notice = ""
        self._ask = ask
        self._entitle()

    def on_mount(self) -> None:
        """Have the number read."""
        super().on_mount()
        self._ask(("number", self.number_name))

    def took(self) -> None:
        """Have it read again: the floor changed."""
        self._ask(("number", self.number_name))
        super().took()

    def answer(self, message: Answered) -> None:
        """Show what was read; a number that cannot be read now stays as it was last seen."""
        if message.question != ("number", self.number_name):
            return
        if isinstance(message.view, Explanation):
            self.view, self.notice = message.view, ""
        elif message.trouble:
            self.notice = message.trouble
        self.sheet.redraw()

    def action_step(self, by: int) -> None:
        """Go to another number."""
        self.number_name = numbers.step(self.number_name, by)
        self.view, self.notice = None, ""
        self._entitle()
        self.sheet.scroll_to_edge(False)
        self._ask(("number", self.number_name))

    def write(self, width: int) -> list[Line]:
        """Return the number's lines; its words need no store."""
        lines: list[Line] = [(Cell(self.notice, "bad"),)] if self.notice else []
        return [*lines, *number_lines(DEFINITIONS[self.number_name], self.view, width, self.ascii)]

    def _entitle(self) -> None:
        self.sheet.entitle(f"{DEFINITIONS[self.number_name].title} {'-' if self.ascii else '·'} {self.number_name}")
