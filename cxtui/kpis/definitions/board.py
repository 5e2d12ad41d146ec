"""What only the leaderboard counts: a ticket's outcomes for the agent who solved it, the lift, and the score."""

from cxtui.kpis.definitions.common import GONE
from cxtui.kpis.definitions.how import Days, Ratio, Share, Worked
from cxtui.kpis.definitions.model import Definition

DEFINED = (
    Definition(
        name="reopen",
        title="Reopened",
        formula="Of tickets the agent solved, those that left solved for an open state at least once.",
        unit="ratio",
        better="down",
        anchor="the first reopening; for solved tickets, the first solve",
        norm=None,
        excluded=GONE,
        source="event (status)",
        group="board",
        per_agent=True,
        needs=("status",),
        models=("resolution", "credit"),
        span="rates",
        how=Ratio("solved", "reopened", Days(("solved",), "reopened")),
        passing=True,
    ),
    Definition(
        name="repeat",
        title="Repeat contact",
        formula=(
            "Of the agent's tickets whose W days are over, those after which the customer came back with another "
            "ticket on that topic within W. W is 7 days unless the store says otherwise."
        ),
        unit="ratio",
        better="down",
        anchor="creation + W",
        norm="under 10 %",
        excluded=f"{GONE}; tickets without a customer or topic",
        source="ticket (customer, topic)",
        group="board",
        per_agent=True,
        needs=("customers",),
        also=("topic",),
        models=("customer_sequence", "credit"),
        span="rates",
        reach="fcr",
        waiting="repeat_pending",
        how=Share("repeat_ticket", Days(("repeat_known",), "repeated")),
    ),
    Definition(
        name="lift",
        title="Retention lift",
        formula=(
            "Σ w (y − e) ÷ Σ w in points over the last contacts of customers: y is 1 if the customer was "
            "retained, w the agent's share of the human replies, e the rate of the same tier × channel × tenure "
            "cell without this agent, drawn to its tier's. Retained is a purchase in (contact, contact + H] or a "
            "contract live at contact + H, with H 90 days unless the store says otherwise."
        ),
        unit="points",
        better="up",
        anchor="contact + H, for losses known earlier too",
        norm=None,
        excluded=GONE,
        source="event (message), customer, and purchase or contract; the interval takes a customer as one unit",
        group="board",
        per_agent=True,
        needs=("purchases", "contracts"),
        span="rates",
        counts="customers",
        models=("contact_credit",),
        reach="retention",
        how=Worked("lift", "lift"),
    ),
    Definition(
        name="score",
        title="Leaderboard score",
        formula=(
            "Each component is drawn to the team's mean by its sample, mapped to 0–100 between its two fixed "
            "anchors and weighted; the weight of one without data goes to its group, then to the other groups. "
            "Volume weighs nothing. A rank is the band of places that the intervals allow: from 1 + the "
            "agents whose lower bound is above the own upper bound, to the agents whose upper bound is not below the "
            "own lower bound."
        ),
        unit="score",
        better="up",
        anchor="as its components",
        norm=None,
        excluded="bots and system users; below the minimum n an agent is listed without a rank",
        source="its components; Kleinman (1973), Morris (1983), Zou and Donner (2008)",
        group="board",
        per_agent=True,
        span="rates",
        counts="outcomes",
        models=("agent_day", "contact_credit"),
    ),
)
