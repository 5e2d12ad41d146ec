"""How good the answers are: satisfaction, escalations, reopenings."""

from cxtui.kpis.definitions.how import Days, Ratio, Share
from cxtui.kpis.definitions.model import Definition

DEFINED = (
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
        excluded=(
            "surveys not answered; spam, deleted tickets, tickets merged into another (the survivor counts once)"
        ),
        source="rating (csat)",
        group="quality",
        needs=("ratings",),
        models=("rating_fact",),
        span="rates",
        counts="answers",
        how=Share("csat"),
    ),
    Definition(
        name="escalation_rate",
        title="Escalation rate",
        formula=("Tickets with an escalation or a move to a team of a higher tier ÷ tickets worked on."),
        unit="ratio",
        better="down",
        anchor="the first escalation; for tickets worked on, the work",
        norm="under 5 %",
        excluded=(
            "moves inside a tier; breaches of a service level; spam, deleted tickets, tickets merged into another"
            " (the survivor counts once)"
        ),
        source="event (escalated), or event (team) with the tiers of team",
        group="quality",
        needs=("escalations",),
        models=("escalation",),
        span="rates",
        waiting="escalated_open",
        how=Ratio("worked", "escalated", Days(("worked",), "escalated")),
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
        excluded="spam, deleted tickets, tickets merged into another (the survivor counts once)",
        source="event (status)",
        group="quality",
        needs=(
            "status",
            "resolution",
        ),
        models=("resolution",),
        span="rates",
        how=Ratio("solved", "reopened", Days(("solved",), "reopened")),
    ),
)
