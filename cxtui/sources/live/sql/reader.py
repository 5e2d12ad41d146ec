"""Following a database: what is open first, then what changes, then the history before."""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cxtui import canonical
from cxtui.clock import DAY
from cxtui.sources.live.failures import FeedThrottled
from cxtui.sources.live.feed_batch import FeedAccess, FeedBatch, FeedCursor
from cxtui.sources.live.options import FeedOptions
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.sql.access import access
from cxtui.sources.live.sql.choices import SqlChoices
from cxtui.sources.live.sql.database import SqlDatabase, SqlSession, SqlSnapshot
from cxtui.sources.live.sql.drivers import driver_of
from cxtui.sources.live.sql.place import DeepLooks, SqlPlace
from cxtui.sources.live.sql.reading import TICKETS, RowsByTable, SqlReading, in_chunks, row_instant, ticket_order
from cxtui.sources.live.sql.rows import FeedRowCells

STEP_S, LEAST_STEP_S, MOST_STEP_S = DAY, 3600, 366 * DAY
FULL, EMPTY = 40_000, 15_000
"""Rows of a piece of history above which the next one is shorter, and below which it is longer."""

REFERENCE_S = 600.0
"""Seconds after which tables that cannot be asked for what changed, such as agents and teams, are read again."""

AHEAD_S = 366 * DAY
"""Seconds behind the present up to which rows are looked for: clocks differ."""

KnownRows = dict[tuple[object, ...], FeedRowCells]


