"""The thread that answers: what panes and pages want to know besides the floor, which no slow answer holds up."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from cxtui.console.messages import QueryAnswered, ReviewChanged
from cxtui.console.threads.worker import FeedWorker
from cxtui.errors import CxtuiError, StoreTrouble
from cxtui.kpis.feed import FloorFeed
from cxtui.kpis.query import Query
from cxtui.language import N_, lazy

if TYPE_CHECKING:
    from cxtui.console.reviewing import Review, ReviewDesk

log = logging.getLogger(__name__)


TOGETHER = 4
"""Queries of a screen that rest each as if it were alone; more of them share the time that so many may take."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Seconds between two answers to the same query: at least ``least``, and ``times`` what the last one took.

    ``again`` is how long one that failed rests; ``look`` is between looks at the desk file.
    """

    least: float = 1.0
    times: float = 20.0
    again: float = 2.0
    look: float = 0.5


@dataclass(slots=True)
class _Known:
    """What is known of a query: the stamp it was answered for, and when it may be answered anew."""

    stamp: object = None
    due_at: float = 0.0


class QueryThread(FeedWorker):
    """Answers the queries that the screen wants now, the first wanted first, one at a time.

    A query is answered again once the stamp of what is wanted has changed, and it has rested. ``review`` is looked
    after between two answers.
    """

    NAME = "cxtui-queries"

    def __init__(
        self,
        factory: Callable[[], FloorFeed],
        post: Callable[[Message], object],
        rest: Rest | None = None,
        review: "Callable[[], ReviewDesk] | None" = None,
    ) -> None:
        super().__init__(factory, post)
        self._rest = rest or Rest()
        self._make_review = review
        self._review: ReviewDesk | None = None
        self._lock = threading.Lock()
        self._wanted: tuple[Query, ...] = ()
        self._stamp: object = None
        self._known: dict[Query, _Known] = {}
        self._tasks: deque[Callable[[ReviewDesk], Review]] = deque()

    def want(self, queries: Iterable[Query], stamp: object, lacking: Collection[Query] = ()) -> None:
        """Replace what is wanted by these queries; ``stamp`` says of which picture of the store.

        What was wanted before and still is keeps its answer; what is wanted anew is answered at once, and so is what
        is ``lacking``: another screen has its answer.
        """
        wanted = tuple(dict.fromkeys(queries))
        with self._lock:
            lost = [one for one in lacking if one in self._known and self._known[one].stamp is not None]
            if (wanted, stamp) == (self._wanted, self._stamp) and not lost:
                return
            kept = {one: known for one, known in self._known.items() if one not in lost}
            self._known = {one: kept.get(one, _Known()) for one in wanted}
            self._wanted, self._stamp = wanted, stamp
        self._wake.set()

    def taken(self) -> None:
        """Note that the last answer was handled: the screen can take another."""
        self._taken = True
        self._wake.set()

    def opened(self) -> None:
        """Note that the active triggers are shown to somebody; a ReviewChanged answers."""
        self.at_desk(lambda desk: desk.opened())

    def at_desk(self, task: "Callable[[ReviewDesk], Review]") -> None:
        """Do something with the desk file, where there is one; a ReviewChanged says what it holds then."""
        if self._make_review is not None:
            self._tasks.append(task)
            self._wake.set()

    def failed(self, error: Exception) -> float:
        """Return the seconds until the next attempt."""
        log.exception("answering failed")
        self.close()
        return self._rest.again

    def turn(self) -> float:
        """Answer what is due; return the seconds until there may be more to do."""
        self._look_at_desk()
        while not self._stopping and self._taken:
            with self._lock:
                now = time.monotonic()
                stamp = self._stamp
                due = [(k.due_at, one) for one, k in self._known.items() if k.stamp != stamp or k.stamp is None]
            ready = next((one for at, one in due if at <= now), None)
            if ready is None:
                soonest = min((at - now for at, _ in due), default=self._rest.look)
                return max(0.01, min(soonest, self._rest.look))
            self._answer(ready, stamp)
        return self._rest.look

    def _answer(self, query: Query, stamp: object) -> None:
        began = time.monotonic()
        answer, trouble = None, None
        try:
            answer = self.made().answer(query)
        except CxtuiError as error:
            trouble = str(error)
            if not isinstance(error, StoreTrouble):
                trouble = trouble or N_("this cannot be asked")
        except Exception as error:
            log.exception("answering %s failed", query)
            trouble = lazy("this cannot be read ({kind}: {error})", kind=type(error).__name__, error=error)
        ended = time.monotonic()
        with self._lock:
            known = self._known.get(query)
            if known is None:
                return  # nobody wants it any more
            known.stamp = stamp if trouble is None else None
            share = max(1.0, len(self._known) / TOGETHER)
            known.due_at = ended + max(self._rest.least, self._rest.times * share * (ended - began))
            if trouble is not None:
                known.due_at = max(known.due_at, ended + self._rest.again)
        self.send(QueryAnswered(query, answer, trouble))

    def _look_at_desk(self) -> None:
        """Keep what fired up to date, once the first picture was taken; it is given a feed of its own."""
        if self._make_review is None or self._stamp is None:
            return
        if self._review is None:
            self._review = self._make_review()
        if self._tasks:
            while self._tasks:
                self._post(ReviewChanged(self._tasks.popleft()(self._review)))
            return
        found = self._review.look(self.made())
        if found is not None:
            self._post(ReviewChanged(found))

    def close(self) -> None:
        """Give back the feed and the desk."""
        if self._review is not None:
            self._review.close()
        super().close()
