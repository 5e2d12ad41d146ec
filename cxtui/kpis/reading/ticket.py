"""One ticket opened: what it is, its clocks and why they stand so, and what happened to it."""

from itertools import pairwise
from typing import Any

from cxtui.kpis.floor import TicketView, TimelineEntry
from cxtui.kpis.reading import clocks, past, ratings
from cxtui.language import N_, lazy, lazy_plural
from cxtui.store.read import Transaction

LINES = 500
"""Lines of a timeline that are read; older ones are counted in ``cut``."""

_FIELDS = (
    "source", "ticket", "subject", "customer", "tier", "channel", "team", "priority", "topic", "product", "place",
    "created_at", "status", "status_at", "assignee", "first_reply_at", "first_reply_s", "first_reply_business_s",
    "due_at", "target_s", "target_calendar", "target_stated", "outcome_at", "met", "waits_from", "waits_until",
    "answered_at", "solves", "reopens", "last_solved_at", "excluded", "merged_into", "escalated_at", "escalated_tier",
    "replies", "customer_id",
)  # fmt: skip

_LABELS = (
    ("customer", N_("Customer")),
    ("tier", N_("Customer tier")),
    ("channel", N_("Channel")),
    ("team", N_("Team")),
    ("assignee", N_("Assignee")),
    ("priority", N_("Priority")),
    ("topic", N_("Topic")),
    ("product", N_("Product")),
    ("place", N_("Place")),
    ("status", N_("Status")),
    ("solves", N_("Solved")),
    ("reopens", N_("Reopened")),
    ("replies", N_("Human replies")),
    ("escalated_tier", N_("Escalated to tier")),
    ("merged_into", N_("Merged into")),
    ("removed", N_("Counted nowhere")),
)

_COUNTS = ("solves", "reopens")


def fields(tx: Transaction, source: str, ticket: str, at: int) -> dict[str, Any] | None:
    """Return a ticket's facts by name as of an instant, or None if the store does not hold it or it came later."""
    rows = tx.rows("ticket", source=source, ticket=ticket)
    if not rows:
        return None
    found: dict[str, Any] = dict(zip(_FIELDS, rows[0], strict=True))
    if found["created_at"] > at:
        return None
    if tx.value("has_later_events", source=source, ticket=ticket, at=at):
        found.update(past.ticket(tx, source, ticket, found, at))
        found.update(past.wait(tx, source, ticket, found, at))
    return found


def read(tx: Transaction, source: str, ticket: str, at: int) -> TicketView | None:
    """Return a ticket as of an instant, or None if the store does not hold it or it came later."""
    found = fields(tx, source, ticket, at)
    if found is None:
        return None
    lines = tx.rows("timeline", source=source, ticket=ticket, at=at, most=LINES + 1)
    shown = lines[:LINES][::-1]
    cut = 0
    if len(lines) > LINES:
        cut = int(tx.value("timeline_length", source=source, ticket=ticket, at=at)) - LINES
    return TicketView(
        source=source,
        ticket=ticket,
        subject=found["subject"],
        facts=_facts(found),
        clocks=clocks.read(tx, source, ticket, found, at),
        timeline=_timeline(shown, found["created_at"]),
        cut=cut,
        customer=found["customer_id"],
        surveys=ratings.surveys(tx, source, ticket, at),
        reviews=ratings.reviews(tx, source, ticket, at),
    )


def _facts(found: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    facts: list[tuple[str, str]] = []
    # A ticket that was taken apart again, after a row said where it went, is nobody's part.
    merged = found["merged_into"] if found["excluded"] else None
    removed = N_("it is spam or deleted") if found["excluded"] and not merged else None
    found = {**found, "merged_into": merged, "removed": removed}
    for field, label in _LABELS:
        value = found[field]
        if value is None or (field in _COUNTS and not value):
            continue
        words = lazy_plural("once", "{n} times", value) if field in _COUNTS else str(value)
        facts.append((label, lazy(words) if field in ("status", "removed") else words))
    return tuple(facts)


def _timeline(lines: list[tuple[Any, ...]], created_at: int) -> tuple[TimelineEntry, ...]:
    opened = TimelineEntry(
        at=created_at,
        since_s=0,
        kind="created",
        actor=None,
        actor_kind=None,
        public=False,
        automated=False,
        value=None,
        previous=None,
    )
    happened = [
        TimelineEntry(
            at=at,
            since_s=0,
            kind=kind,
            actor=actor,
            actor_kind=actor_kind,
            public=bool(public),
            automated=bool(automated),
            value=value,
            previous=previous,
        )
        for at, kind, actor, actor_kind, public, automated, value, previous, _event in lines
    ]
    whole = sorted([opened, *happened], key=lambda m: m.at)
    gaps = [0, *(later.at - earlier.at for earlier, later in pairwise(whole))]
    return tuple(
        TimelineEntry(
            at=m.at,
            since_s=gap,
            kind=m.kind,
            actor=m.actor,
            actor_kind=m.actor_kind,
            public=m.public,
            automated=m.automated,
            value=m.value,
            previous=m.previous,
        )
        for m, gap in zip(whole, gaps, strict=True)
    )
