"""Lists of customers: called by name where there is one, and Enter opens the customer."""

from collections.abc import Mapping
from typing import Any

from cxtui.console.draw.strips import Cell
from cxtui.console.panes.table import TablePane


class CustomersPane(TablePane):
    """A list whose rows are customers; one without a name goes by its id."""

    NUMBERS = ("backlog", "retained_after_contact", "lost_known")

    def __init__(
        self,
        title: str,
        list_name: str,
        *,
        id: str | None = None,
        classes: str | None = None,
        show: tuple[str, ...] | None = None,
        bar: str | None = None,
    ) -> None:
        super().__init__(title, list_name, id=id, classes=classes, show=show, bar=bar, opens="customer")

    def cells(self, row: tuple[Any, ...]) -> Mapping[str, Cell]:
        """Return the row's cells, the id in the place of a name that is not known."""
        cells = dict(super().cells(row))
        if "name" in cells and not row[self.index("name")]:
            cells["name"] = self.words("name", str(row[self.index("customer")]))
        return cells
