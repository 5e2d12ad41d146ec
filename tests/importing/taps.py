"""What taps write of a ticket: a customer asks at 9:00, an agent answers at 9:32, notes at 9:40, solves at 10:00."""

import json
from collections.abc import Mapping
from typing import Any

Rows = list[tuple[str, Mapping[str, Any]]]


def at(clock: str) -> str:
    return f"2026-03-02T{clock}:00.000000Z"


def zendesk() -> Rows:
    def change(id: int, field: str, value: str, previous: str | None = None) -> dict[str, Any]:
        kind = "Create" if previous is None else "Change"
        return {"id": id, "type": kind, "field_name": field, "value": value, "previous_value": previous}

    def message(id: int, author: int, public: bool = True) -> dict[str, Any]:
        return {"id": id, "type": "Comment", "author_id": author, "public": public, "body": "…"}

    def audit(id: int, author: int, clock: str, *events: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        row = {"id": id, "ticket_id": 1, "author_id": author, "created_at": at(clock), "events": list(events)}
        return "ticket_audits", row

    ticket = {"id": 1, "created_at": at("09:00"), "updated_at": at("10:00"), "requester_id": 901, "status": "solved"}
    return [
        ("tickets", {**ticket, "subject": "s", "group_id": 7, "via": {"channel": "email"}}),
        audit(1, 901, "09:00", message(10, 901), change(11, "status", "new")),
        audit(2, 11, "09:32", message(12, 11), change(13, "assignee_id", "11"), change(14, "status", "open", "new")),
        audit(3, 11, "09:40", message(15, 11, public=False)),
        audit(4, 11, "10:00", change(16, "status", "solved", "open")),
        ("users", {"id": 11, "name": "Ann", "role": "admin", "updated_at": at("09:00")}),
        ("users", {"id": 901, "name": "Carl", "role": "end-user", "updated_at": at("09:00")}),
    ]


def freshdesk() -> Rows:
    def message(id: int, user: int, clock: str, incoming: bool, private: bool = False) -> tuple[str, dict[str, Any]]:
        row = {"id": id, "ticket_id": 1, "user_id": user, "created_at": at(clock)}
        return "conversations", {**row, "incoming": incoming, "private": private}

    ticket = {"id": 1, "created_at": at("09:00"), "updated_at": at("10:00"), "requester_id": 901, "status": 4}
    rating = {"id": 5, "ticket_id": 1, "agent_id": 11, "created_at": at("11:00"), "updated_at": at("11:00")}
    return [
        ("tickets", {**ticket, "source": 1, "priority": 2, "stats": {"resolved_at": at("10:00")}}),
        message(1, 901, "09:00", incoming=True),
        message(2, 11, "09:32", incoming=False),
        message(3, 11, "09:40", incoming=False, private=True),
        ("satisfaction_ratings", {**rating, "ratings": [{"question": "default_question", "value": 103}]}),
        ("agents", {"id": 11, "updated_at": at("09:00"), "contact": {"name": "Ann"}}),
    ]


def helpscout() -> Rows:
    def thread(id: int, kind: str, by: int, clock: str, status: str | None = None) -> tuple[str, dict[str, Any]]:
        who = {"id": by, "type": "customer" if by == 901 else "user"}
        row = {"id": id, "conversation_id": 1, "type": kind, "created_at": at(clock), "created_by": who}
        return "conversation_threads", {**row, "status": status}

    ticket = {"id": 1, "number": 77, "created_at": at("09:00"), "updated_at": at("10:00"), "status": "closed"}
    return [
        ("conversations", {**ticket, "type": "email", "primary_customer": {"id": 901}, "closed_at": at("10:00")}),
        thread(1, "customer", 901, "09:00", "active"),
        thread(2, "message", 11, "09:32", "nochange"),
        thread(3, "note", 11, "09:40"),
        thread(4, "lineitem", 11, "10:00", "closed"),
        (
            "users",
            {"id": 11, "first_name": "Ann", "last_name": "A", "created_at": at("08:00"), "updated_at": at("08:00")},
        ),
    ]


def intercom() -> Rows:
    def part(id: str, kind: str, by: str, clock: str, **more: Any) -> tuple[str, dict[str, Any]]:
        who = {"id": by, "type": "user" if by == "901" else "admin"}
        row = {"id": id, "conversation_id": "1", "part_type": kind, "author": who, "created_at": at(clock)}
        return "conversation_parts", {**row, "body": None, **more}

    source = {"type": "conversation", "id": "s", "author": {"id": "901", "type": "user"}}
    ticket = {"id": "1", "created_at": at("09:00"), "updated_at": at("10:00"), "state": "closed", "source": source}
    return [
        ("conversations", {**ticket, "contacts": [{"id": "901", "type": "contact"}]}),
        part("1", "assignment", "11", "09:10", assigned_to={"id": "11", "type": "admin"}),
        part("2", "comment", "11", "09:32", body="…"),
        part("3", "note", "11", "09:40", body="…"),
        part("4", "close", "11", "10:00"),
        ("admins", {"id": 11, "name": "Ann"}),
    ]


def jira() -> Rows:
    def message(id: str, by: str, clock: str, public: bool = True) -> tuple[str, dict[str, Any]]:
        row = {"id": id, "issueId": "1", "author": {"accountId": by}, "created": at(clock), "updated": at(clock)}
        return "issue_comments", {**row, "jsdPublic": public}

    def changed(id: str, clock: str, field: str, **item: Any) -> tuple[str, dict[str, Any]]:
        row = {"id": id, "issueId": "1", "author": {"accountId": "11"}, "created": at(clock)}
        return "changelogs", {**row, "items": [{"field": field, "fieldId": field, **item}]}

    fields = {"created": at("09:00"), "updated": at("10:00"), "summary": "s", "status": {"name": "Resolved"}}
    people = {"reporter": {"accountId": "901", "displayName": "Carl"}, "assignee": {"accountId": "11"}}
    return [
        ("issues", {"id": "1", "key": "SD-1", "fields": {**fields, **people, "project": {"name": "Desk"}}}),
        message("1", "901", "09:00"),
        message("2", "11", "09:32"),
        message("3", "11", "09:40", public=False),
        changed("7", "09:10", "assignee", **{"from": None, "to": "11"}),
        changed("8", "09:33", "status", fromString="To Do", toString="Some words of our own"),
        changed("9", "10:00", "status", fromString="Some words of our own", toString="Resolved"),
    ]


TAPS = {"zendesk": zendesk, "freshdesk": freshdesk, "helpscout": helpscout, "intercom": intercom, "jira": jira}


def messages(rows: Rows, state: object = None) -> str:
    """Return what a tap writes: each stream's rows, and at the end a state where one is given."""
    lines: list[dict[str, Any]] = [
        {"type": "SCHEMA", "stream": s, "schema": {}} for s in dict.fromkeys(s for s, _ in rows)
    ]
    lines += [{"type": "RECORD", "stream": stream, "record": row} for stream, row in rows]
    lines += [] if state is None else [{"type": "STATE", "value": state}]
    return "".join(json.dumps(line) + "\n" for line in lines)
