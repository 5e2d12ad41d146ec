"""The queue of the day on the wall: what lies there, what comes, what goes."""

from rich.cells import cell_len

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.panes.day import DayChart, charts
from cxtui.console.scope import before_words
from cxtui.console.wall.pages.page import WallPage, WallPane
from cxtui.console.wall.sheet import BigNumber, WallSheet, counted, valued
from cxtui.language import N_, _
from cxtui.text.plain import change

LEAST = 8
"""Lines that a chart of the day takes at least."""


class VolumeSheet(WallPane):
    """Open tickets with the day's arrivals and departures, and the course of the day."""

    def sheet(self) -> WallSheet:
        """Return the page."""
        assert self.floor is not None
        part = self.floor.volume
        numbers = (
            self._number("backlog", N_("Open"), part.backlog),
            self._number("inflow_per_hour", N_("In per hour"), part.inflow),
            self._number("outflow_per_hour", N_("Out per hour"), part.outflow),
            self._number("created", N_("Created today"), ()),
            self._number("solved", N_("Solved today"), ()),
        )
        return WallSheet(numbers, chart=None if part.missing else self._chart)

    def silent(self) -> str | None:
        """Return what the store lacks, if the page would say nothing."""
        return self.floor.volume.missing if self.floor is not None else None

    def _number(self, name: str, label: str, course: tuple[int | None, ...]) -> BigNumber:
        assert self.floor is not None
        metric = self.floor.metrics.get(name)
        if metric is None or metric.value is None:
            return BigNumber(_(label), counted(None), word=_(metric.missing) if metric and metric.missing else "")
        moved = change(metric.value, metric.previous, metric.unit, ascii=self.ascii)
        word = f"{moved} {_('against {before}').format(before=before_words(self.floor.view))}" if moved else ""
        return BigNumber(_(label), valued(metric.value, metric.unit), metric.state, word, course)

    def _chart(self, width: int, height: int) -> list[Line]:
        """Return the backlog of the day, with what came above and what went below where there is room."""
        floor = self.floor
        assert floor is not None
        day = DayChart.until(floor.volume, floor.zone, floor.as_of)
        if height < LEAST or not (day.today(floor.volume.backlog) or day.before(floor.volume.last_backlog)):
            return []
        caption = self._caption(width)
        flows = max(4, (height - 3) // 3 // 2 * 2) if height >= 2 * LEAST else 0
        drawn = charts(day, (width, height - 1), flows, self.ascii)
        return [caption, *(line for part in drawn for line in part)]

    def _caption(self, width: int) -> Line:
        assert self.floor is not None
        marks = ("*", "#", "#", "...") if self.ascii else ("▀▄", "▀", "▄", "⠒⠒")
        said = (
            (marks[0], "backlog", _("open")), (marks[1], "inflow", _("came")), (marks[2], "outflow", _("left")),
            (marks[3], "last", before_words(self.floor.view)),
        )  # fmt: skip
        cells: list[Cell] = []
        for mark, role, word in said:
            if sum(cell_len(cell.text) for cell in cells) + cell_len(mark) + cell_len(word) + 4 <= width:
                cells += [Cell(f"{mark} ", role), Cell(f"{word}   ")]
        return tuple(cells)


class VolumePage(WallPage):
    """The queue, for distance."""

    NAME = "queue"
    TITLE = N_("Queue of the day")
    SHEET = VolumeSheet
