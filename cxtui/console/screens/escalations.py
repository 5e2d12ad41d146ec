"""Escalations: what went up a tier and lies there, how often that happens, and what customers say meanwhile."""

from cxtui.console.arrangement import ScreenLayout
from cxtui.console.panes.escalations import EscalationsPane
from cxtui.console.panes.figures import FiguresPane
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.series import SeriesPane
from cxtui.console.panes.spread import SpreadPane
from cxtui.console.panes.table import TablePane
from cxtui.console.screens.board import BoardScreen
from cxtui.language import N_

NUMBERS = (
    "escalation_rate", "breached_now", "reopen_rate", "repeat_rate", "nps", "csat", "csat_response_rate", "ces",
)  # fmt: skip
"""The key numbers of escalations and of what customers say, in the order in which they stand."""


class EscalationsScreen(BoardScreen):
    """What needs somebody with more power, and whether customers are content."""

    NAME = "escalations"
    TITLE = N_("Escalations")
    PLAN = ScreenLayout(
        ("escalations", "rate", "ages", "tiers", "nps", "csat", "figures"),
        (
            "escalations escalations rate rate",
            "escalations escalations ages tiers",
            "figures figures nps csat",
        ),
    )

    def make(self) -> dict[str, Pane]:
        """Return the seven panes."""
        return {
            "escalations": EscalationsPane(id="escalations"),
            "rate": SeriesPane(N_("Escalation rate"), ("escalation_rate",), id="rate"),
            "ages": SpreadPane(
                N_("Open escalations by age"), "escalation_rate", ended=None, waiting=N_("open"), id="ages"
            ),
            "tiers": TablePane(N_("Escalated, by tier"), "escalations_by_tier", bar="tickets", id="tiers"),
            "figures": FiguresPane(N_("Escalations and ratings"), NUMBERS, id="figures"),
            "nps": SeriesPane(N_("Net promoter score"), ("nps",), id="nps"),
            "csat": SeriesPane(N_("Customer satisfaction"), ("csat",), id="csat"),
        }
