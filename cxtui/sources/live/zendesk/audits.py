"""One update of a ticket and what it changed, from the export of ticket events or from a ticket's audits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxtui.sources.live.failures import FeedError
from cxtui.sources.live.http import iso_seconds

FIELDS = ("status", "assignee_id", "group_id", "priority", "type")
"""Fields whose history is read."""

COMMENTS = ("Comment", "VoiceComment", "TpeVoiceComment", "FacebookComment", "Tweet")
PRIVACY = "CommentPrivacyChange"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that got a value; ``previous`` is what it was before, None where there was none."""

    id: int
    field: str
    value: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class TicketComment:
    """Something that was said, by ``author``; ``public`` is None where the answer does not tell."""

    id: int
    author: str
    public: bool | None


@dataclass(frozen=True, slots=True)
class PrivacyChange:
    """A comment that was made private, or public again."""

    comment: int
    public: bool


@dataclass(frozen=True, slots=True)
class TicketAudit:
    """One update of a ticket at ``at`` (epoch seconds); ``merged`` are tickets that it took over."""

    id: int
    ticket: str
    at: int
    by: str
    changes: Sequence[FieldChange | TicketComment | PrivacyChange]
    merged: Sequence[str] = ()


def audit_of(row: object) -> TicketAudit:
    """Return an update from an answer of either kind; raises FeedError where it lacks what each has."""
    try:
        if not isinstance(row, Mapping):
            raise TypeError
        created = iso_seconds(row.get("created_at"))
        at = int(row["timestamp"]) if created is None else created
        id, ticket = int(row["id"]), str(int(row["ticket_id"]))
        by = _id(row.get("updater_id", row.get("author_id"))) or "-1"
        children = row.get("child_events", row.get("events")) or ()
        changes = tuple(change for child in children for change in _changes(child, id, by))
        return TicketAudit(id, ticket, at, by, changes, _merged(row, children))
    except (KeyError, TypeError, ValueError):
        which = row.get("id") if isinstance(row, Mapping) else row
        raise FeedError(f"ticket event {str(which)[:40]} lacks what each of them has") from None


def _changes(child: Any, audit: int, by: str) -> Iterator[FieldChange | TicketComment | PrivacyChange]:
    """Yield what one part of an update tells; audits name a field by ``field_name``, the export by its own key."""
    kind = child.get("event_type") or child.get("type")
    id = int(child.get("id") or audit)
    if kind in COMMENTS:
        public = child.get("public", child.get("comment_public"))
        author = _id(child.get("author_id")) or by
        yield TicketComment(id, author, public if isinstance(public, bool) else None)
    elif kind == PRIVACY and isinstance(child.get("public"), bool):
        yield PrivacyChange(int(child["comment_id"]), child["public"])
    elif kind in ("Create", "Change"):
        if "field_name" in child:
            named = {child["field_name"]: child.get("value")}
        else:
            # An audit's own "type" is the kind of a part, an export's that of the ticket.
            told = FIELDS if "event_type" in child else FIELDS[:-1]
            named = {field: child[field] for field in told if field in child}
        for field, value in named.items():
            if field in FIELDS:
                yield FieldChange(id, field, _id(value), _id(child.get("previous_value")))


def _merged(row: Mapping[str, Any], children: Any) -> tuple[str, ...]:
    """Return the tickets that were merged into the one of an update."""
    found = [str(int(id)) for id in row.get("merged_ticket_ids") or ()]
    for one in (row, *children):
        via = one.get("via")
        source = via.get("source") if isinstance(via, Mapping) else None
        if isinstance(source, Mapping) and source.get("rel") == "merge":
            origin = source.get("from")
            found += [str(int(id)) for id in (origin or {}).get("ticket_ids") or ()]
    return tuple(dict.fromkeys(id for id in found if id != str(row["ticket_id"])))


def _id(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)
