"""What is asked of Zendesk's API, a page at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cxtui.sources.live.failures import FeedError, FeedRefused
from cxtui.sources.live.http import ABSENT, HttpApi

PAGE = 100
"""Rows of a page at most, and ids that one call takes; the exports have a thousand."""

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExportPage:
    """A page of an export: ``to`` is where the next begins, ``end`` that there is nothing more by now."""

    rows: Sequence[Record]
    to: Any
    end: bool


class ZendeskRest:
    """The calls that following takes; raises FeedError, also for answers that are none of Zendesk's."""

    def __init__(self, api: HttpApi, exports: HttpApi) -> None:
        self.api, self.exports = api, exports

    def events(self, start: int, *, spare: bool = False) -> ExportPage:
        """Return updates of tickets from an instant on, in the order of their instants, with their comments.

        ``to`` is an instant. The last minute is never in it; rows of the last second come again with the next page.
        """
        found = self.exports.get(
            "/incremental/ticket_events.json", {"start_time": start, "include": "comment_events"}, spare=spare
        )
        rows = _rows(found, "ticket_events")
        count, end = found.get("count"), found.get("end_of_stream")
        if isinstance(count, int) and count != len(rows):
            raise FeedError(f"{self.exports.host}: a page of ticket events has {len(rows)} of {count}")
        to = _next_start(found)
        end = len(rows) < 2 * PAGE if end is None else bool(end)
        if to is None:
            if rows or not end:
                raise FeedError(f"{self.exports.host}: a page of ticket events does not say where it ends")
            to = start
        return ExportPage(rows, to, end)

    def tickets(self, cursor: str | None, start: int, *, spare: bool = False) -> ExportPage:
        """Return tickets that changed since a cursor, or where there is none since an instant; ``to`` is a cursor."""
        return self._export("/incremental/tickets/cursor.json", "tickets", cursor, start, spare)

    def users(self, cursor: str | None, start: int) -> ExportPage:
        """Return people who changed since a cursor, or since an instant; ``to`` is a cursor."""
        return self._export("/incremental/users/cursor.json", "users", cursor, start, False)

    def open_tickets(self, after: str | None) -> ExportPage:
        """Return a page of tickets that are not solved; ``to`` is a cursor, None after the last.

        Such a cursor is good for an hour: after that it begins anew.
        """
        params = {"query": "status<solved", "filter[type]": "ticket"}
        late = () if after is None else (400, 404, 410, 422)
        page = self._page("/search/export.json", "results", params, after, late)
        return self.open_tickets(None) if page is None else page

    def audits(self, ticket: str) -> Sequence[Record]:
        """Return all updates of one ticket; none where it is not to be had."""
        return self._pages(f"/tickets/{int(ticket)}/audits.json", "audits", {}, absent=(404,)) or []

    def tickets_by_id(self, ids: Sequence[str]) -> Sequence[Record]:
        """Return those of some tickets that are there."""
        return self._many("/tickets/show_many.json", "tickets", ids)

    def users_by_id(self, ids: Sequence[str]) -> Sequence[Record]:
        """Return those of some people who are there."""
        return self._many("/users/show_many.json", "users", ids)

    def staff(self) -> Sequence[Record]:
        """Return all agents and administrators."""
        roles = ("agent", "admin")
        return [row for role in roles for row in self._pages("/users.json", "users", {"role": role}) or ()]

    def groups(self) -> Sequence[Record]:
        """Return all groups."""
        return self._pages("/groups.json", "groups", {}) or []

    def ratings(self, start: int, end: int | None = None) -> Sequence[Record] | None:
        """Return surveys of a span; None where the plan has none or the token may not see them."""
        params: dict[str, str | int] = {"start_time": start}
        if end is not None:
            params["end_time"] = end
        return self._pages("/satisfaction_ratings.json", "satisfaction_ratings", params, absent=(403, 404))

    def rating(self, id: str) -> Record | None:
        """Return one survey; None where it is not to be had."""
        found = self.api.get(f"/satisfaction_ratings/{int(id)}.json", absent=(403, 404))
        return None if found is ABSENT else _record(found, "satisfaction_rating")

    def me(self) -> Record:
        """Return the user of the token."""
        return _record(self.api.get("/users/me.json"), "user")

    def allowed(self, call: Callable[[], object]) -> bool:
        """Return whether a call is not refused for want of rights."""
        try:
            call()
        except FeedRefused as refused:
            if refused.short != "rights (403)":
                raise
            return False
        return True

    def _export(self, path: str, name: str, cursor: str | None, start: int, spare: bool) -> ExportPage:
        params: dict[str, str | int] = {"start_time": start} if cursor is None else {"cursor": cursor}
        found = self.exports.get(path, params, spare=spare)
        rows, to = _rows(found, name), found.get("after_cursor")
        end = found.get("end_of_stream")
        if not isinstance(end, bool) or (not isinstance(to, str) and not end):
            raise FeedError(f"{self.exports.host}: a page of {name} does not say where it ends")
        return ExportPage(rows, to if isinstance(to, str) else cursor, end)

    def _pages(
        self, path: str, name: str, params: Mapping[str, str | int], absent: tuple[int, ...] = ()
    ) -> list[Record] | None:
        """Return the rows of all pages; None where there is none."""
        found: list[Record] = []
        after: str | None = None
        while True:
            page = self._page(path, name, params, after, absent)
            if page is None:
                return None
            found += page.rows
            if page.end:
                return found
            after = page.to

    def _page(
        self,
        path: str,
        name: str,
        params: Mapping[str, str | int],
        after: str | None,
        absent: tuple[int, ...] = (),
    ) -> ExportPage | None:
        asked = {**params, "page[size]": PAGE} | ({} if after is None else {"page[after]": after})
        found = self.api.get(path, asked, absent=absent)
        return None if found is ABSENT else _cursor_page(found, name)

    def _many(self, path: str, name: str, ids: Sequence[str]) -> Sequence[Record]:
        found: list[Record] = []
        for start in range(0, len(ids), PAGE):
            found += _rows(self.api.get(path, {"ids": ",".join(ids[start : start + PAGE])}), name)
        return found


def _rows(found: object, name: str) -> Sequence[Record]:
    rows = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise FeedError("an answer is none of Zendesk's: is the url that of the account, https://NAME.zendesk.com?")
    return rows


def _record(found: object, name: str) -> Record:
    one = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(one, Mapping):
        raise FeedError("an answer is none of Zendesk's: is the url that of the account, https://NAME.zendesk.com?")
    return one


def _cursor_page(found: object, name: str) -> ExportPage:
    rows = _rows(found, name)
    assert isinstance(found, Mapping)
    meta = found.get("meta")
    more = isinstance(meta, Mapping) and bool(meta.get("has_more"))
    to = meta.get("after_cursor") if isinstance(meta, Mapping) else None
    if more and not isinstance(to, str):
        raise FeedError(f"a page of {name} does not say where the next begins")
    return ExportPage(rows, to, not more)


def _next_start(found: Mapping[str, Any]) -> int | None:
    """Return the instant at which the next page begins. Only its time is taken of the address, never the host."""
    end = found.get("end_time")
    if isinstance(end, int) and not isinstance(end, bool):
        return end
    said = parse_qs(urlsplit(str(found.get("next_page") or "")).query).get("start_time", [""])[0]
    return int(said) if said.isdigit() else None
