"""What the second implementation reads: canonical rows as dictionaries, and settings as a TOML text says them."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from tests.proof.hours import Hours, week_of_days

Row = dict[str, Any]

END = 253_402_300_799
"""The last second of the year 9999: what has not ended yet ends then."""
DAY = 86_400
_UNITS = {"s": 1, "min": 60, "h": 3600, "d": DAY}


@dataclass(frozen=True)
class Promise:
    """A target: seconds within which something is due, for tickets that meet every condition given.

    It is for tickets created at ``from_at`` or later, until another of the same metric and conditions is.
    """

    metric: str
    seconds: int
    business: bool
    only: Mapping[str, str]
    from_at: int


@dataclass(frozen=True, eq=False)
class Setup:
    """What a store is set to, and the calendars that a source brings: name to (zone, week, holidays)."""

    name: str
    settings: str
    calendars: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    source: str = "s"

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """Return the settings as TOML."""
        return tomllib.loads(self.settings)

    @property
    def zone(self) -> str:
        """Return the zone of days."""
        return str(self.values["zone"])

    @property
    def attribution(self) -> str:
        """Return who has the outcomes: sender, share or assignee."""
        return str(self.values["attribution"])

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """Return the targets, those with the most conditions first, of equals the earliest."""
        made = [
            Promise(
                t["metric"],
                seconds(t["within"]),
                t.get("business", False),
                {k: t[k] for k in ("channel", "team", "priority", "tier") if k in t},
                int(datetime.fromisoformat(t["from"]).replace(tzinfo=UTC).timestamp()) if "from" in t else -END,
            )
            for t in self.values["target"]
        ]
        return tuple(sorted(made, key=lambda p: -len(p.only)))

    def promises_at(self, at: int) -> Iterator[Promise]:
        """Yield the targets that hold at an instant, in their order."""
        for one in self.promises:
            same = (p for p in self.promises if (p.metric, p.only) == (one.metric, one.only))
            later = (p for p in same if p.from_at > one.from_at)
            if one.from_at <= at and not any(p.from_at <= at for p in later):
                yield one

    @cached_property
    def hours(self) -> Mapping[str, Hours]:
        """Return every calendar by its full name: the store's own, and ``SOURCE/NAME`` of the source's."""
        own = {
            name: Hours(t.get("zone", self.zone), week_of_days(t["week"]), tuple(t.get("holidays", ())))
            for name, t in self.values["calendars"].items()
        }
        brought = {f"{self.source}/{name}": Hours.of_texts(*texts) for name, texts in self.calendars.items()}
        return {**own, **brought}

    @property
    def fcr_s(self) -> int:
        """Return W in seconds."""
        return int(self.values["horizons"]["fcr_days"]) * DAY

    @property
    def retention_s(self) -> int:
        """Return H in seconds."""
        return int(self.values["horizons"]["retention_days"]) * DAY


def seconds(text: str) -> int:
    """Return the seconds of ``4 h``."""
    count, unit = text.split()
    return int(count) * _UNITS[unit]


@dataclass
class World:
    """A floor: canonical rows by table, under one setup."""

    setup: Setup
    rows: dict[str, list[Row]]

    @cached_property
    def _by_ticket(self) -> dict[tuple[str, str, str], list[Row]]:
        found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for table in ("event", "state", "stated", "rating"):
            for row in self.rows[table]:
                if not row.get("retracted"):
                    found[table, row["source"], row["ticket"]].append(row)
        return found

    def of(self, table: str, ticket: Row) -> list[Row]:
        """Return the rows of a table that belong to a ticket."""
        return self._by_ticket[table, ticket["source"], ticket["ticket"]]

    @cached_property
    def _keyed(self) -> dict[tuple[str, str, str], Row]:
        return {
            (table, row["source"], row[table]): row
            for table in ("agent", "team", "customer", "ticket", "calendar")
            for row in self.rows[table]
        }

    def get(self, table: str, source: str, key: str | None) -> Row | None:
        """Return one agent, team, customer, ticket or calendar, None where it is unknown."""
        return None if key is None else self._keyed.get((table, source, key))

    @cached_property
    def _covered(self) -> set[tuple[str, str]]:
        return {(row["source"], row["what"]) for row in self.rows["coverage"]}

    def covers(self, source: str, what: str) -> bool:
        """Say whether a source has a history of that."""
        return (source, what) in self._covered

    @cached_property
    def of_customer(self) -> Mapping[tuple[str, str], list[Row]]:
        """Return the tickets of each customer."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows["ticket"]:
            if row["customer"] is not None:
                found[row["source"], row["customer"]].append(row)
        return found
