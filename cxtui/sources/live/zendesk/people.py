"""Who is who in Zendesk: staff asked for at once, others as they turn up, and kept for a while."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cxtui.sources.live.http import iso_seconds
from cxtui.sources.live.zendesk.choices import ZendeskChoices, words
from cxtui.sources.live.zendesk.rest import Record, ZendeskRest

KEEP_S = 3600.0
"""Seconds for which what was learnt of people and groups is believed."""

NOBODY = "-1"
"""What Zendesk calls itself where it acts."""


class ZendeskPeople:
    """Users by id, and groups; ``told`` are those whose rows were handed over already."""

    def __init__(self, rest: ZendeskRest, choices: ZendeskChoices, clock: Callable[[], float] = time.monotonic) -> None:
        self._rest, self._choices, self._clock = rest, choices, clock
        self._users: dict[str, Record | None] = {}
        self._told: set[str] = set()
        self._until: float | None = None

    def refresh(self) -> list[dict[str, Any]] | None:
        """Ask for staff and groups anew where that is due, and return the rows of groups then, else None."""
        if self._until is not None and self._clock() < self._until:
            return None
        self._users = {str(row["id"]): row for row in self._rest.staff() if "id" in row}
        self._told = set()
        groups = [self._team(row) for row in self._rest.groups() if "id" in row and not row.get("deleted")]
        self._until = self._clock() + KEEP_S
        return groups

    def learn(self, ids: Iterable[str]) -> None:
        """Ask for those who are not known yet."""
        new = sorted({id for id in ids if id.isdigit()} - self._users.keys(), key=int)
        found = self._rest.users_by_id(new) if new else ()
        self._users |= dict.fromkeys(new) | {str(row["id"]): row for row in found if "id" in row}

    def changed(self, rows: Sequence[Record]) -> None:
        """Take people as they are now: staff, and those who are known here."""
        for row in rows:
            id = str(row.get("id"))
            if id in self._users or _kind(row) == "agent":
                self._users[id] = row
                self._told.discard(id)

    def kind(self, id: str | None) -> str | None:
        """Return what somebody is by their role: agent or customer; None for who is not known."""
        row = None if id is None else self._users.get(id)
        return None if row is None else _kind(row)

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Return the rows of people that were not handed over yet."""
        agents, customers = [], []
        for id, row in self._users.items():
            if id in self._told or row is None:
                continue
            version = iso_seconds(row.get("updated_at")) or iso_seconds(row.get("created_at")) or 0
            common = {"version_at": version, "name": row.get("name") or None}
            if _kind(row) == "agent":
                agents.append({"agent": id, "kind": "human", **common})
            else:
                since = iso_seconds(row.get("created_at"))
                customers.append({"customer": id, "account": row.get("organization_id"), "since": since, **common})
        return {name: rows for name, rows in (("agent", agents), ("customer", customers)) if rows}

    def tell(self) -> None:
        """Note that all rows were handed over."""
        self._told = set(self._users)

    def _team(self, row: Record) -> dict[str, Any]:
        version = iso_seconds(row.get("updated_at")) or iso_seconds(row.get("created_at")) or 0
        name = row.get("name") or None
        return {
            "team": str(row["id"]), "name": name, "tier": self._choices.tiers.get(str(name)), "version_at": version
        }  # fmt: skip


def _kind(row: Record) -> str | None:
    return words()["role"].get(str(row.get("role")))
