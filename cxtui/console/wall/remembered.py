"""Triggers that fired, kept in memory: for a wall that may read the desk file and not write it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cxtui.desk import DeskState, Firing

if TYPE_CHECKING:
    from cxtui.kpis.triggers import TriggerReading


class OwnMemory:
    """Firings that the desk file does not have, one a trigger; a restart forgets them."""

    def __init__(self) -> None:
        self._own: dict[str, Firing] = {}
        self._fired = 0

    def joined(self, view: DeskState) -> DeskState:
        """Return the view with what is kept here; what the file has goes by the file."""
        there = {one.trigger for one in view.firings}
        own = tuple(one for one in self._own.values() if one.trigger not in there)
        return replace(view, firings=(*view.firings, *own)) if own else view

    def settle(self, readings: "Sequence[TriggerReading]", view: DeskState) -> None:
        """Keep what an evaluation fired and cleared, beside what stands in the file."""
        there = {one.trigger for one in view.firings}
        for one in readings:
            if not one.judged:
                continue
            own = self._own.get(one.trigger)
            if one.trigger in there or (own is not None and one.back and one.since == own.fired_at):
                self._own.pop(one.trigger, None)
            elif own is None and one.holds and one.since is None:
                self._fired += 1
                self._own[one.trigger] = Firing(
                    number=-self._fired,
                    trigger=one.trigger,
                    title=one.title,
                    fired_at=one.at,
                    evidence=one.evidence,
                    shown=0,
                )
