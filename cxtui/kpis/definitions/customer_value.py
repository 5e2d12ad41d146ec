"""Who stays, what speed has to do with it, and what channels, sales and agents are worth."""

from dataclasses import replace

from cxtui.kpis.definitions.common import GONE
from cxtui.kpis.definitions.how import Count, Worked
from cxtui.kpis.definitions.model import Definition

_KEPT = ("purchases", "contracts")
_LAST = "The unit is a customer by the last contact of the period, and a contact is a ticket at its creation."
_ACTIVE = (
    "Retained is a purchase (no refund) in (contact, contact + H] or a contract live at contact + H, with H 90 days "
    "unless the store says otherwise."
)
_ASSOCIATION = "It is association, never cause: who is served late may differ in more than that."
_KNEE_SOURCE = (
    "event, customer, and purchase or contract; isotonic regression reduced by tests, Schell and Singh (1997)"
)
_RHO_SOURCE = "event, customer, and purchase or contract; Spearman (1904), interval of Bonett and Wright (2000)"
_AT_HORIZON = "contact + H, for losses known earlier too"


def _speed(wait: str, title: str, without: str, model: str) -> tuple[Definition, Definition]:
    """Return rank correlation and knee of a wait with retention: two readings of the same customers."""
    rho = Definition(
        name=f"speed_{wait}",
        title=f"{title} and retention, rank correlation",
        formula=(
            f"Spearman's rank correlation of {title.lower()} time with being retained (1 or 0), ties at their middle "
            f"rank: below 0 where faster goes with staying. {_LAST} {_ACTIVE} {_ASSOCIATION}"
        ),
        unit="number",
        better="none",
        anchor=_AT_HORIZON,
        norm=None,
        excluded=f"{GONE}; {without}",
        source=_RHO_SOURCE,
        counts="customers",
        group="worth",
        per_agent=False,
        needs=_KEPT,
        also=("customers",),
        models=(model, "retention", "ticket_fact"),
        span="quarter",
        reach="retention",
        how=Worked(f"speed_{wait}", f"speed_{wait}"),
    )
    knee = replace(
        rho,
        name=f"knee_{wait}",
        title=f"{title} past which faster brings no measurable gain",
        formula=(
            f"The slow end of the fastest level of retention by {title.lower()} time: up to there being faster goes "
            f"with no measurably higher share retained. {_LAST} {_ACTIVE} {_ASSOCIATION}"
        ),
        unit="seconds",
        source=_KNEE_SOURCE,
        how=Worked(f"speed_{wait}", f"knee_{wait}"),
    )
    return rho, knee


DEFINED = (
    Definition(
        name="retention",
        title="Retention of the customer base",
        formula=(
            "(customers at the period's end − those who became customers in it) ÷ customers right before it, which "
            "is the share of the latter who are customers at the end. Where a source says who left, a customer is "
            "one from since until left_at; elsewhere one who has a live contract or made a purchase (no refund) in "
            "the H days up to then. H is 90 days unless the store says otherwise."
        ),
        unit="ratio",
        better="up",
        anchor="the period's end",
        norm="70 % or more",
        excluded="customers without since, where their source says who left; customers who came and went in between",
        source="customer (since, left_at), or contract and purchase; interval of Wilson (1927)",
        counts="customers",
        group="worth",
        per_agent=False,
        models=(),
        span="quarter",
        how=Worked("customer_base", "retention"),
    ),
    Definition(
        name="retained_after_contact",
        title="Retained after contact",
        formula=(
            f"Customers who were retained after their last contact ÷ customers with a contact. {_LAST} {_ACTIVE} "
            "A period takes the contacts whose H days end in it, and the last of a customer among them."
        ),
        unit="ratio",
        better="up",
        anchor=_AT_HORIZON,
        norm=None,
        excluded=f"{GONE}; contacts whose H days are not over wait, whatever is known of them",
        source="ticket (customer), and purchase or contract; interval of Wilson (1927)",
        counts="customers",
        group="worth",
        per_agent=True,
        needs=_KEPT,
        also=("customers",),
        models=("customer_sequence", "retention", "ticket_fact"),
        span="rates",
        reach="retention",
        how=Worked("retained", "retained_after_contact"),
    ),
    Definition(
        name="lost_known",
        title="Losses known before their time",
        formula=(
            "Customers whose last contact still waits for its outcome and who are lost as far as is known: after it "
            "they left or a contract of theirs ended, no contract of theirs is live, and they bought nothing since. "
            "They enter retained after contact at contact + H like everyone, else early losses would outrun those "
            "who wait."
        ),
        unit="count",
        better="down",
        anchor="the instant",
        norm=None,
        excluded=GONE,
        source="ticket (customer), customer (left_at), contract and purchase",
        counts="customers",
        group="worth",
        per_agent=False,
        needs=_KEPT,
        also=("customers",),
        models=("customer_sequence", "retention", "ticket_fact"),
        span="instant",
        how=Count("lost_known"),
    ),
    *_speed("first_response", "First response", "contacts without a first response", "first_response"),
    *_speed("resolution", "First resolution", "contacts that were not solved", "resolution"),
    Definition(
        name="channel_return",
        title="Return of contacts",
        formula=(
            "(revenue − handling cost) ÷ handling cost over contacts: revenue is what their customers bought within "
            "H after the contact and before the next one, refunds taken off; cost is hours of talk, hold, wrap and "
            "work times cost_per_hour. H is 90 days unless the store says otherwise. Money of two currencies is "
            "never added: only revenue in the currency of the cost counts."
        ),
        unit="number",
        better="up",
        anchor="contact + H",
        norm=None,
        excluded=f"{GONE}; contracts, which have no currency; contacts without handle times cost nothing",
        source="ticket (customer), purchase, handle, and the setting worth.cost_per_hour",
        counts="contacts",
        group="worth",
        per_agent=False,
        needs=("purchases",),
        also=("customers",),
        models=("customer_sequence", "retention", "ticket_fact"),
        span="rates",
        reach="retention",
        how=Worked("contact_revenue", "channel_return"),
    ),
    Definition(
        name="sales_credit",
        title="Sales credited",
        formula=(
            "Upsell, cross-sell and renewal amounts that name their agent, refunds that name one taken off: credited, "
            "unproven where the lower bound of the agent's lift of the same period is under −5 points or there is no "
            "lift, withheld where its upper bound is below 0. Currencies are never added."
        ),
        unit="money",
        better="up",
        anchor="the sale",
        norm=None,
        excluded="new purchases, and sales that name no agent",
        source="purchase (agent, kind, amount, currency), and retention lift",
        counts="purchases",
        group="worth",
        per_agent=True,
        needs=("purchases",),
        models=("contact_credit",),
        span="rates",
        how=Worked("sales", "sales_credit"),
    ),
    Definition(
        name="agent_turnover",
        title="Agent turnover",
        formula=(
            "Leavers ÷ average headcount × 365 ÷ days of the period: the headcount is averaged over time, from "
            "hired_on to left_on."
        ),
        unit="ratio",
        better="down",
        anchor="the last day",
        norm=None,
        excluded="bots and system users; agents without a first day",
        source="agent (hired_on, left_on)",
        counts="agents",
        group="worth",
        per_agent=False,
        models=(),
        span="quarter",
        how=Worked("staff", "agent_turnover"),
    ),
)  # fmt: skip
