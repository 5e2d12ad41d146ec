"""Following a ``queue_log``: the present file as it grows, then those that it was rotated into before."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cxtui.sources.live.failures import FeedError
from cxtui.sources.live.feed_batch import FeedAccess, FeedBatch, FeedCursor
from cxtui.sources.live.queue_log.calls import QueueMemory, ended_by, rows_of
from cxtui.sources.live.queue_log.tail import LogPlace, fingerprint, lines_of, older, read_on

HISTORIES = ("messages", "first_response", "status", "resolution", "assignee", "agents", "teams")


class QueueLog:
    """Reads whole lines behind the place where it was, wherever rotation has put them."""

    histories: Sequence[str] = HISTORIES

    def __init__(self, path: Path) -> None:
        self._path = path

    def look(self, cursor: FeedCursor | None) -> Iterator[FeedBatch]:
        """Yield the lines that came; at first the whole file."""
        memory = QueueMemory.of(cursor or {})
        place = LogPlace.of(cursor) if cursor is not None else LogPlace()
        began = cursor["began"] if cursor is not None else None
        for piece in read_on(self._path, place):
            made = rows_of(piece.lines, memory)
            start = made.first if began is None else None
            began = made.first if began is None else began
            known = {"first": piece.place.first, "offset": piece.place.offset, "began": began}
            yield FeedBatch(
                made.rows, {**known, **memory.document(made.last or 0)}, more=piece.more, complete_from=start,
                complete_to=made.last if start is None else None, refused=made.refused,
                doubts=(piece.doubt,) if piece.doubt else (),
            )  # fmt: skip

    def fill(self, live: FeedCursor, cursor: FeedCursor | None, from_at: int) -> Iterator[FeedBatch]:
        """Yield one of the files that were rotated away before, the newest first."""
        known = dict(cursor or {"read": [], "at": live["began"], "starts": live["starts"]})
        if known["at"] is None or known["at"] <= from_at:
            return
        for path in older(self._path):
            first = fingerprint(path)
            if not first or first in (live["first"], *known["read"]):
                continue
            memory = QueueMemory()
            made = rows_of(lines_of(path), memory)
            if made.first is None:
                continue
            made.rows["agent_state"].extend(ended_by(memory, known["starts"]))
            at = min(made.first, known["at"])
            starts = {**known["starts"], **memory.starts}
            place = {"read": [*known["read"], first], "at": at, "starts": starts}
            yield FeedBatch(made.rows, place, complete_from=at, refused=made.refused)
            return

    def sweep(self, tickets: Sequence[str]) -> Iterator[FeedBatch]:
        """Yield nothing: a log has what happened, and no more."""
        return iter(())

    def check(self) -> FeedAccess:
        """Return which files can be read."""
        needs = (f"the right to read {self._path}, and to look into its folder",)
        first = fingerprint(self._path)
        if first and rows_of(_head(self._path), QueueMemory()).refused:
            raise FeedError(f"{self._path}: its first line is none of a queue_log")
        before = len(older(self._path))
        return FeedAccess((f"{self._path}", f"{before} files from before"), (), needs)

    def close(self) -> None:
        """Do nothing: files are open only while they are read."""


def _head(path: Path) -> list[str]:
    with path.open(encoding="utf-8", errors="replace") as file:
        return [file.readline()]
