"""The SQL models by name, in the order in which they build on each other."""

from functools import cache
from importlib.resources import files

from cxtui.facts.tables import DERIVED

FACTS = (
    "history", "human_reply", "removal", "status_step", "standing", "backlog_span", "assignee_span",
    "calendar_span", "business_piece", "calendar_offset", "business_point", "target_choice", "promise",
    "customer_turn", "resolution", "assignment", "escalation", "customer_sequence", "retention",
    "first_response", "outcome", "ticket_fact", "rating_fact", "contact_credit", "doubt", "qa_fact",
)  # fmt: skip
"""Models over one ticket (or one review) at a time; those not in DERIVED are steps and are not kept."""

BUCKETS = ("flow_quarter", "flow_day", "agent_day", "response_day")
"""Models that sum kept facts into buckets."""

KEPT = tuple(name for name in FACTS if name in DERIVED)
"""Facts that the store keeps."""

CUSTOMER_TICKET = """
SELECT source, ticket, customer, topic, created_at FROM {ticket}
WHERE customer IS NOT NULL AND merged_into IS NULL AND COALESCE(spam, 0) = 0 AND deleted_at IS NULL
"""
"""Contacts of customers: what ``customer_sequence`` looks for the next contact in."""


@cache
def text(name: str) -> str:
    """Return the SQL of a model; the same text runs on every engine."""
    return (files("cxtui.facts") / "models" / f"{name}.sql").read_text(encoding="utf-8").strip()
