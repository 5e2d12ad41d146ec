"""What every number means, as data: each face takes title, unit and direction from here.

Norms are the packaged starting values in words; what a floor is held to stands in its store's settings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from cxtui.kpis.floor import Unit

_RATE_EXCLUDED = "spam, deleted tickets, tickets merged into another (the survivor counts once)"
_REPLY_EXCLUDED = (
    _RATE_EXCLUDED + "; private notes, bots and automatic messages are no reply; where an agent opened the "
    "ticket with a public message, the second one counts"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """One number in words: how it is worked out, when a ticket counts, and what is left out.

    ``anchor`` is the instant that puts an outcome in a period; ``norm`` is None where there is none;
    ``source`` names the canonical tables it needs, or the paper a formula is from.
    """

    name: str
    title: str
    formula: str
    unit: Unit | Literal["points"]
    better: Literal["up", "down", "none"]
    anchor: str
    norm: str | None
    excluded: str
    source: str


_ALL = (
    Definition(
        "backlog", "Open backlog",
        "Tickets that are new, open, pending or on hold at the instant, and not merged, deleted or spam.",
        "count", "down", "the instant itself", None, "solved and closed tickets; spam, deleted, merged",
        "ticket and event (status, merged, spam, deleted)",
    ),
    Definition(
        "inflow_per_hour", "Inflow",
        "Tickets that entered the backlog in the last four whole quarter hours: created, reopened, "
        "unmerged or restored.",
        "per_hour", "none", "the instant of the transition", None, "spam, deleted, merged",
        "ticket and event (status, merged, spam, deleted)",
    ),
    Definition(
        "outflow_per_hour", "Outflow",
        "Tickets that left the backlog in the last four whole quarter hours: solved, closed, merged, "
        "deleted or spam.",
        "per_hour", "none", "the instant of the transition", None, "tickets that were not in the backlog",
        "ticket and event (status, merged, spam, deleted)",
    ),
    Definition(
        "first_response_median", "First response, median",
        "Median of first human reply − created, over tickets first replied to in the period. A human "
        "reply is a public message of a human agent that no rule, campaign or auto-responder sent.",
        "seconds", "down", "the first human reply", "under 60 s in chat", _REPLY_EXCLUDED,
        "event (message); quantiles by type 7 of Hyndman and Fan (1996), exact up to 10,000 tickets",
    ),
    Definition(
        "first_response_p90", "First response, p90",
        "The time within which nine of ten tickets first replied to in the period had their first human "
        "reply.",
        "seconds", "down", "the first human reply", None, _REPLY_EXCLUDED,
        "event (message); quantiles by type 7 of Hyndman and Fan (1996), exact up to 10,000 tickets",
    ),
    Definition(
        "first_response_mean", "First response, mean (AFRT)",
        "Mean of first human reply − created, over tickets first replied to in the period.",
        "seconds", "down", "the first human reply", None, _REPLY_EXCLUDED, "event (message)",
    ),
    Definition(
        "first_response_waiting_median", "First response, median with those still waiting",
        "Kaplan–Meier median of the time to the first human reply over tickets created in the period; "
        "tickets without a reply are censored at the instant, solved and abandoned ones too. Where the "
        "curve does not reach one half it is “at least” the longest wait.",
        "seconds", "down", "creation", None, _REPLY_EXCLUDED, "event (message); Kaplan and Meier (1958)",
    ),
    Definition(
        "first_response_waiting_p90", "First response, p90 with those still waiting",
        "Kaplan–Meier p90 of the time to the first human reply over tickets created in the period; "
        "tickets without a reply are censored at the instant, solved and abandoned ones too. Where the "
        "curve does not come down to one tenth it is “at least” the longest wait.",
        "seconds", "down", "creation", None, _REPLY_EXCLUDED, "event (message); Kaplan and Meier (1958)",
    ),
    Definition(
        "service_level", "Service level",
        "Of tickets whose outcome became known in the period: answered within the channel's T ÷ all; the "
        "rest were answered late, still waiting at T, or abandoned after T. A reply at exactly T is in "
        "time, and a miss belongs to whoever held the ticket then.",
        "ratio", "up", "a reply within T at the reply, a miss once at created + T", "80 % within T",
        _REPLY_EXCLUDED, "event (message, assignee, abandoned) and the store's targets",
    ),
    Definition(
        "csat", "Customer satisfaction",
        "Satisfied ÷ answered surveys: 4–5 on five points, 6–7 on seven, good of good and bad. The last "
        "answer to a survey as of the period's end counts, for the agent at the time of the survey.",
        "ratio", "up", "the answer", "85 % or more", "surveys not answered; " + _RATE_EXCLUDED,
        "rating (csat)",
    ),
    Definition(
        "escalation_rate", "Escalation rate",
        "Tickets with an escalation or a move to a team of a higher tier ÷ tickets worked on.",
        "ratio", "down", "the first escalation; for tickets worked on, the work", "under 5 %",
        "moves inside a tier; breaches of a service level; " + _RATE_EXCLUDED,
        "event (escalated), or event (team) with the tiers of team",
    ),
    Definition(
        "created", "Created tickets", "Tickets created in the period.", "count", "none", "creation", None,
        _RATE_EXCLUDED, "ticket",
    ),
    Definition(
        "solved", "Solved tickets", "Tickets solved in the period for the first time.", "count", "none",
        "the first solve", None, _RATE_EXCLUDED, "event (status)",
    ),
    Definition(
        "reopen_rate", "Reopen rate",
        "Tickets that left solved for an open state at least once ÷ tickets solved. Reopened and still "
        "open counts.",
        "ratio", "down", "the first reopening; for solved tickets, the first solve", None, _RATE_EXCLUDED,
        "event (status)",
    ),
    Definition(
        "qa", "Quality review score",
        "Mean of the reviews; a review is Σ w·(x − min) ÷ (max − min) over Σ w of its categories, and 0 "
        "if a critical category is under half.",
        "ratio", "up", "the review", None, "categories that do not apply leave both sums", "qa_score",
    ),
    Definition(
        "fcr", "First contact resolution",
        "Of tickets whose W days after the first solve are over: exactly one human reply, never reopened "
        "and no new ticket of that customer on that topic within W ÷ all solved. W is 7 days unless the "
        "store says otherwise.",
        "ratio", "up", "first solve + W; younger tickets are pending, known failures too", "75 % or more",
        _RATE_EXCLUDED, "event (message, status) and ticket (customer, topic)",
    ),
    Definition(
        "reopen", "Reopened",
        "Of tickets the agent solved, those that left solved for an open state at least once.",
        "ratio", "down", "the first reopening; for solved tickets, the first solve", None, _RATE_EXCLUDED,
        "event (status)",
    ),
    Definition(
        "repeat", "Repeat contact",
        "Of the agent's tickets whose W days are over, those after which the customer came back with "
        "another ticket on that topic within W. W is 7 days unless the store says otherwise.",
        "ratio", "down", "the end of W", "under 10 %", _RATE_EXCLUDED, "ticket (customer, topic)",
    ),
    Definition(
        "lift", "Retention lift",
        "Σ w (y − e) ÷ Σ w in points over the last contacts of customers: y is 1 if the customer was "
        "retained, w the agent's share of the human replies, e the rate of the same tier × channel × "
        "tenure cell without this agent, drawn to its tier's. Retained is a purchase in (contact, contact "
        "+ H] or a contract live at contact + H, with H 90 days unless the store says otherwise.",
        "points", "up", "contact + H, for losses known earlier too", None, _RATE_EXCLUDED,
        "event (message), customer, and purchase or contract; the interval takes a customer as one unit",
    ),
    Definition(
        "reply_time", "Reply time",
        "Mean over customer turns of the first unanswered customer message → the next human reply. "
        "Consecutive customer messages are one turn, and solving the ticket closes it.",
        "seconds", "down", "the reply", None, _RATE_EXCLUDED + "; a bot's answer ends no turn",
        "event (message, status)",
    ),
    Definition(
        "score", "Leaderboard score",
        "Each component is drawn to the team's mean by its sample, mapped to 0–100 between its two fixed "
        "anchors and weighted; the weight of one without data goes to its group, then to the other "
        "groups. Volume weighs nothing. Rank = 1 + the agents whose lower bound is above the own upper "
        "bound, so agents whose intervals overlap may share a rank.",
        "score", "up", "as its components", None,
        "bots and system users; below the minimum n an agent is listed without a rank",
        "its components; Kleinman (1973), Morris (1983), Zou and Donner (2008)",
    ),
)  # fmt: skip

DEFINITIONS: Mapping[str, Definition] = MappingProxyType({one.name: one for one in _ALL})
"""Every number's definition by its name: the headline metrics, the leaderboard's components and its score."""
