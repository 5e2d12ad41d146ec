"""JSON lines of our own tables on standard input: ``{"table": "event", "ticket": "7", …}``."""

import json
import os
import selectors
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, Any

from cxtui import canonical
from cxtui.sources.live.failures import FeedEnded, FeedError
from cxtui.sources.live.feed_batch import FeedAccess, FeedBatch, FeedCursor
from cxtui.sources.live.options import FeedOptions, SourceMaker
from cxtui.sources.live.pace import Patience
from cxtui.toml import TomlTable

KEYS: tuple[str, ...] = ("histories",)
EVERY_S = 0
"""An input is waited for, not asked."""

MOST_WAIT_S = 1.0
MOST_LINES, MOST_S, LONGEST = 1000, 0.25, 1_000_000
"""Lines of a batch, seconds for which it is gathered, bytes of a line."""

SAID = 80
"""Characters of a line that are shown of one that cannot be used."""


def configure(table: TomlTable) -> SourceMaker:
    """Return what makes such a source."""
    histories = tuple(table.texts("histories")) if table.has("histories") else ()
    for word in histories:
        table.option("histories", word, canonical.COVERAGE)
    return lambda options, patience: JsonLines(options, patience, histories)


class JsonLines:
    """Lines from an input, each a row with its ``table``, or ``{"cursor": …}``.

    A cursor is written to the output, as the line that it was, once all before it is committed.
    """

    def __init__(
        self,
        options: FeedOptions,
        patience: Patience,
        histories: Sequence[str] = (),
        fd: int | None = None,
        answer: Callable[[str], object] | None = None,
    ) -> None:
        self.histories = tuple(histories)
        self._patience = patience
        self._fd = sys.stdin.fileno() if fd is None else fd
        self._answer = answer or _say
        self._held = b""
        self._ended = False
        self._lines = 0

    def look(self, cursor: FeedCursor | None) -> Iterator[FeedBatch]:
        """Yield the lines that have come; raises FeedEnded after the last one."""
        lines = self._gathered()
        rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        doubts: list[str] = []
        place: object = None
        said: str | None = None
        for line in lines:
            self._lines += 1
            found = self._read(line, doubts)
            if found is None:
                continue
            table, row = found
            if table is None:
                place, said = row, line.decode("utf-8", "replace").strip()
            else:
                rows[table].append(row)
        if lines:
            yield FeedBatch(rows, {"lines": self._lines, "cursor": place}, more=not self._ended, doubts=doubts)
            if said is not None:
                self._answer(said)
        if self._ended:
            raise FeedEnded("the input ended")

    def fill(self, live: FeedCursor, cursor: FeedCursor | None, from_at: int) -> Iterator[FeedBatch]:
        """Yield nothing: whoever writes the lines decides what they are of."""
        return iter(())

    def sweep(self, tickets: Sequence[str]) -> Iterator[FeedBatch]:
        """Yield nothing: an input cannot be asked."""
        return iter(())

    def check(self) -> FeedAccess:
        """Return that standard input can be read."""
        return FeedAccess(read=("standard input",))

    def close(self) -> None:
        """Leave the input to whoever opened it."""

    def _read(self, line: bytes, doubts: list[str]) -> tuple[str | None, Any] | None:
        """Return a line's table and row, None and the cursor for one that is a cursor; None for no row at all."""
        shown = line.decode("utf-8", "replace").strip()[:SAID]
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            doubts.append(f"line {self._lines} is no JSON: {shown}")
            return None
        if not isinstance(data, dict):
            doubts.append(f"line {self._lines} is no JSON object: {shown}")
            return None
        if set(data) == {"cursor"}:
            return None, data["cursor"]
        table = data.pop("table", None)
        if table not in canonical.TABLES:
            doubts.append(f'line {self._lines} names none of our tables as its "table": {shown}')
            return None
        return str(table), data

    def _gathered(self) -> list[bytes]:
        """Return whole lines: those that come within a moment of the first."""
        found: list[bytes] = []
        began, until = time.monotonic(), None
        with selectors.DefaultSelector() as waiting:
            watched = _watch(waiting, self._fd)
            while not self._ended and len(found) < MOST_LINES:
                now = time.monotonic()
                if self._patience.stopping.is_set() or now >= (until or began + MOST_WAIT_S):
                    break
                if watched and not waiting.select(0.05):
                    continue
                self._take(os.read(self._fd, 1 << 16), found)
                if found and until is None:
                    until = time.monotonic() + MOST_S
        return found

    def _take(self, came: bytes, found: list[bytes]) -> None:
        if not came:
            self._ended = True
            if self._held.strip():
                found.append(self._held)
            self._held = b""
            return
        *whole, self._held = (self._held + came).split(b"\n")
        found.extend(line for line in whole if line.strip())
        if len(self._held) > LONGEST:
            raise FeedError(f"line {self._lines + len(found) + 1} is longer than {LONGEST:,} bytes")


def _watch(waiting: selectors.BaseSelector, fd: int | IO[bytes]) -> bool:
    """Return whether the system can tell when an input has something; of a file it always has."""
    try:
        waiting.register(fd, selectors.EVENT_READ)
    except (OSError, ValueError):
        return False
    return True


def _say(line: str) -> None:
    print(line, flush=True)
