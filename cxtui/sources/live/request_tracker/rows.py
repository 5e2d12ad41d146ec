"""Transactions and tickets of Request Tracker as rows of our own tables."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from cxtui.sources.live.http import iso_seconds
from cxtui.sources.live.request_tracker.choices import RtChoices
from cxtui.sources.live.request_tracker.people import NOBODY, SYSTEM, RtPeople
from cxtui.sources.live.request_tracker.rest import RtTransaction

MAKES_OWNER = ("Set", "Take", "Give", "Steal", "Untake", "Force")
SILENT = {
    "SetWatcher", "AddWatcher", "DelWatcher", "EmailRecord", "CommentEmailRecord", "AddReminder", "OpenReminder",
    "ResolveReminder", "Told", "Disabled", "Enabled", "DeleteLink", "SystemError", "ForwardTransaction",
    "ForwardTicket", "Purge", "SetAttribute", "DeleteAttribute", "AddAttribute", "AddMember", "DeleteMember",
    "AddGroup", "Forward", "TimeWorked",
}  # fmt: skip
"""Types of which no number tells anything."""

WIDTH = 12
"""Digits of an event's id: as texts they then have the order of the numbers."""


@dataclass(slots=True)
class RtTicket:
    """A ticket as it stands, or what is known of one that was merged away; ``gone`` cannot be read any more."""

    id: str
    row: dict[str, Any] | None = None
    requestors: frozenset[str] = frozenset()
    customer_name: str | None = None
    due_at: int | None = None
    owner: str | None = None
    gone: bool = False


