"""The next half hour: what is late, what will be, what nobody has, and who waits longest."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from cxtui.clock import QUARTER
from cxtui.kpis.definitions.common import REPLIES, SOLVES
from cxtui.kpis.floor import Floor
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.value import NormState
from cxtui.store.read import units

AHEAD_S = 1_800
"""Seconds ahead that are looked at."""

KNOWN_S = AHEAD_S + 2 * QUARTER
"""Seconds ahead for which promises are known: an answer is read anew each quarter hour at the latest."""


@dataclass(frozen=True, slots=True)
class HalfHour:
    """What waits for its first response, is nobody's or escalated at an instant, ``at`` (UTC epoch seconds).

    ``breached`` promises were due by then; ``dues`` are the instants, in order, at which those of the tickets that wait
    break within KNOWN_S. ``longest_since`` is when the longest of the waits began, and ``longest_due`` when its promise
    breaks. ``unassigned`` are open tickets that nobody has. What is not known is None, and the ``missing_`` words say
    what to import.
    """

    at: int
    breached: int | None = None
    dues: tuple[int, ...] = ()
    unassigned: int | None = None
    longest_since: int | None = None
    longest_due: int | None = None
    escalated_late: int | None = None
    missing_replies: str | None = None
    missing_holders: str | None = None
    missing_escalations: str | None = None

    def breached_by(self, now: int) -> int | None:
        """Return how many promises are broken at an instant, if nothing happens until then."""
        return None if self.breached is None else self.breached + bisect_right(self.dues, now)

    def due_after(self, now: int) -> int | None:
        """Return how many promises break within half an hour of an instant."""
        if self.breached is None:
            return None
        return bisect_right(self.dues, now + AHEAD_S) - bisect_right(self.dues, now)

    def longest_state(self, now: int) -> NormState:
        """Return how the longest wait stands to its promise: broken, about to break, or in time."""
        if self.longest_due is None:
            return "none"
        return "bad" if self.longest_due <= now else "warn" if self.longest_due <= now + AHEAD_S else "good"


def of_floor(floor: Floor) -> HalfHour:
    """Return what a floor alone tells of its next half hour: of more waiting tickets than it carries only counts."""
    part, tiers = floor.responses, floor.escalations
    whole = len(part.rows) >= part.waiting
    longest = min(part.rows, default=None, key=lambda row: row.created_at) if whole else None
    return HalfHour(
        at=floor.as_of,
        breached=None if part.missing or not whole else part.breached,
        dues=tuple(sorted(row.due_at for row in part.rows if row.due_at is not None and row.due_at > floor.as_of)),
        longest_since=None if longest is None else longest.created_at,
        longest_due=None if longest is None else longest.due_at,
        escalated_late=None if tiers.missing else tiers.breached,
        missing_replies=part.missing,
        missing_escalations=tiers.missing,
    )


def half_hour(store: StoreAsOf) -> HalfHour:
    """Return what the next half hour of a store's instant brings."""
    at = store.at
    level = store.question_of("instant").level(store.scope.settings)
    within = store.scope.during(at, at + 1)
    no_replies, no_escalations = within.missing(*REPLIES), within.missing("escalations")
    waits = [] if no_replies else store.tx.rows("day_waits", from_at=at, at=at)
    longest = min(waits, default=(None, None, None), key=lambda wait: (wait[0], wait[2] is None, wait[2] or 0))
    unassigned, no_holders = None, within.missing(*SOLVES)
    if no_holders is None:
        counted: dict[str, int] = dict(units.counts(store.tx, "backlog", level, ("agent",)))
        unassigned = counted.get("", 0)
        # Where nobody is told to hold a ticket, that nobody does is not known.
        no_holders = None if set(counted) - {""} else within.missing("assignee")
    late = None if no_escalations else store.tx.rows("escalated_count", at=at)[0][1] or 0
    return HalfHour(
        at=at,
        breached=None if no_replies else _due(waits, at),
        dues=tuple(sorted(due for *_, due in waits if due is not None and at < due <= at + KNOWN_S)),
        unassigned=None if no_holders else unassigned,
        longest_since=longest[0],
        longest_due=longest[2],
        escalated_late=late,
        missing_replies=no_replies,
        missing_holders=no_holders,
        missing_escalations=no_escalations,
    )


def _due(waits: Sequence[tuple[int, int, int | None]], at: int) -> int:
    return sum(due is not None and due <= at for *_, due in waits)
