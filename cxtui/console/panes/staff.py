"""Lists about agents as panes: who is on and loaded, and what the audit would have people look into."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar

from textual.message import Message

from cxtui.console.draw.columns import PaneColumn as Placed
from cxtui.console.messages import OpenAgent
from cxtui.console.panes.table import BAR, TablePane
from cxtui.kpis.lists import ListColumn, ListTable
from cxtui.kpis.lists.audit import OUT
from cxtui.kpis.lists.load import ON
from cxtui.kpis.lists.load_summary import left_first
from cxtui.kpis.query import WHOLE, Query, View
from cxtui.language import N_, _

STATES: Mapping[str, str] = MappingProxyType({
    "online": N_("online"), "busy": N_("busy"), "away": N_("away"), "offline": N_("off"),
})  # fmt: skip


class BarredPane(TablePane):
    """A list whose bar is dear: it keeps its place where columns beyond the ``FIRST`` ones give way."""

    FIRST: ClassVar[int] = 4

    def _columns(self, table: ListTable) -> tuple[Placed, ...]:
        """Return the columns, the bar among the first."""
        bar = f"{BAR}{self.bar}"
        return tuple(replace(one, rank=self.FIRST) if one.name == bar else one for one in super()._columns(table))


class LoadPane(BarredPane):
    """Who is on, and who holds how many open tickets: what is late, or held by somebody who is off, stands out."""

    NUMBERS = ("backlog", "breached_now")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            N_("On now, and loaded"), "load", id=id, bar="open", opens="agent",
            show=("name", "open", "state", "late", "busy", "oldest_s", "for_s", "team"),
        )  # fmt: skip

    def picked(self, table: ListTable) -> Sequence[tuple[Any, ...]]:
        """Return who is off and holds tickets first, for those wait for nobody; then who is on."""
        return left_first(table)

    def say(self, cell: Any, column: ListColumn, zone: str) -> str:
        """Return a cell in words, a state in those of the language."""
        if column.name == "state":
            return "" if cell is None else _(STATES.get(cell, cell))
        if column.name == "late" and not cell:
            return ""
        return super().say(cell, column, zone)

    def role(self, row: tuple[Any, ...], column: ListColumn) -> str:
        """Return the role of a cell."""
        state = row[self.index("state")]
        if column.name == "state":
            return "good" if state in ON else "warn"
        if column.name == "late":
            return "bad"
        return "" if state in ON or state is None else "faint"

    def breached(self, row: tuple[Any, ...]) -> bool:
        """Return whether the agent holds a ticket with a broken promise."""
        return bool(row[self.index("late")])


class DonePane(BarredPane):
    """What each agent took up, solved and still holds."""

    FIRST = 2
    NUMBERS = ("solved", "worked", "backlog")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            N_("Assigned against done"), "assigned_done", id=id, bar="solved",
            show=("name", "solved", "assigned", "open"),
        )  # fmt: skip

    def picked(self, table: ListTable) -> Sequence[tuple[Any, ...]]:
        """Return who solved most first, what is nobody's last."""
        who, solved = self.index("agent"), self.index("solved")
        return sorted(table.rows, key=lambda row: (row[who] is None, -row[solved]))


class LiftPane(TablePane):
    """Whose customers stay more often than others' alike, as far as the interval tells."""

    NUMBERS = ("lift", "retained_after_contact", "sales_credit")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            N_("Retention lift"), "lift_by_agent", id=id, opens="agent",
            show=("name", "lift", "low", "high", "customers", "sample"),
        )  # fmt: skip

    def say(self, cell: Any, column: ListColumn, zone: str) -> str:
        """Return a cell in words; a sample that is large enough needs none, a gain has its sign."""
        if column.name == "sample":
            return _(cell or "")
        words = super().say(cell, column, zone)
        return f"+{words}" if column.unit == "points" and cell is not None and cell > 0 else words

    def role(self, row: tuple[Any, ...], column: ListColumn) -> str:
        """Return the role of a cell: a lift that is surely above or below nothing has a state."""
        low, high = row[self.index("low")], row[self.index("high")]
        if column.name != "lift" or low is None or high is None:
            return "" if column.name in ("name", "lift") else "faint"
        return "good" if low > 0 else "bad" if high < 0 else ""


class AuditPane(TablePane):
    """What stands out first, an agent and a suspicion a row: facts to look into, never an accusation."""

    nothing = ("", N_("nothing to look into"))

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            N_("To look into"), "audit", id=id, opens="agent",
            show=("suspicion", "name", "stands_out", "rate", "usual", "hits", "n", "team"),
        )  # fmt: skip

    def picked(self, table: ListTable) -> Sequence[tuple[Any, ...]]:
        """Return what stands out, then what else was counted, each in the order of the list."""
        out, hits = self.index("stands_out"), self.index("hits")
        return sorted((row for row in table.rows if row[hits]), key=lambda row: row[out] != OUT)

    def key(self, row: tuple[Any, ...]) -> tuple[str, str]:
        """Return agent and suspicion: an agent has a row for each."""
        return str(row[self.index("source")]), f"{row[self.index('agent')]}\x1f{row[self.index('suspicion')]}"

    def opening(self, row: tuple[Any, ...]) -> Message:
        """Open the agent."""
        return OpenAgent(str(row[self.index("source")]), str(row[self.index("agent")]))

    def say(self, cell: Any, column: ListColumn, zone: str) -> str:
        """Return a cell in words: what stands out has a mark, what does not has none."""
        if cell == OUT and column.name == "stands_out":
            return f"! {_('yes')}"
        if column.name in ("suspicion", "stands_out"):
            return "" if cell is None else _(cell)
        return super().say(cell, column, zone)

    def role(self, row: tuple[Any, ...], column: ListColumn) -> str:
        """Return the role of a cell."""
        out = row[self.index("stands_out")] == OUT
        if column.name in ("rate", "stands_out"):
            return "warn" if out else "faint"
        return "" if out else "faint"

    def breached(self, row: tuple[Any, ...]) -> bool:
        """Return whether the row stands out."""
        return bool(row[self.index("stands_out")] == OUT)


class StaffingPane(BarredPane):
    """What the channels that are answered at once need by Erlang C: of now and the whole floor, whatever the view."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            N_("Staffing hint"), "staffing", id=id, bar="occupancy",
            show=("channel", "agents", "service_level", "occupancy", "contacts", "fewer_service_level", "handle_s",
                  "within_s", "goal", "fewer_occupancy"),
        )  # fmt: skip

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return the hint of now."""
        return (Query("list", (self.list_name,), WHOLE),)
