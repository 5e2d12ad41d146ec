"""Business time of one ticket: it runs in the calendar that the ticket has at each instant."""

from collections.abc import Callable

from tests.proof.hours import Hours, opened, runs_out
from tests.proof.timeline import Happening
from tests.proof.world import END, Row, World

Stretches = list[tuple[str, int, int]]
"""The calendars of a ticket since its creation: (full name, from, to)."""

AUTOMATION = 5
"""Seconds after creation within which an automation files a ticket under its schedule, as of its creation."""


def stretches(world: World, ticket: Row, happenings: list[Happening]) -> Stretches:
    """Return which calendar a ticket has when: its source's first one, else the store's, until it is scheduled."""
    source, created = ticket["source"], ticket["created_at"]
    own = sorted((c["position"], c["calendar"]) for c in world.rows["calendar"] if c["source"] == source)
    name = f"{source}/{own[0][1]}" if own else str(world.setup.values["business_calendar"])
    marks = [(created, name)]
    for h in happenings:
        if h.kind == "schedule" and world.get("calendar", source, h.value):
            marks.append((created if h.at <= created + AUTOMATION else h.at, f"{source}/{h.value}"))
    ends = [at for at, _ in marks[1:]] + [END]
    return [(name, at, end) for (at, name), end in zip(marks, ends, strict=True) if at < end]


def business(world: World, spans: Stretches) -> Callable[[int, int], int]:
    """Return the function that counts a ticket's open seconds between two instants of its life."""

    def count(from_at: int, to_at: int) -> int:
        return sum(
            opened(_hours(world, name), max(from_at, start), min(to_at, end))
            for name, start, end in spans
            if max(from_at, start) < min(to_at, end)
        )

    return count


def due(world: World, spans: Stretches, from_at: int, wanted: int) -> tuple[int, str]:
    """Return the earliest instant with so many business seconds since ``from_at``, and the calendar of then."""
    for name, start, end in spans:
        if end <= from_at:
            continue
        start = max(start, from_at)
        if end < END and (spent := opened(_hours(world, name), start, end)) < wanted:
            wanted -= spent
            continue
        return runs_out(_hours(world, name), start, wanted), name
    raise AssertionError("the last calendar of a ticket has no end")


def _hours(world: World, name: str) -> Hours:
    return world.setup.hours[name]
