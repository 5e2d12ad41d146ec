"""The newest events of a floor, and what came while nobody could see them: bounded, for a console runs for weeks."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from cxtui.kpis.floor import Floor
from cxtui.kpis.floor_events import (
    FloorEvent,
    FloorEventKind,
    StandingTrigger,
    comparable,
    happened,
    standing,
    still_visible,
    triggers_moved,
)

MOST = 300
"""Events that are kept."""

TOLD_S = 60
"""Seconds on people's own clocks for which it is told what came while nobody looked."""


class Missed(NamedTuple):
    """How many events of each kind came from ``since`` on, while nobody could see them."""

    since: int
    counts: tuple[tuple[FloorEventKind, int], ...]


class EventLog:
    """Events in the order of time, each once, the newest of them at most ``most``.

    Every floor is compared with the one before; a floor of other tickets, or of an earlier time, begins anew.
    ``clock`` gives seconds as people live them: a demo's floor ages faster.
    """

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self.events: tuple[FloorEvent, ...] = ()
        self.missed: Missed | None = None
        self._clock = clock
        self._told_until = 0.0
        self._floor: Floor | None = None
        self._triggers: tuple[StandingTrigger, ...] = ()
        self._away_since: int | None = None
        self._away: Counter[FloorEventKind] = Counter()

    def take(self, floor: Floor) -> None:
        """Add what a newer floor tells."""
        before, self._floor = self._floor, floor
        if before is not None and comparable(before, floor):
            self._add(happened(before, floor))
            self.events = still_visible(self.events, floor)
            return
        self.events = ()
        self._add((*standing(floor), *triggers_moved((), self._triggers, floor.as_of)), count=False)

    def evaluated(self, triggers: Iterable[StandingTrigger], at: int) -> None:
        """Add which triggers fired and cleared since they were last looked at; ``at`` is the present."""
        before, self._triggers = self._triggers, tuple(triggers)
        self._add(triggers_moved(before, self._triggers, at))

    def away(self, now: int) -> None:
        """Note that events cannot be seen from now on."""
        if self._away_since is None:
            self._away_since, self.missed = now, None
            self._away.clear()

    def looked(self) -> None:
        """Note that somebody can see the events now."""
        if self._away_since is not None:
            counts = tuple(self._away.most_common())
            self.missed = Missed(self._away_since, counts) if counts else None
            self._away_since = None
            self._told_until = self._clock() + TOLD_S
        elif self.missed is not None and self._clock() >= self._told_until:
            self.missed = None

    def until(self, instant: int) -> tuple[FloorEvent, ...]:
        """Return what happened until an instant, the newest first."""
        return tuple(event for event in reversed(self.events) if event.at <= instant)

    def _add(self, found: Iterable[FloorEvent], count: bool = True) -> None:
        known = {event.key for event in self.events}
        new = [event for event in found if event.key not in known]
        if not new:
            return
        if count and self._away_since is not None:
            self._away.update(event.kind for event in new)
        self.events = tuple(sorted((*self.events, *new), key=lambda event: event.order)[-self.most :])
