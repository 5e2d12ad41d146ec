"""Service-level clocks beside the first response: promises kept, broken, and about to break."""

from cxtui.kpis.definitions.common import GONE, SOLVES
from cxtui.kpis.definitions.how import Count, How, Share
from cxtui.kpis.definitions.model import Definition

STATED = ("first_response_due", "resolution_due")
"""Coverages of what sources promise themselves."""

_PINNED = (
    "A target is pinned when it is applied: a change of priority or team starts the new one, and the old one's "
    "outcome stays. Exactly due is kept."
)


def _kept(metric: str, title: str, wait: str, needs: tuple[str, ...]) -> Definition:
    return Definition(
        name=f"{metric}_kept",
        title=title,
        formula=(
            f"Of clocks whose outcome became known in the period: kept ÷ all. The clock runs over {wait}. {_PINNED}"
        ),
        unit="ratio",
        better="up",
        anchor="a kept promise at its end, a broken one when it was due",
        norm=None,
        excluded=f"{GONE}; clocks that another target replaced before they were due; waits that no target is for",
        source="event (message, status, priority, team), the store's targets and sla_target",
        group="clocks",
        per_agent=True,
        needs=needs,
        also=(f"target {metric}",),
        models=("stated_target", "target_span", "clock_wait", "clock_due", "clock_fact"),
        span="rates",
        counts="clocks",
        waiting=f"running_{metric}",
        how=Share(f"clock_{metric}"),
        stated_targets=tuple(one for one in STATED if one == f"{metric}_due"),
    )


def _counted(name: str, title: str, formula: str, how: How, anchor: str, level: bool) -> Definition:
    return Definition(
        name=name,
        title=title,
        formula=formula,
        unit="count",
        better="down",
        anchor=anchor,
        norm=None,
        excluded=f"{GONE}; waits that no target is for",
        source="event (message, status, priority, team), the store's targets and sla_target",
        group="clocks",
        per_agent=True,
        needs=("clocks",),
        models=("promise", "outcome", "clock_fact"),
        span="instant" if level else "today",
        counts="clocks",
        how=how,
        stated_targets=STATED,
    )


DEFINED = (
    _kept(
        "next_reply",
        "Next replies in time",
        "a customer's first unanswered message after the first reply → the next human reply; a solve ends it",
        ("messages",),
    ),
    _kept(
        "resolution",
        "Resolutions in time",
        "the time in new, open and on hold until the solve; it stands still while the ticket is pending. Where the "
        "store has no target, that is the due time which the helpdesk states, and its clock does not stand still",
        SOLVES,
    ),
    _kept("agent_work", "Agent work in time", "the time in new and open until the solve", ("status",)),
    _kept(
        "requester_wait", "Requester waits in time", "the time in new, open and on hold until the solve", ("status",)
    ),
    _counted(
        "breaches",
        "Breaches",
        "Service-level clocks of any kind that broke in the period, first responses included. A breach belongs to "
        "whoever held the ticket at it.",
        Count("breaches"),
        "the instant at which the promise broke",
        False,
    ),
    _counted(
        "breached_now",
        "Breached now",
        "Service-level clocks of open tickets that are broken and still wait: for a reply, or for the solve.",
        Count("breached_now"),
        "the instant itself",
        True,
    ),
    _counted(
        "due_within_hour",
        "Due within the hour",
        "Running service-level clocks of open tickets that break within 3,600 s of the instant if nothing happens.",
        Count("due_within_hour"),
        "the instant itself",
        True,
    ),
)
