"""What is to be looked into: review triggers evaluated beside the floor, and the desk file that keeps what fired."""

import logging
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cxtui.desk import Desk, DeskError, DeskState, DeskTrouble
from cxtui.errors import CxtuiError, StoreTrouble
from cxtui.kpis.feed import FloorFeed
from cxtui.kpis.feeds.data_end import DataEnd
from cxtui.language import lazy

if TYPE_CHECKING:
    from cxtui.kpis.triggers import TriggerReading

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReviewPace:
    """Seconds: between looks at the desk file, between evaluations, and between them where one takes ``slow``."""

    look: float = 1.0
    evaluate: float = 60.0
    evaluate_slow: float = 300.0
    slow: float = 0.25


@dataclass(frozen=True, slots=True)
class Review:
    """The desk file as it stands; ``trouble`` is that of reading or of keeping it, and ``why`` says what to do.

    ``keeps`` says whether this console evaluates triggers and keeps what fires, or only looks.
    """

    view: DeskState
    keeps: bool
    trouble: DeskTrouble | None = None
    why: str | None = None


class Memory(Protocol):
    """What a console keeps itself of triggers that fired, where it may not write the desk file."""

    def joined(self, view: DeskState) -> DeskState:
        """Return the view with what is kept here."""
        ...

    def settle(self, readings: "Sequence[TriggerReading]", view: DeskState) -> None:
        """Keep what an evaluation fired and cleared, beside what stands in the file."""
        ...


class ReviewDesk:
    """Evaluates triggers of the present now and then, and reads the desk file when it changes.

    As of an instant ``at`` (UTC epoch seconds), where this process may not write, or not ``writable``, it only looks;
    with a ``memory`` it evaluates there too, and what fires is kept in that. Nothing is evaluated while ``end`` says
    that the floor is of the end of old data. One thread uses it; nothing that goes wrong here is raised, for the floor
    goes on without it.
    """

    def __init__(
        self,
        path: Path,
        at: int | None = None,
        pace: ReviewPace | None = None,
        clock: Callable[[], float] = time.monotonic,
        memory: "Memory | None" = None,
        writable: bool = True,
        end: DataEnd | None = None,
    ) -> None:
        self._at = at
        self._end = end
        self._pace = pace or ReviewPace()
        self._clock = clock
        self._memory = memory if at is None else None
        self._desk = Desk(path, writable=writable and at is None and _may_write(path))
        # The first paint comes first.
        self._next_look: float | None = None
        self._next_evaluation = float("-inf")
        self._trouble: DeskError | None = None
        self._reported = False

    def look(self, feed: FloorFeed) -> Review | None:
        """Return what stands if it may have changed since the last time, else None; mostly it is not time to look."""
        now = self._clock()
        if self._next_look is None or now < self._next_look:
            self._next_look = self._next_look or now + self._pace.look
            return None
        self._next_look = now + self._pace.look
        past = self._end is not None and self._end.shown
        evaluated = not past and (self._desk.writable or self._memory is not None) and now >= self._next_evaluation
        if evaluated:
            self._evaluate(feed)
        if self._reported and not evaluated and not self._desk.changed():
            return None
        return self._read()

    def opened(self) -> Review:
        """Count that what stands was shown to somebody, and return it."""
        found = self._read()
        self._count(tuple(found.view.active))
        return found

    def shown(self, triggers: Sequence[str]) -> Review:
        """Count that some triggers were shown to somebody, and return how the desk stands then."""
        self._count(triggers)
        return self._read()

    def acknowledge(self, trigger: str, owner: str, due: str, note: str | None, who: str, at: int) -> Review:
        """Take an active trigger up and return how the desk stands then, with what kept that from being written."""
        try:
            self._desk.acknowledge(trigger, owner, due, note, who, at)
        except CxtuiError as error:
            log.warning("nothing was acknowledged: %s", error)
            trouble = error.trouble if isinstance(error, DeskError) else "failed"
            return replace(self._read(), trouble=trouble, why=str(error))
        return self._read()

    def _count(self, triggers: Sequence[str]) -> None:
        if self._desk.writable and triggers:
            try:
                self._desk.shown(triggers)
            except DeskError as error:
                log.warning("what was shown is not counted: %s", error)

    def close(self) -> None:
        """Give the file back."""
        self._desk.close()

    def _read(self) -> Review:
        view = self._desk.read(self._at)
        if self._memory is not None and view.trouble in (None, "missing"):
            view = self._memory.joined(view)
        self._reported = True
        if view.trouble not in (None, "missing"):
            return Review(view, self._desk.writable, view.trouble, view.why)
        if self._trouble is not None:
            return Review(view, self._desk.writable, self._trouble.trouble, str(self._trouble))
        return Review(view, self._desk.writable)

    def _settle(self, feed: FloorFeed, view: DeskState) -> None:
        if self._desk.writable:
            self._desk.settle(feed.triggers(view.active))
        elif self._memory is not None:
            self._memory.settle(feed.triggers(self._memory.joined(view).active), view)

    def _evaluate(self, feed: FloorFeed) -> None:
        """Evaluate every trigger and keep what fires and clears."""
        began = self._clock()
        self._trouble = None
        try:
            view = self._desk.read()
            # What cannot be read cannot be kept either: the view says so.
            if view.trouble in (None, "missing"):
                self._settle(feed, view)
        except StoreTrouble as error:
            # A store that is large may be read in time for a floor, and not for every trigger.
            log.warning("the triggers cannot be evaluated: %s", error)
            self._trouble = DeskError("failed", lazy("the triggers cannot be evaluated: {error}", error=str(error)))
        except DeskError as error:
            log.warning("what fired is not kept: %s", error)
            if error.trouble == "denied":
                self._desk.writable = False
            else:
                self._trouble = error
        except Exception as error:
            log.exception("evaluating the triggers failed")
            self._trouble = DeskError(
                "failed",
                lazy("evaluating the triggers failed ({kind}: {error})", kind=type(error).__name__, error=error),
            )
        ended = self._clock()
        slow = ended - began >= self._pace.slow
        self._next_evaluation = ended + (self._pace.evaluate_slow if slow else self._pace.evaluate)


def _may_write(path: Path) -> bool:
    """Return whether this process may write the desk file, or make it; its log needs the folder too."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
