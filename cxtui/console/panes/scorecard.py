"""The scorecard: every number in its group, against its norm and what it is compared with."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rich.cells import cell_len
from textual.message import Message

from cxtui.console.choices import SortKeys
from cxtui.console.draw.columns import PaneColumn
from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.layout import rule
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.wrap import wrapped
from cxtui.console.messages import OpenNumber
from cxtui.console.panes.rows import RowsPane
from cxtui.kpis.answers.scorecard import NUMBERS, PIECES, Scorecard, Scored
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Floor, Metric
from cxtui.kpis.query import Query, View
from cxtui.kpis.value import NormState
from cxtui.language import N_, _
from cxtui.text.plain import NONE, at_least, change, number, quantity

HEAD = "group "
"""Begins the row of a group's head."""

GROUPS: Mapping[str, str] = MappingProxyType({
    "volume": N_("Volume"), "responsiveness": N_("Responsiveness"), "clocks": N_("Promises"),
    "quality": N_("Quality"), "worth": N_("Retention and worth"), "board": N_("Of each agent"),
    "staffing": N_("Staffing"),
})  # fmt: skip
STATES: Mapping[NormState, str] = MappingProxyType({
    "good": N_("holds"), "warn": N_("near"), "bad": N_("misses"), "none": "",
})  # fmt: skip
FOOT, FOOTED = 2, 12
"""Lines at the foot about the number at hand, and lines of content from which on there are any."""

_WORST: Mapping[NormState, int] = {"bad": 0, "warn": 1, "good": 2}


def _listed() -> tuple[str, ...]:
    """Return the rows: the numbers under the heads of their groups."""
    rows: list[str] = []
    for name in NUMBERS:
        head = HEAD + DEFINITIONS[name].group
        if head not in rows:
            rows.append(head)
        rows.append(name)
    return tuple(rows)


ROWS = _listed()


