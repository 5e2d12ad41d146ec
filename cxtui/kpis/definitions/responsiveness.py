"""How long customers wait for a first response, and how many are left without one."""

from cxtui.kpis.definitions.common import HOURS, NO_REPLY, REPLIES, SOLVES, TYPE_7
from cxtui.kpis.definitions.how import Days, Mean, Quantile, Share, Survival
from cxtui.kpis.definitions.model import Definition

_MODELS = ("human_reply", "first_response")

DEFINED = (
    Definition(
        name="first_response_median",
        title="First response, median",
        formula=(
            "Median of first human reply − created, over tickets first replied to in the period. A human reply is"
            " a public message of a human agent that no rule, campaign or auto-responder sent. Of a ticket solved"
            " without a reply that the customer reopened it is counted from the reopening."
        ),
        unit="seconds",
        better="down",
        anchor="the first human reply",
        norm="under 60 s in chat",
        excluded=NO_REPLY,
        source=f"event (message); {TYPE_7}",
        group="responsiveness",
        per_agent=True,
        needs=REPLIES,
        models=_MODELS,
        waiting="waiting",
        how=Quantile("first_response", 0.5),
    ),
    Definition(
        name="first_response_p90",
        title="First response, p90",
        formula=(
            "The time within which nine of ten tickets first replied to in the period had their first human reply."
        ),
        unit="seconds",
        better="down",
        anchor="the first human reply",
        norm=None,
        excluded=NO_REPLY,
        source=f"event (message); {TYPE_7}",
        group="responsiveness",
        per_agent=True,
        needs=REPLIES,
        models=_MODELS,
        waiting="waiting",
        how=Quantile("first_response", 0.9),
    ),
    Definition(
        name="first_response_mean",
        title="First response, mean (AFRT)",
        formula="Mean of first human reply − created, over tickets first replied to in the period.",
        unit="seconds",
        better="down",
        anchor="the first human reply",
        norm=None,
        excluded=NO_REPLY,
        source="event (message)",
        group="responsiveness",
        per_agent=True,
        needs=REPLIES,
        models=_MODELS,
        waiting="waiting",
        how=Mean("first_response", Days(("replied",), "reply_s")),
    ),
    Definition(
        name="first_response_business_median",
        title="First response in opening hours, median",
        formula=f"Median of first human reply − created, over tickets first replied to in the period. {HOURS}",
        unit="seconds",
        better="down",
        anchor="the first human reply",
        norm=None,
        excluded=NO_REPLY,
        source=f"event (message), calendar; {TYPE_7}",
        group="responsiveness",
        per_agent=True,
        needs=REPLIES,
        models=(*_MODELS, "business_point"),
        waiting="waiting",
        how=Quantile("first_response_business", 0.5),
    ),
    Definition(
        name="first_response_business_p90",
        title="First response in opening hours, p90",
        formula=(
            "The time within which nine of ten tickets first replied to in the period had their first human "
            f"reply. {HOURS}"
        ),
        unit="seconds",
        better="down",
        anchor="the first human reply",
        norm=None,
        excluded=NO_REPLY,
        source=f"event (message), calendar; {TYPE_7}",
        group="responsiveness",
        per_agent=True,
        needs=REPLIES,
        models=(*_MODELS, "business_point"),
        waiting="waiting",
        how=Quantile("first_response_business", 0.9),
    ),
    Definition(
        name="first_response_business_mean",
        title="First response in opening hours, mean",
        formula=f"Mean of first human reply − created, over tickets first replied to in the period. {HOURS}",
        unit="seconds",
        better="down",
        anchor="the first human reply",
        norm=None,
        excluded=NO_REPLY,
        source="event (message), calendar",
        group="responsiveness",
        per_agent=True,
        needs=REPLIES,
        models=(*_MODELS, "business_point"),
        waiting="waiting",
        how=Mean("first_response_business"),
    ),
    Definition(
        name="first_response_waiting_median",
        title="First response, median with those still waiting",
        formula=(
            "Kaplan–Meier median of the time to the first human reply over tickets created in the period; tickets"
            " without a reply are censored at the instant, solved and abandoned ones too. Where the curve does "
            "not reach one half it is “at least” the longest wait."
        ),
        unit="seconds",
        better="down",
        anchor="creation",
        norm=None,
        excluded=NO_REPLY,
        source="event (message); Kaplan and Meier (1958)",
        group="responsiveness",
        per_agent=True,
        needs=REPLIES,
        models=_MODELS,
        how=Survival("first_wait", 0.5),
    ),
    Definition(
        name="first_response_waiting_p90",
        title="First response, p90 with those still waiting",
        formula=(
            "Kaplan–Meier p90 of the time to the first human reply over tickets created in the period; tickets "
            "without a reply are censored at the instant, solved and abandoned ones too. Where the curve does not"
            " come down to one tenth it is “at least” the longest wait."
        ),
        unit="seconds",
        better="down",
        anchor="creation",
        norm=None,
        excluded=NO_REPLY,
        source="event (message); Kaplan and Meier (1958)",
        group="responsiveness",
        per_agent=True,
        needs=REPLIES,
        models=_MODELS,
        how=Survival("first_wait", 0.9),
    ),
    Definition(
        name="service_level",
        title="Service level",
        formula=(
            "Of waits for a first response whose outcome became known in the period: answered within the channel's T ÷"
            " all; the rest were answered late, still waiting at T, or abandoned or solved after T. A reply at exactly"
            " T is in time, and a miss belongs to whoever held the ticket then. Once solved without a reply, a ticket"
            " that the customer reopens waits anew. Where the store has no targets of its own, T is the due time that"
            " the helpdesk states, or its word whether the reply was in time."
        ),
        unit="ratio",
        better="up",
        anchor="a reply within T at the reply, a miss once at the start of the wait + T",
        norm="80 % within T",
        excluded=f"{NO_REPLY}; waits that ended without a reply before T",
        source="event (message, assignee, abandoned), the store's targets, due times in stated",
        group="responsiveness",
        per_agent=True,
        needs=REPLIES,
        models=("stated_target", "promise", "outcome"),
        stated_targets=("first_response_due",),
        waiting="undecided",
        counts="outcomes",
        how=Share("service_level", Days(("met", "missed"), "met")),
    ),
    Definition(
        name="abandonment_rate",
        title="Left without a reply",
        formula=(
            "Of waits for a first response that ended in the period, by a human reply or because the ticket was "
            "abandoned or solved without one: those without a reply ÷ all. One that ended so after T is a miss of "
            "the service level too, one that ended before T is not."
        ),
        unit="ratio",
        better="down",
        anchor="the end of the wait",
        norm=None,
        excluded=NO_REPLY,
        source="event (message, status, abandoned)",
        group="responsiveness",
        per_agent=False,
        needs=REPLIES,
        also=(SOLVES,),
        models=("first_response",),
        waiting="waiting",
        how=Share("wait_ended"),
    ),
)
