"""The derived tables: what the models make and the store keeps, with keys and the indexes readers need.

Instants are UTC epoch seconds, durations whole seconds, flags 0 or 1. A ``ticket`` table holds rows of
one ticket each and is replaced whole for a touched ticket; a ``bucket`` table holds sums of integers, so
that a batch takes a ticket's old contribution out and puts the new one in; a ``reference`` table follows
from settings and calendars alone.
"""

from dataclasses import dataclass
from typing import Literal

from cxtui.canonical import CanonicalColumn

TableScope = Literal["ticket", "review", "bucket", "reference"]


@dataclass(frozen=True, slots=True)
class Index:
    """A secondary index; ``where`` makes it partial."""

    name: str
    columns: tuple[str, ...]
    where: str | None = None


@dataclass(frozen=True, slots=True)
class DerivedTable:
    """A table that a model (or, for references, Python) makes."""

    name: str
    about: str
    scope: TableScope
    key: tuple[str, ...]
    columns: tuple[CanonicalColumn, ...]
    indexes: tuple[Index, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the column names in their order."""
        return tuple(c.name for c in self.columns)

    @property
    def measures(self) -> tuple[str, ...]:
        """Return the columns outside the key: the sums of a bucket."""
        return tuple(c.name for c in self.columns if c.name not in self.key)


def _text(*names: str) -> tuple[CanonicalColumn, ...]:
    return tuple(CanonicalColumn(n, "text", "") for n in names)


def _int(*names: str) -> tuple[CanonicalColumn, ...]:
    return tuple(CanonicalColumn(n, "int", "") for n in names)


_TICKET = _text("source", "ticket")

DERIVED: dict[str, DerivedTable] = {
    t.name: t
    for t in (
        DerivedTable(
            "ticket_fact", "one row a ticket: everything a number is counted from", "ticket",
            ("source", "ticket"),
            (
                *_TICKET, *_int("created_at"),
                *_text("channel", "team", "priority", "topic", "customer", "tier"),
                *_int("excluded", "opened_by_agent"),
                *_text("status"), *_int("status_at"), *_text("assignee"),
                *_int("first_reply_at"), *_text("first_reply_agent"),
                *_int("first_reply_s", "first_reply_business_s", "second_reply_at", "replies"),
                *_int("customer_messages", "agent_messages", "notes", "waits_from", "waits_until", "answered_at"),
                *_int("target_s"), *_text("target_calendar"), *_int("target_stated", "due_at", "outcome_at", "met"),
                *_text("outcome_agent"), *_int("worked_at"),
                *_int("first_solved_at", "last_solved_at"), *_text("solver"),
                *_int("solves", "reopens", "first_reopened_at"),
                *_int("first_resolution_s", "full_resolution_s"),
                *_int("first_resolution_business_s", "full_resolution_business_s", "solve_s", "solve_business_s"),
                *_int("new_s", "open_s", "pending_s", "hold_s"),
                *_int("new_business_s", "open_business_s", "pending_business_s", "hold_business_s"),
                *_int("assignees", "handoffs", "teams"),
                *_int("escalated_at"), *_text("escalated_tier"), *_int("escalated_until"),
                *_int("fcr_at", "fcr", "repeat_at", "repeated"),
                *_int("contact_next_at", "retained_at", "retained", "changed_at"),
            ),
            (
                Index("ticket_fact_created", ("created_at", "excluded", "waits_from", "answered_at")),
                Index("ticket_fact_changed", ("changed_at", "created_at")),
                Index("ticket_fact_reply", ("first_reply_at", "excluded", "first_reply_s"),
                      "first_reply_at IS NOT NULL"),
                Index("ticket_fact_wait", ("waits_until", "waits_from", "due_at", "created_at"),
                      "waits_until IS NOT NULL"),
                Index("ticket_fact_waits_anew", ("waits_from", "created_at", "excluded"),
                      "waits_from > created_at"),
                Index("ticket_fact_answered", ("answered_at", "created_at", "waits_from"), "answered_at IS NOT NULL"),
                Index("ticket_fact_outcome", ("outcome_at", "met", "outcome_agent"), "outcome_at IS NOT NULL"),
                Index("ticket_fact_escalated",
                      ("escalated_until", "escalated_at", "excluded", "met", "outcome_at"),
                      "escalated_at IS NOT NULL"),
                Index("ticket_fact_solved",
                      ("first_solved_at", "excluded", "solves", "first_resolution_s", "first_reply_at",
                       "second_reply_at", "replies", "fcr_at", "fcr"),
                      "first_solved_at IS NOT NULL"),
                Index("ticket_fact_solved_again", ("last_solved_at", "excluded", "full_resolution_s"), "solves > 1"),
                Index("ticket_fact_reopened", ("first_reopened_at", "excluded"), "first_reopened_at IS NOT NULL"),
                Index("ticket_fact_worked", ("worked_at", "excluded"), "worked_at IS NOT NULL"),
                Index("ticket_fact_solver_unknown", ("source",), "first_solved_at IS NOT NULL AND solver IS NULL"),
                Index("ticket_fact_lost", ("source", "customer", "created_at", "retained_at"), "retained = 0"),
                Index("ticket_fact_retained",
                      ("retained_at", "contact_next_at", "excluded", "retained", "channel", "tier", "customer",
                       "first_reply_s", "first_resolution_s"),
                      "retained_at IS NOT NULL"),
            ),
        ),
        DerivedTable(
            "earlier_wait", "a wait for a first response that ended without one, before another began", "ticket",
            ("source", "ticket", "seq"),
            (
                *_TICKET, *_int("seq", "from_at", "until", "target_s"), *_text("target_calendar"),
                *_int("due_at", "outcome_at", "met"), *_text("outcome_agent"),
            ),
            (
                Index("earlier_wait_from", ("from_at",)),
                Index("earlier_wait_until", ("until", "from_at", "due_at")),
                Index("earlier_wait_outcome", ("outcome_at", "met", "outcome_agent"), "outcome_at IS NOT NULL"),
            ),
        ),
        DerivedTable(
            "backlog_span", "when a ticket was in the backlog: open, not merged, deleted or spam", "ticket",
            ("source", "ticket", "seq"),
            (*_TICKET, *_int("seq", "from_at", "to_at"), *_text("channel")),
            (Index("backlog_span_to", ("to_at", "from_at", "channel")),),
        ),
        DerivedTable(
            "customer_turn", "a customer's message(s) and the human reply that ended the wait", "ticket",
            ("source", "ticket", "seq"),
            (
                *_TICKET, *_int("seq", "asked_at", "replied_at"), *_text("agent"),
                *_int("reply_business_s", "closed_at", "excluded"),
            ),
            (
                Index("customer_turn_replied", ("replied_at", "excluded", "asked_at", "reply_business_s", "agent"),
                      "replied_at IS NOT NULL"),
            ),
        ),
        DerivedTable(
            "clock_fact", "a service-level target that stood over a wait, with its outcome", "ticket",
            ("source", "ticket", "metric", "seq"),
            (
                *_TICKET, *_text("metric"), *_int("seq", "started_at", "applied_at", "from_at", "target_s"),
                *_text("calendar"), *_int("due_at", "outcome_at", "met", "counted"), *_text("agent"),
                *_int("ended_at"), *_text("state", "why"), *_int("left_s", "stated"),
            ),
            (
                Index("clock_fact_outcome", ("outcome_at", "metric", "met", "counted", "agent"),
                      "outcome_at IS NOT NULL"),
                Index("clock_fact_next", ("due_at", "metric", "state"), "ended_at IS NULL AND due_at IS NOT NULL"),
            ),
        ),
        DerivedTable(
            "clock_step", "what a clock that stood still at some time showed, stretch by stretch", "ticket",
            ("source", "ticket", "metric", "seq", "from_at"),
            (
                *_TICKET, *_text("metric"), *_int("seq", "from_at", "to_at"), *_text("kind"),
                *_int("due_at", "left_s"),
            ),
        ),
        DerivedTable(
            "rating_fact", "an answered or sent survey with the agent it is credited to", "ticket",
            ("source", "ticket", "rating"),
            (
                *_TICKET, *_text("rating", "kind", "agent"),
                *_int("sent_at", "answered_at", "superseded_at", "good", "points", "flagged", "sent", "excluded"),
            ),
            (
                Index("rating_fact_answered", ("answered_at", "excluded", "kind", "good", "points", "agent"),
                      "answered_at IS NOT NULL"),
                Index("rating_fact_flagged", ("answered_at", "excluded", "kind", "flagged"), "flagged = 1"),
                Index("rating_fact_superseded",
                      ("superseded_at", "answered_at", "excluded", "kind", "good", "points", "agent"),
                      "superseded_at IS NOT NULL"),
                Index("rating_fact_sent", ("sent_at", "kind", "excluded", "answered_at", "agent"), "sent = 1"),
            ),
        ),
        DerivedTable(
            "ticket_credit", "how a ticket's outcomes are shared, in millionths, where several agents answered",
            "ticket", ("source", "ticket", "agent"),
            (*_TICKET, *_text("agent"), *_int("parts")),
        ),
        DerivedTable(
            "contact_credit", "an agent's share in a contact and whether the customer was kept", "ticket",
            ("source", "ticket", "agent"),
            (
                *_TICKET, *_text("agent", "customer", "tier", "channel", "tenure"),
                *_int("contact_at", "next_at", "retained_at", "retained", "replies", "all_replies"),
            ),
            (
                Index("contact_credit_at",
                      ("contact_at", "next_at", "source", "agent", "tier", "channel", "tenure", "retained",
                       "replies", "all_replies")),
            ),
        ),
        DerivedTable(
            "doubt", "what makes a ticket's numbers doubtful", "ticket",
            ("source", "ticket", "kind"),
            (*_TICKET, *_text("kind"), *_int("count")),
        ),
        DerivedTable(
            "qa_fact", "one row a quality review: its score in ten-thousandths", "review",
            ("source", "review"),
            (*_text("source", "review", "ticket", "agent"), *_int("occurred_at", "score")),
            (Index("qa_fact_occurred", ("occurred_at", "score", "agent", "ticket")),),
        ),
        DerivedTable(
            "flow_quarter", "what happened in a quarter hour, by channel", "bucket", ("quarter", "channel"),
            (
                *_int("quarter"), *_text("channel"),
                *_int("created", "entered", "left_backlog", "replied", "met", "missed", "solved", "reopened"),
                *_int("worked", "escalated"),
            ),
        ),
        DerivedTable(
            "flow_day", "what happened on a local day, by channel, team, priority and tier, each on its own",
            "bucket", ("day", "dimension", "value"),
            (
                *_int("day"), *_text("dimension", "value"),
                *_int("created", "replied", "reply_s", "met", "missed", "solved", "resolution_s", "one_touch"),
                *_int("messages", "reopened", "worked", "escalated", "fcr", "fcr_known", "repeated", "repeat_known"),
                *_int("turns", "turn_s", "csat_good", "csat_answered", "csat_sent", "ces_points", "ces_answered"),
                *_int("nps_points", "nps_answered"),
            ),
        ),
        DerivedTable(
            "agent_day", "what an agent's local day adds to the leaderboard; outcomes of tickets in millionths",
            "bucket", ("day", "source", "agent"),
            (
                *_int("day"), *_text("source", "agent"),
                *_int("replies", "met", "outcomes", "turns", "turn_s", "turn_squares"),
                *_int("solved", "reopened", "fcr", "fcr_known", "repeated", "repeat_known"),
                *_int("csat_good", "csat_answered", "csat_sent", "reviews", "review_score", "review_squares"),
            ),
        ),
        DerivedTable(
            "response_day", "first responses of a local day by channel in log buckets", "bucket",
            ("day", "channel", "bucket"),
            (*_int("day"), *_text("channel"), *_int("bucket", "count")),
        ),
        DerivedTable(
            "open_interval", "opening hours in UTC, cut at UTC midnights, with running totals", "reference",
            ("calendar", "day", "from_at", "to_at"),
            (*_text("calendar"), *_int("day", "from_at", "to_at", "before")),
        ),
        DerivedTable(
            "open_block", "opening hours by blocks of open time, to find when a promise is due", "reference",
            ("calendar", "block", "before"),
            (*_text("calendar"), *_int("block", "before", "until", "from_at")),
        ),
        DerivedTable(
            "local_day", "the local days of the store's zone that overlap a UTC day", "reference",
            ("utc_day", "from_at"),
            _int("utc_day", "from_at", "to_at"),
        ),
        DerivedTable(
            "target", "promises by what they apply to, the most specific first", "reference",
            ("metric", "position"),
            (
                *_text("metric"), *_int("position"), *_text("channel", "team", "priority", "tier"),
                *_int("seconds", "business", "from_at", "to_at"),
            ),
        ),
        DerivedTable(
            "horizon", "settings that models read, by name", "reference", ("name",),
            (*_text("name"), *_int("value"), *_text("label")),
        ),
        DerivedTable(
            "hist_bound", "bounds of the log buckets: low < seconds <= high", "reference", ("bucket",),
            _int("bucket", "low", "high"),
        ),
    )
}  # fmt: skip
