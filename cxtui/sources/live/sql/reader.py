"""Following a database: what is open first, then what changes, then the history before."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

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
from cxtui.sources.live.sql.mapping import SERVER
from cxtui.sources.live.sql.place import DeepLooks, SqlPlace
from cxtui.sources.live.sql.query import SqlQuery
from cxtui.sources.live.sql.rows import FeedRowCells, SqlRows

TICKETS = 200
"""Tickets that are read at once."""

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
        self._rows = SqlRows(choices)
        self._seen: KnownRows = {}
        self._reference: KnownRows = {}
        self._reference_at = float("-inf")
        self._deep = DeepLooks()
        self.skew_s: int | None = None
        queries = self._mapping.queries.values()
        # Events before the tickets that they are of.
        self._changing = sorted((one for one in queries if not _is_reference(one)), key=lambda one: one.name != "event")
        self._whole = [one for one in self._changing if "tickets" in one.parameters]

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
        windowed = [one for one in self._changing if one.windowed]
        since = max(from_at, before - step) if all(one.bounded for one in windowed) else from_at
        try:
            with self._snapshot() as shot:
                rows = self._window(shot, windowed, since, before)
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
        if not any(one.name == "ticket" for one in self._whole):
            return
        for some in _chunks(tickets, TICKETS):
            with self._snapshot() as shot:
                rows = self._of_tickets(shot, some)
            found = {str(row["ticket"]) for row in rows.get("ticket", ())}
            gone = [ticket for ticket in some if ticket not in found]
            if len(gone) > max(10, len(some) // 2):
                # Rather another database, or lost rights, than half of a helpdesk deleted.
                yield FeedBatch({}, {}, doubts=(f"{len(gone)} open tickets such as {gone[0]} are there no more",))
                continue
            doubts = [f"ticket {one} is there no more: taken for deleted" for one in gone]
            yield self._batch(rows, {}, gone=tuple(gone), whole=self._wholly(found), doubts=doubts)

    def check(self) -> FeedAccess:
        """Return which tables can be read."""
        driver = driver_of(self._session)
        self._database = SqlDatabase(driver, self._patience, self._options.limit)
        return access(self._database, driver, self._mapping, self._rows, self._values)

    def close(self) -> None:
        """Give back the connection."""
        if self._database is not None:
            self._database.close()

    def _snapshot(self) -> Any:
        if self._database is None:
            self._database = SqlDatabase(driver_of(self._session), self._patience, self._options.limit)
        return self._database.snapshot()

    def _open(self, place: SqlPlace, reference: dict[str, list[FeedRowCells]]) -> Iterator[FeedBatch]:
        """Yield the open tickets with their whole history, some at a time."""
        if place.open is None:
            return
        ids: list[str] = []
        if self._mapping.open is not None and self._whole:
            with self._snapshot() as shot:
                found = shot.rows(self._mapping.open, self._values()).rows
            ids = sorted({str(row[0]) for row in found}, key=_order)
        for some in _chunks([id for id in ids if _order(id) > _order(place.open or "")], TICKETS):
            with self._snapshot() as shot:
                rows = self._of_tickets(shot, some)
            place.open = some[-1]
            yield self._batch(_joined(reference, rows), place.cursor(), more=True)
            reference.clear()
        place.open = None
        yield self._batch(dict(reference), place.cursor(), more=True, complete_from=place.began)
        reference.clear()

    def _since(self, place: SqlPlace, reference: dict[str, list[FeedRowCells]]) -> Iterator[FeedBatch]:
        """Yield what changed since the last look, and every ticket that it is of as a whole."""
        deep = self._deep.due(place)
        while True:
            with self._snapshot() as shot:
                moment = shot.moment
                self.skew_s = round(moment.at - time.time())
                until = self._until(place, moment.at)
                rows, newest = self._changed(shot, place, until, deep)
            seen, new = self._unseen(rows)
            here = {str(row["ticket"]) for some in new.values() for row in some if "ticket" in row}
            since = {one.name: place.since(one.name, deep) for one in self._changing}
            touched = sorted(here | self._vanished(seen, since), key=_order)
            before = place.cursor()
            single = {one.name for one in self._changing if one not in self._whole}
            apart = {
                table: [row for row in some if table in single or "ticket" not in row] for table, some in new.items()
            }
            rest = _joined(reference, apart)
            for chunk in _chunks(touched if self._whole else [], TICKETS):
                with self._snapshot() as shot:
                    whole = self._of_tickets(shot, chunk)
                yield self._batch(_joined(rest, whole), before, more=True, whole=self._wholly(chunk))
                rest = {}
            reference.clear()
            behind = until < moment.at
            if behind:
                newest = dict.fromkeys((one.name for one in self._changing), until)
            place.forward(moment, {table: min(at, moment.at) for table, at in newest.items()})
            yield self._batch(rest, place.cursor(), more=behind, complete_to=min(until, moment.at))
            self._seen = seen
            if not behind:
                return

    def _until(self, place: SqlPlace, now: int) -> int:
        """Return up to when rows are looked for: a day where much time has passed since the last look."""
        windowed = [one for one in self._changing if one.windowed]
        latest = max((place.since(one.name, deep=False) for one in windowed), default=now)
        if now - latest <= 2 * STEP_S or not all(one.bounded for one in windowed):
            return now + AHEAD_S
        return latest + STEP_S

    def _changed(
        self, shot: SqlSnapshot, place: SqlPlace, until: int, deep: bool
    ) -> tuple[dict[str, list[FeedRowCells]], dict[str, int]]:
        """Return rows that changed, and the newest instant of each table."""
        rows: dict[str, list[FeedRowCells]] = {}
        newest: dict[str, int] = {}
        for query in self._changing:
            if query.windowed:
                since = place.since(query.name, deep) - self._options.overlap_s
                rows[query.name] = self._rows.of(query, shot.rows(query, self._values(since, until)))
                found = [_instant(query.name, row) for row in rows[query.name]]
                if found:
                    # Rows without any time are asked for from the present on.
                    newest[query.name] = max(shot.moment.at if at is None else at for at in found)
        return rows, newest

    def _unseen(self, rows: Mapping[str, list[FeedRowCells]]) -> tuple[KnownRows, dict[str, list[FeedRowCells]]]:
        """Return what is known after a look, and the rows of it that were not known before."""
        seen: KnownRows = {}
        new: dict[str, list[FeedRowCells]] = {}
        for table, some in rows.items():
            key = [name for name in canonical.TABLES[table].key if name != "source"]
            for row in some:
                place = (table, *(row.get(name) for name in key))
                seen[place] = row
                if self._seen.get(place) != row:
                    new.setdefault(table, []).append(row)
        return seen, new

    def _vanished(self, seen: KnownRows, since: Mapping[str, int]) -> set[str]:
        """Return the tickets of rows that were seen by the last look and should be there still, but are not."""
        return {
            str(row["ticket"])
            for place, row in self._seen.items()
            if place not in seen and "ticket" in row and (_instant(str(place[0]), row) or 0) >= since[str(place[0])]
        }

    def _reference_rows(self, shot: SqlSnapshot) -> dict[str, list[FeedRowCells]]:
        """Return the rows of tables that are read as a whole that differ from those read before."""
        if time.monotonic() < self._reference_at + REFERENCE_S:
            return {}
        rows = {
            one.name: self._rows.of(one, shot.rows(one, self._values()))
            for one in self._mapping.queries.values() if _is_reference(one)
        }  # fmt: skip
        known, self._seen = self._seen, self._reference
        self._reference, new = self._unseen(rows)
        self._seen = known
        self._reference_at = time.monotonic()
        return new

    def _window(
        self, shot: SqlSnapshot, queries: Sequence[SqlQuery], since: int, until: int
    ) -> dict[str, list[FeedRowCells]]:
        """Return the rows of a span, and the tickets that its events are of."""
        rows: dict[str, list[FeedRowCells]] = {}
        tickets: list[str] = []
        for query in queries:
            own = tickets if "tickets" in query.parameters and query.name != "event" else []
            rows[query.name] = []
            for number, some in enumerate(_chunks(own, 5 * TICKETS) or [[]]):
                span = (since, until) if number == 0 else (0, 0)
                rows[query.name] += self._rows.of(query, shot.rows(query, self._values(*span, some)))
            if query.name == "event":
                tickets = sorted({str(row["ticket"]) for row in rows["event"]}, key=_order)
        return rows

    def _of_tickets(self, shot: SqlSnapshot, tickets: Sequence[str]) -> dict[str, list[FeedRowCells]]:
        values = self._values(tickets=tickets)
        return {one.name: self._rows.of(one, shot.rows(one, values)) for one in self._whole}

    def _wholly(self, tickets: Iterable[str]) -> tuple[str, ...]:
        """Return tickets of which all events were read."""
        return tuple(tickets) if any(one.name == "event" for one in self._whole) else ()

    def _values(self, since: int = 0, until: int = 0, tickets: Sequence[str] = ()) -> dict[str, Any]:
        # In a zone that is not ours to know an hour may come twice.
        repeated = 3600 if self._choices.zone == SERVER and since else 0
        return {
            "since": self._written(since), "until": self._written(until), "since_epoch": since - repeated,
            "until_epoch": until, "tickets": list(tickets),
        }  # fmt: skip

    def _written(self, at: int) -> datetime:
        """Return an instant as the database writes it: a local time, before the hour that a zone repeats."""
        found = datetime.fromtimestamp(at, UTC)
        if self._choices.zone in ("UTC", SERVER):
            return found.replace(tzinfo=None)
        local, later = (one.astimezone(ZoneInfo(self._choices.zone)) for one in (found, found + timedelta(hours=3)))
        back = (local.utcoffset() or timedelta()) - (later.utcoffset() or timedelta())
        return local.replace(tzinfo=None) - max(timedelta(), back)

    def _batch(self, rows: Mapping[str, list[FeedRowCells]], place: Mapping[str, Any], **said: Any) -> FeedBatch:
        doubts = (*self._rows.taken_doubts(), *said.pop("doubts", ()))
        return FeedBatch({table: some for table, some in rows.items() if some}, place, doubts=doubts, **said)


def _is_reference(query: SqlQuery) -> bool:
    return not query.windowed and "tickets" not in query.parameters


def _instant(table: str, row: Mapping[str, Any]) -> int | None:
    """Return when a row came into being, or changed."""
    names = ("occurred_at",) if table == "event" else ("version_at", "occurred_at", "from_at", "created_at")
    return next((at for name in names if isinstance(at := row.get(name), int)), None)


def _joined(*parts: Mapping[str, list[FeedRowCells]]) -> dict[str, list[FeedRowCells]]:
    found: dict[str, list[FeedRowCells]] = defaultdict(list)
    for part in parts:
        for table, some in part.items():
            found[table] += some
    return dict(found)


def _order(ticket: str) -> tuple[int, str]:
    """Return what orders ids of tickets: as numbers where they are such."""
    return len(ticket), ticket


def _chunks(all: Sequence[str], most: int) -> list[list[str]]:
    return [list(all[start : start + most]) for start in range(0, len(all), most)]
