"""What the leaderboard is made of: its components and the score."""

from cxtui.kpis.definitions.model import Definition

DEFINED = (
    Definition(
        name="qa",
        title="Quality review score",
        formula=(
            "Mean of the reviews; a review is Σ w·(x − min) ÷ (max − min) over Σ w of its categories, and 0 if a "
            "critical category is under half."
        ),
        unit="ratio",
        better="up",
        anchor="the review",
        norm=None,
        excluded="categories that do not apply leave both sums",
        source="qa_score",
        group="board",
        needs=("qa",),
        models=("qa_fact",),
        span="rates",
        counts="reviews",
    ),
    Definition(
        name="fcr",
        title="First contact resolution",
        formula=(
            "Of tickets whose W days after the first solve are over: exactly one human reply, never reopened and "
            "no new ticket of that customer on that topic within W ÷ all solved. W is 7 days unless the store "
            "says otherwise."
        ),
        unit="ratio",
        better="up",
        anchor="first solve + W; younger tickets are pending, known failures too",
        norm="75 % or more",
        excluded="spam, deleted tickets, tickets merged into another (the survivor counts once)",
        source="event (message, status) and ticket (customer, topic)",
        group="board",
        needs=("messages",),
        span="rates",
    ),
    Definition(
        name="reopen",
        title="Reopened",
        formula=("Of tickets the agent solved, those that left solved for an open state at least once."),
        unit="ratio",
        better="down",
        anchor="the first reopening; for solved tickets, the first solve",
        norm=None,
        excluded="spam, deleted tickets, tickets merged into another (the survivor counts once)",
        source="event (status)",
        group="board",
        needs=("status",),
        span="rates",
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
        anchor="the end of W",
        norm="under 10 %",
        excluded="spam, deleted tickets, tickets merged into another (the survivor counts once)",
        source="ticket (customer, topic)",
        group="board",
        needs=("topic",),
        span="rates",
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
        excluded="spam, deleted tickets, tickets merged into another (the survivor counts once)",
        source=("event (message), customer, and purchase or contract; the interval takes a customer as one unit"),
        group="board",
        needs=(
            "purchases",
            "contracts",
        ),
        span="rates",
        counts="customers",
        models=("contact_credit",),
    ),
    Definition(
        name="reply_time",
        title="Reply time",
        formula=(
            "Mean over customer turns of the first unanswered customer message → the next human reply. "
            "Consecutive customer messages are one turn, and solving the ticket closes it."
        ),
        unit="seconds",
        better="down",
        anchor="the reply",
        norm=None,
        excluded=(
            "spam, deleted tickets, tickets merged into another (the survivor counts once); a bot's answer ends no turn"
        ),
        source="event (message, status)",
        group="board",
        needs=("messages",),
        span="rates",
        counts="turns",
        models=("customer_turn",),
    ),
    Definition(
        name="score",
        title="Leaderboard score",
        formula=(
            "Each component is drawn to the team's mean by its sample, mapped to 0–100 between its two fixed "
            "anchors and weighted; the weight of one without data goes to its group, then to the other groups. "
            "Volume weighs nothing. Rank = 1 + the agents whose lower bound is above the own upper bound, so "
            "agents whose intervals overlap may share a rank."
        ),
        unit="score",
        better="up",
        anchor="as its components",
        norm=None,
        excluded="bots and system users; below the minimum n an agent is listed without a rank",
        source="its components; Kleinman (1973), Morris (1983), Zou and Donner (2008)",
        group="board",
        span="rates",
        counts="outcomes",
        models=(
            "agent_day",
            "contact_credit",
        ),
    ),
)
