"""Service levels on the wall: today's by channel as large numbers, by priority as bars against the norm."""

from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.layout import rule
from cxtui.console.draw.strips import Line
from cxtui.console.wall.barring import WallBar, bar_lines
from cxtui.console.wall.pages.page import WallPage, WallPane
from cxtui.console.wall.sheet import MOST_NUMBERS, MOST_ROWS, UNKNOWN, BigNumber, WallSheet, valued
from cxtui.kpis.answers.series import NumberCurve, NumberSeries
from cxtui.kpis.query import Query, View
from cxtui.language import N_, _
from cxtui.text.plain import number, quantity, safe

TODAY = View(period="today")
CHANNELS = Query("series", ("service_level", "channel"), TODAY)
PRIORITIES = Query("series", ("service_level", "priority"), TODAY)


ORDER = ("urgent", "critical", "highest", "high", "medium", "normal", "low", "lowest")
"""Priorities by their usual words, the most urgent first."""


class LevelsSheet(WallPane):
    """How many first responses came in time today, a number a channel."""

    ASKS = (CHANNELS, PRIORITIES)

    def sheet(self) -> WallSheet:
        """Return the page."""
        found, bars = self.known(CHANNELS), self.known(PRIORITIES)
        curves = found.curves[:MOST_NUMBERS] if isinstance(found, NumberSeries) else ()
        if isinstance(found, NumberSeries) and curves:
            numbers = tuple(self._number(one, found) for one in curves)
        else:
            why = (found.missing or N_("none today")) if isinstance(found, NumberSeries) else self.unknown(CHANNELS)[1]
            numbers = (BigNumber(_("In time"), UNKNOWN, word=_(why)),)
        if not isinstance(bars, NumberSeries) or not any(one.whole.value is not None for one in bars.curves):
            return WallSheet(numbers)
        return WallSheet(numbers, chart=lambda width, height: self._bars(bars, width, height))

    def silent(self) -> str | None:
        """Return what the store lacks, if the page would say nothing."""
        found = self.known(CHANNELS)
        return found.missing if isinstance(found, NumberSeries) else None

    def _number(self, one: NumberCurve, series: NumberSeries) -> BigNumber:
        label = safe(one.value, ascii=self.ascii) if one.value else _("none")
        label = label[:1].upper() + label[1:]
        dot = " - " if self.ascii else " · "
        norm = "" if series.norm is None else _("norm {value}").format(value=quantity(series.norm, series.unit))
        words = dot.join(part for part in (norm, f"n {number(one.whole.n)}") if part)
        course = tuple(point.value for point in one.points)
        return BigNumber(label, valued(one.whole.value, series.unit), one.state, words, course)

    def _bars(self, series: NumberSeries, width: int, height: int) -> list[Line]:
        """Return a bar a priority with the norm as a mark in it, in large letters where there is room."""
        known = [one for one in series.curves if one.whole.value is not None]
        curves = sorted(known, key=lambda one: (_rank(one.value), one.value))[:MOST_ROWS]
        bars = tuple(self._of(one, series) for one in curves)
        title = rule(_("In time by priority today"), width, self.ascii)
        return [title, *bar_lines(bars, series.norm, width, height - 1, self.ascii)]

    def _of(self, one: NumberCurve, series: NumberSeries) -> WallBar:
        name = safe(one.value, ascii=self.ascii) if one.value else _("none")
        mark = glyph("" if one.state == "none" else one.state, self.ascii)
        value = f"{mark} {quantity(one.whole.value, series.unit)}".strip()
        return WallBar(name, one.whole.value or 0.0, value, f"n {number(one.whole.n)}", one.state)


def _rank(priority: str) -> int:
    """Return the place of a priority by the usual words, those of another vocabulary behind them."""
    words = priority.strip().lower()
    return ORDER.index(words) if words in ORDER else len(ORDER)


class LevelsPage(WallPage):
    """Service levels, for distance."""

    NAME = "response"
    TITLE = N_("Answered in time today")
    SHEET = LevelsSheet
