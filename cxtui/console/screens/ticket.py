"""The page of a ticket: it is read off the screen's thread, and again whenever the floor changes."""

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import Keys
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.ticket import ticket as ticket_lines
from cxtui.kpis.floor import TicketView
from cxtui.kpis.inquiry import Inquiry
from cxtui.language import tr
from cxtui.text.plain import safe


class TicketPage(Page):
    """One ticket."""

    def __init__(self, picture: Picture, keys: Keys, ascii: bool, key: tuple[str, str]) -> None:
        number = key[1]
        name = safe(f"#{number}" if number.isdecimal() else number, ascii=ascii)[:60]
        super().__init__(
            picture, keys, f"Ticket {name} {'-' if ascii else '·'} {safe(key[0], ascii=ascii)[:40]}", ascii
        )
        self.key = key
        self.view: TicketView | None = None
        self.notice = tr("reading the ticket")

    def inquiries(self) -> tuple[Inquiry, ...]:
        """Return the ticket, whatever the view of the floor is."""
        return (Inquiry("ticket", self.key),)

    def heard(self, inquiry: Inquiry, answer: object | None) -> None:
        """Show what was read."""
        if isinstance(answer, TicketView):
            self.view = answer
        else:
            self.view = None
            self.notice = tr("the store does not hold this ticket any more")

    def failed(self, inquiry: Inquiry, trouble: str) -> None:
        """Say why the ticket cannot be read, while it never was."""
        self.notice = trouble

    def write(self, width: int) -> list[Line]:
        """Return the ticket's lines."""
        floor = self.picture.newest
        if self.view is None or floor is None:
            return [(Cell(self.notice, "faint"),)]
        return ticket_lines(self.view, floor.calendars, floor.zone, self.picture.now(), width, self.ascii)
