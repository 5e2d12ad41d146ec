"""How a duration is spread: a bar for each readable span of time, with percentiles and promises beside it."""

from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len

from cxtui.console.draw.strips import Cell, Line, merged
from cxtui.console.panes.chart import ChartPane, Mark
from cxtui.kpis.answers.spread import Bin, Spread
from cxtui.kpis.query import Query, View
from cxtui.language import N_, _
from cxtui.language.formats import habits
from cxtui.text.plain import cut, duration, fit, number, safe

LEAST_BAR, GOOD_BAR = 6, 16
"""Cells of the longest bar: at least, or there are no marks beside it, and at least where the marks take more."""

SHOWN = ((0, 1, 2, 3), (0, 2, 3), (0, 2), (0,))
"""Which of the percentiles are said, by how much room there is."""

HOUR, DAY = 3_600, 86_400


class SpreadPane(ChartPane):
    """The bins of one number made of durations; those that still wait are drawn behind those that ended.

    ``ended`` is what is said of those that did, None where only ages of what waits are shown.
    """

    def __init__(
        self,
        title: str,
        name: str,
        *,
        ended: str | None = N_("answered"),
        waiting: str = N_("waiting"),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(title, id=id, classes=classes)
        self.NUMBERS = (name,)  # type: ignore[misc]  # one class shows many numbers
        self.ended = ended
        self.waiting = waiting

    @property
    def spread(self) -> Spread | None:
        """Return the newest answer."""
        [query] = self.queries(self.view)
        answer = self.known(query)
        return answer if isinstance(answer, Spread) else None

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the number's spread in the view."""
        return (Query("spread", self.NUMBERS, view),)

    def drawing(self) -> object | None:
        """Return the bins and what stands beside them, None while there is nothing in any."""
        spread = self.spread
        if spread is None or not (spread.n or any(one.waiting for one in spread.bins)):
            return None
        return spread.bins, spread.percentiles, spread.promises, spread.waiting

    def empty(self) -> tuple[str, str]:
        """Return why there are no bars: they are being read, cannot be had, or nothing happened."""
        spread = self.spread
        if spread is None:
            return self.unknown(self.queries(self.view)[0])
        if spread.missing:
            return "", _(spread.missing)
        return ("good", _("none is open")) if self.ended is None else ("", _("nothing in this period"))

    def heading(self) -> tuple[str, str]:
        """Return the title, and the percentiles."""
        spread = self.spread
        if spread is None or self.drawing() is None:
            return _(self.label), ""
        dot = " - " if self.ascii else " · "
        title = dot.join(words for words in (_(self.label), _(spread.period)) if words)
        room = self.content_size.width - 4
        percentiles = self._percentiles(spread)
        lines = [dot.join(percentiles[i] for i in which if i < len(percentiles)) for which in SHOWN]
        return title, next((line for line in lines if cell_len(line) <= room), "")

    def chart(self, width: int, height: int) -> list[Line]:
        """Return the legend and as many bars as there is room for, neighbours put together where it is scarce."""
        spread = self.spread
        assert spread is not None
        rows = coarser(trimmed(spread.bins), max(1, height - 1))
        labels = [span(one) for one in rows]
        marks = [self._marks(spread, one) for one in rows]
        wide = max(cell_len(label) for label in labels)
        counts = [number(one.n + one.waiting) for one in rows]
        digits = max(len(count) for count in counts)
        room = width - wide - digits - 2
        beside = min(max(width * 2 // 5, room - GOOD_BAR), max(cell_len(words) + 1 for words in marks))
        if room - beside < LEAST_BAR:
            beside = 0
        bars = max(0, room - beside)
        most = max(one.n + one.waiting for one in rows)
        lines: list[Line] = [self.legend(self._legend(spread), width)]
        for one, label, words, count in zip(rows, labels, marks, counts, strict=True):
            cells = [Cell(fit(label, wide, right=True) + " ", "faint"), *self._bar(one, most, bars, spread)]
            cells += [Cell(fit(count, digits + 1, right=True))]
            if beside:
                cells.append(Cell(" " + cut(words, beside - 1, ascii=self.ascii), "norm"))
            lines.append(merged(cells))
        return lines[:height]

    def _bar(self, one: Bin, most: int, width: int, spread: Spread) -> list[Cell]:
        """Return a bar of exactly ``width`` cells: those that ended, those that wait; what is not none is seen."""
        whole = one.n + one.waiting
        cells = min(width, max(1, round(width * whole / most))) if whole else 0
        ended = round(cells * one.n / whole) if whole else 0
        ended = min(max(ended, 1 if one.n else 0), cells - (1 if one.waiting and cells > 1 else 0))
        signs = self._signs()
        promised = spread.promises[0].within_s if len(spread.promises) == 1 else None
        late = promised is not None and one.low >= promised
        return [
            Cell(signs[0] * ended, "bad" if late else "bar"),
            Cell(signs[1] * (cells - ended), "norm"),
            Cell(" " * (width - cells)),
        ]

    def _signs(self) -> tuple[str, str]:
        return ("#", ".") if self.ascii else ("█", "░")

    def _legend(self, spread: Spread) -> list[Mark]:
        ended, waiting = self._signs()
        marks = [] if self.ended is None else [(ended, "bar", f"{_(self.ended)} {number(spread.n)}")]
        if spread.waiting or self.ended is None:
            marks.append((waiting, "norm", f"{_(self.waiting)} {number(spread.waiting)}"))
        return marks

    def _percentiles(self, spread: Spread) -> list[str]:
        percentiles = []
        for one in spread.percentiles:
            sign = "> " if one.at_least else ("~ " if self.ascii else "≈ ") if one.approximate else ""
            percentiles.append(f"p{round(one.q * 100)} {sign}{duration(one.seconds)}")
        return percentiles

    def _marks(self, spread: Spread, one: Bin) -> str:
        """Return which promises break in a bin, and which percentiles lie there."""
        least = "<=" if self.ascii else "≤"
        words = [
            f"{safe((p.channel or _('promised'))[:40])} {least} {_edge(p.within_s)}"
            for p in spread.promises
            if _holds(one, p.within_s)
        ]
        words += [f"p{round(p.q * 100)}" for p in spread.percentiles if _holds(one, p.seconds)]
        dot = " - " if self.ascii else " · "
        return f"{'<' if self.ascii else '◂'} {dot.join(words)}" if words else ""


def trimmed(bins: Sequence[Bin]) -> list[Bin]:
    """Return the bins without the empty ones at both ends."""
    filled = [i for i, one in enumerate(bins) if one.n or one.waiting]
    return list(bins[filled[0] : filled[-1] + 1]) if filled else []


def coarser(bins: Sequence[Bin], most: int) -> list[Bin]:
    """Return at most so many bins: while there are more, the two neighbours with the fewest units become one."""
    made = list(bins)
    while len(made) > max(1, most):
        sizes = [sum(one.n + one.waiting for one in pair) for pair in pairwise(made)]
        at = sizes.index(min(sizes))
        one, other = made[at : at + 2]
        made[at : at + 2] = [Bin(one.low, other.high, one.n + other.n, one.waiting + other.waiting)]
    return made


def span(one: Bin) -> str:
    """Return a bin's edges as people say them: ``1-2 min``, ``30 min - 1 h``, ``over 7 d``."""
    if one.high is None:
        return _("over {time}").format(time=_edge(one.low))
    if not one.low:
        return _("to {time}").format(time=_edge(one.high))
    (low, unit), (high, other) = _parts(one.low), _parts(one.high)
    return f"{low}-{high} {other}" if unit == other else f"{low} {unit} - {high} {other}"


def _edge(seconds: int) -> str:
    """Return a time in whole units of one kind, ``20 s``, ``2 min``, where it is of any, else as every duration."""
    value, unit = _parts(seconds)
    return f"{value} {unit}" if unit else duration(seconds)


def _parts(seconds: int) -> tuple[int, str]:
    form = habits()
    for size, unit in ((DAY, form.day), (HOUR, form.hour), (60, form.minute)):
        if seconds >= size and seconds % size == 0:
            return seconds // size, unit
    return (seconds, form.second) if seconds < 60 else (seconds, "")


def _holds(one: Bin, seconds: float) -> bool:
    return (one.low < seconds or (one.low == 0 == seconds)) and (one.high is None or seconds <= one.high)
