"""Response: every waiting ticket, how long customers wait, and whether that is as promised."""

from cxtui.console.arrangement import ScreenLayout
from cxtui.console.panes.figures import FiguresPane
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.response import ResponsePane
from cxtui.console.panes.series import SeriesPane
from cxtui.console.panes.spread import SpreadPane
from cxtui.console.panes.table import TablePane
from cxtui.console.screens.board import BoardScreen
from cxtui.language import N_

NUMBERS = (
    "reply_time", "reply_time_median", "reply_time_p90", "first_resolution_mean", "first_resolution_median",
    "first_resolution_p90", "full_resolution_mean", "requester_wait", "agent_wait", "handle_time",
)  # fmt: skip
"""The key numbers of replies and resolutions, in the order in which they stand."""


class ResponseScreen(BoardScreen):
    """How long customers wait: who does now, and how it was."""

    NAME = "response"
    TITLE = N_("Response")
    PLAN = ScreenLayout(
        ("response", "levels", "spread", "priorities", "figures", "trend"),
        (
            "response response levels levels",
            "response response spread priorities",
            "figures figures trend trend",
        ),
    )

    def make(self) -> dict[str, Pane]:
        """Return the six panes."""
        columns = ("priority", "service_level", "first_response_mean", "open", "created")
        return {
            "response": ResponsePane(id="response"),
            "levels": SeriesPane(N_("Service level by channel"), ("service_level",), "channel", id="levels"),
            "spread": SpreadPane(N_("First response, how long it took"), "first_response_median", id="spread"),
            "priorities": TablePane(N_("By priority"), "priorities", show=columns, id="priorities"),
            "figures": FiguresPane(N_("Reply and resolution"), NUMBERS, id="figures"),
            "trend": SeriesPane(N_("Reply and resolution time"), ("reply_time", "first_resolution_mean"), id="trend"),
        }
