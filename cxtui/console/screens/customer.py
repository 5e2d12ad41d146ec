"""The page of a customer: read off the screen's thread, and again whenever the floor changes."""

from cxtui.console.draw.strips import Cell
from cxtui.console.keys import KeyTable
from cxtui.console.picture import Picture
from cxtui.console.screens.linked import LinkedPage
from cxtui.console.sheets.customer import customer as customer_lines
from cxtui.console.sheets.links import Written
from cxtui.kpis.customer import CustomerView
from cxtui.kpis.query import Query
from cxtui.language import N_, _
from cxtui.text.plain import safe

GONE = N_("the store holds nothing of this customer")


class CustomerPage(LinkedPage):
    """One customer; lines of open tickets and of contacts lead to the ticket."""

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool, key: tuple[str, str]) -> None:
        super().__init__(picture, keys, "", ascii)
        self.key = key
        self.view: CustomerView | None = None
        self.notice = _("reading the customer")
        self._entitle(key[1])

    def queries(self) -> tuple[Query, ...]:
        """Return the customer, whatever the view of the floor is."""
        return (Query("customer", self.key),)

    def heard(self, query: Query, answer: object | None) -> None:
        """Show what was read."""
        if isinstance(answer, CustomerView):
            self.view = answer
            self._entitle(answer.name or answer.customer)
        else:
            self.view = None
            self.notice = _(GONE)

    def failed(self, query: Query, trouble: str) -> None:
        """Say why the customer cannot be read, while it never was."""
        self.notice = trouble

    def written(self, width: int) -> Written:
        """Return the customer's lines, and where they lead."""
        floor = self.picture.newest
        if self.view is None or floor is None:
            return Written([(Cell(self.notice, "faint"),)], {})
        return customer_lines(self.view, floor.calendars, floor.zone, self.picture.now(), width, self.ascii)

    def _entitle(self, name: str) -> None:
        shown = safe(name, ascii=self.ascii)[:60]
        self.sheet.entitle(_("Customer {name}").format(name=shown))
