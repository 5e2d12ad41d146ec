"""A pane that is a chart: drawn only when what it shows or its size changes, and never before the first paint."""

from collections.abc import Sequence
from typing import ClassVar

from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.panes.pane import Pane

LEAST_WIDTH, LEAST_HEIGHT = 24, 5
Mark = tuple[str, str, str]
"""A sign, its role, and its words: one entry of a legend."""


class ChartPane(Pane, can_focus=True):
    """A subclass says by ``drawing`` what decides whether to draw anew, and draws in ``chart``.

    While there is nothing to draw, ``drawing`` is None and ``empty`` says why. Curves have the roles ``first`` to
    ``sixth``, marked apart by more than their colour; ``norm`` is the line of what was promised.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pane--first", "pane--second", "pane--third", "pane--fourth", "pane--fifth", "pane--sixth", "pane--norm",
        "pane--last", "pane--bar",
    }  # fmt: skip
    DEFAULT_CSS = """
    ChartPane {
        & > .pane--first { color: $inflow; }
        & > .pane--second { color: $backlog; }
        & > .pane--third { color: $outflow; }
        & > .pane--fourth { color: $paused; }
        & > .pane--fifth { color: $ink; }
        & > .pane--sixth { color: $faint; }
        & > .pane--norm { color: $warn; }
        & > .pane--last { color: $last-week; text-style: $faint-style; }
        & > .pane--bar { color: $bar; }
        &.-stale > .pane--first, &.-stale > .pane--second, &.-stale > .pane--third, &.-stale > .pane--fourth,
        &.-stale > .pane--fifth, &.-stale > .pane--sixth, &.-stale > .pane--norm, &.-stale > .pane--bar {
            color: $faded;
        }
    }
    """

    def __init__(self, title: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(title, id=id, classes=classes)
        self._key: object = None
        self._made: list[Line] = []
        self._painted = False
        self.drawings = 0

    def drawing(self) -> object | None:
        """Return what decides whether the chart has to be drawn anew, None while there is nothing to draw."""
        raise NotImplementedError

    def empty(self) -> tuple[str, str]:
        """Return the state and the words in the place of a chart."""
        raise NotImplementedError

    def chart(self, width: int, height: int) -> list[Line]:
        """Return the chart with its legend, in at most that many cells."""
        raise NotImplementedError

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the chart, drawn only if anything in it changed."""
        wanted = self.drawing()
        if wanted is None:
            return self.notice(*self.empty(), width, height)
        key = (wanted, width, height, self.ascii)
        if key != self._key:
            if not self._painted:
                self.call_after_refresh(self._first_chart)
                return []
            self._made = self.chart(width, height)
            self._key = key
            self.drawings += 1
        return self._made

    def _first_chart(self) -> None:
        self._painted = True
        self.redraw()

    def legend(self, marks: Sequence[Mark], width: int) -> Line:
        """Return signs with their words, as many as fit; what does not fit is counted by an ellipsis."""
        cells: list[Cell] = []
        for place, (sign, role, words) in enumerate(marks):
            more = [Cell(f"{sign} ", role), Cell(words + ("   " if place + 1 < len(marks) else ""))]
            if width_of((*cells, *more)) > width:
                cells.append(Cell("~" if self.ascii else "…", "faint"))
                break
            cells += more
        return tuple(cells) if width_of(tuple(cells)) <= width else tuple(cells[:-1])
