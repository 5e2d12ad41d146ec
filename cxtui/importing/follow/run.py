"""Following all sources of a store: a thread for each, and one that writes."""

import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType

from cxtui.clock import now
from cxtui.errors import CxtuiError, StoreError, UsageError
from cxtui.importing.follow.follower import Follower, FollowerThread
from cxtui.importing.follow.hooks import HookDesk, woken
from cxtui.importing.follow.writing import FeedWriter
from cxtui.sources.live.feed_batch import FollowedSource
from cxtui.sources.live.options import ConfiguredSource
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.webhook.listener import Webhook
from cxtui.store.lock import StoreLock
from cxtui.store.paths import store_folder

LEAVING_S = 10.0
"""Seconds that sources get to end in, beyond what an answer under way takes."""


def follow(
    store: Path, sources: Sequence[ConfiguredSource], *, once: bool = False, stopping: threading.Event | None = None
) -> None:
    """Follow sources into a store until the process is told to end, or ``once`` until all there is has come.

    ``stopping`` can be set to end it, too.
    Raises UsageError where another process follows one of them, and with ``once`` what went wrong.
    """
    patience = Patience(stopping)
    hooked = woken(sources)
    store_folder(store)
    with ExitStack() as held:
        for one in sources:
            held.enter_context(_alone(store, one.name))
        writer = FeedWriter(store)
        followers = [Follower(one, store, writer.hand, patience, once=once) for one in sources]
        if hooked:
            held.enter_context(_taking_hooks(store, followers))
        threads = [FollowerThread(one) for one in followers]
        with _ending(patience.stopping):
            for thread in threads:
                thread.start()
            writer.run(_Ended(patience.stopping, threads))
    failed = [one.error for one in followers if one.error is not None]
    if failed:
        raise _one_of(failed)


class _Ended:
    """Whether all threads have ended, or had the time to: an answer that never comes keeps nobody."""

    def __init__(self, stopping: threading.Event, threads: Sequence[FollowerThread]) -> None:
        self._stopping, self._threads = stopping, threads
        self._until: float | None = None

    def __call__(self) -> bool:
        if self._stopping.is_set() and self._until is None:
            self._until = time.monotonic() + LEAVING_S
            for thread in self._threads:
                thread.follower.waking.ring()
        late = self._until is not None and time.monotonic() >= self._until
        return late or not any(thread.is_alive() for thread in self._threads)


@contextmanager
def _taking_hooks(store: Path, followers: Sequence[Follower]) -> Iterator[None]:
    """Have webhooks delivered to followers while the context is open."""
    desk = HookDesk(store, followers, now)

    def connect(source: FollowedSource) -> None:
        if isinstance(source, Webhook):
            source.deliver_to(desk)

    for one in followers:
        one.connect = connect
    try:
        yield
    finally:
        desk.close()


@contextmanager
def _alone(store: Path, name: str) -> Iterator[None]:
    """Hold a source, so that no other process follows it into the same store."""
    lock = StoreLock(store.with_name(f"{store.stem}.{name}.feed"), wait=0)
    try:
        lock.__enter__()
    except StoreError as error:
        if "is importing into it" not in str(error):
            raise
        raise UsageError(f"{name} is followed already, by another process; end that one first") from None
    try:
        yield
    finally:
        lock.__exit__()


@contextmanager
def _ending(stopping: threading.Event) -> Iterator[None]:
    """Let SIGINT, SIGTERM and SIGHUP end the following in order while the context is open."""

    def end(number: int, frame: FrameType | None) -> None:
        stopping.set()

    before = {}
    with suppress(ValueError):  # only the main thread gets signals
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        stopping.set()
        for number, handler in before.items():
            signal.signal(number, handler)


def _one_of(errors: Sequence[CxtuiError]) -> CxtuiError:
    first = errors[0]
    if len(errors) > 1:
        return type(first)(f"{first} (and {len(errors) - 1} more)") if type(first) is StoreError else first
    return first
