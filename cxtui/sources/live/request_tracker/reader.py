"""Following a Request Tracker: what is open first, then its transactions as they come, then those before."""

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cxtui.sources.live.feed_batch import FeedAccess, FeedBatch, FeedCursor
from cxtui.sources.live.http import ABSENT, HttpApi
from cxtui.sources.live.options import FeedOptions
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.request_tracker.choices import RtChoices
from cxtui.sources.live.request_tracker.people import RtPeople
from cxtui.sources.live.request_tracker.rest import PAGE, RtRest, RtTransaction
from cxtui.sources.live.request_tracker.rows import RtTicket, merged_ticket, rows_of, teams, ticket_of

OPENED = 25
"""Open tickets of which the history is read at once."""

FURTHER_S = 60.0
"""Seconds after which we look behind transactions that the token may not see."""

KNOWN = 5_000
"""Transactions within the overlap of which we keep in mind that they are known."""

WATCHERS = ("AddWatcher", "DelWatcher", "SetWatcher")

HISTORIES = (
    "messages", "first_response", "status", "resolution", "assignee", "team", "priority", "customers", "agents",
    "teams", "merges",
)  # fmt: skip
RIGHTS = (
    "SeeQueue, ShowTicket, ShowTicketComments on every queue",
    "SeeCustomField on the fields that sources.toml names",
    "the account of the token must be privileged (it sees then who else is)",
)


