"""How the tests read simulated rows: columns by name, tickets as histories, windows put together."""

from dataclasses import dataclass, field
from typing import Any

from cxtui.canonical import TABLES
from cxtui.clock import DAY
from cxtui.simulator import CanonicalRows
from cxtui.simulator.ledger import CanonicalRow
from cxtui.simulator.times import WallClock, weekday

START = 1_757_912_400
"""Monday 15 September 2025, 5:00 UTC: 7:00 in Warsaw."""

WALL = WallClock("Europe/Warsaw")
HOUR = 3600


def cell(table: str, row: CanonicalRow, column: str) -> Any:
    return row[TABLES[table].names.index(column)]


@dataclass
class Event:
    at: int
    kind: str
    actor: str | None
    actor_kind: str
    public: int | None
    automated: int | None
    value: str | None
    previous: str | None


@dataclass
class History:
    """A ticket's row and its events in their order."""

    row: CanonicalRow
    events: list[Event] = field(default_factory=list)

    def __getitem__(self, column: str) -> Any:
        return cell("ticket", self.row, column)

    @property
    def counts(self) -> bool:
        """Neither spam nor merged nor deleted: what every rate is made of."""
        return not (self["spam"] or self["merged_into"] or self["deleted_at"])

    def of(self, kind: str) -> list[Event]:
        return [event for event in self.events if event.kind == kind]

    def replies(self) -> list[Event]:
        """Human replies: public messages by agents, but for the one that opened the ticket."""
        public = [e for e in self.of("message") if e.actor_kind == "agent"]
        return public[1:] if self["opened_by_kind"] == "agent" else public

    def status(self, at: int) -> str | None:
        known = [e.value for e in self.of("status") if e.at <= at]
        return known[-1] if known else None

    def waits(self, at: int) -> bool:
        """Open at an instant, and nobody has replied yet."""
        if self["created_at"] > at or self.status(at) in (None, "solved", "closed"):
            return False
        replies = self.replies()
        return not replies or replies[0].at > at


def histories(rows: CanonicalRows) -> dict[str, History]:
    """Tickets by id, newest row, events sorted as their contract says: by instant, then by id."""
    found = {row[1]: History(row) for row in newest("ticket", rows["ticket"]).values()}
    for row in sorted(rows["event"], key=lambda row: (row[1], row[3], row[2])):
        found[row[1]].events.append(Event(*row[3:11]))
    return found


def newest(table: str, rows: list[CanonicalRow]) -> dict[tuple[Any, ...], CanonicalRow]:
    """The rows that are left when the newest version wins, by key."""
    names = TABLES[table].names
    key = [names.index(column) for column in TABLES[table].key]
    at = names.index("version_at") if TABLES[table].mutable else None
    kept: dict[tuple[Any, ...], CanonicalRow] = {}
    for row in rows:
        identity = tuple(row[n] for n in key)
        if identity not in kept or at is None or row[at] >= kept[identity][at]:
            kept[identity] = row
    return kept


def merged(*windows: CanonicalRows) -> dict[str, dict[tuple[Any, ...], CanonicalRow]]:
    """What is left of windows imported one after another."""
    return {
        table: newest(table, [row for rows in windows for row in rows[table]])
        for table in windows[0]
    }  # fmt: skip


def office_seconds(from_at: int, to_at: int) -> int:
    """Seconds between two instants on weekdays from 8 to 18, the calendar that the floor states."""
    total = 0
    for day in range(WALL.day(from_at), WALL.day(to_at) + 1):
        if weekday(day) < 5:
            opens, closes = WALL.instant(day * DAY + 8 * HOUR), WALL.instant(day * DAY + 18 * HOUR)
            total += max(0, min(closes, to_at) - max(opens, from_at))
    return total


def waited(history: History, until: int) -> int:
    """Seconds to the first reply, or waited so far: of the office for email and web, else of the clock."""
    if history["channel"] in ("email", "web"):
        return office_seconds(history["created_at"], until)
    return until - int(history["created_at"])
