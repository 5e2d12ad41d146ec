"""The contract between sources and everything else: which tables history comes in, and their columns.

Keys start with ``source``; times are whole UTC epoch seconds; flags are 0 or 1. A *mutable* table
carries ``version_at`` and ``version_seq``: the newest pair wins, and rows that tie on both are compared
column by column in the order below, the greater one winning, so that any order of arrival ends in the same
rows: text by its bytes, numbers by value (never as text, which engines write differently), NULL lowest.
Of events ``version_seq`` also orders what happened to a ticket in one second.
Rows of one coverage are put together: the earliest ``from_at`` and the latest ``to_at`` that any of them says.
"""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "int", "real"]

EVENT_KINDS = (
    "message", "note", "status", "assignee", "team", "priority", "topic", "schedule", "policy", "escalated",
    "merged", "unmerged", "spam", "clock", "abandoned", "deleted", "restored",
)  # fmt: skip
STATUSES = ("new", "open", "pending", "hold", "solved", "closed")
ACTOR_KINDS = ("agent", "bot", "system", "customer")
TARGET_METRICS = ("first_response", "next_reply", "resolution", "agent_work", "requester_wait")
COVERAGE = (
    "messages", "first_response", "status", "resolution", "assignee", "team", "priority", "topic",
    "customers", "tiers", "escalations", "ratings", "qa", "purchases", "contracts", "schedules", "agents",
    "teams", "merges", "spam", "tickets", "observed", "first_response_due", "resolution_due",
)  # fmt: skip

OBSERVED = ("status", "assignee", "team", "priority")
"""Histories that exports of tickets as they stand show, from the first export on."""


