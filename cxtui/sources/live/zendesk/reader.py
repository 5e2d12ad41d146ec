"""Following a Zendesk: what is open first, then its updates as they are exported, then those before."""

import base64
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cxtui.clock import DAY
from cxtui.sources.live.feed_batch import FeedAccess, FeedBatch, FeedCursor
from cxtui.sources.live.http import HttpApi
from cxtui.sources.live.options import FeedOptions
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.secrets import Secret
from cxtui.sources.live.zendesk.audits import PrivacyChange, TicketAudit, audit_of
from cxtui.sources.live.zendesk.choices import ZendeskChoices
from cxtui.sources.live.zendesk.people import ZendeskPeople
from cxtui.sources.live.zendesk.ratings import ZendeskRatings
from cxtui.sources.live.zendesk.rest import PAGE, ExportPage, Record, ZendeskRest
from cxtui.sources.live.zendesk.rows import people_of, rows_of

WITHHELD_S = 60
"""Seconds that the exports leave out before the present."""

OPENED = 500
"""Open tickets of which the history is read one by one; that of others comes with the history of all."""

KNOWN = 5_000
"""Updates within the overlap of which we keep in mind that they are known."""

PEOPLE_S = 3600.0
"""Seconds between two looks at people who changed."""

FIRST_WIDTH, WIDTH, EMPTY_WIDTH = 6 * 3600, 30 * DAY, 365 * DAY
"""Seconds of history that are read at once: at first, at most, and at most where nothing happened."""

FEW, MANY = 300, 4
"""Updates of a span that lead to a longer one, and pages of it that lead to a shorter one."""

ANSWERED_S = 35 * DAY
"""Seconds after which a survey is not answered any more: its ticket is closed then."""

HISTORIES = (
    "messages", "first_response", "status", "resolution", "assignee", "team", "priority", "topic", "customers",
    "agents", "teams", "merges",
)  # fmt: skip
NEEDS = (
    "the token of an administrator: only they may read the incremental exports",
    'of OAuth the scope "read": narrower ones do not reach audits and exports',
    "token access allowed in Admin Center, Apps and integrations, APIs, where it is an API token",
)


