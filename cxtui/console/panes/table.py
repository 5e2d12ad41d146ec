"""A list as a pane: columns in their units, one of them as a bar too, and Enter opens what a row is about."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, ClassVar, Literal

from rich.cells import cell_len
from textual.message import Message

from cxtui.console.choices import SortKeys
from cxtui.console.draw.columns import PaneColumn
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.wrap import wrapped
from cxtui.console.messages import OpenAgent, OpenCustomer, OpenList, OpenTicket
from cxtui.console.panes.rows import RowsPane
from cxtui.kpis.floor import Floor
from cxtui.kpis.lists import ListColumn, ListTable
from cxtui.kpis.query import Query, View
from cxtui.language import _
from cxtui.text.listed import cell_text, to_the_right

Opens = Literal["ticket", "agent", "customer"]
BAR = "bar of "
WIDEST_TEXT = 40
NOTE_LINES = 2
NOTE_HEIGHT = 12
"""Lines of content from which on there is room for a note at the foot."""

_MESSAGES: Mapping[Opens, type[OpenTicket] | type[OpenAgent] | type[OpenCustomer]] = {
    "ticket": OpenTicket,
    "agent": OpenAgent,
    "customer": OpenCustomer,
}


class TablePane(RowsPane[tuple[Any, ...]]):
    """One list, in the view of the floor.

    ``show`` names the columns, the most important first (None: all); ``bar`` is one of them, drawn as a horizontal bar
    too; ``opens`` says what a row is about: its columns ``source`` and the kind's own name are the key.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--bar"}
    DEFAULT_CSS = """
    TablePane {
        & > .pane--bar { color: $bar; }
        &.-stale > .pane--bar { color: $faded; }
    }
    """

    def __init__(
        self,
        title: str,
        list_name: str,
        *,
        id: str | None = None,
        classes: str | None = None,
        show: tuple[str, ...] | None = None,
        bar: str | None = None,
        opens: Opens | None = None,
    ) -> None:
        super().__init__(title, id=id, classes=classes)
        self.list_name = list_name
        self.show_columns = show
        self.bar = bar
        self.opens = opens
        self.table: ListTable | None = None
        self._most = 0.0

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the list in the view."""
        return (Query("list", (self.list_name,), view),)

    def heard(self, query: Query) -> None:
        """Take the list's rows."""
        answer = self.known(query)
        self.table = answer if isinstance(answer, ListTable) else None
        self.refill()

    def refill(self) -> None:
        """Find columns and rows anew."""
        if self.table is not None:
            self.columns = self._columns(self.table)
        self._placed_for = ()
        self.fill(() if self.table is None else self.picked(self.table))

    def picked(self, table: ListTable) -> Sequence[tuple[Any, ...]]:
        """Return the rows of the list that this pane shows (a hook for subclasses)."""
        return table.rows

    def find(self, floor: Floor) -> Sequence[tuple[Any, ...]]:
        """Return the rows there are: another floor changes none of them."""
        return self._own

    def index(self, name: str) -> int:
        """Return the place of a column in the rows; LookupError where the list has none of that name."""
        for place, column in enumerate(self.table.columns if self.table else ()):
            if column.name == name:
                return place
        raise LookupError(f"the list {self.list_name} has no column {name}")

    def key(self, row: tuple[Any, ...]) -> tuple[str, str]:
        """Return what the row is about, else its words."""
        if self.opens is not None:
            return str(row[self.index("source")]), str(row[self.index(self.opens)])
        words = [str(c) for c, one in zip(row, self.table.columns if self.table else (), strict=False)
                 if one.unit == "text"]  # fmt: skip
        return "", "\x1f".join(words)

    def opening(self, row: tuple[Any, ...]) -> Message | None:
        """Open what the row is about, else the whole list as a page."""
        if self.opens is None:
            return OpenList(self.list_name)
        source, name = self.key(row)
        return _MESSAGES[self.opens](source, name)

    def sort_keys(self) -> SortKeys:
        """Return every column: words without regard to case, numbers as they are."""
        keys: dict[str, Any] = {}
        for place, column in enumerate(self.table.columns if self.table else ()):
            if column.unit == "text":
                keys[column.name] = lambda row, at=place: None if row[at] is None else str(row[at]).casefold()
            else:
                keys[column.name] = itemgetter(place)
        return keys

    def falls(self, column: str) -> bool:
        """Say that numbers are sorted with the largest first."""
        return any(one.name == column and to_the_right(one) for one in (self.table.columns if self.table else ()))

    def missing(self) -> str | None:
        """Return what the list lacks."""
        return None if self.table is None or self.table.rows else self.table.missing

    def heading(self) -> tuple[str, str]:
        """Return the title, and which rows are in view."""
        return _(self.label), self.position()

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the heads and the rows in view, or why there are none."""
        if self.table is None:
            [query] = self.queries(self.view)
            return self.notice(*self.unknown(query), width, height)
        if not self.table.rows and not self.table.missing:
            return self.notice("", _("nothing in this period"), width, height)
        return super().lines(width, height)

    def foot(self, width: int, height: int) -> list[Line]:
        """Return the list's note where there is room for it."""
        note = self.table.note if self.table else None
        if not note or height < NOTE_HEIGHT:
            return []
        return [(Cell(row, "faint"),) for row in wrapped(_(note), width, NOTE_LINES, ascii=self.ascii)]

    def cells(self, row: tuple[Any, ...]) -> Mapping[str, Cell]:
        """Return the row's cells, and the bar's."""
        assert self.table is not None
        zone = self.floor.zone if self.floor else "UTC"
        cells = {}
        for place, column in enumerate(self.table.columns):
            if column.name in self.wide:
                text = self.say(row[place], column, zone)
                role = self.role(row, column)
                cells[column.name] = self.words(column.name, text, role, right=to_the_right(column))
        if self.bar is not None and BAR + self.bar in self.wide:
            cells[BAR + self.bar] = self._bar(row[self.index(self.bar)], self.wide[BAR + self.bar])
        return cells

    def say(self, cell: Any, column: ListColumn, zone: str) -> str:
        """Return a cell in words (a hook for subclasses)."""
        if cell is None and self.table is not None and column is self.table.columns[0]:
            return _("none")
        return cell_text(cell, column, zone, self.ascii)

    def role(self, row: tuple[Any, ...], column: ListColumn) -> str:
        """Return the role of a cell (a hook for subclasses)."""
        return ""

    def _bar(self, value: float | None, width: int) -> Cell:
        share = 0.0 if not value or not self._most else max(0.0, value) / self._most
        cells = min(width, max(1, round(share * width))) if share else 0
        return Cell(("=" if self.ascii else "━") * cells + " " * (width - cells), "bar")

    def _columns(self, table: ListTable) -> tuple[PaneColumn, ...]:
        zone = self.floor.zone if self.floor else "UTC"
        shown = self.show_columns or tuple(one.name for one in table.columns)
        rows = self.picked(table)
        made: list[PaneColumn] = []
        for place, column in enumerate(table.columns):
            if column.name not in shown:
                continue
            need = max((cell_len(self.say(row[place], column, zone)) for row in rows), default=0)
            made.append(_column(column, shown.index(column.name), need))
            self.needs[column.name] = need
            if column.name == self.bar:
                self._most = max((float(row[place] or 0) for row in rows), default=0.0)
                made.append(PaneColumn(BAR + column.name, "", 6, 60, rank=len(shown) + 1, comfort=12, grow=2))
        return tuple(made)


def _column(of: ListColumn, rank: int, need: int) -> PaneColumn:
    """Return a list's column: words give way and grow, numbers and instants take what they need."""
    head = _(of.title)
    if of.unit == "text":
        most = max(4, min(WIDEST_TEXT, max(need, cell_len(head))))
        return PaneColumn(of.name, of.title, min(8, most), most, rank=rank, comfort=min(16, most), grow=3)
    wide = max(need, min(cell_len(head), 9), 2)
    return PaneColumn(of.name, of.title, wide, max(wide, cell_len(head) + 1), rank=rank, right=to_the_right(of))
