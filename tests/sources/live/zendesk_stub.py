"""A helpdesk on the loopback that answers as Zendesk's public documentation says, and misbehaves when it is told to.

The exports leave out the last minute, repeat the last second of a page and come in pages of ``page`` rows.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from tests.sources.live.rt_stub import NOW, Answer, LoopbackHelpdesk, iso

USER, TOKEN = "admin@example.com", "marker-zendesk-0123456789"
WITHHELD = 60
ANN, BOB, CARL, DORA, ADMIN = 11, 12, 21, 22, 10
BILLING, GENERAL = 501, 502


@dataclass
class ZendeskStub(LoopbackHelpdesk):
    """Tickets, their updates, people, groups and surveys; every change is an update of its ticket."""

    page: int = 1000
    oauth: bool = False
    admin: bool = True
    surveys: bool = True
    tickets: dict[int, dict[str, Any]] = field(default_factory=dict)
    audits: list[dict[str, Any]] = field(default_factory=list)
    ratings: dict[int, dict[str, Any]] = field(default_factory=dict)
    users: dict[int, dict[str, Any]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    _id: int = 9_000

    def __post_init__(self) -> None:
        for id, name, role in ((ADMIN, "Root", "admin"), (ANN, "Ann", "agent"), (BOB, "Bob", "agent"),
                               (CARL, "Carl", "end-user"), (DORA, "Dora", "end-user")):  # fmt: skip
            self.users[id] = {
                "id": id, "name": name, "role": role, "updated_at": iso(NOW - 10_000_000), "organization_id": None,
                "created_at": iso(NOW - 20_000_000),
            }  # fmt: skip

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # What people do

    def create(self, ticket: int, at: int, by: int = CARL, group: int | None = None, channel: str = "email",
               public: bool = True) -> None:  # fmt: skip
        self.tickets[ticket] = {
            "id": ticket, "subject": f"Subject {ticket}", "status": "new", "priority": None, "type": None,
            "group_id": group, "assignee_id": None, "requester_id": by, "submitter_id": by, "created_at": iso(at),
            "updated_at": iso(at), "via": {"channel": channel, "source": {"from": {}, "to": {}, "rel": None}},
            "generated_timestamp": at, "satisfaction_rating": {"score": "unoffered"}, "tags": [],
        }  # fmt: skip
        fields = {"status": "new", "requester_id": by, "subject": f"Subject {ticket}"}
        if group is not None:
            fields["group_id"] = group
        self._update(ticket, at, by, [self._said(by, at, public), *(self._made(k, v) for k, v in fields.items())])

    def reply(self, ticket: int, at: int, by: int, public: bool = True, **changes: Any) -> int:
        """Say something, and change fields in the same update."""
        said = self._said(by, at, public)
        self._update(ticket, at, by, [said, *self._changes(ticket, changes)])
        return int(said["id"])

    def change(self, ticket: int, at: int, by: int, **changes: Any) -> None:
        self._update(ticket, at, by, self._changes(ticket, changes))

    def merge(self, ticket: int, into: int, at: int, by: int) -> None:
        """Close a ticket into another one, which says of which."""
        self.reply(ticket, at, by, public=False, status="closed")
        via = {"channel": "web", "source": {"from": {"ticket_ids": [ticket]}, "to": {}, "rel": "merge"}}
        self._update(into, at, by, [self._said(by, at, False) | {"via": via}])

    def delete(self, ticket: int, at: int, by: int) -> None:
        self.change(ticket, at, by, status="deleted")

    def offer(self, ticket: int, at: int) -> int:
        """Send a survey, which the ticket then has the id of."""
        id = self._next()
        self.ratings[id] = {
            "id": id, "ticket_id": ticket, "score": "offered", "created_at": iso(at), "updated_at": iso(at),
            "assignee_id": self.tickets[ticket]["assignee_id"], "comment": None,
        }  # fmt: skip
        self._survey(ticket, at, -1, id, "offered", None)
        return id

    def rate(self, rating: int, at: int, score: str, comment: str | None = None) -> None:
        one = self.ratings[rating]
        one |= {"score": score, "comment": comment, "updated_at": iso(at)}
        ticket = int(one["ticket_id"])
        self._survey(ticket, at, self.tickets[ticket]["requester_id"], rating, score, comment)

    def hide(self, ticket: int, at: int, by: int, comment: int) -> None:
        """Make a comment private: what was public of it stays in the updates before."""
        self._update(ticket, at, by, [self._part("CommentPrivacyChange", comment_id=comment, public=False)])

    def shred(self, ticket: int) -> None:
        """Delete a ticket for good: nothing tells of it any more."""
        self.gone.add(ticket)
        self.audits = [one for one in self.audits if one["ticket_id"] != ticket]

    def _survey(self, ticket: int, at: int, by: int, id: int, score: str, comment: str | None) -> None:
        self.tickets[ticket]["satisfaction_rating"] = {"id": id, "score": score, "comment": comment}
        self._update(ticket, at, by, [self._part("Change", satisfaction_score=score, previous_value="unoffered")])

    def _changes(self, ticket: int, changes: dict[str, Any]) -> list[dict[str, Any]]:
        before = {name: self.tickets[ticket][name] for name in changes}
        self.tickets[ticket] |= changes
        return [self._part("Change", **{name: changes[name]}, previous_value=before[name]) for name in changes]

    def _update(self, ticket: int, at: int, by: int, children: Sequence[dict[str, Any]]) -> None:
        id = self._next()
        one = {
            "id": id, "ticket_id": ticket, "timestamp": at, "created_at": iso(at), "updater_id": by, "via": "Web form",
            "child_events": list(children), "event_type": "Audit", "metadata": {}, "system": {},
        }  # fmt: skip
        # While a list is sorted, others find it empty.
        self.audits = sorted([*self.audits, one], key=lambda one: (one["timestamp"], one["id"]))
        self.tickets[ticket] |= {"updated_at": iso(at), "generated_timestamp": at}

    def _said(self, by: int, at: int, public: bool) -> dict[str, Any]:
        return self._part("Comment", type="Comment", author_id=by, body="…", public=public, created_at=iso(at))

    def _made(self, name: str, value: Any) -> dict[str, Any]:
        return self._part("Create", **{name: value})

    def _part(self, kind: str, **said: Any) -> dict[str, Any]:
        return {"id": self._next(), "via_reference_id": 0, "event_type": kind, **said}

    def _next(self) -> int:
        self._id += 1
        return self._id

    # What is asked

    def answer(self, path: str, params: dict[str, str], headers: Any) -> Answer:
        known = base64.b64encode(f"{USER}/token:{TOKEN}".encode()).decode()
        wanted = f"Bearer {TOKEN}" if self.oauth else f"Basic {known}"
        if headers.get("Authorization") != wanted:
            return 401, {}, b'{"error":"Couldn\'t authenticate you"}'
        path = path.removeprefix("/api/v2").removesuffix(".json")
        if path.startswith("/incremental/") and int(params.get("start_time", 0)) > self.clock() - WITHHELD:
            return 422, {}, b'{"error":"InvalidValue","description":"Too recent start_time."}'
        if not self.admin and path.startswith("/incremental/"):
            return 403, {}, b'{"error":{"title":"Forbidden"}}'
        found = self._found(unquote(path), params)
        if found is None:
            return 404, {}, b'{"error":"RecordNotFound"}'
        return 200, {"Content-Type": "application/json; charset=utf-8"}, json.dumps(found).encode()

    def _found(self, path: str, params: dict[str, str]) -> Any:
        there = [one for id, one in self.tickets.items() if id not in self.gone]
        match path.strip("/").split("/"):
            case ["users", "me"]:
                return {"user": self.users[ADMIN]}
            case ["users", "show_many"]:
                return {"users": [self.users[id] for id in _ids(params) if id in self.users]}
            case ["users"]:
                return self._list(
                    "users", [one for one in self.users.values() if one["role"] == params["role"]], params
                )
            case ["groups"]:
                named = {BILLING: "Billing", GENERAL: "General"}
                rows = [{"id": id, "name": name, "updated_at": iso(NOW - 9_000_000)} for id, name in named.items()]
                return self._list("groups", rows, params)
            case ["search", "export"]:
                open = [one for one in there if one["status"] in ("new", "open", "pending", "hold")]
                rows = [{k: v for k, v in one.items() if k != "generated_timestamp"} for one in open]
                return self._list("results", rows, params)
            case ["tickets", "show_many"]:
                asked = _ids(params)
                return {"tickets": [one for one in there if one["id"] in asked and one["status"] != "deleted"]}
            case ["tickets", id, "audits"]:
                rows = [_audit(one) for one in self.audits if one["ticket_id"] == int(id)]
                return self._list("audits", rows, params)
            case ["satisfaction_ratings", *id] if self.surveys:
                return self._ratings(id, params)
            case ["incremental", "ticket_events"]:
                return self._events(int(params["start_time"]), params.get("include") == "comment_events")
            case ["incremental", "tickets", "cursor"]:
                return self._export("tickets", there, lambda one: int(one["generated_timestamp"]), params)
            case ["incremental", "users", "cursor"]:
                users = list(self.users.values())
                return self._export("users", users, lambda one: NOW - 10_000_000, params)
        return None

    def _ratings(self, id: Sequence[str], params: dict[str, str]) -> Any:
        if id:
            one = self.ratings.get(int(id[0]))
            return None if one is None else {"satisfaction_rating": one}
        start, end = iso(int(params["start_time"])), iso(int(params.get("end_time", 2**33)))
        rows = [one for one in self.ratings.values() if start <= one["created_at"] <= end]
        return self._list("satisfaction_ratings", rows, params)

    def _events(self, start: int, comments: bool) -> Any:
        rows = [one for one in self.audits if start <= one["timestamp"] <= self.clock() - WITHHELD]
        page = rows[: self.page]
        page += [one for one in rows[self.page :] if one["timestamp"] == page[-1]["timestamp"]]
        to = page[-1]["timestamp"] if page else None
        return {
            "ticket_events": page if comments else [], "count": len(page), "end_time": to,
            "next_page": to and f"https://elsewhere.example/api/v2/incremental/ticket_events.json?start_time={to}",
            "end_of_stream": len(page) == len(rows),
        }  # fmt: skip

    def _export(self, name: str, rows: list[dict[str, Any]], at: Any, params: dict[str, str]) -> Any:
        after = json.loads(base64.b64decode(params["cursor"])) if "cursor" in params else [int(params["start_time"]), 0]
        there = sorted((at(one), one["id"], one) for one in rows if at(one) <= self.clock() - WITHHELD)
        rest = [one for one in there if [one[0], one[1]] > after]
        page = rest[: self.page]
        last = [page[-1][0], page[-1][1]] if page else after
        cursor = base64.b64encode(json.dumps(last).encode()).decode()
        return {
            name: [one for _, _, one in page], "after_cursor": cursor, "after_url": f"https://elsewhere.example/{cursor}",
            "end_of_stream": len(page) == len(rest),
        }  # fmt: skip

    def _list(self, name: str, rows: Sequence[Any], params: dict[str, str]) -> Any:
        size, after = min(int(params["page[size]"]), self.page), int(params.get("page[after]", "0"))
        page = rows[after : after + size]
        more = after + size < len(rows)
        return {name: page, "meta": {"has_more": more, "after_cursor": str(after + size) if more else None}}


def _ids(params: dict[str, str]) -> list[int]:
    ids = [int(id) for id in params["ids"].split(",")]
    assert len(ids) <= 100
    return ids


def _audit(one: dict[str, Any]) -> dict[str, Any]:
    """Return an update as the audits of a ticket have it: a field is named, not a key."""
    events = []
    for child in one["child_events"]:
        said = {k: v for k, v in child.items() if k not in ("event_type", "id", "via_reference_id", "previous_value")}
        kind = child["event_type"]
        if kind in ("Create", "Change"):
            ((name, value),) = said.items()
            said = {"field_name": name, "value": None if value is None else str(value)}
            if kind == "Change":
                before = child["previous_value"]
                said["previous_value"] = None if before is None else str(before)
        events.append({**said, "id": child["id"], "type": kind})
    return {
        "id": one["id"], "ticket_id": one["ticket_id"], "created_at": one["created_at"],
        "author_id": one["updater_id"], "events": events, "via": {"channel": "web"},
    }  # fmt: skip
