"""The floor: headlines and four panes, the screen that the console starts with."""

from cxtui.console.arrangement import ScreenLayout
from cxtui.console.panes.escalations import EscalationsPane
from cxtui.console.panes.floor_agents import FloorAgentsPane
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.response import ResponsePane
from cxtui.console.panes.volume import VolumePane
from cxtui.console.screens.board import BoardScreen
from cxtui.language import N_


class FloorScreen(BoardScreen):
    """What a supervisor works with."""

    NAME = "floor"
    TITLE = N_("Support floor")
    HEADLINES = True
    PLAN = ScreenLayout(("response", "escalations", "volume", "agents"), ("volume agents", "response escalations"))

    def make(self) -> dict[str, Pane]:
        """Return the four panes."""
        return {
            "volume": VolumePane(id="volume"),
            "agents": FloorAgentsPane(id="agents"),
            "response": ResponsePane(id="response"),
            "escalations": EscalationsPane(id="escalations"),
        }
