"""Queue: what comes in, what lies there and for how long, and why."""

from cxtui.console.arrangement import ScreenLayout
from cxtui.console.panes.ages import AgesPane
from cxtui.console.panes.customers import CustomersPane
from cxtui.console.panes.drivers import DriversPane
from cxtui.console.panes.heat import HeatPane
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.splits import SplitsPane
from cxtui.console.panes.volume import VolumePane
from cxtui.console.screens.board import BoardScreen
from cxtui.language import N_

TOP = ("name", "tickets", "oldest", "tier")


class QueueScreen(BoardScreen):
    """What a supervisor plans the day by."""

    NAME = "queue"
    TITLE = N_("Queue")
    PLAN = ScreenLayout(
        ("splits", "top", "volume", "ages", "heat", "drivers"),
        ("volume splits", "heat ages", "drivers top"),
    )

    def make(self) -> dict[str, Pane]:
        """Return the six panes."""
        return {
            "volume": VolumePane(id="volume"),
            "splits": SplitsPane(id="splits"),
            "heat": HeatPane(id="heat"),
            "ages": AgesPane(id="ages"),
            "drivers": DriversPane(id="drivers"),
            "top": CustomersPane(
                N_("Customers with most open tickets"), "top_customers", id="top", show=TOP, bar="tickets"
            ),
        }