class ScorecardPane(RowsPane[str]):
    """Every number, a row each; what is not read yet is an ellipsis. Sorted, the groups fall away."""

    NUMBERS = NUMBERS
    columns = (
        PaneColumn("mark", "", 1, 1, tight=True),
        PaneColumn("title", N_("number"), 14, 70, comfort=24, grow=1),
        PaneColumn("value", N_("value"), 5, 16, right=True),
        PaneColumn("norm", N_("norm"), 4, 12, rank=1, right=True),
        PaneColumn("state", N_("norm is"), 4, 10, rank=2),
        PaneColumn("change", N_("change"), 6, 14, rank=3, right=True),
        PaneColumn("before", N_("before"), 5, 16, rank=6, right=True),
        PaneColumn("n", N_("n"), 3, 12, rank=4, right=True),
        PaneColumn("waiting", N_("waiting"), 5, 10, rank=7, right=True),
        PaneColumn("doubtful", N_("doubtful"), 3, 9, rank=5, right=True),
    )

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(N_("Scorecard"), id=id, classes=classes)
        self._scored: dict[str, Scored] = {}
        self.fill(ROWS)

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the pieces in the view."""
        return tuple(Query("scorecard", (piece,), view) for piece in PIECES)

    def look(self, view: View) -> None:
        """Look at the numbers in another way."""
        if view != self.view:
            self._scored.clear()
            self._placed_for = ()
        super().look(view)

    def heard(self, query: Query) -> None:
        """Take a piece; the columns take what their contents need now."""
        answer = self.known(query)
        if isinstance(answer, Scorecard):
            self._scored |= {one.metric.name: one for one in answer.rows}
        self.fill(ROWS)

    def fill(self, rows: Sequence[str]) -> None:
        """Take the rows, and measure what their columns need; numbers that are sorted stand in no group."""
        texts = [self._cell_texts(name) for name in NUMBERS]
        for column in self.columns:
            self.needs[column.name] = max((cell_len(row.get(column.name, "")) for row in texts), default=0)
        self.needs["state"] = max(cell_len(_(word)) for word in STATES.values())
        super().fill(NUMBERS if self.choices.column is not None else ROWS)

    def find(self, floor: Floor) -> Sequence[str]:
        """Return the rows: another floor changes none of them."""
        return ROWS

    def took(self, floor: Floor) -> None:
        """Leave the rows as they are: only an answer changes them."""

    def put(self, place: int) -> None:
        """Put the cursor on a number, never on the head of a group."""
        up = place < self.cursor
        super().put(place)
        if self.rows and self.rows[self.cursor].startswith(HEAD):
            super().put(self.cursor - 1 if up and self.cursor > 0 else self.cursor + 1)

    def _scroll(self) -> None:
        """Keep the head of a group in view with its first number."""
        super()._scroll()
        if self.top == self.cursor > 0 and self.rows[self.top - 1].startswith(HEAD):
            self.top -= 1

    def offered(self) -> list[PaneColumn]:
        """Return the columns that were not left out; without doubts there is none for them."""
        doubts = any(one.doubtful for one in self._scored.values())
        return [column for column in super().offered() if doubts or column.name != "doubtful"]

    def key(self, row: str) -> tuple[str, str]:
        """Return the number's name."""
        return "", row

    def opening(self, row: str) -> Message | None:
        """Explain the number."""
        return None if row.startswith(HEAD) else OpenNumber(row, NUMBERS)

    def number_at_hand(self) -> str | None:
        """Return the number under the cursor, else the first."""
        return self.chosen[1] if self.chosen is not None else super().number_at_hand()

    def missing(self) -> str | None:
        """Say that something can always be shown: each number tells by itself what it lacks."""
        return None

    def metric(self, name: str) -> Metric | None:
        """Return a number that was read, None before."""
        one = self._scored.get(name)
        return None if one is None else one.metric

    def sort_keys(self) -> SortKeys:
        """Return the columns that numbers of several units can be sorted by."""
        return {
            "title": lambda name: _(DEFINITIONS[name].title).casefold(),
            "state": lambda name: None if (one := self.metric(name)) is None else _WORST.get(one.state),
            "n": lambda name: None if (one := self.metric(name)) is None else one.n,
            "doubtful": lambda name: self._scored[name].doubtful if name in self._scored else None,
        }

    def falls(self, column: str) -> bool:
        """Say that the largest counts stand first, and the worst state."""
        return column in ("n", "doubtful")

    def breached(self, row: str) -> bool:
        """Return whether the number misses its norm."""
        metric = self.metric(row)
        return metric is not None and metric.state == "bad"

    def heading(self) -> tuple[str, str]:
        """Return how many norms hold, and which rows are in view."""
        states = [one.metric.state for one in self._scored.values()]
        title = _("Scorecard {dash} norms: {good} hold, {warn} near, {bad} missed").format(
            dash="-" if self.ascii else "·",
            good=number(states.count("good")), warn=number(states.count("warn")), bad=number(states.count("bad")),
        )  # fmt: skip
        return title, self.position()

    def foot(self, width: int, height: int) -> list[Line]:
        """Return why the number at hand has no value, or what is to be known of it."""
        if height < FOOTED:
            return []
        rows = wrapped(self._words(), width, FOOT, ascii=self.ascii)
        return [(Cell(row, "faint"),) for row in [*rows, *[""] * (FOOT - len(rows))]]

    def _words(self) -> str:
        """Return what is to be said of the number under the cursor."""
        if self.chosen is None or not self.has_focus:
            return ""
        definition = DEFINITIONS[self.chosen[1]]
        metric = self.metric(definition.name)
        if metric is None:
            piece = next(piece for piece, names in PIECES.items() if definition.name in names)
            return self.unknown(Query("scorecard", (piece,), self.view))[1]
        words = metric.missing or metric.note or definition.formula
        return f"{_(definition.title)}: {_(words)}"

    def _row(self, i: int) -> Line:
        row = self.rows[i]
        if row.startswith(HEAD):
            width = sum(self.wide.values()) + sum(self._spaces)
            return rule(_(GROUPS[row.removeprefix(HEAD)]), width, self.ascii)
        return super()._row(i)

    def cells(self, row: str) -> Mapping[str, Cell]:
        """Return a number's cells."""
        metric = self.metric(row)
        state = "" if metric is None or metric.state == "none" else metric.state
        roles = {"title": "", "value": state or "strong", "state": state, "change": "", "doubtful": "warn"}
        texts = {"title": _(DEFINITIONS[row].title), **self._cell_texts(row)}
        right = {column.name: column.right for column in self.columns}
        cells = {
            name: self.words(name, text, roles.get(name, "faint"), right=right[name])
            for name, text in texts.items()
            if name in self.wide
        }
        return {**cells, "mark": Cell(glyph(state, self.ascii), state)}

    def _cell_texts(self, name: str) -> dict[str, str]:
        """Return a number's texts by column."""
        one = self._scored.get(name)
        if one is None:
            return {"value": "..." if self.ascii else "…"}
        metric = one.metric
        before = None if one.before is None else one.before.value
        return {
            "value": value(metric, self.ascii),
            "state": _(STATES[metric.state]),
            "norm": norm(metric, self.ascii),
            "change": change(metric.value, before, metric.unit, ascii=self.ascii),
            "before": "" if before is None else quantity(before, metric.unit),
            "n": "" if metric.missing else number(metric.n),
            "waiting": "" if metric.waiting is None else number(metric.waiting),
            "doubtful": number(one.doubtful) if one.doubtful else "",
        }


def value(metric: Metric, ascii: bool = False) -> str:
    """Return a number with the mark of one that is not exact; without data a dash."""
    if metric.value is None:
        return "-" if ascii else NONE
    mark = ("~ " if ascii else "≈ ") if metric.approximate else ""
    mark = f"{at_least(metric.unit, ascii)} " if metric.at_least else mark
    return mark + quantity(metric.value, metric.unit)


def norm(metric: Metric, ascii: bool = False) -> str:
    """Return the norm with its direction, empty where there is none."""
    if metric.target is None:
        return ""
    most, least = ("<=", ">=") if ascii else ("≤", "≥")
    sign = least if metric.better == "up" else most
    return f"{sign} {quantity(metric.target, metric.unit)}"