class RequestTracker:
    """Reads by the ids of transactions: RT reads dates in the zone of the token's user.

    A transaction that began early may be there late, with an id below others: each look goes back behind the newest
    by the overlap, and knows which ones of that it has seen.
    """

    def __init__(self, options: FeedOptions, patience: Patience, choices: RtChoices) -> None:
        assert options.url is not None and options.secret is not None
        self._options, self._choices = options, choices
        self._api = HttpApi(
            options.url + "/REST/2.0", options.secret.read, lambda secret: {"Authorization": f"token {secret.text()}"},
            patience, options.limit, ca_file=options.ca_file,
        )  # fmt: skip
        self._rest = RtRest(self._api)
        self._people = RtPeople(self._rest, choices)
        self._teams_told = False
        self._further_at = 0.0

    @property
    def histories(self) -> Sequence[str]:
        """Return which histories RT has; surveys where a field holds their answers."""
        more = [*(("ratings",) if self._choices.survey else ())]
        return (*HISTORIES, *more)

    @property
    def skew_s(self) -> int | None:
        """Return by how many seconds RT's clock is ahead of ours."""
        return self._api.skew_s

    def look(self, cursor: FeedCursor | None) -> Iterator[FeedBatch]:
        """Yield what is open where nothing is known yet, then what came since."""
        if self._people.refresh():
            self._teams_told = False
        place = dict(cursor) if cursor is not None else self._beginning()
        yield from self._open(place)
        yield from self._since(place)

    def fill(self, live: FeedCursor, cursor: FeedCursor | None, from_at: int) -> Iterator[FeedBatch]:
        """Yield the page of transactions before what is known, the newest first."""
        began = int(live["at"])
        known = cursor or {"before": int(live["began"]) + 1, "at": began, "end": False}
        if known["end"] or known["at"] <= from_at:
            return
        page = self._rest.before(int(known["before"]))
        if not page:
            yield FeedBatch({}, {**known, "end": True}, complete_from=int(known["at"]), share=1.0)
            return
        at = min(one.at for one in page)
        share = min(1.0, (began - at) / max(1, began - from_at))
        place = {"before": min(one.id for one in page), "at": at, "end": False}
        # The second of the oldest one may go on in the next page.
        yield self._batch(page, {}, place, complete_from=at + 1, share=share)

    def sweep(self, tickets: Sequence[str]) -> Iterator[FeedBatch]:
        """Yield which tickets are merged, deleted or gone, although no transaction said so."""
        for start in range(0, len(tickets), PAGE):
            some = [ticket for ticket in tickets[start : start + PAGE] if ticket.isdigit()]
            found = {str(row.get("id")) for row in self._rest.tickets(some)} if some else set()
            missing = [self._single(ticket) for ticket in some if ticket not in found]
            gone = [one.id for one in missing if one.gone]
            if len(gone) > max(10, len(some) // 2):
                # Rather another database, or lost rights, than half of a helpdesk deleted.
                yield FeedBatch({}, {}, doubts=(f"{len(gone)} open tickets such as {gone[0]} cannot be read any more",))
                continue
            made = rows_of((), {one.id: one for one in missing}, self._people, self._choices)
            doubts = [f"ticket {one} is not to be read any more: taken for deleted" for one in gone]
            if made.rows or gone:
                yield FeedBatch(made.rows, {}, gone=tuple(gone), doubts=(*made.doubts, *doubts))

    def check(self) -> FeedAccess:
        """Return what the token may see."""
        version = self._api.get("/rt")
        queues, newest = self._people.queues(), self._rest.before(1 << 62)
        named = ", ".join(sorted(queues.values())) or "none"
        read = [f"Request Tracker {version.get('Version', '')}", f"queues: {named}"]
        missing = [] if queues else ["SeeQueue: no queue is to be seen"]
        if newest:
            read.append(f"transactions up to {newest[0].id}")
            if self._rest.ticket(newest[0].ticket) is ABSENT:
                missing.append(f"ShowTicket: ticket {newest[0].ticket} cannot be read")
        else:
            missing.append("ShowTicket: no transaction of a ticket is to be seen")
        return FeedAccess(tuple(read), tuple(missing), RIGHTS)

    def close(self) -> None:
        """Give back connections."""
        self._api.close()

    def _beginning(self) -> dict[str, Any]:
        """Return the cursor of somebody who knows nothing: live from the newest transaction on."""
        newest = self._rest.before(1 << 62)
        place = {"began": newest[0].id if newest else 0, "at": self._api.now(), "back": 0, "seen": [], "open": 0}
        place["back"] = min(one.id for one in newest) - 1 if newest else 0
        place["seen"] = [[one.id, one.at] for one in reversed(newest)]
        self._forward(place)
        return place

    def _open(self, place: dict[str, Any]) -> Iterator[FeedBatch]:
        """Yield the open tickets with their whole history, a handful at a time."""
        while place["open"] is not None:
            rows = self._rest.active(int(place["open"]), OPENED)
            place["open"] = max((int(row["id"]) for row in rows), default=None)
            history = self._rest.of_tickets([str(row["id"]) for row in rows]) if rows else []
            known = {str(row["id"]): ticket_of(row, self._people, self._choices) for row in rows}
            yield self._batch(
                history, {}, dict(place), known, more=True, complete_from=None if place["open"] else int(place["at"])
            )  # fmt: skip

    def _since(self, place: dict[str, Any]) -> Iterator[FeedBatch]:
        """Yield transactions above the overlap that are not known, then where that leads to."""
        last, further = int(place["back"]), time.monotonic() >= self._further_at
        while page := self._rest.after(last, further):
            known = {id for id, _ in place["seen"]}
            new = [one for one in page if one.id not in known]
            last = page[-1].id
            place["seen"] = sorted([*place["seen"], *([one.id, one.at] for one in new)])
            self._forward(place)
            full = further or len(page) == PAGE
            if new:
                yield self._batch(*self._with_retold(new), dict(place), more=full)
            if not full:
                break  # what may be behind it comes with the next look
        if further:
            self._further_at = time.monotonic() + FURTHER_S
        yield FeedBatch({}, dict(place), complete_to=self._api.now())

    def _with_retold(self, new: Sequence[RtTransaction]) -> tuple[Sequence[RtTransaction], Mapping[str, int]]:
        """Return transactions with all of the tickets whose requestors changed, and when that was.

        Who speaks as the customer of a ticket is decided by its requestors, in what was said before, too.
        """
        changed = {one.ticket: one.at for one in new if one.field == "Requestor" and one.kind in WATCHERS}
        if not changed:
            return new, {}
        whole = {one.id: one for one in (*self._rest.of_tickets(sorted(changed, key=int)), *new)}
        return [whole[id] for id in sorted(whole)], changed

    def _forward(self, place: dict[str, Any]) -> None:
        """Let go of what lies behind the overlap."""
        border = self._api.now() - self._options.overlap_s
        seen = place["seen"]
        while seen and (seen[0][1] <= border or len(seen) > KNOWN):
            place["back"] = seen[0][0]
            seen = seen[1:]
        place["seen"] = seen

    def _batch(
        self,
        transactions: Sequence[RtTransaction],
        retold: Mapping[str, int],
        place: Mapping[str, Any],
        known: Mapping[str, RtTicket] | None = None,
        **said: Any,
    ) -> FeedBatch:
        """Return the rows of transactions, with the tickets that they are of."""
        tickets = dict(known or {})
        tickets |= self._tickets(sorted({one.ticket for one in transactions} - tickets.keys(), key=int))
        made = rows_of(transactions, tickets, self._people, self._choices, retold)
        if not self._teams_told:
            made.rows["team"].extend(teams(self._people, self._choices))
            self._teams_told = True
        gone = tuple(one.id for one in tickets.values() if one.gone)
        return FeedBatch(made.rows, place, gone=gone, doubts=tuple(made.doubts), **said)

    def _tickets(self, ids: Sequence[str]) -> dict[str, RtTicket]:
        found: dict[str, RtTicket] = {}
        for start in range(0, len(ids), PAGE):
            for row in self._rest.tickets(ids[start : start + PAGE]):
                one = ticket_of(row, self._people, self._choices)
                found[one.id] = one
        return found | {id: self._single(id) for id in ids if id not in found}

    def _single(self, id: str) -> RtTicket:
        """Return a ticket that no search gives: merged into another, deleted, or gone."""
        row = self._rest.ticket(id)
        if row is ABSENT:
            return RtTicket(id, gone=True)
        if str(row.get("id")) == id:
            return ticket_of(row, self._people, self._choices)
        return merged_ticket(id, str(row.get("id")), self._rest.of_tickets([id]), self._people)
