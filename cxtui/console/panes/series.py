"""Numbers over time as curves: by the values of a dimension, or a few numbers of one unit, against their norm."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from cxtui.console.draw import curves
from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.wrap import wrapped
from cxtui.console.panes.chart import LEAST_HEIGHT, LEAST_WIDTH, ChartPane, Mark
from cxtui.kpis.answers.series import NumberCurve, NumberSeries
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.query import Query, View
from cxtui.language import _, ngettext
from cxtui.text.plain import NONE, cut, number, quantity, safe

LONGEST_NAME = 24
NOTE_HEIGHT = 12
"""Lines of content from which on there is room for a note under the chart."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One curve of the chart with what its entry in the legend says."""

    words: str
    curve: NumberCurve
    series: NumberSeries


class SeriesPane(ChartPane):
    """``numbers`` over time in the view of the floor, one curve each; a single one by a ``dimension`` if that is given.

    Numbers of one chart are of one unit.
    """

    def __init__(
        self,
        title: str,
        numbers: tuple[str, ...],
        dimension: str | None = None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(title, id=id, classes=classes)
        if (dimension is not None and len(numbers) != 1) or len({DEFINITIONS[name].unit for name in numbers}) != 1:
            raise ValueError(f"{numbers} by {dimension} are no curves of one chart")
        self.NUMBERS = numbers  # type: ignore[misc]  # one class shows many numbers
        self.dimension = dimension

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the series of the numbers in the view."""
        by = () if self.dimension is None else (self.dimension,)
        return tuple(Query("series", (name, *by), view) for name in self.NUMBERS)

    def drawing(self) -> object | None:
        """Return the curves' values, None while there are none."""
        drawn = list(self._curves())
        if not any(point.value is not None for one in drawn for point in one.curve.points):
            return None
        return tuple(
            (one.words, one.curve.state, one.curve.whole, one.curve.points, one.series.starts, one.series.norm)
            for one in drawn
        )

    def empty(self) -> tuple[str, str]:
        """Return why there is no curve: it is being read, cannot be had, or nothing happened."""
        for query in self.queries(self.view):
            answer = self.known(query)
            if not isinstance(answer, NumberSeries):
                return self.unknown(query)
            if answer.missing:
                return "", _(answer.missing)
        return "", _("nothing in this period")

    def heading(self) -> tuple[str, str]:
        """Return the title, and how long the chart's steps are."""
        widest = max(self._answers_known(), key=lambda one: one.window, default=None)
        return _(self.label), "" if widest is None or self.drawing() is None else self._step(widest)

    def chart(self, width: int, height: int) -> list[Line]:
        """Return the legend, the curves under it, and what was left out."""
        drawn = list(self._curves())
        first = drawn[0].series
        made = [curves.curve(i, [p.value for p in one.curve.points], self.ascii) for i, one in enumerate(drawn)]
        marks = [(line.sign, line.role, one.words) for line, one in zip(made, drawn, strict=True)]
        norm = self._norm()
        signs = {one.series.name: line.sign for line, one in zip(made, drawn, strict=True)}
        marks += [] if norm is None else [self._norm_mark(norm, signs)]
        small = width < LEAST_WIDTH or height <= LEAST_HEIGHT
        legend = self.legends(marks, width, height if small else max(1, height // 5))
        if small:
            return legend
        foot = self._foot(first, width, height)
        size = (width, height - len(legend) - len(foot))
        canvas = curves.curves(first.starts, made, first.unit, first.zone, size, norm=norm, ascii=self.ascii)
        return [*legend, *canvas, *foot]

    def legends(self, marks: Sequence[Mark], width: int, most: int) -> list[Line]:
        """Return signs with their words in at most so many lines, the last one cut if they do not fit."""
        rows: list[list[Mark]] = [[]]
        for one in marks:
            taken = sum(cell_len(sign) + cell_len(words) + 4 for sign, _, words in rows[-1])
            fits = taken + cell_len(one[0]) + cell_len(one[2]) + 1 <= width
            if rows[-1] and not fits and len(rows) < most:
                rows.append([])
            rows[-1].append(one)
        return [self.legend(row, width) for row in rows]

    def _answers_known(self) -> Iterator[NumberSeries]:
        for query in self.queries(self.view):
            answer = self.known(query)
            if isinstance(answer, NumberSeries):
                yield answer

    def _curves(self) -> Iterator[_Drawn]:
        """Yield the curves with their words: how they are called, and the number of the whole period."""
        for series in self._answers_known():
            for one in series.curves:
                if self.dimension is None:
                    name = _(DEFINITIONS[series.name].title)
                else:
                    name = cut(safe(one.value[:200]), LONGEST_NAME, ascii=self.ascii) if one.value else _("none")
                yield _Drawn(f"{name} {self._value(one, series)}", one, series)

    def _value(self, one: NumberCurve, series: NumberSeries) -> str:
        if one.whole.value is None:
            return "-" if self.ascii else NONE
        sign = ("~" if self.ascii else "≈") if one.whole.approximate else ">" if one.whole.at_least else ""
        state = "" if one.state == "none" else f" {glyph(one.state, self.ascii)}"
        return f"{sign}{quantity(one.whole.value, series.unit)}{state}"

    def _norm(self) -> float | None:
        """Return the norm of the numbers, None where they have none or not the same."""
        norms = {series.norm for series in self._answers_known() if series.norm is not None}
        return norms.pop() if len(norms) == 1 else None

    def _norm_mark(self, norm: float, signs: Mapping[str, str]) -> Mark:
        """Return the norm's entry; where only one of several numbers has it, by the sign of that one's curve."""
        owners = [one for one in self._answers_known() if one.norm is not None]
        value = quantity(norm, owners[0].unit)
        words = _("norm {value}").format(value=value)
        if len(owners) < len(self.NUMBERS):
            words = _("norm of {sign} {value}").format(sign=signs[owners[0].name], value=value)
        return "-" if self.ascii else "╌", "norm", words

    def _step(self, series: NumberSeries) -> str:
        """Return how long a step is, how many units there are in all, and whether the last step still runs."""
        dot = " - " if self.ascii else " · "
        if series.every == 0:
            step = _("by hour")
        elif series.window > 1:
            step = ngettext("each day with the one before", "each day with the {n} before", series.window - 1)
            step = step.format(n=series.window - 1)
        elif series.every == 1:
            step = _("by day")
        else:
            step = ngettext("by {n} day", "by {n} days", series.every).format(n=series.every)
        words = [step]
        if len(self.NUMBERS) == 1:
            words.append(_("n {n}").format(n=number(sum(one.whole.n for one in series.curves))))
        if series.running:
            words.append(_("the last is not over"))
        return dot.join(words)

    def _foot(self, series: NumberSeries, width: int, height: int) -> list[Line]:
        if not series.note or height < NOTE_HEIGHT:
            return []
        return [(Cell(row, "faint"),) for row in wrapped(_(series.note), width, 1, ascii=self.ascii)]