@dataclass(slots=True)
class RtRows:
    """Rows by table, and what was not understood."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    doubts: list[str] = field(default_factory=list)
    people: set[str] = field(default_factory=set)


def rows_of(
    transactions: Sequence[RtTransaction],
    tickets: Mapping[str, RtTicket],
    people: RtPeople,
    choices: RtChoices,
    retold: Mapping[str, int] = MappingProxyType({}),
) -> RtRows:
    """Return the rows of transactions and of the tickets that they are of.

    Tickets that are ``retold`` have events of that instant's version: who their customer is has changed then.
    """
    made = RtRows()
    newest: dict[str, int] = {}
    for one in transactions:
        newest[one.ticket] = max(one.id, newest.get(one.ticket, 0))
    for id, ticket in tickets.items():
        if ticket.row is not None:
            _ticket(made, ticket, newest.get(id, 0), people)
    for one in transactions:
        requestors = tickets[one.ticket].requestors if one.ticket in tickets else frozenset()
        for event in _events(one, people, choices, made):
            said = _said_by(one, event, requestors, people, made)
            made.rows["event"].append(event | said | {"version_at": max(one.at, retold.get(one.ticket, 0))})
        _survey(one, people, choices, made)
    for name in sorted(made.people - {NOBODY}):
        _agent(made, name, people, choices)
    return made


def teams(people: RtPeople, choices: RtChoices) -> list[dict[str, Any]]:
    """Return the rows of all queues."""
    return [
        {"team": name, "name": name, "tier": choices.tiers.get(name), "version_at": 0}
        for name in sorted(people.queues().values())
    ]


def ticket_of(found: Mapping[str, Any], people: RtPeople, choices: RtChoices) -> RtTicket:
    """Return a ticket from an answer of RT."""
    requestors = [one for one in found.get("Requestor") or () if isinstance(one, Mapping) and "id" in one]
    names = [str(one["id"]) for one in requestors]
    queue, id = found.get("Queue") or {}, str(found["id"])
    owner, creator = (str((found.get(key) or {}).get("id") or NOBODY) for key in ("Owner", "Creator"))
    updated = iso_seconds(found.get("LastUpdated")) or iso_seconds(found.get("Created"))
    row = {
        "ticket": id,
        "version_at": updated,
        "created_at": iso_seconds(found.get("Created")),
        "team": str(queue.get("Name") or people.queue(str(queue.get("id") or ""))) or None,
        "priority": choices.priority(found.get("Priority")),
        "customer": names[0] if names else None,
        "subject": found.get("Subject") or None,
        "opened_by": creator,
        "opened_by_kind": people.kind(creator, frozenset(names)),
        "deleted_at": updated if found.get("Status") == "deleted" else None,
    }
    row |= _custom(found, choices)
    shown = str(requestors[0].get("RealName") or names[0]) if requestors else None
    return RtTicket(
        id, row, frozenset(names), shown, iso_seconds(found.get("Due")), None if owner == NOBODY else owner
    )  # fmt: skip


def merged_ticket(id: str, into: str, history: Iterable[RtTransaction], people: RtPeople) -> RtTicket:
    """Return what is left of a ticket that was merged into another: RT opens only that one."""
    history = sorted((one for one in history if one.ticket == id), key=lambda one: one.id)
    created = next((one for one in history if one.kind == "Create"), history[0] if history else None)
    if created is None:
        return RtTicket(id, gone=True)
    # What RT opens is the end of a chain of merges.
    links = [one.new.rpartition("/")[2] for one in history if one.field == "MergedInto"]
    into = next((link for link in reversed(links) if link != id), into)
    row = {
        "ticket": id, "version_at": history[-1].at, "created_at": created.at, "opened_by": created.creator,
        "opened_by_kind": people.kind(created.creator, frozenset()), "merged_into": into,
    }  # fmt: skip
    return RtTicket(id, row)


def _custom(found: Mapping[str, Any], choices: RtChoices) -> dict[str, Any]:
    values = {
        str(one.get("name")): one["values"][0]
        for one in found.get("CustomFields") or ()
        if isinstance(one, Mapping) and one.get("values")
    }
    return {column: values.get(name) for column, name in choices.fields.items()}


def _ticket(made: RtRows, ticket: RtTicket, seq: int, people: RtPeople) -> None:
    assert ticket.row is not None
    row = ticket.row | {"version_seq": seq}
    made.rows["ticket"].append(row)
    if row.get("customer") is not None:
        made.rows["customer"].append({"customer": row["customer"], "name": ticket.customer_name, "version_at": 0})
    made.rows["stated"].append(
        {
            "ticket": ticket.id,
            "metric": "due_resolution_at",
            "value": ticket.due_at,
            "version_at": row["version_at"],
            "version_seq": seq,
        }
    )
    made.people.update(name for name in (ticket.owner, row["opened_by"]) if name is not None)


def _events(one: RtTransaction, people: RtPeople, choices: RtChoices, made: RtRows) -> Iterator[dict[str, Any]]:
    """Yield what a transaction tells, by kind, value and what was before."""
    if one.kind in ("Create", "Correspond"):
        yield {"kind": "message", "public": 1}
    elif one.kind == "Comment":
        yield {"kind": "note", "public": 0}
    elif one.kind == "Status":
        yield from _status(one, choices, made)
    elif one.kind in MAKES_OWNER and one.field == "Owner":
        owner = people.owner(one.new)
        if owner is not None:
            made.people.add(owner)
        yield {"kind": "assignee", "value": owner, "previous": people.owner(one.old)}
    elif one.kind == "Set" and one.field == "Queue":
        yield {"kind": "team", "value": people.queue(one.new), "previous": people.queue(one.old)}
    elif one.kind == "Set" and one.field == "Priority":
        now, before = choices.priority(one.new), choices.priority(one.old)
        if now != before:
            yield {"kind": "priority", "value": now, "previous": before}
    elif one.kind == "AddLink" and one.field == "MergedInto":
        into = one.new.rpartition("/")[2]
        if into != one.ticket:
            yield {"kind": "merged", "value": into}
    elif one.kind not in (*SILENT, "Set", "AddLink", "CustomField"):
        made.doubts.append(f"transactions of the type {one.kind} tell us nothing, such as {one.id}")


def _status(one: RtTransaction, choices: RtChoices, made: RtRows) -> Iterator[dict[str, Any]]:
    now, before = choices.statuses.get(one.new), choices.statuses.get(one.old)
    if now is None:
        made.doubts.append(
            f'status "{one.new[:40]}" is none that we know, as in ticket {one.ticket}: '
            f'say what it means, such as statuses = {{ "{one.new[:40]}" = "open" }}'
        )
        return
    if one.new == "deleted":
        yield {"kind": "deleted", "event": f"{one.id:0{WIDTH}d}-deleted"}
    elif one.old == "deleted":
        yield {"kind": "restored", "event": f"{one.id:0{WIDTH}d}-restored"}
    yield {"kind": "status", "value": now, "previous": before}


def _said_by(
    one: RtTransaction, event: Mapping[str, Any], requestors: frozenset[str], people: RtPeople, made: RtRows
) -> dict[str, Any]:
    """Return what every event has: its id, instant, and who did it."""
    kind = people.kind(one.creator, requestors)
    if kind != "customer":
        made.people.add(one.creator)
    return {
        "ticket": one.ticket,
        "event": event.get("event", f"{one.id:0{WIDTH}d}"),
        "occurred_at": one.at,
        "version_seq": one.id,
        "actor": one.creator,
        "actor_kind": kind,
        "automated": 1 if kind in ("system", "bot") else 0,
    }


def _survey(one: RtTransaction, people: RtPeople, choices: RtChoices, made: RtRows) -> None:
    survey = choices.survey
    if one.kind != "CustomField" or survey is None or people.field(one.field) != survey.field:
        return
    try:
        value = float(one.new) if one.new else None
    except ValueError:
        made.doubts.append(f'"{one.new[:40]}" in {survey.field} is no number, as in ticket {one.ticket}')
        return
    made.rows["rating"].append(
        {
            "rating": f"{one.ticket}/{survey.field}",
            "ticket": one.ticket,
            "kind": "csat",
            "value": value,
            "occurred_at": one.at if value is not None else None,
            "scale_min": survey.low,
            "scale_max": survey.high,
            "higher_is_better": 1,
            "version_at": one.at,
            "version_seq": one.id,
        }
    )


def _agent(made: RtRows, name: str, people: RtPeople, choices: RtChoices) -> None:
    user = people.user(name)
    kind = "system" if name == SYSTEM else "bot" if name in choices.bots else "human" if user.privileged else None
    if kind is not None:
        made.rows["agent"].append({"agent": name, "name": user.shown, "kind": kind, "version_at": user.at})
