"""Numbers over time as curves: by the values of a dimension, or a few numbers of one unit, against their norm."""

from collections.abc import Iterator
from dataclasses import dataclass

from cxtui.console.draw import curves
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.wrap import wrapped
from cxtui.console.panes.chart import LEAST_HEIGHT, LEAST_WIDTH, ChartPane, Mark
from cxtui.console.panes.marks import glyph
from cxtui.kpis.answers.series import Curve, Series
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.inquiry import Inquiry, View
from cxtui.language import tr, trn
from cxtui.text.plain import NONE, cut, number, quantity, safe

LONGEST_NAME = 24
NOTE_HEIGHT = 12
"""Lines of content from which on there is room for a note under the chart."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One curve of the chart with what its entry in the legend says."""

    words: str
    curve: Curve
    series: Series


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

    def inquiries(self, view: View) -> tuple[Inquiry, ...]:
        """Return the series of the numbers in the view."""
        by = () if self.dimension is None else (self.dimension,)
        return tuple(Inquiry("series", (name, *by), view) for name in self.NUMBERS)

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
        for inquiry in self.inquiries(self.view):
            answer = self.known(inquiry)
            if not isinstance(answer, Series):
                return self.unknown(inquiry)
            if answer.missing:
                return "", tr(answer.missing)
        return "", tr("nothing in this period")

    def heading(self) -> tuple[str, str]:
        """Return the title, and how long the chart's steps are."""
        first = next(iter(self._answers_known()), None)
        return tr(self.label), "" if first is None or self.drawing() is None else self._step(first)

    def chart(self, width: int, height: int) -> list[Line]:
        """Return the legend, the curves under it, and what was left out."""
        drawn = list(self._curves())
        first = drawn[0].series
        made = [curves.curve(i, [p.value for p in one.curve.points], self.ascii) for i, one in enumerate(drawn)]
        marks = [(line.sign, line.role, one.words) for line, one in zip(made, drawn, strict=True)]
        norm = self._norm()
        legend = self.legend([*marks, *([] if norm is None else [self._norm_mark(norm, first)])], width)
        if width < LEAST_WIDTH or height <= LEAST_HEIGHT:
            return [legend]
        foot = self._foot(first, width, height)
        size = (width, height - 1 - len(foot))
        canvas = curves.curves(first.starts, made, first.unit, first.zone, size, norm=norm, ascii=self.ascii)
        return [legend, *canvas, *foot]

    def _answers_known(self) -> Iterator[Series]:
        for inquiry in self.inquiries(self.view):
            answer = self.known(inquiry)
            if isinstance(answer, Series):
                yield answer

    def _curves(self) -> Iterator[_Drawn]:
        """Yield the curves with their words: how they are called, and the number of the whole period."""
        for series in self._answers_known():
            for one in series.curves:
                if self.dimension is None:
                    name = tr(DEFINITIONS[series.name].title)
                else:
                    name = cut(safe(one.value[:200]), LONGEST_NAME, ascii=self.ascii) if one.value else tr("none")
                yield _Drawn(f"{name} {self._value(one, series)}", one, series)

    def _value(self, one: Curve, series: Series) -> str:
        if one.whole.value is None:
            return "-" if self.ascii else NONE
        sign = ("~" if self.ascii else "≈") if one.whole.approximate else ">" if one.whole.at_least else ""
        state = "" if one.state == "none" else f" {glyph(one.state, self.ascii)}"
        return f"{sign}{quantity(one.whole.value, series.unit)}{state}"

    def _norm(self) -> float | None:
        """Return the norm of the numbers, None where they have none or not the same."""
        norms = {series.norm for series in self._answers_known() if series.norm is not None}
        return norms.pop() if len(norms) == 1 else None

    def _norm_mark(self, norm: float, series: Series) -> Mark:
        said = quantity(norm, series.unit)
        owners = [one.name for one in self._answers_known() if one.norm is not None]
        words = tr("norm {value}").format(value=said)
        if len(self.NUMBERS) > 1 and len(owners) == 1:
            words = tr("norm {value} of {name}").format(value=said, name=tr(DEFINITIONS[owners[0]].title))
        return "-" if self.ascii else "╌", "norm", words

    def _step(self, series: Series) -> str:
        """Return how long a step is, how many units there are in all, and whether the last step still runs."""
        dot = " - " if self.ascii else " · "
        if series.every == 0:
            step = tr("by hour")
        elif series.every == 1:
            step = tr("by day")
        else:
            step = trn("by {n} day", "by {n} days", series.every).format(n=series.every)
        words = [step]
        if len(self.NUMBERS) == 1:
            words.append(tr("n {n}").format(n=number(sum(one.whole.n for one in series.curves))))
        if series.running:
            words.append(tr("the last is not over"))
        return dot.join(words)

    def _foot(self, series: Series, width: int, height: int) -> list[Line]:
        if not series.note or height < NOTE_HEIGHT:
            return []
        return [(Cell(row, "faint"),) for row in wrapped(tr(series.note), width, 1, ascii=self.ascii)]
