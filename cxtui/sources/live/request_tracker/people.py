"""Who is who in Request Tracker: asked one by one, since lists do not say who is privileged, and kept for a while."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cxtui.sources.live.http import ABSENT, iso_seconds
from cxtui.sources.live.request_tracker.choices import RtChoices
from cxtui.sources.live.request_tracker.rest import RtRest

KEEP_S = 3600.0
"""Seconds for which what was learnt of people, queues and fields is believed."""

NOBODY, SYSTEM = "Nobody", "RT_System"


@dataclass(frozen=True, slots=True)
class RtUser:
    """A user: ``privileged`` are those who answer. ``at`` is the instant of the last change, 0 where RT hides it."""

    name: str
    shown: str
    privileged: bool
    at: int = 0


class RtPeople:
    """Users by name or number, queues and custom fields by number."""

    def __init__(self, rest: RtRest, choices: RtChoices, clock: Callable[[], float] = time.monotonic) -> None:
        self._rest, self._choices, self._clock = rest, choices, clock
        self._users: dict[str, RtUser] = {}
        self._queues: dict[str, str] | None = None
        self._fields: dict[str, str] | None = None
        self._until = clock() + KEEP_S

    def refresh(self) -> bool:
        """Forget what is too old; return whether that happened."""
        if self._clock() < self._until:
            return False
        self._users, self._queues, self._fields = {}, None, None
        self._until = self._clock() + KEEP_S
        return True

    def user(self, name: str) -> RtUser:
        """Return a user; one that cannot be seen is taken for a customer."""
        if name not in self._users:
            found = self._rest.user(name)
            self._users[name] = RtUser(name, name, False) if found is ABSENT else _user(found, name)
        return self._users[name]

    def owner(self, number: str) -> str | None:
        """Return the name of an owner by number, None for nobody."""
        if not number:
            return None
        name = self.user(number).name
        return None if name == NOBODY else name

    def kind(self, name: str, requestors: frozenset[str]) -> str:
        """Return what somebody is to a ticket: agent, bot, system or customer."""
        if name in (SYSTEM, NOBODY):
            return "system"
        if name in self._choices.bots:
            return "bot"
        if name in requestors:
            return "customer"
        return "agent" if self.user(name).privileged else "customer"

    def queue(self, number: str) -> str:
        """Return the name of a queue by number; the number where it cannot be seen."""
        return self.queues().get(number, number)

    def queues(self) -> Mapping[str, str]:
        """Return the queues' names by number."""
        if self._queues is None:
            self._queues = _named(self._rest.queues())
        return self._queues

    def field(self, number: str) -> str | None:
        """Return the name of a custom field by number."""
        if self._fields is None:
            self._fields = _named(self._rest.fields())
        return self._fields.get(number)


def _user(found: Mapping[str, Any], asked: str) -> RtUser:
    name = str(found.get("Name") or asked)
    return RtUser(
        name, str(found.get("RealName") or name), str(found.get("Privileged")) == "1",
        iso_seconds(found.get("LastUpdated")) or 0,
    )  # fmt: skip


def _named(rows: list[Mapping[str, Any]]) -> dict[str, str]:
    return {str(row["id"]): str(row.get("Name") or row["id"]) for row in rows if "id" in row}
