"""How much there is: tickets created, solved, open, coming and going."""

from cxtui.kpis.definitions.how import Count, Days, PerHour
from cxtui.kpis.definitions.model import Definition

DEFINED = (
    Definition(
        name="backlog",
        title="Open backlog",
        formula=("Tickets that are new, open, pending or on hold at the instant, and not merged, deleted or spam."),
        unit="count",
        better="down",
        anchor="the instant itself",
        norm=None,
        excluded="solved and closed tickets; spam, deleted, merged",
        source="ticket and event (status, merged, spam, deleted)",
        group="volume",
        needs=(
            "status",
            "resolution",
        ),
        models=("backlog_span",),
        span="instant",
        how=Count("backlog"),
    ),
    Definition(
        name="inflow_per_hour",
        title="Inflow",
        formula=(
            "Tickets that entered the backlog in the last four whole quarter hours: created, reopened, unmerged "
            "or restored."
        ),
        unit="per_hour",
        better="none",
        anchor="the instant of the transition",
        norm=None,
        excluded="spam, deleted, merged",
        source="ticket and event (status, merged, spam, deleted)",
        group="volume",
        needs=(
            "status",
            "resolution",
        ),
        models=("backlog_span",),
        span="hour",
        counts="transitions",
        how=PerHour("entered"),
    ),
    Definition(
        name="outflow_per_hour",
        title="Outflow",
        formula=(
            "Tickets that left the backlog in the last four whole quarter hours: solved, closed, merged, deleted "
            "or spam."
        ),
        unit="per_hour",
        better="none",
        anchor="the instant of the transition",
        norm=None,
        excluded="tickets that were not in the backlog",
        source="ticket and event (status, merged, spam, deleted)",
        group="volume",
        needs=(
            "status",
            "resolution",
        ),
        models=("backlog_span",),
        span="hour",
        counts="transitions",
        how=PerHour("left"),
    ),
    Definition(
        name="created",
        title="Created tickets",
        formula="Tickets created in the period.",
        unit="count",
        better="none",
        anchor="creation",
        norm=None,
        excluded="spam, deleted tickets, tickets merged into another (the survivor counts once)",
        source="ticket",
        group="volume",
        models=("standing",),
        how=Count("created", Days(("created",))),
    ),
    Definition(
        name="solved",
        title="Solved tickets",
        formula="Tickets solved in the period for the first time.",
        unit="count",
        better="none",
        anchor="the first solve",
        norm=None,
        excluded="spam, deleted tickets, tickets merged into another (the survivor counts once)",
        source="event (status)",
        group="volume",
        needs=(
            "status",
            "resolution",
        ),
        models=("resolution",),
        how=Count("solved", Days(("solved",))),
    ),
)
