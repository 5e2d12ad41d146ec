"""A batch of a followed source applied to a store: checked rows, their coverage and the cursor, in one transaction."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence

from cxtui import canonical
from cxtui.importing.counting import RecordRow
from cxtui.importing.follow.handed import Handed, WrittenBatch
from cxtui.importing.live import Covered, write_live
from cxtui.sources.live.feed_batch import FeedBatch
from cxtui.sources.live.validated import validated
from cxtui.store import feeds
from cxtui.store.gone import rows_of_gone, rows_taken_back
from cxtui.store.writer import Writer


def apply(writer: Writer, handed: Handed, batch: FeedBatch, clock: Callable[[], int]) -> WrittenBatch:
    """Write a batch and its cursor; raises StoreError, and then neither is there."""
    started = clock()
    source = handed.source
    checked = validated(batch.rows, source)
    checked.rejects += batch.refused
    checked.read += len(batch.refused)
    checked.refused += len(batch.refused)
    covered = None
    if batch.complete_from is not None:
        covered = Covered(handed.histories, batch.complete_from, batch.complete_to)

    def keep_cursor(con: sqlite3.Connection) -> None:
        if batch.cursor:
            feeds.write_cursor(con, source, handed.lane, handed.origin, batch.cursor, started)

    told = {(str(row.get("ticket")), str(row.get("event"))) for row in batch.rows.get("event", ())}

    def vanished(con: sqlite3.Connection) -> Mapping[str, Sequence[RecordRow]]:
        gone = rows_of_gone(con, source, batch.gone, started)
        return gone | rows_taken_back(con, source, batch.whole, told, started)

    write_live(
        writer, checked, source, handed.origin.split()[0], clock, covered=covered, keep=keep_cursor,
        more=vanished if batch.gone or batch.whole else None,
    )  # fmt: skip
    doubts = tuple(f"{one.table}: {one.reason}" for one in checked.rejects[-3:])
    return WrittenBatch(checked.refused, doubts, newest_event(checked.rows))


def newest_event(rows: Mapping[str, Sequence[RecordRow]]) -> int | None:
    """Return the instant of the newest event among rows."""
    place = canonical.TABLES["event"].names.index("occurred_at")
    return max((row[place] for row in rows.get("event", ())), default=None)
