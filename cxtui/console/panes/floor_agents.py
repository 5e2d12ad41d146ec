"""The agents of the floor's own screen: the leaderboard, and the load of the floor in one line below."""

from typing import TYPE_CHECKING

from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.panes.agents import AgentsPane
from cxtui.console.panes.rows import HEADED
from cxtui.kpis.query import Query, View
from cxtui.language import _
from cxtui.text.plain import cut, number, safe

if TYPE_CHECKING:
    # The package of lists loads all of them, and the first frame goes without.
    from cxtui.kpis.lists.load_summary import LoadSummary

NAME = 20
"""Cells at most of the busiest agent's name."""


class FloorAgentsPane(AgentsPane):
    """The leaderboard with how many are on, who has most, and how many tickets lie with people who are off."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.load: LoadSummary | None = None

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the list of who is on and loaded."""
        return (Query("list", ("load",), view),)

    def heard(self, query: Query) -> None:
        """Take the load."""
        from cxtui.kpis.lists import ListTable
        from cxtui.kpis.lists.load_summary import load_summary

        answer = self.known(query)
        if isinstance(answer, ListTable):
            self.load = load_summary(answer)

    def foot(self, width: int, height: int) -> list[Line]:
        """Return the load, then what is to be known of the leaderboard."""
        line = () if self.load is None or height < HEADED else load_line(self.load, width, self.ascii)
        return [*([line] if line else []), *super().foot(width, height - bool(line))]


def load_line(load: "LoadSummary", width: int, ascii: bool = False) -> Line:
    """Return the load in one line, as much of it as has room, the dearest last to go; empty where nothing is known."""
    parts: list[Cell] = []
    if load.on is not None:
        parts.append(Cell(_("{n} on").format(n=number(load.on)), ""))
    if load.left:
        parts.append(Cell(_("{n} lie with people who are off").format(n=number(load.left)), "warn"))
    if load.busiest is not None and load.most is not None:
        name = cut(safe(load.busiest, ascii=ascii), NAME, ascii=ascii)
        parts.insert(1, Cell(_("busiest {name} {n}").format(name=name, n=number(load.most)), ""))
    dot = Cell(" - " if ascii else " · ", "faint")
    for shown in (parts, [parts[0], parts[-1]] if len(parts) > 2 else parts, parts[-1:]):
        line = tuple(cell for part in shown for cell in (dot, part))[1:]
        if width_of(line) <= width:
            return line
    return ()
