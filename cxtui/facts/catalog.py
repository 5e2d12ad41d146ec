"""The SQL models by name, in the order in which they build on each other, and what they read."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from cxtui.facts.sentinels import with_numbers
from cxtui.facts.tables import DERIVED

FACTS = (
    "observed_change", "history", "human_reply", "removal", "status_step", "standing", "backlog_step", "backlog_span",
    "assignee_span", "newest", "opening", "first_wait", "calendar_span", "turn", "business_piece", "calendar_offset",
    "business_point", "stated_target", "attribute_change", "attribute_span", "target_choice", "target_span", "promise",
    "customer_turn", "resolution", "credit", "assignment", "escalation", "customer_sequence", "retention",
    "first_response", "outcome", "promise_choice", "ticket_fact", "earlier_wait", "ticket_credit",
    "rating_fact", "contact_credit", "doubt", "qa_fact", "clock_stage", "clock_wait", "clock_run", "clock_due",
    "clock_row", "clock_step", "clock_fact",
)  # fmt: skip
"""Models over one ticket (or one review) at a time; those not in DERIVED are steps and are not kept."""

BUCKETS = ("flow_quarter", "flow_day", "agent_day", "response_day")
"""Models that sum kept facts into buckets."""

KEPT = tuple(name for name in FACTS if name in DERIVED)
"""Facts that the store keeps."""

NUMBERED = ("event", "state", "stated", "observed", "rating")
"""Canonical tables that models read by ``tno``: a number of the ticket within the batch, by which all steps
join and partition, because comparing one number is several times cheaper than two texts. ``ticket`` has it
too; a survey of an unknown ticket has none, other rows of unknown tickets are not read."""

CUSTOMER_TICKET = """
SELECT tno, source, ticket, customer, topic, created_at FROM {ticket}
WHERE customer IS NOT NULL AND merged_into IS NULL AND COALESCE(spam, 0) = 0 AND deleted_at IS NULL
"""
"""Contacts of customers: what ``customer_sequence`` looks for the next contact in."""

LOOKUPS: dict[str, tuple[str, ...]] = {
    "ticket": ("source", "ticket"),
    "stated": ("tno", "metric"),
    "stated_target": ("tno", "metric"),
    "history": ("kind",),
    "calendar_offset": ("calendar", "reached"),
    "business_point": ("tno", "reached"),
    "target_choice": ("channel", "team", "priority", "tier", "metric"),
    "ticket_fact": ("source", "ticket"),
    "ticket_credit": ("source", "ticket"),
    "earlier_wait": ("source", "ticket"),
} | dict.fromkeys(
    (
        "observed", "observed_change", "human_reply", "status_step", "standing", "backlog_step", "assignee_span",
        "calendar_span", "promise",
        "resolution", "credit", "assignment", "escalation", "customer_sequence", "retention", "first_response",
        "outcome", "opening", "first_wait", "newest",
        "attribute_change", "attribute_span", "target_span", "promise_choice", "clock_stage",
    ),
    ("tno",),
) | dict.fromkeys(("clock_wait", "clock_run", "clock_due", "clock_row"), ("tno", "metric"))  # fmt: skip
"""Columns by which later models look a table up: its index where an engine needs one (SQLite)."""


_SEVERAL = (
    "EXISTS (SELECT 1 FROM target WHERE metric <> 'first_response' OR priority IS NOT NULL OR team IS NOT NULL)"
    " OR EXISTS (SELECT 1 FROM sla_target) OR EXISTS (SELECT 1 FROM stated_target WHERE metric <> 'first_response')"
)

ONLY_WHERE: dict[str, str] = {
    **dict.fromkeys(
        (
            "attribute_change", "attribute_span", "target_span", "promise_choice",
            "clock_stage", "clock_wait", "clock_run", "clock_due", "clock_row", "clock_step", "clock_fact",
        ),
        _SEVERAL,
    ),
    "observed_change": "EXISTS (SELECT 1 FROM observed)",
}  # fmt: skip
"""A test by which a model has no rows and is not run: where a first response is all that is promised, and no
change of a ticket changes the promise, the clocks are in ``ticket_fact`` and cost nothing more; and what exports have
shown of a history is not looked for where there are none."""


@cache
def _paths() -> dict[str, Traversable]:
    steps = [step for step in (files("cxtui.facts") / "models").iterdir() if step.is_dir()]
    found = [path for step in steps for path in step.iterdir() if path.name.endswith(".sql")]
    return {path.name.removesuffix(".sql"): path for path in found}


@cache
def text(name: str) -> str:
    """Return the SQL of the model that makes a table, in whichever step's folder it lies; one text for every engine."""
    return with_numbers(_paths()[name].read_text(encoding="utf-8").strip())
