"""What is asked of Request Tracker's REST2, a page at a time."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxtui.sources.live.failures import FeedError
from cxtui.sources.live.http import ABSENT, HttpApi, iso_seconds

PAGE = 100
"""Rows of a page at most. RT takes out of a page what the token may not see, so a shorter one need not be the last."""

FURTHER = 4
"""Pages of which nothing is to be seen, after which we believe that there is nothing more."""

_TRANSACTION = "Type,Field,OldValue,NewValue,Created,Creator,ObjectId"
_TICKET = "Subject,Status,Queue,Owner,Requestor,Priority,Created,LastUpdated,Due,Creator,CustomFields"
_OF_TICKETS = {"field": "ObjectType", "operator": "=", "value": "RT::Ticket"}


@dataclass(frozen=True, slots=True)
class RtTransaction:
    """One thing that happened to a ticket; ``at`` is in epoch seconds, ``creator`` the name of who did it."""

    id: int
    ticket: str
    kind: str
    field: str
    old: str
    new: str
    at: int
    creator: str


class RtRest:
    """The calls of REST2 that following takes; raises FeedError, also for answers that are none of RT's."""

    def __init__(self, api: HttpApi) -> None:
        self.api = api

    def after(self, id: int, further: bool = False) -> list[RtTransaction]:
        """Return the next transactions of tickets above an id, the oldest first; none where there are no more.

        Looking ``further`` goes on behind pages of which nothing is to be seen.
        """
        pages = range(1, FURTHER + 1 if further else 2)
        found = (self._transactions([_of("id", ">", id)], "ASC", page) for page in pages)
        return next((page for page in found if page), [])

    def before(self, id: int) -> list[RtTransaction]:
        """Return the newest transactions of tickets below an id, the newest first; none where there are no more."""
        found = (self._transactions([_of("id", "<", id)], "DESC", page, spare=True) for page in range(1, FURTHER + 1))
        return next((page for page in found if page), [])

    def of_tickets(self, tickets: Sequence[str]) -> list[RtTransaction]:
        """Return every transaction of some tickets, the oldest first."""
        found: list[RtTransaction] = []
        named = [_of("ObjectId", "=", int(ticket)) for ticket in tickets]
        while True:
            last = found[-1].id if found else 0
            page = self._transactions([*named, _of("id", ">", last)], "ASC", spare=True)
            found += page
            if not page:
                return found

    def active(self, after: int, count: int) -> list[Mapping[str, Any]]:
        """Return the next active tickets above an id."""
        query = f"Status = '__Active__' AND id > {after}"
        return self._tickets(query, count)

    def tickets(self, ids: Sequence[str]) -> list[Mapping[str, Any]]:
        """Return tickets by id; those that were merged away or deleted are missing from the answer."""
        return self._tickets(" OR ".join(f"id = {int(id)}" for id in ids), PAGE)

    def ticket(self, id: str) -> Any:
        """Return one ticket as RT opens it, another one where it was merged; ABSENT where it cannot be read."""
        return self.api.get(f"/ticket/{int(id)}", absent=(403, 404))

    def user(self, name: str) -> Any:
        """Return a user by name or number; ABSENT where there is none to be seen."""
        from urllib.parse import quote

        return self.api.get(f"/user/{quote(name, safe='')}", absent=(403, 404))

    def queues(self) -> list[Mapping[str, Any]]:
        """Return all queues that the token may see."""
        return list(self._pages("/queues/all", {"fields": "Name,Description"}))

    def fields(self) -> list[Mapping[str, Any]]:
        """Return all custom fields that the token may see."""
        every = json.dumps([_of("id", ">", 0)])
        return list(self._pages("/customfields", {"query": every, "fields": "Name"}))

    def _transactions(
        self, terms: Sequence[Mapping[str, Any]], order: str, number: int = 1, *, spare: bool = False
    ) -> list[RtTransaction]:
        page = self.api.get(
            "/transactions",
            {
                "query": json.dumps([_OF_TICKETS, *terms]), "fields": _TRANSACTION, "per_page": PAGE,
                "orderby": "id", "order": order, "page": number,
            },
            spare=spare,
        )  # fmt: skip
        return [_transaction(row) for row in _items(page)]

    def _tickets(self, query: str, count: int) -> list[Mapping[str, Any]]:
        page = self.api.get(
            "/tickets",
            {
                "query": query, "fields": _TICKET, "fields[Queue]": "Name", "fields[Requestor]": "RealName",
                "per_page": count, "orderby": "id", "order": "ASC",
            },
        )  # fmt: skip
        return _items(page)

    def _pages(self, path: str, params: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
        number = 1
        while True:
            page = self.api.get(path, {**params, "per_page": PAGE, "page": number}, absent=(403, 404))
            rows = [] if page is ABSENT else _items(page)
            yield from rows
            if not rows:
                return
            number += 1


def _of(field: str, operator: str, value: object) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value}


def _items(page: object) -> list[Mapping[str, Any]]:
    rows = page.get("items") if isinstance(page, Mapping) else None
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise FeedError("an answer is none of Request Tracker's: is the url that of its start page?")
    return rows


def _transaction(row: Mapping[str, Any]) -> RtTransaction:
    at, creator = iso_seconds(row.get("Created")), row.get("Creator")
    try:
        assert at is not None and isinstance(creator, Mapping)
        return RtTransaction(
            id=int(row["id"]),
            ticket=str(int(row["ObjectId"])),
            kind=str(row["Type"]),
            field=str(row.get("Field") or ""),
            old=str(row.get("OldValue") or ""),
            new=str(row.get("NewValue") or ""),
            at=at,
            creator=str(creator["id"]),
        )
    except (AssertionError, KeyError, TypeError, ValueError):
        raise FeedError(f"transaction {row.get('id')} lacks what each of them has") from None
