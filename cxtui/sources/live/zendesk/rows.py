"""Tickets, updates and surveys of Zendesk as rows of our own tables, by the rules of the packaged mapping."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxtui import canonical
from cxtui.sources.live.http import iso_seconds
from cxtui.sources.live.zendesk.audits import FieldChange, PrivacyChange, TicketAudit, TicketComment
from cxtui.sources.live.zendesk.choices import words
from cxtui.sources.live.zendesk.people import NOBODY, ZendeskPeople
from cxtui.sources.live.zendesk.rest import Record

WIDTH = 20
"""Digits of an event's id: as texts they then have the order of the numbers."""

KINDS = {
    "priority": ("priority", "2-priority"), "type": ("topic", "2-topic"), "group_id": ("team", "3-team"),
    "assignee_id": ("assignee", "4-assignee"), "status": ("status", "6-status"),
}  # fmt: skip
"""What the change of a field is called, and how its id begins: events of one update are in that order."""


@dataclass(slots=True)
class ZendeskRows:
    """Rows by table, and what was not understood."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    doubts: list[str] = field(default_factory=list)


def rows_of(
    tickets: Sequence[Record], audits: Sequence[TicketAudit], people: ZendeskPeople, retold: Mapping[str, int]
) -> ZendeskRows:
    """Return the rows of tickets as they stand and of updates; people must be known.

    Tickets that are ``retold`` have events of that instant's version: what was public may be private since.
    """
    made = ZendeskRows()
    requesters = {str(row.get("id")): _text(row.get("requester_id")) for row in tickets}
    for row in tickets:
        _ticket(made, row, people)
    hidden = _privacy(audits)
    for audit in audits:
        version = max(audit.at, retold.get(audit.ticket, 0))
        for event in _events(audit, hidden, made):
            actor = event.get("actor", audit.by)
            made.rows["event"].append(
                {
                    "ticket": audit.ticket,
                    "occurred_at": audit.at,
                    "actor": actor,
                    "actor_kind": _actor_kind(actor, event["kind"], requesters.get(audit.ticket), people),
                    "version_at": version,
                    "version_seq": audit.id,
                    **event,
                }
            )
    return made


def people_of(tickets: Sequence[Record], audits: Sequence[TicketAudit]) -> set[str]:
    """Return the ids of all whom tickets and updates name."""
    keys = ("requester_id", "submitter_id", "assignee_id")
    found = {id for row in tickets for key in keys if (id := _text(row.get(key))) is not None}
    for audit in audits:
        found.add(audit.by)
        for one in audit.changes:
            if isinstance(one, TicketComment):
                found.add(one.author)
            elif isinstance(one, FieldChange) and one.field == "assignee_id":
                found |= {id for id in (one.value, one.previous) if id is not None}
    return found - {NOBODY}


def rating_row(row: Record) -> dict[str, Any] | None:
    """Return the row of a survey; None for one that was never sent."""
    score = str(row.get("score") or "")
    value = words()["satisfaction"].get(score)
    if value is None and score != "offered":
        return None
    sent, answered = iso_seconds(row.get("created_at")), iso_seconds(row.get("updated_at"))
    return {
        "rating": _text(row.get("id")),
        "ticket": _text(row.get("ticket_id")),
        "version_at": answered or sent,
        "sent_at": sent,
        "occurred_at": None if value is None else answered or sent,
        "kind": "csat",
        "value": None if value is None else float(value),
        "scale_min": 0,
        "scale_max": 1,
        "higher_is_better": 1,
        "agent": _text(row.get("assignee_id")),
        "comment": None if value is None else row.get("comment") or None,
    }


def _ticket(made: ZendeskRows, row: Record, people: ZendeskPeople) -> None:
    id, submitter, status = _text(row.get("id")), _text(row.get("submitter_id")), _text(row.get("status"))
    updated = iso_seconds(row.get("updated_at")) or iso_seconds(row.get("created_at"))
    seq = row.get("generated_timestamp")
    version = {"ticket": id, "version_at": updated, "version_seq": seq if isinstance(seq, int) else 0}
    via = row.get("via")
    channel = _text(via.get("channel")) if isinstance(via, Mapping) else None
    made.rows["ticket"].append(
        version
        | {
            "created_at": iso_seconds(row.get("created_at")),
            "channel": words()["channel"].get(channel, channel) if channel else None,
            "team": _text(row.get("group_id")),
            "priority": row.get("priority") or None,
            "topic": row.get("type") or None,
            "customer": _text(row.get("requester_id")),
            "subject": row.get("subject") or None,
            "opened_by": submitter,
            "opened_by_kind": people.kind(submitter),
            "deleted_at": updated if status == "deleted" else None,
        }
    )
    # Of a deleted ticket nothing is claimed, also where something was before.
    there = status is not None and status != "deleted"
    label = _status(status, f"ticket {id}", made) if status is not None and there else None
    assignee = _text(row.get("assignee_id")) if there else None
    made.rows["stated"].append(version | {"metric": "status", "label": label})
    made.rows["stated"].append(version | {"metric": "assignee", "label": assignee})


def _events(audit: TicketAudit, hidden: Mapping[int, bool], made: ZendeskRows) -> Iterator[dict[str, Any]]:
    """Yield what an update tells: id, kind and value of each event, and its actor where that is not who updated."""
    for one in audit.changes:
        if isinstance(one, TicketComment):
            public = hidden.get(one.id, one.public)
            if public is None:
                made.doubts.append(f"comment {one.id} of ticket {audit.ticket} does not say whether it is public")
                continue
            kind = "message" if public else "note"
            said = {"event": f"5-comment-{one.id:0{WIDTH}d}", "kind": kind, "actor": one.author}
            yield said | {"public": int(public), "automated": 0}
        elif isinstance(one, FieldChange):
            yield from _changed(one, audit, made)
    for merged in audit.merged:
        yield {"ticket": merged, "event": f"7-merged-{audit.id:0{WIDTH}d}", "kind": "merged", "value": audit.ticket}


def _changed(one: FieldChange, audit: TicketAudit, made: ZendeskRows) -> Iterator[dict[str, Any]]:
    kind, prefix = KINDS[one.field]
    number = f"{one.id:0{WIDTH}d}"
    value, previous = one.value, one.previous
    if one.field == "status":
        if value == "deleted":
            yield {"event": f"6-deleted-{number}", "kind": "deleted"}
            return
        if previous == "deleted":
            yield {"event": f"6-restored-{number}", "kind": "restored"}
        where = f"ticket {audit.ticket}"
        value = value and _status(value, where, made)
        previous = None if previous in (None, "deleted") else _status(previous, where, made)
        if value is None:
            return
    yield {"event": f"{prefix}-{number}", "kind": kind, "value": value, "previous": previous}


def _status(word: str, where: str, made: ZendeskRows) -> str | None:
    known = words()["status"].get(word, word)
    if known not in canonical.STATUSES:
        made.doubts.append(f'status "{word[:40]}" is none that we know, as in {where}')
        return None
    return known


def _privacy(audits: Sequence[TicketAudit]) -> dict[int, bool]:
    """Return which comments were made private or public, by the last word of it."""
    found: dict[int, bool] = {}
    for audit in sorted(audits, key=lambda one: (one.at, one.id)):
        found |= {one.comment: one.public for one in audit.changes if isinstance(one, PrivacyChange)}
    return found


def _actor_kind(actor: str, kind: str, requester: str | None, people: ZendeskPeople) -> str | None:
    known = people.kind(actor)
    if known is not None:
        return known
    if actor == NOBODY:
        return None if kind in ("message", "note") else "system"
    return "customer" if actor == requester else None


def _text(value: object) -> str | None:
    return None if value is None or value == "" else str(value)
