"""How good the answers are: solved at once, for good, and to the customer's liking."""

from cxtui.kpis.definitions.common import GONE, SOLVES
from cxtui.kpis.definitions.how import Days, Mean, Ratio, Share, Worked
from cxtui.kpis.definitions.model import Definition

DEFINED = (
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
        excluded=f"{GONE}; tickets without a customer or topic",
        source="event (message, status) and ticket (customer, topic)",
        group="quality",
        needs=("messages",),
        also=("customers", "topic"),
        models=("resolution", "first_response", "customer_sequence", "ticket_fact"),
        span="rates",
        waiting="fcr_pending",
        how=Share("fcr", Days(("fcr_known",), "fcr")),
    ),
    Definition(
        name="one_touch",
        title="One-touch",
        formula=(
            "Tickets with exactly one human reply until their first solve ÷ tickets solved in the period for the first "
            "time. Zero replies is not one-touch."
        ),
        unit="ratio",
        better="up",
        anchor="the first solve",
        norm=None,
        excluded=GONE,
        source="event (message, status)",
        group="quality",
        needs=("messages",),
        also=("status",),
        models=("resolution", "first_response"),
        span="rates",
        waiting="unsolved",
        how=Share("one_touch", Days(("solved",), "one_touch")),
    ),
    Definition(
        name="reopen_rate",
        title="Reopen rate",
        formula=(
            "Tickets that left solved for an open state at least once ÷ tickets solved. Reopened and still open counts."
        ),
        unit="ratio",
        better="down",
        anchor="the first reopening; for solved tickets, the first solve",
        norm=None,
        excluded=GONE,
        source="event (status)",
        group="quality",
        needs=SOLVES,
        models=("resolution",),
        span="rates",
        how=Ratio("solved", "reopened", Days(("solved",), "reopened")),
    ),
    Definition(
        name="repeat_rate",
        title="Repeat contact rate",
        formula=(
            "Customers who came back with the topic of a ticket within W of it ÷ customers with a ticket, over "
            "tickets whose W days ended in the period. W is 7 days unless the store says otherwise."
        ),
        unit="ratio",
        better="down",
        anchor="creation + W; customers of younger tickets are pending",
        norm="under 10 %",
        excluded=f"{GONE}; tickets without a customer or topic",
        source="ticket (customer, topic)",
        group="quality",
        needs=("customers",),
        also=("topic",),
        models=("customer_sequence", "ticket_fact"),
        span="rates",
        counts="customers",
        waiting="repeat_pending",
        how=Share("repeat"),
    ),
    Definition(
        name="interactions_per_ticket",
        title="Interactions per ticket",
        formula="Public messages of both sides ÷ tickets solved in the period for the first time.",
        unit="number",
        better="down",
        anchor="the first solve",
        norm=None,
        excluded=f"{GONE}; notes and bots' messages",
        source="event (message, status)",
        group="quality",
        needs=("messages",),
        also=("status",),
        models=("resolution", "first_response"),
        span="rates",
        how=Mean("interactions", Days(("solved",), "messages")),
    ),
    Definition(
        name="csat",
        title="Customer satisfaction",
        formula=(
            "Satisfied ÷ answered surveys: 4–5 on five points, 6–7 on seven, good of good and bad. The last "
            "answer to a survey as of the period's end counts, for the agent at the time of the survey."
        ),
        unit="ratio",
        better="up",
        anchor="the answer",
        norm="85 % or more",
        excluded=f"surveys not answered; {GONE}",
        source="rating (csat)",
        group="quality",
        needs=("ratings",),
        models=("rating_fact",),
        span="rates",
        counts="answers",
        how=Share("csat"),
    ),
    Definition(
        name="csat_response_rate",
        title="Survey response rate",
        formula="Satisfaction surveys sent in the period that were answered until the instant ÷ surveys sent.",
        unit="ratio",
        better="up",
        anchor="the sending; where none is told, the answer",
        norm=None,
        excluded=GONE,
        source="rating (csat)",
        group="quality",
        needs=("ratings",),
        models=("rating_fact",),
        span="rates",
        counts="surveys",
        how=Share("csat_sent"),
    ),
    Definition(
        name="ces",
        title="Customer effort score",
        formula=(
            "Mean ease over answered effort surveys: the answer mapped to 0–100 between the ends of its own scale,"
            " turned where a low value is good, so that 100 is no effort at all. The last answer to a survey as of "
            "the period's end counts."
        ),
        unit="score",
        better="up",
        anchor="the answer",
        norm=None,
        excluded=f"surveys not answered, answers outside their scale; {GONE}",
        source="rating (ces)",
        group="quality",
        needs=("ratings",),
        models=("rating_fact",),
        span="rates",
        counts="answers",
        how=Mean("ces", scale=0.01),
    ),
    Definition(
        name="nps",
        title="Net promoter score",
        formula=(
            "Share of answers of 9–10 minus share of 0–6 on a scale of 0–10, in points. Answers on a scale of 1–10 are "
            "accepted and their number is told. The last answer to a survey as of the period's end counts."
        ),
        unit="points",
        better="up",
        anchor="the answer",
        norm="50 points or more",
        excluded=f"surveys not answered, answers on any other scale; {GONE}",
        source="rating (nps); Reichheld (2003)",
        group="quality",
        needs=("ratings",),
        models=("rating_fact",),
        span="rates",
        counts="answers",
        how=Worked("nps", "nps"),
    ),
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
        group="quality",
        needs=("qa",),
        models=("qa_fact",),
        span="rates",
        counts="reviews",
        how=Mean("qa", scale=0.0001),
    ),
    Definition(
        name="escalation_rate",
        title="Escalation rate",
        formula="Tickets with an escalation or a move to a team of a higher tier ÷ tickets worked on.",
        unit="ratio",
        better="down",
        anchor="the first escalation; for tickets worked on, the work",
        norm="under 5 %",
        excluded=f"moves inside a tier; breaches of a service level; {GONE}",
        source="event (escalated), or event (team) with the tiers of team",
        group="quality",
        needs=("escalations",),
        models=("escalation",),
        span="rates",
        waiting="escalated_open",
        how=Ratio("worked", "escalated", Days(("worked",), "escalated")),
    ),
)
