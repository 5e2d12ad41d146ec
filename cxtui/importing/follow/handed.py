"""What a follower's thread hands to the one that writes, and what it gets back."""

import threading
from dataclasses import dataclass, field

from cxtui.sources.live.feed_batch import FeedBatch, FileBatch
from cxtui.store.feeds import FeedPlace, Lane


@dataclass(frozen=True, slots=True)
class WrittenBatch:
    """What became of a batch: rows refused, what they were refused for, and the newest event among the others."""

    rejected: int = 0
    doubts: tuple[str, ...] = ()
    newest_at: int | None = None


@dataclass
class Handed:
    """A batch on its way into the store: ``done`` is set once it is there, or ``error`` says why it is not."""

    source: str
    origin: str
    lane: Lane
    batch: FeedBatch | FileBatch
    histories: tuple[str, ...] = ()
    done: threading.Event = field(default_factory=threading.Event)
    written: WrittenBatch | None = None
    error: Exception | None = None


@dataclass
class Asked:
    """A question to the one that writes: how far a source was read, and which of its tickets are open."""

    source: str
    origin: str
    done: threading.Event = field(default_factory=threading.Event)
    place: FeedPlace = field(default_factory=FeedPlace)
    tickets: tuple[str, ...] = ()
    error: Exception | None = None
