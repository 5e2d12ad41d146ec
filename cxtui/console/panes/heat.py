"""When tickets come: hours by weekdays, shaded by how many."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from cxtui.console.draw.heat import ASCII_SHADES, SHADES, WeekGrid, heat, layout, sign_of_now, steps
from cxtui.console.draw.strips import Line
from cxtui.console.panes.chart import ChartPane, Mark
from cxtui.kpis.floor import Floor
from cxtui.kpis.lists import ListTable
from cxtui.kpis.query import Query, View
from cxtui.language import N_, _
from cxtui.language.formats import habits
from cxtui.text.plain import number

LEAST = 8
"""Lines of content that the hours and seven days take."""


class HeatPane(ChartPane):
    """Tickets created by hour and weekday; the running hour stands in brackets."""

    NUMBERS = ("created", "inflow_per_hour")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pane--heat0", "pane--heat1", "pane--heat2", "pane--heat3", "pane--heat4",
    }  # fmt: skip
    DEFAULT_CSS = """
    HeatPane {
        & > .pane--heat0 { color: $faint; }
        & > .pane--heat1 { color: $inflow; }
        & > .pane--heat2 { color: $inflow; }
        & > .pane--heat3 { color: $inflow; }
        & > .pane--heat4 { color: $inflow; }
        &.-stale > .pane--heat1, &.-stale > .pane--heat2, &.-stale > .pane--heat3, &.-stale > .pane--heat4 {
            color: $faded;
        }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(N_("Created by hour and weekday"), id=id, classes=classes)
        self.hour: tuple[int, int] | None = None

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the list in the view."""
        return (Query("list", ("heat",), view),)

    @property
    def table(self) -> ListTable | None:
        """Return the newest answer."""
        answer = self.known(self.queries(self.view)[0])
        return answer if isinstance(answer, ListTable) else None

    def took(self, floor: Floor) -> None:
        """Find the running hour."""
        local = datetime.fromtimestamp(floor.as_of, ZoneInfo(floor.zone))
        self.hour = (local.weekday(), local.hour)

    def drawing(self) -> object | None:
        """Return the counts and the running hour, None while nothing was created."""
        table = self.table
        if table is None or table.missing or not any(any(hours) for _weekday, *hours in table.rows):
            return None
        return table.rows, self.hour

    def empty(self) -> tuple[str, str]:
        """Return why there is nothing to shade."""
        table = self.table
        if table is None:
            return self.unknown(self.queries(self.view)[0])
        return "", _(table.missing or "nothing in this period")

    def heading(self) -> tuple[str, str]:
        """Return the title with the period; what is counted, and the zone of the hours."""
        dot = " - " if self.ascii else " · "
        period = _("90 days") if self.view.period is None else _(self.view.period)
        words = (_("tickets of the whole period"), self.floor.zone if self.floor else "")
        return f"{_(self.label)}{dot}{period}", dot.join(word for word in words if word)

    def chart(self, width: int, height: int) -> list[Line]:
        """Return the shaded week, and the legend where there is room for it."""
        table = self.table
        assert table is not None
        form = habits()
        week = WeekGrid(
            tuple(tuple(hours) for _weekday, *hours in table.rows), form.weekday_names, form.weekdays, self.hour
        )
        lines = heat(week, width, max(LEAST, height - 1), self.ascii)
        return [*lines, self.legend(self._marks(week, width), width)] if len(lines) < height else lines[:height]

    def _marks(self, week: WeekGrid, width: int) -> list[Mark]:
        shades = ASCII_SHADES if self.ascii else SHADES
        marks = [
            (shades[shade] * 2, f"heat{shade}", _("to {n}").format(n=number(top))) for shade, top in steps(week.most)
        ]
        return [*marks, (sign_of_now(layout(week, width).cell, self.ascii), "strong", _("now"))]
