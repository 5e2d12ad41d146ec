"""A thread beside the screen that owns a feed: it starts, takes turns, fails without ending, and stops."""

import logging
import threading
from collections.abc import Callable

from textual.message import Message

from cxtui.kpis.feed import FloorFeed

log = logging.getLogger(__name__)


class FeedWorker:
    """Takes one turn after another in a thread of its own; a feed that fails in an unexpected way is made anew.

    ``factory`` makes the feed in the worker's thread, so that what it imports does not delay the first paint; ``post``
    may be called from that thread. A subclass says what a turn is, and what a failure means.
    """

    NAME = "cxtui-feed"

    def __init__(self, factory: Callable[[], FloorFeed], post: Callable[[Message], object]) -> None:
        self._factory = factory
        self._post = post
        self._feed: FloorFeed | None = None
        self._wake = threading.Event()
        self._stopping = False
        self._taken = True
        self._thread = threading.Thread(target=self._run, name=self.NAME, daemon=True)

    def start(self) -> None:
        """Begin to take turns, if that was not done yet."""
        if self._thread.ident is None:
            self._thread.start()

    def stop(self, patience: float = 2.0) -> bool:
        """Return whether the thread, told to end, did so within ``patience`` seconds (a dead disk may hold it)."""
        self._stopping = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(patience)
        return not self._thread.is_alive()

    def taken(self) -> None:
        """Note that the last message was handled: the screen can take another."""
        self._taken = True

    def turn(self) -> float:
        """Return the seconds to wait before the next turn; whatever it raises goes to ``failed``."""
        raise NotImplementedError

    def failed(self, error: Exception) -> float:
        """Return the seconds to wait after an error."""
        raise NotImplementedError

    def made(self) -> FloorFeed:
        """Return the feed, made when it is first needed."""
        if self._feed is None:
            self._feed = self._factory()
        return self._feed

    def send(self, message: Message) -> None:
        """Post a message; no other one is posted until it is handled."""
        self._taken = False
        self._post(message)

    def close(self) -> None:
        """Give back the feed."""
        feed, self._feed = self._feed, None
        if feed is None:
            return
        try:
            feed.close()
        except Exception:
            log.exception("closing the store failed")

    def _run(self) -> None:
        while not self._stopping:
            try:
                pause = self.turn()
            except Exception as error:
                pause = self.failed(error)
            self._wake.wait(pause)
            self._wake.clear()
        self.close()
