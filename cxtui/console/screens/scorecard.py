"""The scorecard: every number against its norm and the period before, and what fired."""

from cxtui.console.arrangement import ScreenLayout
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.scorecard import ScorecardPane
from cxtui.console.panes.triggers import TriggersPane
from cxtui.console.screens.board import BoardScreen
from cxtui.language import N_


class ScorecardScreen(BoardScreen):
    """How the floor stands to all that it is held to."""

    NAME = "scorecard"
    TITLE = N_("Scorecard")
    PLAN = ScreenLayout(("numbers", "triggers"), ("numbers numbers triggers",))

    def make(self) -> dict[str, Pane]:
        """Return the two panes."""
        self.triggers = TriggersPane(id="triggers")
        return {"numbers": ScorecardPane(id="numbers"), "triggers": self.triggers}

    def draw(self) -> None:
        """Bring what is on the screen up to the picture, what stands fired among it."""
        self.triggers.reviewed(self.picture.review)
        super().draw()
