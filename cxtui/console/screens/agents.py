"""Agents: the leaderboard with all its components, who is on and loaded, and what to look into."""

from cxtui.console.arrangement import ScreenLayout
from cxtui.console.panes.leaderboard import LeaderboardPane
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.staff import AuditPane, DonePane, LiftPane, LoadPane, StaffingPane
from cxtui.console.screens.board import BoardScreen
from cxtui.language import N_


class AgentsScreen(BoardScreen):
    """Quality, retention and load of the people on the floor."""

    NAME = "agents"
    TITLE = N_("Agents")
    PLAN = ScreenLayout(
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
            "done": DonePane(id="done"),
            "lift": LiftPane(id="lift"),
        }
