"""Queue volume: backlog, inflow and outflow of the day, with the same weekday last week in dots."""

from dataclasses import replace
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.draw.wrap import wrapped
from cxtui.console.panes.day import DayChart, charts
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.rows import WAITING
from cxtui.console.scope import before_words, range_words
from cxtui.kpis.floor import Floor, Volume
from cxtui.kpis.query import View
from cxtui.language import N_, _
from cxtui.language.formats import habits
from cxtui.text.ages import day_month
from cxtui.text.plain import cut, number, safe

BOTH, ONE, LEAST_WIDTH = 10, 5, 24
"""Lines from which on both charts are drawn, or one; cells below which there is none."""


class VolumePane(Pane, can_focus=True):
    """The day's charts, drawn anew only when a quarter hour closes, its past changes, or the size does."""

    NUMBERS = (
        "backlog",
        "inflow_per_hour",
        "outflow_per_hour",
        "created",
        "solved",
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--inflow", "pane--outflow", "pane--backlog", "pane--last"}
    DEFAULT_CSS = """
    VolumePane {
        & > .pane--inflow { color: $inflow; }
        & > .pane--outflow { color: $outflow; }
        & > .pane--backlog { color: $backlog; }
        & > .pane--last { color: $last-week; text-style: $faint-style; }
        &.-stale > .pane--inflow, &.-stale > .pane--outflow, &.-stale > .pane--backlog { color: $faded; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(N_("Queue volume"), id=id, classes=classes)
        self._day: DayChart | None = None
        self._key: tuple[object, ...] = ()
        self._made: list[list[Line]] = []
        self._painted = False
        self.drawings = 0

    @property
    def part(self) -> Volume:
        """Return this pane's part of the floor."""
        return self.floor.volume if self.floor else Volume()

    def took(self, floor: Floor) -> None:
        """Find the closed quarters of the new picture."""
        self._day = DayChart.until(floor.volume, floor.zone, floor.as_of)

    def heading(self) -> tuple[str, str]:
        """Return the days that are compared, and the open tickets of each channel."""
        if self.floor is None or self.part.missing or not self.part.starts:
            return _(self.label), ""
        if self.floor.view.period is not None or self.floor.view.where:
            return self._viewed_heading(self.floor.view)
        start = datetime.fromtimestamp(self.part.starts[0], ZoneInfo(self.floor.zone))
        dot = "-" if self.ascii else "·"
        if self.floor.live:
            days = _("today and last {weekday}").format(weekday=habits().weekday_names[start.weekday()])
        else:
            days = _("{day} and the week before").format(day=f"{day_month(start)} {start.year}")
        open_now = f" {dot} ".join(f"{safe(name[:40])} {number(n)}" for name, n in self.part.by_channel)
        title = f"{_(self.label)} {dot} {days}"
        return title, _("open {channels}").format(channels=f"{dot} {open_now}") if open_now else ""

    def _viewed_heading(self, view: View) -> tuple[str, str]:
        """Return the period, what it is compared with, and the open tickets of each channel."""
        dot = "-" if self.ascii else "·"
        shown = replace(view, period=view.period or "today")
        time, before = range_words(shown), before_words(shown if view.period else view)
        both = _("{range}, against {before}").format(range=time, before=before)
        open_now = f" {dot} ".join(f"{safe(name[:40])} {number(n)}" for name, n in self.part.by_channel)
        titles = [f"{_('Queue volume')} {dot} {one}" for one in (both, time)]
        room = max(0, self.outer_size.width - 6)
        title = next((one for one in titles if cell_len(one) <= room), cut(titles[-1], room, ascii=self.ascii))
        return title, _("open {channels}").format(channels=f"{dot} {open_now}") if open_now else ""

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the captions and the charts that fit."""
        part, day = self.part, self._day
        if self.floor is None or day is None or part.missing:
            return self.notice("", _(part.missing or WAITING), width, height)
        if not day.today(part.backlog) and not day.before(part.last_backlog):
            early = _("no quarter hour of this day is over yet")
            early = _("no day of this range is over yet") if part.step == "day" else early
            return self.notice("", early, width, height)
        if width < LEAST_WIDTH or height < ONE:
            return [self._caption(day, width, True, True)]
        foot: list[Line] = []
        if part.note and height > BOTH:
            foot = [(Cell(row, "faint"),) for row in wrapped(_(part.note), width, 1, ascii=self.ascii)]
            height -= len(foot)
        both = height >= BOTH
        flows = max(4, (height - 3) * 2 // 5 // 2 * 2) if both else 0
        rows = height - (2 if both else 1)
        drawn = self._charts(day, (width, rows), flows)
        first = self._caption(day, width, levels=True, flows=not both)
        if drawn is None:
            return [first]
        if not both:
            return [first, *drawn[0]]
        return [first, *drawn[0], self._caption(day, width, levels=False, flows=True), *drawn[1], *drawn[2], *foot]

    def _charts(self, day: DayChart, size: tuple[int, int], flows: int) -> list[list[Line]] | None:
        """Return the charts, drawn only if anything in them changed, and not before the first paint."""
        key = (*day.key(), size, flows, self.ascii)
        if key != self._key:
            if not self._painted:
                self.call_after_refresh(self._first_chart)
                return None
            self._made = charts(day, size, flows, self.ascii)
            self._key = key
            self.drawings += 1
        return self._made

    def _first_chart(self) -> None:
        self._painted = True
        self.redraw()

    def _caption(self, day: DayChart, width: int, levels: bool, flows: bool) -> Line:
        """Return the legend, in words and marks, with the newest values."""
        part = day.volume
        marks = ("*", "#", "#", "...") if self.ascii else ("▀▄", "▀", "▄", "⠒⠒")
        cells: list[Cell] = []

        def say(mark: str, role: str, word: str, value: int | None) -> None:
            text = word if value is None else f"{word} {number(value)}"
            if width_of(tuple(cells)) + len(mark) + len(text) + 1 <= width:
                cells.extend((Cell(mark and f"{mark} ", role), Cell(f"{text}   ")))

        open_now, open_then = self._open(day)
        if levels:
            say(marks[0], "backlog", _("backlog"), open_now)
        if flows:
            came, went = (_("in up"), _("out down")) if self.ascii else (_("in ▲"), _("out ▼"))
            say(marks[1], "inflow", came, day.latest(part.inflow))
            say(marks[2], "outflow", went, day.latest(part.outflow))
        if levels:
            say(marks[3], "last", before_words(self.floor.view) if self.floor else _("last week"), open_then)
        if flows:
            say("", "faint", _("per day") if part.step == "day" else _("per 15 min"), None)
        return tuple(cell for cell in cells if cell.text)

    def _open(self, day: DayChart) -> tuple[int | None, int | None]:
        """Return the open tickets now and a week ago: the headline's, so that no two numbers disagree."""
        last = day.volume.last_backlog[: day.closed]
        metric = self.floor.metrics.get("backlog") if self.floor else None
        if metric is not None and metric.value is not None and self.floor is not None:
            if self.floor.view.period is None:
                return int(metric.value), None if metric.previous is None else int(metric.previous)
            if day.closed < len(day.volume.starts):
                return int(metric.value), last[-1] if last else None
        return day.latest(day.volume.backlog), last[-1] if last else None
