"""How long customers wait: first responses, replies, resolutions."""

from cxtui.kpis.definitions.how import Days, Mean, Quantile, Share, Survival
from cxtui.kpis.definitions.model import Definition

DEFINED = (
    Definition(
        name="first_response_median",
        title="First response, median",
        formula=(
            "Median of first human reply − created, over tickets first replied to in the period. A human reply is"
            " a public message of a human agent that no rule, campaign or auto-responder sent."
        ),
        unit="seconds",
        better="down",
        anchor="the first human reply",
        norm="under 60 s in chat",
        excluded=(
            "spam, deleted tickets, tickets merged into another (the survivor counts once); private notes, bots "
            "and automatic messages are no reply; where an agent opened the ticket with a public message, the "
            "second one counts"
        ),
        source=("event (message); quantiles by type 7 of Hyndman and Fan (1996), exact up to 10,000 tickets"),
        group="responsiveness",
        needs=(
            "messages",
            "first_response",
        ),
        models=(
            "human_reply",
            "first_response",
        ),
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
        excluded=(
            "spam, deleted tickets, tickets merged into another (the survivor counts once); private notes, bots "
            "and automatic messages are no reply; where an agent opened the ticket with a public message, the "
            "second one counts"
        ),
        source=("event (message); quantiles by type 7 of Hyndman and Fan (1996), exact up to 10,000 tickets"),
        group="responsiveness",
        needs=(
            "messages",
            "first_response",
        ),
        models=(
            "human_reply",
            "first_response",
        ),
        waiting="waiting",
        how=Quantile("first_response", 0.9),
    ),
    Definition(
        name="first_response_mean",
        title="First response, mean (AFRT)",
        formula=("Mean of first human reply − created, over tickets first replied to in the period."),
        unit="seconds",
        better="down",
        anchor="the first human reply",
        norm=None,
        excluded=(
            "spam, deleted tickets, tickets merged into another (the survivor counts once); private notes, bots "
            "and automatic messages are no reply; where an agent opened the ticket with a public message, the "
            "second one counts"
        ),
        source="event (message)",
        group="responsiveness",
        needs=(
            "messages",
            "first_response",
        ),
        models=(
            "human_reply",
            "first_response",
        ),
        waiting="waiting",
        how=Mean("first_response", Days(("replied",), "reply_s")),
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
        excluded=(
            "spam, deleted tickets, tickets merged into another (the survivor counts once); private notes, bots "
            "and automatic messages are no reply; where an agent opened the ticket with a public message, the "
            "second one counts"
        ),
        source="event (message); Kaplan and Meier (1958)",
        group="responsiveness",
        needs=(
            "messages",
            "first_response",
        ),
        models=(
            "human_reply",
            "first_response",
        ),
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
        excluded=(
            "spam, deleted tickets, tickets merged into another (the survivor counts once); private notes, bots "
            "and automatic messages are no reply; where an agent opened the ticket with a public message, the "
            "second one counts"
        ),
        source="event (message); Kaplan and Meier (1958)",
        group="responsiveness",
        needs=(
            "messages",
            "first_response",
        ),
        models=(
            "human_reply",
            "first_response",
        ),
        how=Survival("first_wait", 0.9),
    ),
    Definition(
        name="service_level",
        title="Service level",
        formula=(
            "Of tickets whose outcome became known in the period: answered within the channel's T ÷ all; the rest"
            " were answered late, still waiting at T, or abandoned after T. A reply at exactly T is in time, and "
            "a miss belongs to whoever held the ticket then."
        ),
        unit="ratio",
        better="up",
        anchor="a reply within T at the reply, a miss once at created + T",
        norm="80 % within T",
        excluded=(
            "spam, deleted tickets, tickets merged into another (the survivor counts once); private notes, bots "
            "and automatic messages are no reply; where an agent opened the ticket with a public message, the "
            "second one counts"
        ),
        source="event (message, assignee, abandoned) and the store's targets",
        group="responsiveness",
        needs=(
            "messages",
            "first_response",
        ),
        models=(
            "promise",
            "outcome",
        ),
        waiting="waiting",
        counts="outcomes",
        how=Share("service_level", Days(("met", "missed"), "met")),
    ),
)
