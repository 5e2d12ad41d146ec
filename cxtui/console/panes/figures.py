"""Key numbers: each with its norm, its change and what it was worked out from; the cursor says which to explain."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual.message import Message

from cxtui.console.choices import SortKeys
from cxtui.console.draw.columns import PaneColumn
from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.wrap import wrapped
from cxtui.console.messages import OpenNumber
from cxtui.console.panes.rows import RowsPane
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.explain import Explanation
from cxtui.kpis.floor import Floor, Metric
from cxtui.kpis.query import Query, View
from cxtui.language import N_, _
from cxtui.text.plain import NONE, at_least, change, number, quantity

FOOT = 2
"""Lines at the foot that say why a number has no value."""


class FiguresPane(RowsPane[str]):
    """Numbers by name, each explained in the view of the floor; what is not read yet is an ellipsis."""

    columns = (
        PaneColumn("state", "", 1, 1, tight=True),
        PaneColumn("title", N_("number"), 12, 60, comfort=16, grow=1),
        PaneColumn("value", N_("value"), 5, 14, right=True),
        PaneColumn("change", N_("change"), 6, 12, rank=1, right=True),
        PaneColumn("norm", N_("norm"), 4, 12, rank=2, right=True),
        PaneColumn("n", N_("n"), 3, 10, rank=3, right=True),
        PaneColumn("before", N_("before"), 5, 14, rank=4, right=True),
        PaneColumn("waiting", N_("waiting"), 5, 10, rank=5, right=True),
    )

    def __init__(
        self, title: str, names: tuple[str, ...], *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(title, id=id, classes=classes)
        self.NUMBERS = names  # type: ignore[misc]  # one class shows many sets of numbers
        self._definition: dict[str, Explanation] = {}
        self.fill(names)

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the numbers in the view."""
        return tuple(self._asks(name, view) for name in self.NUMBERS)

    def look(self, view: View) -> None:
        """Look at the numbers in another way."""
        if view != self.view:
            self._definition.clear()
            self._placed_for = ()
        super().look(view)

    def heard(self, query: Query) -> None:
        """Take one number; the columns take what their contents need now."""
        answer = self.known(query)
        if isinstance(answer, Explanation):
            self._definition[query.names[0]] = answer
        self.fill(self.NUMBERS)

    def fill(self, rows: Sequence[str]) -> None:
        """Take the numbers, and measure what their columns need."""
        texts_of = [self._cell_texts(name) for name in self.NUMBERS]
        columns = [column.name for column in self.columns]
        self.needs = {
            column: max((cell_len(texts.get(column, "")) for texts in texts_of), default=0) for column in columns
        }
        super().fill(rows)

    def find(self, floor: Floor) -> Sequence[str]:
        """Return the names: another floor changes none of them."""
        return self.NUMBERS

    def key(self, row: str) -> tuple[str, str]:
        """Return the number's name."""
        return "", row

    def opening(self, row: str) -> Message:
        """Explain the number."""
        return OpenNumber(row, self.NUMBERS)

    def number_at_hand(self) -> str | None:
        """Return the number under the cursor, else the first."""
        return self.chosen[1] if self.chosen is not None else super().number_at_hand()

    def missing(self) -> str | None:
        """Return what to import where none of the numbers can have a value."""
        lacks = {one.missing for name in self.NUMBERS if (one := self.metric(name)) is not None}
        return lacks.pop() if len(lacks) == 1 and len(self._definition) == len(self.NUMBERS) else None

    def metric(self, name: str) -> Metric | None:
        """Return a number that was read, None before."""
        definition = self._definition.get(name)
        return None if definition is None else definition.metric

    def sort_keys(self) -> SortKeys:
        """Return the columns that numbers of several units can be sorted by."""
        return {
            "title": lambda name: _(DEFINITIONS[name].title).casefold(),
            "n": lambda name: None if self.metric(name) is None else self.metric(name).n,  # type: ignore[union-attr]
        }

    def falls(self, column: str) -> bool:
        """Say that the greatest n stands first."""
        return column == "n"

    def breached(self, row: str) -> bool:
        """Return whether the number misses its norm."""
        metric = self.metric(row)
        return metric is not None and metric.state == "bad"

    def heading(self) -> tuple[str, str]:
        """Return the title, and which rows are in view."""
        return _(self.label), self.position()

    def foot(self, width: int, height: int) -> list[Line]:
        """Return why the number at hand has no value, or what is to be known of it."""
        room = min(FOOT, height - len(self.rows) - 1)
        words = self._words()
        if not words or room < 1:
            return []
        return [(Cell(row, "faint"),) for row in wrapped(words, width, room, ascii=self.ascii)]

    def _words(self) -> str:
        """Return what is to be said of the number under the cursor, or of the first of which there is anything."""
        names = (self.chosen[1],) if self.has_focus and self.chosen is not None else self.NUMBERS
        for name in names:
            metric, definition = self.metric(name), _(DEFINITIONS[name].title)
            trouble = self.unknown(self._asks(name, self.view)) if metric is None else ("", "")
            words = trouble[1] if trouble[0] else metric and (metric.missing or metric.note)
            if words:
                return f"{definition}: {_(words)}"
        return ""

    def cells(self, row: str) -> Mapping[str, Cell]:
        """Return a number's cells."""
        metric = self.metric(row)
        state = "" if metric is None or metric.state == "none" else metric.state
        roles = {"value": state, "title": ""}
        texts = {"title": _(DEFINITIONS[row].title), **self._cell_texts(row)}
        right = {column.name: column.right for column in self.columns}
        cells = {
            name: self.words(name, text, roles.get(name, "faint"), right=right[name])
            for name, text in texts.items()
            if name in self.wide
        }
        return {**cells, "state": Cell(glyph(state, self.ascii), state)}

    def _cell_texts(self, name: str) -> dict[str, str]:
        """Return a number's texts by column."""
        definition = self._definition.get(name)
        if definition is None or definition.metric is None:
            return {"value": "..." if self.ascii else "…"}
        metric, before = definition.metric, definition.before
        nothing = "-" if self.ascii else NONE
        earlier = None if before is None else before.value
        return {
            "value": nothing
            if metric.value is None
            else _sign(metric, self.ascii) + quantity(metric.value, metric.unit),
            "change": change(metric.value, earlier, metric.unit, ascii=self.ascii),
            "norm": "" if metric.target is None else quantity(metric.target, metric.unit),
            "n": number(metric.n),
            "before": "" if earlier is None else quantity(earlier, metric.unit),
            "waiting": "" if metric.waiting is None else number(metric.waiting),
        }

    def _asks(self, name: str, view: View) -> Query:
        return Query("number", (name,), view)


def _sign(metric: Metric, ascii: bool) -> str:
    """Return the mark of a value that is not exact."""
    if metric.at_least:
        return f"{at_least(metric.unit, ascii)} "
    return ("~ " if ascii else "≈ ") if metric.approximate else ""