class SqlSource:
    """Reads by the times of rows, behind the newest by the overlap and by the oldest transaction that was under way.

    Of a ticket of which anything changed all is read: what was deleted of it shows by being there no more.
    """

    def __init__(self, options: FeedOptions, patience: Patience, choices: SqlChoices) -> None:
        assert options.url is not None
        self._options, self._choices, self._mapping = options, choices, choices.mapping
        secret = options.secret.read if options.secret is not None else lambda: None
        self._session = SqlSession(options.url, choices.zone, choices.timeout_s, secret)
        self._database: SqlDatabase | None = None
        self._patience = patience
        self._reading = SqlReading(choices)
        self._seen: KnownRows = {}
        self._reference: KnownRows = {}
        self._reference_at = float("-inf")
        self._deep = DeepLooks()
        self.skew_s: int | None = None

    @property
    def histories(self) -> Sequence[str]:
        """Return which histories the mapping covers."""
        return self._mapping.histories

    def look(self, cursor: FeedCursor | None) -> Iterator[FeedBatch]:
        """Yield what is open where nothing is known yet, then what changed since."""
        whole = False
        try:
            with self._snapshot() as shot:
                place = SqlPlace.of(cursor, shot.moment)
                reference = self._reference_rows(shot)
            yield from self._open(place, reference)
            yield from self._since(place, reference)
            whole = True
        finally:
            if not whole:
                # What was not committed has to be told again.
                self._reference, self._reference_at = {}, float("-inf")

    def fill(self, live: FeedCursor, cursor: FeedCursor | None, from_at: int) -> Iterator[FeedBatch]:
        """Yield a piece of the history before what is known."""
        began = int(live["began"])
        known = dict(cursor or {"before": began + 1, "step": STEP_S})
        before, step = int(known["before"]), int(known["step"])
        if before <= from_at:
            return
        since = max(from_at, before - step) if self._reading.in_pieces else from_at
        try:
            with self._snapshot() as shot:
                rows = self._reading.window(shot, since, before)
        except FeedThrottled:
            if step <= LEAST_STEP_S:
                raise
            yield FeedBatch({}, {"before": before, "step": max(LEAST_STEP_S, step // 4)})
            return
        count = sum(map(len, rows.values()))
        step = step // 2 if count > FULL else step * 2 if count < EMPTY else step
        place = {"before": since, "step": min(MOST_STEP_S, max(LEAST_STEP_S, step))}
        share = min(1.0, (began - since) / max(1, began - from_at))
        yield self._batch(rows, place, complete_from=since, share=share)

    def sweep(self, tickets: Sequence[str]) -> Iterator[FeedBatch]:
        """Yield open tickets as they are, and which of them are there no more."""
        for some in in_chunks(tickets if self._reading.whole else [], TICKETS):
            with self._snapshot() as shot:
                rows = self._reading.of_tickets(shot, some)
            yield self._whole(rows, some, {})

    def check(self) -> FeedAccess:
        """Return which tables can be read."""
        driver = driver_of(self._session)
        self._database = SqlDatabase(driver, self._patience, self._options.limit)
        return access(self._database, driver, self._mapping, self._reading.rows, self._reading.values)

    def close(self) -> None:
        """Give back the connection."""
        if self._database is not None:
            self._database.close()

    def _snapshot(self) -> Any:
        if self._database is None:
            self._database = SqlDatabase(driver_of(self._session), self._patience, self._options.limit)
        return self._database.snapshot()

    def _open(self, place: SqlPlace, reference: RowsByTable) -> Iterator[FeedBatch]:
        """Yield the open tickets with their whole history, some at a time."""
        if place.open is None:
            return
        with self._snapshot() as shot:
            ids = [id for id in self._reading.open(shot) if ticket_order(id) > ticket_order(place.open)]
        for some in in_chunks(ids, TICKETS):
            with self._snapshot() as shot:
                rows = self._reading.of_tickets(shot, some)
            place.open = some[-1]
            yield self._batch(_joined(reference, rows), place.cursor(), more=True)
            reference.clear()
        place.open = None
        yield self._batch(dict(reference), place.cursor(), more=True, complete_from=place.began)
        reference.clear()

    def _since(self, place: SqlPlace, reference: RowsByTable) -> Iterator[FeedBatch]:
        """Yield what changed since the last look, and every ticket that it is of as a whole."""
        deep = self._deep.due(place)
        while True:
            with self._snapshot() as shot:
                moment = shot.moment
                self.skew_s = round(moment.at - time.time())
                until = self._until(place, moment.at)
                since = {one.name: place.since(one.name, deep) for one in self._reading.changing}
                back = {table: at - self._options.overlap_s for table, at in since.items()}
                rows, newest = self._reading.changed(shot, back, until)
            seen, new = _unseen(rows, self._seen)
            here = {str(row["ticket"]) for some in new.values() for row in some if "ticket" in row}
            touched = sorted(here | self._vanished(seen, back), key=ticket_order)
            before, rest = place.cursor(), _joined(reference, self._apart(new))
            for chunk in in_chunks(touched if self._reading.whole else [], TICKETS):
                with self._snapshot() as shot:
                    whole = self._reading.of_tickets(shot, chunk)
                yield self._whole(_joined(rest, whole), chunk, before, more=True)
                rest = {}
            reference.clear()
            behind = until < moment.at
            if behind:
                newest = dict.fromkeys(since, until)
            place.forward(moment, {table: min(at, moment.at) for table, at in newest.items()})
            yield self._batch(rest, place.cursor(), more=behind, complete_to=min(until, moment.at))
            self._seen = seen
            if not behind:
                return

    def _until(self, place: SqlPlace, now: int) -> int:
        """Return up to when rows are looked for: a day where much time has passed since the last look."""
        windowed = [one for one in self._reading.changing if one.windowed]
        latest = max((place.since(one.name, deep=False) for one in windowed), default=now)
        return now + AHEAD_S if now - latest <= 2 * STEP_S or not self._reading.in_pieces else latest + STEP_S

    def _apart(self, new: RowsByTable) -> RowsByTable:
        """Return those of new rows that are not read again with the whole of their ticket."""
        whole = {one.name for one in self._reading.whole}
        return {
            table: [row for row in some if table not in whole or "ticket" not in row] for table, some in new.items()
        }

    def _vanished(self, seen: KnownRows, since: Mapping[str, int]) -> set[str]:
        """Return the tickets of rows that were seen by the last look and should be there still, but are not."""
        return {
            str(row["ticket"])
            for place, row in self._seen.items()
            if place not in seen and "ticket" in row and (row_instant(str(place[0]), row) or 0) >= since[str(place[0])]
        }

    def _reference_rows(self, shot: SqlSnapshot) -> RowsByTable:
        """Return the rows of tables that are read as a whole that differ from those read before."""
        if time.monotonic() < self._reference_at + REFERENCE_S:
            return {}
        self._reference, new = _unseen(self._reading.reference(shot), self._reference)
        self._reference_at = time.monotonic()
        return new

    def _whole(self, rows: RowsByTable, tickets: Sequence[str], place: Mapping[str, Any], **said: Any) -> FeedBatch:
        """Return tickets of which all was read, and which of them are there no more."""
        gone = self._reading.missing(rows, tickets)
        if len(gone) > max(10, len(tickets) // 2):
            # Rather another database, or lost rights, than half of a helpdesk deleted.
            doubt = f"{len(gone)} tickets such as {gone[0]} are there no more"
            return self._batch(rows, place, doubts=(doubt,), **said)
        doubts = [f"ticket {one} is there no more: taken for deleted" for one in gone]
        whole = self._reading.wholly(ticket for ticket in tickets if ticket not in set(gone))
        return self._batch(rows, place, gone=tuple(gone), whole=whole, doubts=doubts, **said)

    def _batch(self, rows: RowsByTable, place: Mapping[str, Any], **said: Any) -> FeedBatch:
        doubts = (*self._reading.rows.taken_doubts(), *said.pop("doubts", ()))
        return FeedBatch({table: some for table, some in rows.items() if some}, place, doubts=doubts, **said)


def _unseen(rows: RowsByTable, known: KnownRows) -> tuple[KnownRows, RowsByTable]:
    """Return what is known after a look, and the rows of it that were not known before."""
    seen: KnownRows = {}
    new: RowsByTable = {}
    for table, some in rows.items():
        key = [name for name in canonical.TABLES[table].key if name != "source"]
        for row in some:
            place = (table, *(row.get(name) for name in key))
            seen[place] = row
            if known.get(place) != row:
                new.setdefault(table, []).append(row)
    return seen, new


def _joined(*parts: RowsByTable) -> RowsByTable:
    found: RowsByTable = defaultdict(list)
    for part in parts:
        for table, some in part.items():
            found[table] += some
    return dict(found)
