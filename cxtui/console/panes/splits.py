"""The queue side by side: by channel, team, priority and customer tier, in one list."""

from collections.abc import Mapping, Sequence
from operator import methodcaller
from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len
from textual.message import Message

from cxtui.console.choices import SortKeys
from cxtui.console.draw.columns import PaneColumn
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.messages import OpenList
from cxtui.console.panes.rows import RowsPane
from cxtui.kpis.floor import Floor
from cxtui.kpis.lists import ListTable
from cxtui.kpis.query import Query, View
from cxtui.kpis.value import MetricUnit, NormState
from cxtui.language import N_, _
from cxtui.text.plain import NONE, quantity

PARTS = ("channels", "teams", "priorities", "tiers")
NAMES = {
    "channels": N_("channel"), "teams": N_("team"), "priorities": N_("priority"), "tiers": N_("tier"),
}  # fmt: skip

_UNITS: Mapping[str, MetricUnit] = {
    "open": "count", "created": "count", "solved": "count", "first": "seconds", "level": "ratio", "csat": "ratio",
}  # fmt: skip
"""The unit of each column that is a number."""

_MEASURES = {"first": "first_response_mean", "level": "service_level", "csat": "csat"}


class SplitNumbers(NamedTuple):
    """A row of a list: ``value`` is what its tickets have in common, None where they have none."""

    value: str | None
    created: int | None
    solved: int | None
    open: int | None
    first: float | None
    level: float | None
    csat: float | None


class SplitRow(NamedTuple):
    """A row of the pane: the list's name, whether the row is the list's first, and its numbers."""

    part: str
    first: bool
    numbers: SplitNumbers

    def number(self, column: str) -> float | None:
        """Return the number of a column."""
        number: float | None = getattr(self.numbers, column)
        return number


class SplitsPane(RowsPane[SplitRow]):
    """Each list's rows below one another; Enter shows the list that a row is of."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--bar"}
    DEFAULT_CSS = """
    SplitsPane {
        & > .pane--bar { color: $bar; }
        &.-stale > .pane--bar { color: $faded; }
    }
    """
    NUMBERS = ("backlog", "created", "solved", "first_response_mean", "service_level", "csat")
    columns = (
        PaneColumn("of", "", 4, 9, rank=1),
        PaneColumn("value", N_("by"), 8, 24, comfort=10, grow=1),
        PaneColumn("open", N_("open"), 5, 8, right=True),
        PaneColumn("bar", "", 6, 40, rank=7, comfort=10, grow=2),
        PaneColumn("created", N_("created"), 5, 9, rank=2, right=True),
        PaneColumn("solved", N_("solved"), 5, 9, rank=3, right=True),
        PaneColumn("level", N_("in time"), 5, 9, rank=4, right=True),
        PaneColumn("first", N_("response"), 8, 12, rank=5, right=True),
        PaneColumn("csat", N_("CSAT"), 5, 9, rank=6, right=True),
    )

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(N_("Queue by channel, team, priority, tier"), id=id, classes=classes)
        self._most: dict[str, int] = {}

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the four lists in the view."""
        return tuple(Query("list", (name,), view) for name in PARTS)

    def heard(self, query: Query) -> None:
        """Take one list's rows; the others stay."""
        self._take()

    def look(self, view: View) -> None:
        """Look in another way: what was read of the last goes."""
        changed = view != self.view
        super().look(view)
        if changed:
            self._take()
            self.redraw()

    def _take(self) -> None:
        rows: list[SplitRow] = []
        for query in self.queries(self.view):
            table = self.known(query)
            if isinstance(table, ListTable):
                found = sorted((SplitNumbers(*row) for row in table.rows), key=lambda one: -(one.open or 0))
                self._most[table.name] = max((one.open or 0 for one in found), default=0)
                rows += [SplitRow(table.name, place == 0, one) for place, one in enumerate(found)]
        self.needs = {
            "of": max((cell_len(_(NAMES[row.part])) for row in rows), default=0),
            "value": max((cell_len(self._value(row)) for row in rows), default=0),
            **{name: max((cell_len(self._cell_text(row, name)) for row in rows), default=0) for name in _UNITS},
        }
        self.fill(rows)

    def find(self, floor: Floor) -> Sequence[SplitRow]:
        """Return the rows there are: another floor changes none of them."""
        return self._own

    def key(self, row: SplitRow) -> tuple[str, str]:
        """Return the list and its value."""
        return row.part, row.numbers.value or ""

    def opening(self, row: SplitRow) -> Message:
        """Show the list that the row is of."""
        return OpenList(row.part)

    def sort_keys(self) -> SortKeys:
        """Return the columns; sorted, the lists mix."""
        numbers: dict[str, Any] = {name: methodcaller("number", name) for name in _UNITS}
        return {"value": lambda row: self._value(row).casefold(), **numbers}

    def falls(self, column: str) -> bool:
        """Say that the greatest number stands first."""
        return column in _UNITS

    def breached(self, row: SplitRow) -> bool:
        """Return whether one of the row's numbers misses its norm."""
        return any(self._state(row, name) == "bad" for name in _MEASURES)

    def missing(self) -> str | None:
        """Return what none of the lists has."""
        return None

    def heading(self) -> tuple[str, str]:
        """Return the title, and which rows are in view."""
        return _(self.label), self.position()

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the rows read so far, or that they are being read."""
        if not self.rows:
            queries = self.queries(self.view)
            waiting = [one for one in queries if not isinstance(self.known(one), ListTable)]
            words = self.unknown(waiting[0]) if waiting else ("", _("nothing in this period"))
            return self.notice(*words, width, height)
        return super().lines(width, height)

    def cells(self, row: SplitRow) -> Mapping[str, Cell]:
        """Return a row's cells."""
        name, first, numbers = row
        sorted_apart = self.choices.column is not None
        cells = {
            "of": self.words("of", _(NAMES[name]) if first or sorted_apart else "", "faint"),
            "value": self.words("value", self._value(row), "strong" if first and not sorted_apart else ""),
        }
        for column in _UNITS:
            if column in self.wide:
                state = self._state(row, column)
                role = state if state in ("warn", "bad") else ""
                cells[column] = self.words(column, self._cell_text(row, column), role, right=True)
        if width := self.wide.get("bar", 0):
            most = self._most.get(name, 0)
            filled = max(1, round(numbers.open / most * width)) if numbers.open and most else 0
            cells["bar"] = Cell(("=" if self.ascii else "━") * filled + " " * (width - filled), "bar")
        return cells

    def _value(self, row: SplitRow) -> str:
        return row.numbers.value or _("none")

    def _cell_text(self, row: SplitRow, column: str) -> str:
        value = row.number(column)
        if value is None:
            return "-" if self.ascii else NONE
        sign = {"warn": "! ", "bad": "X "}.get(self._state(row, column), "")
        return sign + quantity(value, _UNITS[column])

    def _state(self, row: SplitRow, column: str) -> NormState:
        """Return how a value stands to the norm of the whole floor."""
        from cxtui.kpis.definitions import DEFINITIONS
        from cxtui.kpis.norms import judge

        name = _MEASURES.get(column)
        norm = None if name is None or self.floor is None else _norm(self.floor, name)
        return "none" if name is None else judge(row.number(column), norm, DEFINITIONS[name].better)


def _norm(floor: Floor, name: str) -> float | None:
    metric = floor.metrics.get(name)
    return None if metric is None else metric.target