@dataclass(frozen=True, slots=True)
class CanonicalColumn:
    """One column: its name, kind, whether a row without it is rejected, and what it holds."""

    name: str
    kind: ColumnType
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class CanonicalTable:
    """One canonical table; ``key`` identifies a row, ``ticket_key`` says which column leads to a ticket."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[CanonicalColumn, ...]
    mutable: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """Return the column names in their order."""
        return tuple(c.name for c in self.columns)

    def __getitem__(self, name: str) -> CanonicalColumn:
        return next(c for c in self.columns if c.name == name)


def _text(name: str, about: str, required: bool = False) -> CanonicalColumn:
    return CanonicalColumn(name, "text", about, required)


def _int(name: str, about: str, required: bool = False) -> CanonicalColumn:
    return CanonicalColumn(name, "int", about, required)


def _real(name: str, about: str, required: bool = False) -> CanonicalColumn:
    return CanonicalColumn(name, "real", about, required)


_SOURCE = _text("source", "name of the mapping or the name given to this origin", True)
_TICKET = _text("ticket", "the ticket's id in its source", True)
_VERSION = (
    _int("version_at", "instant of this version of the row", True),
    _int("version_seq", "order of versions of one second; 0 where there is none", True),
)

TABLES: dict[str, CanonicalTable] = {
    t.name: t
    for t in (
        CanonicalTable(
            "ticket", "one row a ticket, as it stands", ("source", "ticket"),
            (
                _SOURCE, _TICKET, *_VERSION,
                _int("created_at", "instant of creation", True),
                _text("channel", "chat, phone, email, social, web, …"),
                _text("team", "team that holds it now"),
                _text("priority", "urgent, high, normal, low, or the source's own word"),
                _text("topic", "what it is about"),
                _text("product", "product it concerns"),
                _text("place", "country or site"),
                _text("customer", "id of the customer"),
                _text("subject", "what the customer wrote as its title"),
                _text("opened_by", "id of who opened it"),
                _text("opened_by_kind", "agent, bot, system or customer"),
                _text("merged_into", "id of the ticket that took it over"),
                _int("spam", "1 if it was marked as spam"),
                _int("deleted_at", "instant of deletion"),
            ),
        ),
        CanonicalTable(
            "event", "one row for everything that happened to a ticket", ("source", "ticket", "event"),
            (
                _SOURCE, _TICKET,
                _text("event", "the event's id; those of one second and `version_seq` are ordered by it", True),
                _int("occurred_at", "when it happened", True),
                _text("kind", "one of: " + ", ".join(EVENT_KINDS), True),
                _text("actor", "id of who did it"),
                _text("actor_kind", "agent, bot, system or customer"),
                _int("public", "1 if the customer sees it (messages)"),
                _int("automated", "1 if a rule, campaign or auto-responder sent it"),
                _text("value", "the new status, assignee, team, priority, topic, calendar or tier"),
                _text("previous", "what it was before, where the source says so; the reason of an escalation"),
                _int("version_at", "instant of this version of the row", True),
                _int("version_seq", "order of events of one second and of their versions; 0 where there is none", True),
                _int("retracted", "1 if it was taken back at `version_at` and counts in nothing since"),
            ),
        ),
        CanonicalTable(
            "state", "a ticket as it stood at a time (state logs); changes between rows are its events",
            ("source", "ticket", "from_at", "seq"),
            (
                _SOURCE, _TICKET,
                _int("from_at", "instant from which the row holds", True),
                _int("seq", "order of rows of one second", True),
                _text("status", "one of: " + ", ".join(STATUSES)),
                _text("team", "team that holds it"),
                _text("assignee", "agent that holds it"),
                _text("priority", "its priority"),
                _text("topic", "its topic"),
                _text("actor", "id of who made the change"),
            ),
            mutable=False,
        ),
        CanonicalTable(
            "stated", "what the origin itself claims of a ticket; never history", ("source", "ticket", "metric"),
            (
                _SOURCE, _TICKET,
                _text("metric", "first_response_at, resolved_at, closed_at, status, reopen_count, …", True),
                *_VERSION,
                _int("value", "instant, seconds, count or flag"),
                _text("label", "the claim as words, for status and the like"),
            ),
        ),
        CanonicalTable(
            "observed", "a ticket as exports of tickets found it; changes between rows are its observed history",
            ("source", "ticket", "from_at"),
            (
                _SOURCE, _TICKET,
                _int("from_at", "instant of the first export that found it so", True),
                _int("seen_at", "instant of the last export that found it so; empty for the version of the ticket"),
                _text("status", "one of: " + ", ".join(STATUSES)),
                _text("assignee", "agent that held it"),
                _text("team", "team that held it"),
                _text("priority", "its priority"),
                _int("resolved_at", "when it was resolved, as the export said"),
                _int("closed_at", "when it was closed, as the export said"),
            ),
            mutable=False,
        ),
        CanonicalTable(
            "agent", "who answers", ("source", "agent"),
            (
                _SOURCE, _text("agent", "the agent's id", True), *_VERSION,
                _text("name", "name to show"),
                _text("kind", "human, bot or system"),
                _text("team", "home team"),
                _int("hired_on", "first day, as instant"),
                _int("left_on", "last day, as instant"),
            ),
        ),
        CanonicalTable(
            "team", "a queue with its tier", ("source", "team"),
            (
                _SOURCE, _text("team", "the team's id", True), *_VERSION,
                _text("name", "name to show"),
                _int("tier", "1 for the first line, 2 for the second, …"),
            ),
        ),
        CanonicalTable(
            "customer", "who asks", ("source", "customer"),
            (
                _SOURCE, _text("customer", "the customer's id", True), *_VERSION,
                _text("name", "name to show"),
                _text("tier", "the customer's own tier"),
                _text("account", "company or account id"),
                _int("since", "customer since, as instant"),
                _int("left_at", "left at, as instant"),
            ),
        ),
        CanonicalTable(
            "contract", "a customer under contract for a time", ("source", "contract"),
            (
                _SOURCE, _text("contract", "the contract's id", True), *_VERSION,
                _text("customer", "whose it is", True),
                _int("from_at", "first instant", True),
                _int("to_at", "instant after its end; empty while it runs on"),
                _real("value", "what it is worth over its time"),
            ),
        ),
        CanonicalTable(
            "purchase", "money that came (or went back)", ("source", "purchase"),
            (
                _SOURCE, _text("purchase", "the purchase's id", True), *_VERSION,
                _text("customer", "who bought", True),
                _int("occurred_at", "when", True),
                _real("amount", "in units of the currency"),
                _text("currency", "ISO 4217 code"),
                _text("kind", "new, renewal, upsell, cross_sell or refund"),
                _text("agent", "agent who sold it"),
                _text("ticket", "ticket in which it was sold"),
            ),
        ),
        CanonicalTable(
            "rating", "a survey: sent, and perhaps answered", ("source", "rating"),
            (
                _SOURCE, _text("rating", "the survey's id", True), *_VERSION,
                _text("ticket", "the ticket it asks about", True),
                _int("sent_at", "when it was sent; of rows of a ticket that share it the last answer counts"),
                _int("occurred_at", "when it was answered"),
                _text("kind", "csat, ces or nps", True),
                _real("value", "the answer; empty for a survey not answered"),
                _real("scale_min", "worst possible value"),
                _real("scale_max", "best possible value"),
                _int("higher_is_better", "0 where a low value is good"),
                _text("agent", "agent it is about; else the assignee when it was sent"),
                _text("comment", "what the customer wrote"),
            ),
        ),
        CanonicalTable(
            "qa_score", "one category of a quality review", ("source", "review", "category"),
            (
                _SOURCE, _text("review", "the review's id", True), _text("category", "what was looked at", True),
                *_VERSION,
                _text("ticket", "the ticket reviewed"),
                _text("agent", "the agent reviewed", True),
                _int("occurred_at", "when it was reviewed", True),
                _real("value", "the score; empty for not applicable"),
                _real("min", "worst score"),
                _real("max", "best score"),
                _real("weight", "weight of the category"),
                _int("critical", "1 if half of the range or less fails the review"),
            ),
        ),
        CanonicalTable(
            "calendar", "opening hours in a zone, as the source has them", ("source", "calendar", "from_at"),
            (
                _SOURCE, _text("calendar", "the calendar's id", True),
                _int("from_at", "instant from which these hours hold, until the calendar's next; the first "
                     "hold before it too", True),
                *_VERSION,
                _text("name", "name to show"),
                _text("zone", "IANA zone", True),
                _int("position", "the lowest one is the source's default", True),
                _text("week", "open minutes of the local week from Sunday 00:00: 540-1020,1980-2460", True),
                _text("holidays", "closed local dates, both ends included: 2025-12-25/2025-12-26,2026-01-01"),
            ),
        ),
        CanonicalTable(
            "sla_target", "a target of a service-level policy of the source",
            ("source", "policy", "from_at", "position"),
            (
                _SOURCE, _text("policy", "the policy's id, as `policy` events name it", True),
                _int("from_at", "instant from which this version of the policy holds; 0 for always", True),
                _int("position", "of equals that fit, the lowest one applies", True), *_VERSION,
                _text("metric", "one of: " + ", ".join(TARGET_METRICS), True),
                _text("priority", "priority it is for; empty for any"),
                _int("seconds", "seconds promised", True),
                _int("business", "1 if only opening hours count", True),
            ),
        ),
        CanonicalTable(
            "agent_state", "when an agent was on, busy or away", ("source", "agent", "from_at"),
            (
                _SOURCE, _text("agent", "the agent's id", True), _int("from_at", "first instant", True),
                *_VERSION,
                _text("state", "online, busy, away, offline", True),
                _int("to_at", "instant after its end; empty while it lasts"),
            ),
        ),
        CanonicalTable(
            "handle", "time spent on a contact", ("source", "handle"),
            (
                _SOURCE, _text("handle", "the record's id", True), *_VERSION,
                _TICKET,
                _text("agent", "who spent it"),
                _text("kind", "talk, hold, wrap or work", True),
                _int("from_at", "first instant", True),
                _int("to_at", "instant after its end", True),
            ),
        ),
        CanonicalTable(
            "coverage", "which histories a source really has, and of which span", ("source", "what"),
            (
                _SOURCE, _text("what", "one of: " + ", ".join(COVERAGE), True),
                _int("from_at", "first instant of which the history is there; empty for all that is older"),
                _int("to_at", "instant after its end; empty while it goes on"),
            ),
            mutable=False,
        ),
        CanonicalTable(
            "tombstone", "somebody who was erased (`cxtui store erase`): no origin has it, exports of a store do",
            ("source", "digest"),
            (
                _SOURCE, _text("kind", "customer or agent", True),
                _text("digest", "keyed hash of kind, source and id", True),
                _text("key", "fingerprint of the key that made it; the keys are in a file of their own", True),
                _text("pseudonym", "what stands for the id everywhere", True),
            ),
            mutable=False,
        ),
    )
}  # fmt: skip

WIDENED: dict[str, dict[str, Literal["min", "max"]]] = {"coverage": {"from_at": "min", "to_at": "max"}}
"""Tables of spans whose rows of one key are put together, and which of two ends holds; one that says nothing yields."""

SQL_TYPES: dict[ColumnType, tuple[str, str]] = {
    "text": ("VARCHAR", "TEXT"),
    "int": ("BIGINT", "INTEGER"),
    "real": ("DOUBLE", "REAL"),
}
"""A column kind as (DuckDB, SQLite) type."""
