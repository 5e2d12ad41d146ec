"""The page of a ticket and of whose it is: read off the screen's thread, and again whenever the floor changes."""

from cxtui.console.draw.strips import Cell
from cxtui.console.keys import KeyTable
from cxtui.console.messages import QueryWanted
from cxtui.console.picture import Picture
from cxtui.console.screens.linked import LinkedPage
from cxtui.console.sheets.links import Written
from cxtui.console.sheets.ticket import ticket as ticket_lines
from cxtui.kpis.agent.work import NotVisible
from cxtui.kpis.customer import CustomerView
from cxtui.kpis.floor import TicketView
from cxtui.kpis.query import Query
from cxtui.language import N_, _
from cxtui.text.plain import safe

GONE = N_("the store does not hold this ticket any more")


class TicketPage(LinkedPage):
    """One ticket; lines of its customer lead to the customer's page and to earlier tickets."""

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool, key: tuple[str, str]) -> None:
        number = key[1]
        name = safe(f"#{number}" if number.isdecimal() else number, ascii=ascii)[:60]
        title = _("Ticket {name} {dash} {source}").format(
            name=name, dash="-" if ascii else "·", source=safe(key[0], ascii=ascii)[:40]
        )
        super().__init__(picture, keys, title, ascii)
        self.key = key
        self.view: TicketView | None = None
        self.customer: CustomerView | str | None = None
        self.notice = _("reading the ticket")

    def queries(self) -> tuple[Query, ...]:
        """Return the ticket, whatever the view of the floor is, and whose it is once that is known."""
        ticket = Query("ticket", self.key)
        whose = None if self.view is None else self.view.customer
        return (ticket,) if whose is None else (ticket, Query("customer", (self.key[0], whose)))

    def heard(self, query: Query, answer: object | None) -> None:
        """Show what was read; the ticket says whose it is, which is asked next."""
        if query.kind == "customer":
            self.customer = (
                answer if isinstance(answer, CustomerView) else _("the store holds nothing of this customer")
            )
        elif isinstance(answer, TicketView):
            before = None if self.view is None else self.view.customer
            self.view = answer
            if answer.customer != before:
                self.customer = None if answer.customer is None else _("reading")
                self.post_message(QueryWanted())
        else:
            self.view = None
            gone = answer.words if isinstance(answer, NotVisible) else GONE
            self.notice = _(gone)

    def failed(self, query: Query, trouble: str) -> None:
        """Say why the ticket, or its customer, cannot be read, while it never was."""
        if query.kind != "customer":
            self.notice = trouble
        elif not isinstance(self.customer, CustomerView):
            self.customer = trouble

    def written(self, width: int) -> Written:
        """Return the ticket's lines, and where they lead."""
        floor = self.picture.newest
        if self.view is None or floor is None:
            return Written([(Cell(self.notice, "faint"),)], {})
        now = self.picture.now()
        return ticket_lines(self.view, floor.calendars, floor.zone, now, width, self.ascii, self.customer)
