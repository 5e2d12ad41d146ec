"""An agent's console: the app with the screens and the keys that one agent has."""

from typing import ClassVar

from textual.binding import BindingType

from cxtui.console.agent.screen import AGENT_PANES
from cxtui.console.app import CxtuiApp
from cxtui.console.event_log import EventLog
from cxtui.console.keys import bindings
from cxtui.console.messages import StoreTroubled

__all__ = ["AGENT_PANES", "AgentApp"]


class AgentApp(CxtuiApp, inherit_bindings=False):
    """A console on the feed of one agent."""

    FIRST: ClassVar[str] = "mine"
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere", AGENT_PANES)

    def on_store_troubled(self, message: StoreTroubled) -> None:
        """Clear the screen of an agent whom the store no longer knows, or who may not read it now."""
        if message.trouble == "denied":
            self.picture.newest = self.picture.held = self.picture.pause = None
            self.picture.events = EventLog()
            for screen in self.boards.values():
                screen.place()
