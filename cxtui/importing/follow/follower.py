"""One followed source: when it is asked, what becomes of what it says, and how it is, round after round."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from cxtui.clock import DAY, now
from cxtui.errors import CxtuiError, StoreError
from cxtui.health import FillHealth
from cxtui.health.model import PATIENCE_S
from cxtui.importing.follow.handed import Asked, Handed
from cxtui.importing.follow.telling import Teller
from cxtui.importing.follow.waking import Waking
from cxtui.importing.follow.writing import Work
from cxtui.sources.live.failures import FeedEnded, FeedError, FeedRefused, FeedStopped, FeedThrottled
from cxtui.sources.live.feed_batch import FeedBatch, FileBatch, FollowedSource
from cxtui.sources.live.options import ConfiguredSource
from cxtui.sources.live.pace import Backoff, Patience
from cxtui.store.feeds import FeedPlace, Lane

log = logging.getLogger(__name__)

Yielded = TypeVar("Yielded", FeedBatch, FeedBatch | FileBatch)

REFUSED_S = 300.0
"""Seconds after which a source that refused is asked again: somebody may have given a new token."""

KEEP_S = 600.0
"""Seconds for which a cursor that moved without rows waits to be written: a quiet round commits nothing."""

STORE_BACKOFF = Backoff(1.0, 30.0)
"""How long a source waits with a batch in hand for a store that another process writes, or whose disk is full."""

ASK_S = 300.0
"""Seconds after which it is looked up whether older history is wanted than before."""

WOKEN_S = 1.0
"""Seconds between two looks that webhooks ask for."""

NAMED_AT_ONCE = 20
"""Tickets named by webhooks that are asked for one by one; of more the next look tells."""

SWEEP_AFTER_S = 600.0
"""Seconds after the start at which open tickets are looked at one by one, the first time."""


@dataclass
class Due:
    """Monotonic instants before which a source is not asked again, filled in further, swept, or asked by webhooks."""

    look: float = 0.0
    fill: float = 0.0
    sweep: float = 0.0
    keep: float = 0.0
    hooks: float = 0.0


class Follower:
    """Asks one source in its own thread until ``patience`` ends, or with ``once`` until all of it is there.

    ``hand`` takes batches to the one that writes. What fails becomes the source's health, and the next attempt.
    """

    def __init__(
        self,
        configured: ConfiguredSource,
        store: Path,
        hand: Callable[[Work], None],
        patience: Patience,
        clock: Callable[[], int] = now,
        *,
        once: bool = False,
    ) -> None:
        self.options = configured.options
        self.error: CxtuiError | None = None
        self.ended = False
        self._configured, self._hand, self._patience = configured, hand, patience
        self._clock, self._once = clock, once
        self._teller = Teller(store, self.options, clock, once)
        self._backoff = Backoff(max(1.0, min(30.0, float(self.options.every_s))))
        self._failures = 0
        began = time.monotonic()
        self._due = Due(sweep=began + (0.0 if once else SWEEP_AFTER_S), keep=began + KEEP_S)
        self._source: FollowedSource | None = None
        self._place: FeedPlace | None = None
        self._unkept: FeedBatch | None = None
        self._behind = True
        self._filled = False
        self._asked_at = began
        self.waking = Waking()
        self.connect: Callable[[FollowedSource], None] = lambda source: None

    def run(self) -> None:
        """Take rounds until there is nothing more to do; never raises."""
        try:
            with suppress(FeedStopped):
                self._teller.tell()
                while not self.ended:
                    self.waking.rest(self._round())
                    self._patience.wait(0.0)
        finally:
            self._leave()

    def _round(self) -> float:
        """Do what is due, and return the seconds until something else is."""
        try:
            self._turn()
        except FeedStopped:
            raise
        except Exception as error:
            self._failed(error)
        if self.ended:
            return 0.0
        due = min(self._due.look, self._due.hooks) if self.waking else self._due.look
        wait = max(0.0, due - time.monotonic())
        self._teller.tell(next_at=self._clock() + round(wait))
        return min(wait, max(0.0, self._due.fill - time.monotonic())) if self._filling() else wait

    def _turn(self) -> None:
        source = self._opened()
        if self._filled and time.monotonic() >= self._asked_at + ASK_S:
            # Somebody may have asked for older history meanwhile.
            self._asked_at = time.monotonic()
            self._place = replace(self._known(), from_at=self._ask().place.from_at)
            self._filled = False
        if self.waking and time.monotonic() >= self._due.hooks and self._known().live is not None:
            self._answer_hooks(source)
        if time.monotonic() >= self._due.look:
            self._look(source)
        if self._filling() and time.monotonic() >= self._due.fill:
            self._fill(source)
        if time.monotonic() >= self._due.sweep and not self._behind:
            self._sweep(source)
        self.ended = self._once and not self._filling() and not self._behind

    def _opened(self) -> FollowedSource:
        if self._place is None:
            self._place = self._ask().place
        if self._source is None:
            self._source = self._configured.make(self.options, self._patience)
            self.connect(self._source)
        return self._source

    def _answer_hooks(self, source: FollowedSource) -> None:
        """Ask for the tickets that webhooks named; where that cannot be done, or they are many, look for all now."""
        hooks = self.waking.waiting()
        tickets = sorted({ticket for ticket in hooks.values() if ticket is not None})
        named = getattr(source, "look_at", None) if None not in hooks.values() else None
        if named is None or len(tickets) > NAMED_AT_ONCE:
            self._look(source)
        else:
            with _asked(named(tickets)) as batches:
                for batch in batches:
                    self._commit(source, None, batch)
            self.waking.forget(hooks)
        self._due.hooks = time.monotonic() + WOKEN_S

    def _look(self, source: FollowedSource) -> None:
        hooks = self.waking.waiting()
        self._teller.note(asked_at=self._clock())
        known = self._known().live if self._unkept is None else self._unkept.cursor
        self._behind = False
        with _asked(source.look(known)) as batches:
            for batch in batches:
                self._patience.wait(0.0)
                if isinstance(batch, FileBatch):
                    self._commit(source, "live", batch)
                    continue
                self._behind = batch.more
                if self._worth(batch):
                    self._commit(source, "live", batch)
                else:
                    self._unkept = batch
                self._teller.looked(batch, getattr(source, "skew_s", None))
        self._failures = 0
        self.waking.forget(hooks)
        filling = self._filling() and self._teller.health.filling is not None
        self._teller.note(state="filling" if filling else "ok", error=None, ok_at=self._clock())
        self._due.look = time.monotonic() + (0.0 if self._behind else self.options.every_s)

    def _worth(self, batch: FeedBatch) -> bool:
        """Return whether a batch is to be written now: one that only moves the cursor can wait."""
        brings = (
            any(batch.rows.values())
            or bool(batch.gone or batch.doubts or batch.refused)
            or batch.complete_from is not None
        )
        return brings or self._known().live is None or time.monotonic() >= self._due.keep

    def _fill(self, source: FollowedSource) -> None:
        """Fill in one piece of history, and rest for as long as that took: it has half of the time."""
        began, place = time.monotonic(), self._known()
        assert place.live is not None
        with _asked(source.fill(place.live, place.fill, self._from_at())) as pieces:
            batch = next(pieces, None)
            if batch is not None:
                self._commit(source, "fill", batch)
        if batch is None:
            self._filled = True
            self._teller.note(state="ok", filling=None)
            return
        if batch.complete_from is not None:
            self._teller.note(state="filling", filling=FillHealth(batch.complete_from, batch.share))
        now = time.monotonic()
        self._due.fill = now if self._once else now + (now - began)

    def _sweep(self, source: FollowedSource) -> None:
        with _asked(source.sweep(self._ask().tickets)) as batches:
            for batch in batches:
                self._patience.wait(0.0)
                self._commit(source, None, batch)
        self._due.sweep = time.monotonic() + DAY

    def _commit(self, source: FollowedSource, lane: Lane | None, batch: FeedBatch | FileBatch) -> None:
        """Have a batch written, and its cursor with it; without a lane there is no cursor to keep."""
        kept = batch if lane else replace(batch, cursor={})
        handed = Handed(self.options.name, origin(self._configured), lane or "live", kept, tuple(source.histories))
        self._wait(handed)
        if lane == "live":
            self._place, self._unkept = replace(self._known(), live=batch.cursor), None
            self._due.keep = time.monotonic() + KEEP_S
        elif lane == "fill":
            self._place = replace(self._known(), fill=batch.cursor)
        assert handed.written is not None
        self._teller.wrote(handed.written, batch.doubts if isinstance(batch, FeedBatch) else ())

    def _wait(self, work: Work) -> None:
        """Hand work over until it is done; raises what it failed with, but waits for a store that cannot be written."""
        failures = 0
        while True:
            work.done.clear()
            work.error = None
            self._hand(work)
            while not work.done.wait(1.0):
                if self._clock() - self._teller.health.asked_at > PATIENCE_S // 2:
                    self._teller.tell(asked_at=self._clock())
            if work.error is None:
                return
            if self._once or not isinstance(work.error, StoreError):
                raise work.error
            failures += 1
            wait = STORE_BACKOFF.seconds(failures)
            at = self._clock()
            self._teller.tell(state="waiting", error=f"store: {work.error}", asked_at=at, next_at=at + round(wait))
            self._patience.wait(wait)

    def _ask(self) -> Asked:
        asked = Asked(self.options.name, origin(self._configured))
        self._wait(asked)
        return asked

    def _failed(self, error: Exception) -> None:
        """Turn a failure into a state and the time of the next attempt."""
        self._failures += 1
        wait = self._backoff.seconds(self._failures)
        if isinstance(error, FeedEnded):
            self.ended = True
            return
        if isinstance(error, FeedRefused):
            wait = REFUSED_S
            log.warning("%s: %s", self.options.name, error)
            self._teller.note(state="refused", error=error.short)
        elif isinstance(error, FeedError):
            wait = max(wait, error.after_s or 0.0)
            self._teller.note(state="waiting" if isinstance(error, FeedThrottled) else "trouble", error=str(error))
        elif isinstance(error, StoreError):
            self._teller.note(state="waiting", error=f"store: {error}")
        else:
            # What an error of a library says may have an answer, an address or a header in it: its kind has to do.
            self._teller.note(state="trouble", error=_named(error))
        again = time.monotonic() + wait
        self._due.look = self._due.fill = self._due.hooks = again
        self._due.sweep = max(again, self._due.sweep)
        if self._once and not isinstance(error, FeedThrottled):
            self.ended, self.error = True, error if isinstance(error, CxtuiError) else FeedError(_named(error))

    def _filling(self) -> bool:
        return not self._filled and self._place is not None and self._place.live is not None

    def _from_at(self) -> int:
        configured = self._clock() - self.options.from_s
        wanted = self._known().from_at
        return configured if wanted is None else min(configured, wanted)

    def _known(self) -> FeedPlace:
        return self._place or FeedPlace()

    def _leave(self) -> None:
        """Keep a cursor that moved without rows, and say that nobody follows the source any more."""
        source = self._source
        if source is not None:
            with suppress(Exception):
                if self._unkept is not None:
                    self._commit(source, "live", self._unkept)
            with suppress(Exception):
                source.close()
        if self.error is None:
            self._teller.note(error=None, state="stopped")
        self._teller.tell(next_at=None)


class FollowerThread(threading.Thread):
    """The thread of one follower."""

    def __init__(self, follower: Follower) -> None:
        super().__init__(name=f"cxtui-follow-{follower.options.name}", daemon=True)
        self.follower = follower

    def run(self) -> None:
        """Follow."""
        self.follower.run()


def origin(configured: ConfiguredSource) -> str:
    """Return what rows of a source are said to come from: its kind and address."""
    return " ".join(filter(None, (configured.options.kind, configured.options.url)))


@contextmanager
def _asked(batches: Iterator[Yielded]) -> Iterator[Iterator[Yielded]]:
    """Let go of an iterator at the end, also where what was done with a batch failed: it is asked no more then."""
    try:
        yield batches
    finally:
        close = getattr(batches, "close", None)
        if close is not None:
            close()


def _named(error: BaseException) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = "" if frame is None else f", {Path(frame.tb_frame.f_code.co_filename).name} line {frame.tb_lineno}"
    return f"this should not have happened ({type(error).__name__}{place})"
