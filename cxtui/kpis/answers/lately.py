"""What has just happened on the floor, in numbers of tickets alone: nothing that a customer or an agent is called."""

from dataclasses import dataclass
from typing import Literal

from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.store.read import units
from cxtui.store.read.units import UnitQuery

HappeningKind = Literal["broke", "escalated", "solved", "came"]

BACK_S = 3_600
"""Seconds that are looked back on."""

_UNITS: dict[HappeningKind, tuple[str, int]] = {
    "broke": ("breaches", 8), "escalated": ("escalated", 8), "solved": ("solved", 3), "came": ("created", 3),
}  # fmt: skip
"""The units that each kind is one of, and how many are told at most, the most urgent first: what goes well is many."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a ticket at an instant (UTC epoch seconds)."""

    at: int
    kind: HappeningKind
    source: str
    ticket: str
    channel: str | None
    priority: str | None


@dataclass(frozen=True, slots=True)
class Lately:
    """What happened in the hour before an instant, the newest first; of one second the most urgent first."""

    at: int
    happenings: tuple[Happening, ...]


def lately(store: StoreAsOf) -> Lately:
    """Return what happened in the hour before a store's instant."""
    wanted = UnitQuery(store.at - BACK_S, store.at + 1, store.at)
    urgent = list(_UNITS)
    found = {
        Happening(moment, kind, source, ticket, channel, priority)
        for kind, (name, most) in _UNITS.items()
        for source, ticket, _, _, moment, _, channel, _, priority, *_ in units.listed(store.tx, name, wanted, most)
    }
    order = sorted(found, key=lambda one: (-one.at, urgent.index(one.kind), one.source, one.ticket))
    return Lately(store.at, tuple(order))
