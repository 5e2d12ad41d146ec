"""The one that writes: batches of all followed sources, one after another, each as one transaction."""

import contextlib
import queue
from collections.abc import Callable
from pathlib import Path

from cxtui.clock import now
from cxtui.errors import StoreError
from cxtui.importing.follow import applying
from cxtui.importing.follow.filing import import_files
from cxtui.importing.follow.handed import Asked, Handed
from cxtui.settings import defaults
from cxtui.sources.live.feed_batch import FeedBatch, FileBatch
from cxtui.store import feeds, import_log
from cxtui.store.paths import store_folder
from cxtui.store.publish import build
from cxtui.store.writer import Writer, exists

IDLE_S = 0.2
"""Seconds without work after which it is looked whether all have ended."""

WAITING = 64
"""Batches that may wait; a source waits with its own, so there are never more than sources."""

Work = Handed | Asked


class FeedWriter:
    """Takes work from threads and does it in the one that calls ``run``, each piece once.

    What fails is given back with its error: whoever handed it over tries again, and meanwhile others have their turn.
    """

    def __init__(self, store: Path, clock: Callable[[], int] = now) -> None:
        self._store, self._clock = store, clock
        self._work: queue.Queue[Work] = queue.Queue(WAITING)
        self._writer: Writer | None = None

    def hand(self, work: Work) -> None:
        """Put work into the queue; it waits there while others are served."""
        self._work.put(work)

    def run(self, ended: Callable[[], bool]) -> None:
        """Work until ``ended`` and nothing is left."""
        try:
            while True:
                try:
                    work = self._work.get(timeout=IDLE_S)
                except queue.Empty:
                    if ended():
                        return
                    continue
                self._do(work)
        finally:
            self._give_back()

    def _do(self, work: Work) -> None:
        try:
            self._try(work)
        except Exception as error:
            self._drop()
            work.error = error
        work.done.set()

    def _try(self, work: Work) -> None:
        if isinstance(work, Handed) and isinstance(work.batch, FileBatch):
            # Another process imports them, perhaps into a new file that takes the place of an empty one.
            self._give_back()
            work.written = import_files(self._store, work.source, work.batch)
        writer = self._open()
        if isinstance(work, Asked):
            with writer.batch() as con:
                work.place = feeds.read_place(con, work.source, work.origin)
                work.tickets = feeds.open_tickets(con, work.source)
        elif isinstance(work.batch, FeedBatch):
            work.written = applying.apply(writer, work, work.batch, self._clock)
        else:
            with writer.batch() as con:
                feeds.write_cursor(con, work.source, work.lane, work.origin, work.batch.cursor, self._clock())

    def _open(self) -> Writer:
        """Return the open store, made where there is none; its lock is held within each batch alone."""
        if self._writer is None:
            if not exists(self._store):
                store_folder(self._store)
                build(self._store, None, {}, finish=lambda file: import_log.write_settings(file, defaults()))
            self._writer = Writer(self._store, by_batch=True)
        return self._writer

    def _give_back(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()

    def _drop(self) -> None:
        """Give the store back after a failure, whatever state it is in."""
        with contextlib.suppress(StoreError):
            self._give_back()