class Zendesk:
    """Reads by the instants of the exports, which Zendesk gives: what the last minute brought comes a minute later.

    Pages begin at a second and repeat it, and each look goes back by the overlap: what is known of that is left out.
    """

    def __init__(self, options: FeedOptions, patience: Patience, choices: ZendeskChoices) -> None:
        assert options.url is not None and options.secret is not None
        self._overlap = options.overlap_s
        account, exports = choices.limits()

        def connection(limit: Any) -> HttpApi:
            assert options.url is not None and options.secret is not None
            return HttpApi(
                options.url + "/api/v2", options.secret.read, lambda secret: _headers(choices.user, secret), patience,
                limit, ca_file=options.ca_file,
            )  # fmt: skip

        self._apis = (connection(account), connection(exports))
        self._rest = ZendeskRest(*self._apis)
        self._people = ZendeskPeople(self._rest, choices)
        self._ratings = ZendeskRatings(self._rest, options.overlap_s)
        self._groups: list[dict[str, Any]] = []
        self._people_at = 0.0

    @property
    def histories(self) -> Sequence[str]:
        """Return which histories Zendesk has; surveys where the plan has them."""
        return (*HISTORIES, *(() if self._ratings.absent else ("ratings",)))

    @property
    def skew_s(self) -> int | None:
        """Return by how many seconds Zendesk's clock is ahead of ours."""
        known = (api.skew_s for api in self._apis)
        return next((skew for skew in known if skew is not None), None)

    def look(self, cursor: FeedCursor | None) -> Iterator[FeedBatch]:
        """Yield what is open where nothing is known yet, then what came since."""
        self._refresh()
        place = dict(cursor) if cursor is not None else self._beginning()
        yield from self._open(place)
        self._changed_people(place)
        yield from self._since(place)

    def fill(self, live: FeedCursor, cursor: FeedCursor | None, from_at: int) -> Iterator[FeedBatch]:
        """Yield a page of history before what is known: spans of updates backwards, then tickets as they stand.

        Those tell of deleted ones, which only the export has.
        """
        self._refresh()
        began = int(live["began"])
        from_at = min(from_at, began)  # Zendesk refuses to be asked for what is too recent
        place = dict(cursor or {"before": began, "width": FIRST_WIDTH, "tickets": None, "from": None, "span": None})
        if place["from"] is None or from_at < place["from"]:
            place |= {"tickets": None, "from": from_at}
        if place["before"] > from_at:
            yield self._span_page(place, began, from_at)
        elif place["tickets"] is not True:
            yield self._ticket_page(place, began)

    def sweep(self, tickets: Sequence[str]) -> Iterator[FeedBatch]:
        """Yield which tickets are gone although no export said so, and surveys that were answered since."""
        for start in range(0, len(tickets), PAGE):
            some = [ticket for ticket in tickets[start : start + PAGE] if ticket.isdigit()]
            found = {str(row.get("id")) for row in self._rest.tickets_by_id(some)} if some else set()
            gone = [ticket for ticket in some if ticket not in found]
            if len(gone) > max(10, len(some) // 2):
                # Rather another account, or lost rights, than half of a helpdesk deleted.
                yield FeedBatch({}, {}, doubts=(f"{len(gone)} open tickets such as {gone[0]} cannot be read any more",))
            elif gone:
                doubts = tuple(f"ticket {one} is not to be read any more: taken for deleted" for one in gone)
                yield FeedBatch({}, {}, gone=tuple(gone), doubts=doubts)
        now = self._rest.api.now()
        if surveys := self._ratings.between(now - ANSWERED_S, now):
            yield FeedBatch({"rating": surveys}, {})

    def look_at(self, tickets: Sequence[str]) -> Iterator[FeedBatch]:
        """Yield tickets that a webhook names, with their whole history: the exports have them a minute later."""
        self._refresh()
        ids = [ticket for ticket in tickets if ticket.isdigit()]
        found = self._rest.tickets_by_id(ids) if ids else ()
        audits = [audit_of(row) for one in found for row in self._rest.audits(str(one.get("id")))]
        if found:
            yield self._batch(found, audits, {})

    def check(self) -> FeedAccess:
        """Return what the token may see."""
        me, start = self._rest.me(), self._rest.api.now() - 2 * WITHHELD_S
        if me.get("id") is None:
            return FeedAccess((), ("a user: Zendesk does not know the token",), NEEDS)
        read = [f"Zendesk as {me.get('name')} ({me.get('role')})"]
        missing: list[str] = []
        exports = {
            "updates of tickets with their comments": lambda: self._rest.events(start),
            "tickets": lambda: self._rest.tickets(None, start),
            "people": lambda: self._rest.users(None, start),
            "groups": self._rest.groups,
            "open tickets": lambda: self._rest.open_tickets(None),
        }
        for what, call in exports.items():
            (read if self._rest.allowed(call) else missing).append(what)
        self._ratings.probe(start)
        read += [] if self._ratings.absent else ["surveys of satisfaction"]
        return FeedAccess(tuple(read), tuple(missing), NEEDS)

    def close(self) -> None:
        """Give back connections."""
        for api in self._apis:
            api.close()

    def _refresh(self) -> None:
        groups = self._people.refresh()
        if groups is not None:
            self._groups = groups

    def _beginning(self) -> dict[str, Any]:
        """Return the cursor of somebody who knows nothing: live from before the minute that the exports leave out."""
        began = self._rest.api.now() - WITHHELD_S - self._overlap
        return {
            "began": began, "events": began, "seen": [], "tickets": None, "users": None, "ratings": began, "open": "",
            "opened": 0,
        }  # fmt: skip

    def _open(self, place: dict[str, Any]) -> Iterator[FeedBatch]:
        """Yield the open tickets, the first of them with their whole history."""
        while place["open"] is not None:
            page = self._rest.open_tickets(place["open"] or None)
            room = max(0, OPENED - int(place["opened"]))
            with_history = [str(row.get("id")) for row in page.rows[:room]]
            audits = [audit_of(row) for id in with_history for row in self._rest.audits(id)]
            place |= {"open": None if page.end else page.to, "opened": place["opened"] + len(page.rows)}
            done = int(place["began"]) if page.end else None
            yield self._batch(page.rows, audits, place, more=True, complete_from=done)

    def _changed_people(self, place: dict[str, Any]) -> None:
        """Take note of people whose role or name is another; their rows go with the next batch."""
        if time.monotonic() < self._people_at:
            return
        while True:
            page = self._rest.users(place["users"], int(place["began"]))
            self._people.changed(page.rows)
            place["users"] = page.to
            if page.end:
                break
        self._people_at = time.monotonic() + PEOPLE_S

    def _since(self, place: dict[str, Any]) -> Iterator[FeedBatch]:
        """Yield tickets and updates that are new."""
        while True:
            page = self._rest.tickets(place["tickets"], int(place["began"]))
            place["tickets"] = page.to
            tickets = page.rows
            if page.end:
                break
            yield self._batch(tickets, (), place, more=True, surveys=self._ratings.live(tickets, place))
        start = int(place["events"]) - self._overlap
        while True:
            page = self._rest.events(start)
            to = _onward(start, page)
            new = self._unseen(page.rows, place, to)
            surveys = self._ratings.live(tickets, place)
            if new or tickets or surveys or self._groups or not page.end:
                yield self._batch(tickets, new, place, more=not page.end, surveys=surveys)
            tickets = ()
            start = to
            if page.end:
                break
        yield FeedBatch({}, dict(place), complete_to=self._rest.exports.now() - WITHHELD_S)

    def _unseen(self, rows: Sequence[Record], place: dict[str, Any], to: int) -> list[TicketAudit]:
        """Return the updates of a page that are not known, and note in the cursor that they are."""
        known = {id for id, _ in place["seen"]}
        new = [one for one in map(audit_of, rows) if one.id not in known]
        place["events"] = max(int(place["events"]), to)
        back = place["events"] - self._overlap
        seen = [*place["seen"], *([one.id, to] for one in new)]
        place["seen"] = [one for one in seen if one[1] >= back][-KNOWN:]
        return new

    def _ticket_page(self, place: dict[str, Any], began: int) -> FeedBatch:
        page = self._rest.tickets(place["tickets"], int(place["from"]), spare=True)
        # Beyond the beginning of what is live they come with that.
        later = [row for row in page.rows if int(row.get("generated_timestamp") or 0) > began]
        end = page.end or (bool(page.rows) and len(later) == len(page.rows))
        place["tickets"] = True if end else page.to
        return self._batch(page.rows, (), place)

    def _span_page(self, place: dict[str, Any], began: int, from_at: int) -> FeedBatch:
        """Return one page of a span of updates; with the last one the span is known."""
        before = int(place["before"])
        span = place["span"] or {"at": max(from_at, before - int(place["width"])), "pages": 0, "rows": 0}
        span = dict(span) | {"to": span.get("to", span["at"])}
        surveys = () if span["pages"] else self._ratings.between(int(span["at"]), before)
        page = self._rest.events(int(span["to"]), spare=True)
        to = _onward(int(span["to"]), page)
        within = [one for one in map(audit_of, page.rows) if one.at <= before]
        tickets = self._rest.tickets_by_id(sorted({one.ticket for one in within}, key=int))
        span |= {"to": to, "pages": span["pages"] + 1, "rows": span["rows"] + len(within)}
        if not page.end and to <= before:
            return self._batch(tickets, within, place | {"span": span}, surveys=surveys)
        at = int(span["at"])
        share = min(1.0, (began - at) / max(1, began - from_at))
        place |= {"before": at, "span": None, "width": _next_width(int(place["width"]), span["rows"], span["pages"])}
        return self._batch(tickets, within, place, surveys=surveys, complete_from=at, share=share)

    def _batch(
        self,
        tickets: Sequence[Record],
        audits: Sequence[TicketAudit],
        place: Mapping[str, Any],
        surveys: Sequence[dict[str, Any]] = (),
        **said: Any,
    ) -> FeedBatch:
        """Return the rows of tickets and updates, with all whom they name."""
        audits, retold = self._with_retold(audits)
        self._people.learn(people_of(tickets, audits))
        made = rows_of(tickets, audits, self._people, retold)
        rows = dict(made.rows) | self._people.rows()
        self._people.tell()
        rows |= {"rating": list(surveys)} if surveys else {}
        rows |= {"team": self._groups} if self._groups else {}
        self._groups = []
        return FeedBatch(rows, dict(place), doubts=tuple(made.doubts), **said)

    def _with_retold(self, audits: Sequence[TicketAudit]) -> tuple[Sequence[TicketAudit], dict[str, int]]:
        """Return updates with all of those of tickets in which a comment became private, and when that was."""
        changed = {
            audit.ticket: audit.at for audit in audits if any(isinstance(one, PrivacyChange) for one in audit.changes)
        }
        whole = {one.id: one for one in audits}
        for ticket in sorted(changed, key=int):
            whole |= {one.id: one for one in map(audit_of, self._rest.audits(ticket))}
        return [whole[id] for id in sorted(whole)], changed


def _headers(user: str | None, secret: Secret) -> dict[str, str]:
    if user is None:
        return {"Authorization": f"Bearer {secret.text()}"}
    pair = f"{user}/token:{secret.text()}".encode()
    return {"Authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"}


def _onward(start: int, page: ExportPage) -> int:
    """Return where the page after one begins; one that ends where it began would come again and again."""
    return int(page.to) if page.to > start or page.end else start + 1


def _next_width(width: int, rows: int, pages: int) -> int:
    if pages > MANY:
        return max(3600, width // 2)
    if rows >= FEW:
        return width
    return min(width * 4, EMPTY_WIDTH if rows == 0 else max(WIDTH, width))
