"""How one source is, kept round after round, told beside the store and, where it changes, in the log."""

import logging
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from cxtui import health
from cxtui.health import FeedHealth
from cxtui.importing.follow.handed import WrittenBatch
from cxtui.sources.live.feed_batch import FeedBatch
from cxtui.sources.live.options import FeedOptions

log = logging.getLogger(__name__)

NAMED = 5
"""Doubts that are kept to be shown, the newest ones."""


class Teller:
    """The health of a source: ``note`` what is known of it, ``tell`` it to whoever looks."""

    def __init__(self, store: Path, options: FeedOptions, clock: Callable[[], int], once: bool = False) -> None:
        self._store, self._clock = store, clock
        self._said: tuple[str, str | None] = ("starting", None)
        self.health = FeedHealth(
            options.name, options.kind, "starting", options.every_s, clock(), process=os.getpid(), once=once
        )  # fmt: skip

    def note(self, **changes: Any) -> None:
        """Keep changes in mind until they are told."""
        self.health = replace(self.health, **changes)

    def tell(self, **changes: Any) -> None:
        """Write how the source is; a full disk keeps nobody from following."""
        self.note(**changes)
        with suppress(OSError):
            health.write(self._store, self.health)
        said = ("ok" if self.health.state == "filling" else self.health.state, self.health.error)
        if said != self._said:
            self._said = said
            level = logging.INFO if said[1] is None else logging.WARNING
            log.log(level, "%s: %s", self.health.source, ": ".join(filter(None, said)))

    def looked(self, batch: FeedBatch, skew_s: int | None) -> None:
        """Note what a look said of itself; the source's clock is ``skew_s`` ahead of ours."""
        theirs = self._clock() + (skew_s or 0)
        lag = None if batch.complete_to is None else max(0, theirs - batch.complete_to)
        self.note(lag_s=lag, skew_s=skew_s)

    def wrote(self, written: WrittenBatch, doubts: Iterable[str] = ()) -> None:
        """Note what became of a batch, and what its source doubted."""
        newest = max((at for at in (self.health.newest_at, written.newest_at) if at is not None), default=None)
        rejected = self.health.rejected + written.rejected
        self.note(newest_at=newest, rejected=rejected, doubts=self._newest((*doubts, *written.doubts)))

    def _newest(self, came: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*reversed(tuple(came)), *self.health.doubts)))[:NAMED]
