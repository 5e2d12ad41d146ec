"""How long customers wait for each reply: a customer turn is one wait."""

from cxtui.kpis.definitions.common import GONE, HOURS, TYPE_7
from cxtui.kpis.definitions.how import Days, Greatest, How, Mean, Quantile
from cxtui.kpis.definitions.model import Definition

_TURN = (
    "A customer turn is the first unanswered customer message → the next human reply. Consecutive customer "
    "messages are one turn, and solving the ticket closes it."
)


def _reply_time(name: str, title: str, formula: str, how: How, source: str = "event (message, status)") -> Definition:
    return Definition(
        name=name,
        title=title,
        formula=f"{formula} {_TURN}",
        unit="seconds",
        better="down",
        anchor="the reply",
        norm=None,
        excluded=f"{GONE}; a bot's answer ends no turn",
        source=source,
        group="responsiveness",
        per_agent=True,
        needs=("messages",),
        models=("turn", "customer_turn"),
        span="rates",
        counts="turns",
        waiting="unanswered",
        how=how,
    )


DEFINED = (
    _reply_time(
        "reply_time",
        "Reply time",
        "Mean over customer turns of the time to the reply (ART as reply).",
        Mean("turn", Days(("turns",), "turn_s")),
    ),
    _reply_time(
        "reply_time_median",
        "Reply time, median",
        "Median over customer turns of the time to the reply.",
        Quantile("turn", 0.5),
        f"event (message, status); {TYPE_7}",
    ),
    _reply_time(
        "reply_time_p90",
        "Reply time, p90",
        "The time within which nine of ten customer turns had their reply.",
        Quantile("turn", 0.9),
        f"event (message, status); {TYPE_7}",
    ),
    _reply_time(
        "slowest_reply",
        "Slowest reply",
        "The longest time to a reply over customer turns.",
        Greatest("turn"),
    ),
    _reply_time(
        "reply_time_business",
        "Reply time in opening hours",
        f"Mean over customer turns of the time to the reply. {HOURS}",
        Mean("turn_business"),
        "event (message, status), calendar",
    ),
)
