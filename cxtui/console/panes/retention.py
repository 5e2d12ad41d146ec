"""Retention against speed: the share that stays by how long people waited, with intervals and the knee."""

from typing import ClassVar

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.whiskers import WhiskerPoint, drawable, lying, signs, upright
from cxtui.console.draw.wrap import wrapped
from cxtui.console.panes.chart import ChartPane, Mark
from cxtui.kpis.answers.speeds import SpeedsView
from cxtui.kpis.customer_value.bands import Band
from cxtui.kpis.query import Query, View
from cxtui.language import N_, _
from cxtui.language.formats import habits
from cxtui.text.plain import duration, number, percent

HOUR, DAY = 3_600, 86_400

LEAST_ROWS, LEAST_COLUMN = 9, 4
"""Lines from which on the points stand side by side, and the cells that each needs; else they lie."""

WORDY, BRIEF = 12, 8
"""Lines of content from which on there is room for all that can be said, or for a line of it."""

TITLES = {
    "first_response": N_("Retention by first response"),
    "resolution": N_("Retention by time to the first solve"),
}


class RetentionPane(ChartPane):
    """One kind of speed (``of``) and who stays; what is said of it is association, never cause."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--interval"}
    DEFAULT_CSS = """
    RetentionPane {
        & > .pane--interval { color: $interval; }
        &.-stale > .pane--interval { color: $faded; }
    }
    """

    def __init__(self, of: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(TITLES[of], id=id, classes=classes)
        self.of = of
        self.NUMBERS = (f"knee_{of}", f"speed_{of}", "retained_after_contact")  # type: ignore[misc]

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the bands in the view."""
        return (Query("speeds", (self.of,), view),)

    @property
    def speeds(self) -> SpeedsView | None:
        """Return the newest answer."""
        answer = self.known(self.queries(self.view)[0])
        return answer if isinstance(answer, SpeedsView) else None

    def drawing(self) -> object | None:
        """Return what is drawn and said, None while no outcome is known."""
        found = self.speeds
        if found is None or found.missing or not found.customers:
            return None
        return found.bands, found.correlation, found.knee, found.least

    def empty(self) -> tuple[str, str]:
        """Return why there is no chart."""
        found = self.speeds
        if found is None:
            return self.unknown(self.queries(self.view)[0])
        words = _(found.missing) if found.missing else _("no contact's outcome became known in this period")
        return "", words

    def heading(self) -> tuple[str, str]:
        """Return the title with the period, and how many customers there are."""
        found = self.speeds
        if found is None or self.drawing() is None:
            return _(self.label), ""
        dot = " - " if self.ascii else " · "
        n = _("{n} customers").format(n=number(found.customers))
        return f"{_(self.label)}{dot}{_(found.period.label)}", n

    def chart(self, width: int, height: int) -> list[Line]:
        """Return the legend, the points with their whiskers, and what can be said of them."""
        found = self.speeds
        assert found is not None
        points = [point(band, found.least, self.ascii) for band in found.bands]
        if not drawable(points):
            return []
        words = self._words(found, width, 3 if height >= WORDY else 1 if height >= BRIEF else 0)
        room = height - len(words) - 1
        if room >= LEAST_ROWS and (width - 7) // len(points) >= LEAST_COLUMN:
            lines = upright(points, place_of(found), (width, room), self.ascii)
        else:
            at = place_of(found)
            lines = lying(points, None if at is None else min(len(points) - 1, int(at)), (width, room), self.ascii)
        blank: list[Line] = [()] * (room - len(lines))
        return [self.legend(self._marks(found), width), *lines, *blank, *words][:height]

    def _marks(self, found: SpeedsView) -> list[Mark]:
        with_ = signs(self.ascii)
        marks = [
            (with_.point, "bar", _("share retained")),
            (with_.left + with_.rule + with_.right, "interval", _("95 % interval")),
        ]
        if found.knee is not None:
            marks.append((with_.mark, "norm", _("knee at {time}").format(time=duration(found.knee.seconds))))
        if any(0 < band.n < found.least for band in found.bands):
            marks.append((with_.small, "faint", _("under {n}").format(n=number(found.least))))
        return marks

    def _words(self, found: SpeedsView, width: int, rows: int) -> list[Line]:
        if not rows:
            return []
        lines = " ".join(sentences(found))
        return [(Cell(row, "faint"),) for row in wrapped(lines, width, rows, ascii=self.ascii)]


def sentences(found: SpeedsView) -> list[str]:
    """Return what the bands say, the caveat first: it must never be cut."""
    lines = [_("Association, not cause.")]
    if found.knee is None:
        lines.append(_("No measurable gain at any speed."))
    else:
        knee = found.knee
        lines.append(
            _("Faster than {time} brings no measurable gain: {share} stay up to there, {after} after.").format(
                time=duration(knee.seconds), share=_fine(knee.share), after=_fine(knee.after)
            )
        )
    if found.correlation is not None:
        one = found.correlation
        lines.append(
            _("Rank correlation {rho} ({low} to {high}).").format(
                rho=number(one.rho, 3), low=number(one.low, 3), high=number(one.high, 3)
            )
        )
    return lines


def place_of(found: SpeedsView) -> float | None:
    """Return where the knee lies among the bands: 0 at the left edge of the first, 1 at its right."""
    if found.knee is None:
        return None
    seconds = found.knee.seconds
    for place, band in enumerate(found.bands):
        if band.high is None:
            return place + 0.5
        if seconds <= band.high:
            return place + max(0, seconds - band.low) / (band.high - band.low)
    return None


def point(band: Band, least: int, ascii: bool = False) -> WhiskerPoint:
    """Return a band as a point of the chart."""
    few = band.n < least
    return WhiskerPoint(
        label=label(band, ascii),
        short=short(band),
        n=band.n,
        value=band.share,
        low=band.share_low,
        high=band.share_high,
        few=few,
    )


def label(band: Band, ascii: bool = False) -> str:
    """Return a band by its slow end: ``to 5 min``, ``to 4 h``, ``over 1 d``."""
    if band.high is None:
        return "> " + _edge(band.low)
    return ("<= " if ascii else "≤ ") + _edge(band.high)


def short(band: Band) -> str:
    """Return a band in as few cells as can be: ``5m``, ``4h``, ``>1d``."""
    seconds = band.low if band.high is None else band.high
    value, unit = _parts(seconds)
    return f"{'>' if band.high is None else ''}{value}{unit[:1]}"


def _edge(seconds: int) -> str:
    value, unit = _parts(seconds)
    return f"{value} {unit}"


def _parts(seconds: int) -> tuple[int, str]:
    form = habits()
    for size, unit in ((DAY, form.day), (HOUR, form.hour), (60, form.minute)):
        if seconds >= size and seconds % size == 0:
            return seconds // size, unit
    return seconds, form.second


def _fine(share: float) -> str:
    """Return a share with a decimal: the two sides of a knee are often that near."""
    return _("{share} %").format(share=number(share * 100, 1)) if 0.1 <= share < 0.995 else percent(share)
