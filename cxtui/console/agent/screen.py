"""An agent's own screen: what waits for me, what nobody has yet, and how I do."""

from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType

from cxtui.console.agent.score import ScorePane
from cxtui.console.agent.tasks import QueuePane, UnassignedPane
from cxtui.console.arrangement import ScreenLayout
from cxtui.console.keys import TABLE, Key, bindings
from cxtui.console.panes.escalations import EscalationsPane
from cxtui.console.panes.pane import Pane
from cxtui.console.screens.board import BoardScreen
from cxtui.language import N_

_ELSEWHERE = ("doubts", "review", "acknowledge", "filter", "range", "unassigned")
"""Actions on what no agent sees: other people's tickets and numbers, and the desk."""


def _agent_panes() -> tuple[Key, ...]:
    kept = []
    for key in TABLE:
        if key.id == "screen_1":
            kept.append(replace(key, action="go('mine')", says=N_("Mine: what waits for me, and how I do")))
        elif key.id not in _ELSEWHERE and not key.id.startswith("screen_"):
            kept.append(key)
    return tuple(kept)


AGENT_PANES: tuple[Key, ...] = _agent_panes()
"""The table of keys of an agent's console."""


class AgentScreen(BoardScreen, inherit_bindings=False):
    """What an agent reads over a slow line, all day."""

    NAME = "mine"
    TITLE = N_("My work")
    PLAN = ScreenLayout(
        order=("queue", "unassigned", "escalations", "score"),
        wide=("queue queue score", "queue queue score", "unassigned unassigned escalations"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("board", AGENT_PANES)

    def make(self) -> dict[str, Pane]:
        """Return the panes."""
        return {
            "queue": QueuePane(id="queue"),
            "unassigned": UnassignedPane(id="unassigned"),
            "escalations": EscalationsPane(id="escalations"),
            "score": ScorePane(id="score"),
        }
