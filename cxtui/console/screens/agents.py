"""Agents: the leaderboard with all its components, who is on and loaded, and what to look into."""

from cxtui.console.arrangement import Plan
from cxtui.console.panes.leaderboard import LeaderboardPane
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.staff import AuditPane, LoadPane, StaffingPane
from cxtui.console.panes.table import TablePane
from cxtui.console.screens.board import BoardScreen
from cxtui.language import mark


class AgentsScreen(BoardScreen):
    """Quality, retention and load of the people on the floor."""

    NAME = "agents"
    TITLE = mark("Agents")
    PLAN = Plan(
        ("board", "load", "audit", "staffing", "done", "lift"),
        ("board board load", "board board audit", "staffing done lift"),
    )

    def make(self) -> dict[str, Pane]:
        """Return the six panes."""
        return {
            "board": LeaderboardPane(id="board"),
            "load": LoadPane(id="load"),
            "audit": AuditPane(id="audit"),
            "staffing": StaffingPane(id="staffing"),
            "done": TablePane(
                mark("Assigned against done"), "assigned_done", id="done", bar="solved",
                show=("name", "solved", "assigned", "open"),
            ),
            "lift": TablePane(
                mark("Retention lift"), "lift_by_agent", id="lift", opens="agent",
                show=("name", "lift", "low", "high", "customers", "sample"),
            ),
        }  # fmt: skip
