"""The one thread that reads: it watches the store, turns changes into messages, and never gives up."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual.message import Message

from cxtui.console.messages import FeedsSeen, NewFloor, StoreTroubled
from cxtui.console.threads.worker import FeedWorker
from cxtui.errors import StoreTrouble, Trouble
from cxtui.health import FeedHealth
from cxtui.kpis.feed import FloorFeed, QueryCancelled
from cxtui.kpis.query import WHOLE, View
from cxtui.language import lazy

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between looks at the store, at least between reads, at most between reads, before a
    failure is told while an earlier picture is there, at most between attempts to recover, between looks for
    damage, and between looks at how followed sources are."""

    look: float = 0.1
    fastest: float = 0.4
    slowest: float = 15.0
    patience: float = 1.0
    backoff: float = 2.0
    verify: float = 60.0
    feeds: float = 1.0


class Poller(FeedWorker):
    """Reads Floors from a feed and posts them, one at a time: no newer one before the last was taken."""

    NAME = "cxtui-poller"

    def __init__(
        self,
        factory: Callable[[], FloorFeed],
        post: Callable[[Message], object],
        pace: Pace | None = None,
    ) -> None:
        super().__init__(factory, post)
        self._pace = pace or Pace()
        self._view = WHOLE
        self._read_in: View | None = None
        self._again = False
        self._read_at = float("-inf")
        self._verified_at = time.monotonic()
        self._failing_since: float | None = None
        self._reported: tuple[Trouble, str] | None = None
        self._pause = self._pace.look
        self._feeds: Mapping[str, FeedHealth] = {}
        self._feeds_at = float("-inf")

    def look(self, view: View) -> None:
        """Read in another view from now on, at once."""
        self._view = view
        self._wake.set()

    def again(self) -> None:
        """Read at once, whether the store changed or not."""
        self._again = True
        self._wake.set()

    def failed(self, error: Exception) -> float:
        """Return the seconds until the next attempt; a failure is told when it is of any use to tell."""
        if isinstance(error, QueryCancelled):
            self._wake.set()
        elif isinstance(error, StoreTrouble):
            self._fail(error.trouble, str(error))
        else:
            log.exception("reading the store failed")
            self.close()
            self._fail(
                "failed", lazy("reading the store failed ({kind}: {error})", kind=type(error).__name__, error=error)
            )
        return self._pause

    def turn(self) -> float:
        """Read a floor if it is time, and return the seconds until the next look."""
        self._read()
        self._verify()
        self._see_feeds()
        return self._pause

    def _read(self) -> None:
        if self._feed is None:
            self._feed = self._factory()
            if hasattr(self._feed, "still_wanted"):
                self._feed.still_wanted = lambda view: view == self._view and not self._stopping
        if not self._taken or not self._due(self._feed):
            return
        view, self._again = self._view, False
        floor = self._feed.read(view)
        self._read_in = view
        self._read_at = time.monotonic()
        self._failing_since = None
        self._reported = None
        self._pause = self._pace.look
        self.send(NewFloor(floor, view))

    def _verify(self) -> None:
        """Let the feed read a piece that nobody asked for, now and then, while all is well."""
        now = time.monotonic()
        feed, due = self._feed, now - self._verified_at >= self._pace.verify
        if feed is None or self._failing_since is not None or not due:
            return
        self._verified_at = now
        feed.verify()

    def _see_feeds(self) -> None:
        """Tell how followed sources are, where that changed: their files change though the store does not."""
        now = time.monotonic()
        followed = getattr(self._feed, "followed", None)
        if followed is None or now - self._feeds_at < self._pace.feeds:
            return
        self._feeds_at = now
        found = {one.source: one for one in followed()}
        if found != self._feeds:
            self._feeds = found
            self._post(FeedsSeen(found))

    def _due(self, feed: FloorFeed) -> bool:
        """Return whether to read now; while failing every attempt is a read, for only that proves recovery."""
        if self._failing_since is not None:
            return True
        if self._again or self._read_in != self._view:
            return True
        since = time.monotonic() - self._read_at
        return since >= self._pace.slowest or (since >= self._pace.fastest and feed.changed())

    def _fail(self, trouble: Trouble, text: str) -> None:
        """Tell of a failure: at once without any picture, else when it lasts; then try ever less often."""
        now = time.monotonic()
        if self._failing_since is None:
            self._failing_since = now
        else:
            self._pause = min(self._pause * 1.5, self._pace.backoff)
        patient = self._read_at > float("-inf") and now - self._failing_since < self._pace.patience
        if self._taken and not patient and self._reported != (trouble, text):
            self._reported = (trouble, text)
            self.send(StoreTroubled(trouble, text))
