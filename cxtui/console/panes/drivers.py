"""What customers turn to the floor for: topics as bars, and which of them grow."""

from typing import Any

from textual.message import Message

from cxtui.console.messages import OpenList
from cxtui.console.panes.table import TablePane
from cxtui.kpis.lists import ListColumn
from cxtui.language import N_
from cxtui.text.plain import change

SHOW = ("topic", "tickets", "more", "share", "before")


class DriversPane(TablePane):
    """Topics by tickets, with how many more than in the period before; Enter shows them by product."""

    NUMBERS = ("created", "contacts_per_100_customers")

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(N_("What customers write for"), "drivers", id=id, classes=classes, show=SHOW, bar="tickets")

    def opening(self, row: tuple[Any, ...]) -> Message:
        """Show the topics by product."""
        return OpenList("drivers_by_product")

    def say(self, cell: Any, column: ListColumn, zone: str) -> str:
        """Return how many more there are with the direction they went."""
        if column.name == "more" and not self._compares():
            return super().say(None, column, zone)
        if column.name == "more" and cell is not None:
            return change(cell, 0, "count", ascii=self.ascii)
        return super().say(cell, column, zone)

    def role(self, row: tuple[Any, ...], column: ListColumn) -> str:
        """Return a topic that grows louder than others."""
        grows = self._compares() and (row[self.index("more")] or 0) > 0
        return {"more": "strong" if grows else "faint", "share": "faint", "before": "faint"}.get(column.name, "")

    def _compares(self) -> bool:
        """Return whether anything was created in the period before: else nothing grows."""
        at = self.index("before")
        return any(row[at] for row in (self.table.rows if self.table else ()))
