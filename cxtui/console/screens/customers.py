"""Customers: who stays, what speed has to do with it, and what channels and tiers are worth."""

from cxtui.console.arrangement import ScreenLayout
from cxtui.console.panes.customers import CustomersPane
from cxtui.console.panes.figures import FiguresPane
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.retention import RetentionPane
from cxtui.console.panes.table import TablePane
from cxtui.console.screens.board import BoardScreen
from cxtui.language import N_

NUMBERS = (
    "retention", "retained_after_contact", "lost_known", "nps", "csat", "contacts_per_100_customers", "repeat_rate",
    "channel_return", "sales_credit",
)  # fmt: skip
"""The key numbers of worth, in the order in which they stand."""

TIERS = ("tier", "share", "customers", "low", "high", "lost", "waiting", "revenue", "currency", "sample")
CHANNELS = ("channel", "contacts", "revenue", "currency", "return", "cost", "handle_s")
LOST = ("name", "lost_at", "tier", "contact_at", "channel")
TOP = ("name", "tickets", "oldest", "tier")
RETURNS = ("ticket", "revenue", "return", "channel", "tier", "priority", "team", "created_at")


class CustomersScreen(BoardScreen):
    """Who stays and who does not, and what goes with it."""

    NAME = "customers"
    TITLE = N_("Customers")
    PLAN = ScreenLayout(
        ("speed", "resolve", "figures", "lost", "top", "tiers", "channels", "returns"),
        ("speed resolve figures", "speed resolve tiers", "lost top channels", "lost top returns"),
    )

    def make(self) -> dict[str, Pane]:
        """Return the eight panes."""
        return {
            "speed": RetentionPane("first_response", id="speed"),
            "resolve": RetentionPane("resolution", id="resolve"),
            "figures": FiguresPane(N_("What service is worth"), NUMBERS, id="figures"),
            "lost": CustomersPane(N_("Lost already"), "customers_lost", id="lost", show=LOST),
            "top": CustomersPane(
                N_("Customers with most open tickets"), "top_customers", id="top", show=TOP, bar="tickets"
            ),
            "tiers": TablePane(N_("Retention by tier"), "retention_by_tier", id="tiers", show=TIERS, bar="share"),
            "channels": TablePane(N_("Return by channel"), "return_by_channel", id="channels", show=CHANNELS),
            "returns": TablePane(
                N_("Queue by likely return"), "queue_by_return", id="returns", show=RETURNS, opens="ticket"
            ),
        }
