"""How much there is: tickets created, taken up, solved, open, coming and going."""

from cxtui.kpis.definitions.common import GONE, SOLVES, TYPE_7
from cxtui.kpis.definitions.how import Count, Days, Greatest, How, PerHour, Quantile, Worked
from cxtui.kpis.definitions.model import Definition

_STATES = "ticket and event (status, merged, spam, deleted)"


def _age(name: str, title: str, formula: str, how: How) -> Definition:
    return Definition(
        name=name,
        title=title,
        formula=f"{formula} Open are tickets that are new, open, pending or on hold at the instant.",
        unit="seconds",
        better="down",
        anchor="the instant itself",
        norm=None,
        excluded="solved and closed tickets; spam, deleted, merged",
        source=f"{_STATES}; {TYPE_7}" if isinstance(how, Quantile) else _STATES,
        group="volume",
        per_agent=True,
        needs=SOLVES,
        models=("backlog_step", "backlog_span"),
        span="instant",
        how=how,
    )


DEFINED = (
    Definition(
        name="backlog",
        title="Open backlog",
        formula="Tickets that are new, open, pending or on hold at the instant, and not merged, deleted or spam.",
        unit="count",
        better="down",
        anchor="the instant itself",
        norm=None,
        excluded="solved and closed tickets; spam, deleted, merged",
        source=_STATES,
        group="volume",
        per_agent=True,
        needs=SOLVES,
        models=("backlog_span",),
        span="instant",
        how=Count("backlog"),
    ),
    _age("backlog_age_median", "Age of the backlog, median", "Median age of open tickets.", Quantile("backlog", 0.5)),
    _age(
        "backlog_age_p90",
        "Age of the backlog, p90",
        "The age nine of ten open tickets do not exceed.",
        Quantile("backlog", 0.9),
    ),
    _age(
        "backlog_oldest",
        "Oldest open ticket",
        "The time since creation of the oldest open ticket.",
        Greatest("backlog"),
    ),
    Definition(
        name="inflow_per_hour",
        title="Inflow",
        formula=(
            "Tickets that entered the backlog (created, reopened, unmerged or restored) per hour: of the last four "
            "whole quarter hours, or of the hours of a period that are over."
        ),
        unit="per_hour",
        better="none",
        anchor="the instant of the transition",
        norm=None,
        excluded="spam, deleted, merged",
        source=_STATES,
        group="volume",
        per_agent=False,
        needs=SOLVES,
        models=("backlog_span",),
        span="hour",
        counts="transitions",
        how=PerHour("entered"),
    ),
    Definition(
        name="outflow_per_hour",
        title="Outflow",
        formula=(
            "Tickets that left the backlog (solved, closed, merged, deleted or spam) per hour: of the last four "
            "whole quarter hours, or of the hours of a period that are over."
        ),
        unit="per_hour",
        better="none",
        anchor="the instant of the transition",
        norm=None,
        excluded="tickets that were not in the backlog",
        source=_STATES,
        group="volume",
        per_agent=False,
        needs=SOLVES,
        models=("backlog_span",),
        span="hour",
        counts="transitions",
        how=PerHour("left"),
    ),
    Definition(
        name="created",
        title="Created tickets",
        formula="Tickets created in the period (NST).",
        unit="count",
        better="none",
        anchor="creation",
        norm=None,
        excluded=GONE,
        source="ticket",
        group="volume",
        per_agent=True,
        models=("standing",),
        how=Count("created", Days(("created",))),
    ),
    Definition(
        name="worked",
        title="Tickets taken up",
        formula=(
            "Tickets that somebody first took up in the period: assigned to an agent, replied to, or moved to "
            "another status. Beside the tickets solved it says whether what is assigned gets done."
        ),
        unit="count",
        better="none",
        anchor="the first assignment, human reply or change of status",
        norm=None,
        excluded=GONE,
        source="event (assignee, message, status)",
        group="volume",
        per_agent=True,
        needs=("messages", "first_response", "status", "resolution", "assignee"),
        models=("assignment", "ticket_fact"),
        how=Count("worked", Days(("worked",))),
    ),
    Definition(
        name="solved",
        title="Solved tickets",
        formula="Tickets solved in the period for the first time.",
        unit="count",
        better="none",
        anchor="the first solve",
        norm=None,
        excluded=GONE,
        source="event (status)",
        group="volume",
        per_agent=True,
        needs=SOLVES,
        models=("resolution",),
        how=Count("solved", Days(("solved",))),
    ),
    Definition(
        name="contacts_per_100_customers",
        title="Contacts per 100 active customers",
        formula=(
            "Tickets created in the period ÷ customers active at its end × 100. Active is a purchase within the "
            "last H days or a live contract; where a store has neither, a customer who has not left. H is 90 days "
            "unless the store says otherwise. A filter by tier or source narrows the customers down too."
        ),
        unit="number",
        better="down",
        anchor="creation; customers at the period's end",
        norm=None,
        excluded=f"{GONE}; refunds are no purchase",
        source="ticket, customer, and purchase or contract",
        group="volume",
        per_agent=False,
        needs=("customers",),
        models=("standing",),
        span="rates",
        counts="contacts",
        how=Worked("created", "contacts_per_100_customers"),
    ),
)
