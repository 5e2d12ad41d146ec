"""The queries of a mapping, asked of one snapshot: for tickets, for a span of time, or whole."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cxtui.sources.live.sql.choices import SqlChoices
from cxtui.sources.live.sql.database import SqlSnapshot
from cxtui.sources.live.sql.mapping import SERVER
from cxtui.sources.live.sql.rows import FeedRowCells, SqlRows

TICKETS = 200
"""Tickets that are read at once."""

RowsByTable = dict[str, list[FeedRowCells]]


class SqlReading:
    """Asks the queries of a mapping.

    ``changing`` are those that can be asked for what changed, events before the tickets that they are of; ``whole``
    those of them that can be asked for tickets.
    """

    def __init__(self, choices: SqlChoices) -> None:
        self.rows = SqlRows(choices)
        self._choices = choices
        queries = choices.mapping.queries.values()
        self._reference = [one for one in queries if not one.windowed and "tickets" not in one.parameters]
        changing = (one for one in queries if one not in self._reference)
        self.changing = sorted(changing, key=lambda one: one.name != "event")
        self.whole = [one for one in self.changing if "tickets" in one.parameters]
        self.in_pieces = all(one.bounded for one in self.changing if one.windowed)

    def reference(self, shot: SqlSnapshot) -> RowsByTable:
        """Return the rows of tables that can only be read as a whole."""
        return {one.name: self.rows.of(one, shot.rows(one, self.values())) for one in self._reference}

    def open(self, shot: SqlSnapshot) -> list[str]:
        """Return the ids of open tickets in their order."""
        query = self._choices.mapping.open
        if query is None or not self.whole:
            return []
        return sorted({str(row[0]) for row in shot.rows(query, self.values()).rows}, key=ticket_order)

    def of_tickets(self, shot: SqlSnapshot, tickets: Sequence[str]) -> RowsByTable:
        """Return all rows of tickets."""
        values = self.values(tickets=tickets)
        return {one.name: self.rows.of(one, shot.rows(one, values)) for one in self.whole}

    def wholly(self, tickets: Iterable[str]) -> tuple[str, ...]:
        """Return tickets of which all events were read."""
        return tuple(tickets) if any(one.name == "event" for one in self.whole) else ()

    def missing(self, rows: RowsByTable, tickets: Sequence[str]) -> list[str]:
        """Return which of some tickets have no row; none where that cannot be told."""
        if not any(one.name == "ticket" for one in self.whole):
            return []
        found = {str(row["ticket"]) for row in rows.get("ticket", ())}
        return [ticket for ticket in tickets if ticket not in found]

    def window(self, shot: SqlSnapshot, since: int, until: int) -> RowsByTable:
        """Return the rows of a span, and the tickets that its events are of."""
        rows: RowsByTable = {}
        tickets: list[str] = []
        for query in self.changing:
            own = tickets if "tickets" in query.parameters and query.name != "event" else []
            rows[query.name] = []
            for number, some in enumerate(in_chunks(own, 5 * TICKETS) or [[]]):
                span = (since, until) if number == 0 else (0, 0)
                rows[query.name] += self.rows.of(query, shot.rows(query, self.values(*span, some)))
            if query.name == "event":
                tickets = sorted({str(row["ticket"]) for row in rows["event"]}, key=ticket_order)
        return rows

    def changed(self, shot: SqlSnapshot, since: Mapping[str, int], until: int) -> tuple[RowsByTable, dict[str, int]]:
        """Return rows that changed since an instant of each table, and the newest instant of each."""
        rows: RowsByTable = {}
        newest: dict[str, int] = {}
        for query in self.changing:
            if query.windowed:
                values = self.values(since[query.name], until)
                rows[query.name] = self.rows.of(query, shot.rows(query, values))
                found = [row_instant(query.name, row) for row in rows[query.name]]
                if found:
                    # Rows without any time are asked for from the present on.
                    newest[query.name] = max(shot.moment.at if at is None else at for at in found)
        return rows, newest

    def values(self, since: int = 0, until: int = 0, tickets: Sequence[str] = ()) -> dict[str, Any]:
        """Return what the parameters of a query stand for; instants are epoch seconds."""
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


def row_instant(table: str, row: Mapping[str, Any]) -> int | None:
    """Return when a row came into being, or changed."""
    names = ("occurred_at",) if table == "event" else ("version_at", "occurred_at", "from_at", "created_at")
    return next((at for name in names if isinstance(at := row.get(name), int)), None)


def ticket_order(ticket: str) -> tuple[int, str]:
    """Return what orders ids of tickets: as numbers where they are such."""
    return len(ticket), ticket


def in_chunks(all: Sequence[str], most: int) -> list[list[str]]:
    """Return some at a time."""
    return [list(all[start : start + most]) for start in range(0, len(all), most)]
