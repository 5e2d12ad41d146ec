"""The page of a ticket: it is read off the screen's thread, and again whenever the floor changes."""

from collections.abc import Callable

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import Keys
from cxtui.console.messages import Answered, Question
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.ticket import ticket as ticket_lines
from cxtui.kpis.floor import TicketView
from cxtui.text.plain import safe


class TicketPage(Page):
    """One ticket; ``ask`` has it read and an Answered answers."""

    def __init__(
        self, picture: Picture, keys: Keys, ascii: bool, key: tuple[str, str], ask: Callable[[Question], None]
    ) -> None:
        number = key[1]
        name = safe(f"#{number}" if number.isdecimal() else number, ascii=ascii)[:60]
        super().__init__(
            picture, keys, f"Ticket {name} {'-' if ascii else '·'} {safe(key[0], ascii=ascii)[:40]}", ascii
        )
        self.key = key
        self.view: TicketView | None = None
        self.notice = "reading the ticket"
        self._ask = ask

    def on_mount(self) -> None:
        """Have the ticket read."""
        self._ask(("ticket", *self.key))

    def took(self) -> None:
        """Have it read again: the floor changed, so the ticket may have."""
        self._ask(("ticket", *self.key))
        super().took()

    def answer(self, message: Answered) -> None:
        """Show what was read; a ticket that cannot be read now stays as it was last seen."""
        if message.question != ("ticket", *self.key):
            return
        if isinstance(message.view, TicketView):
            self.view = message.view
        elif message.trouble:
            self.notice = message.trouble
        else:
            self.view = None
            self.notice = "the store does not hold this ticket any more"
        self.sheet.redraw()

    def write(self, width: int) -> list[Line]:
        """Return the ticket's lines."""
        floor = self.picture.newest
        if self.view is None or floor is None:
            return [(Cell(self.notice, "faint"),)]
        return ticket_lines(self.view, floor.calendars, floor.zone, self.picture.now(), width, self.ascii)
