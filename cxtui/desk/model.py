"""What the desk file holds, as frozen values; instants are UTC epoch seconds, days ``2026-03-31``."""

from dataclasses import dataclass
from typing import Protocol

from cxtui.desk.trouble import DeskTrouble


class TriggerResult(Protocol):
    """What the desk is told of a trigger: does it fire, does it clear, and against which firing was that found."""

    @property
    def trigger(self) -> str:
        """Return its name."""

    @property
    def title(self) -> str:
        """Return its title."""

    @property
    def at(self) -> int:
        """Return the instant it was found."""

    @property
    def since(self) -> int | None:
        """Return the firing it was held against, None for none."""

    @property
    def holds(self) -> bool:
        """Return whether its condition holds."""

    @property
    def back(self) -> bool:
        """Return whether the condition on which it clears holds."""

    @property
    def judged(self) -> bool:
        """Return whether anything could be said at all."""

    @property
    def evidence(self) -> str:
        """Return why, in words with numbers."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Who took a fired trigger up, for whom, and until when."""

    who: str
    at: int
    owner: str
    due: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Firing:
    """A trigger that fired and has not cleared; ``shown`` counts how often it was shown in a review.

    ``rested_at`` is when its last action was done: people have dealt with it, and it may fire anew once its
    condition has not held.
    """

    number: int
    trigger: str
    title: str
    fired_at: int
    evidence: str
    shown: int
    rested_at: int | None = None
    acknowledged: Acknowledged | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """An item of the action plan: for a trigger, or of somebody's own words."""

    number: int
    trigger: str | None
    text: str
    owner: str
    due: str
    opened_at: int
    closed_at: int | None = None
    closed_by: str | None = None

    @property
    def state(self) -> str:
        """Return ``open`` or ``done``."""
        return "open" if self.closed_at is None else "done"


@dataclass(frozen=True, slots=True)
class Change:
    """A named change of how the floor works, from a local day on."""

    label: str
    day: str


@dataclass(frozen=True, slots=True)
class DeskState:
    """All of a desk file at one instant; with ``trouble`` it is empty, and ``why`` says what to do about it."""

    firings: tuple[Firing, ...] = ()
    actions: tuple[Action, ...] = ()
    changes: tuple[Change, ...] = ()
    trouble: DeskTrouble | None = None
    why: str | None = None

    @property
    def active(self) -> dict[str, int]:
        """Return the triggers that stand fired, not dealt with, and since when."""
        return {one.trigger: one.fired_at for one in self.firings if one.rested_at is None}


@dataclass(frozen=True, slots=True)
class Settled:
    """Triggers that an evaluation fired and cleared."""

    fired: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fired or self.cleared)
