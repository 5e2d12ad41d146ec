"""A batch of a followed source applied to a store: checked rows, their coverage and the cursor, in one transaction."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cxtui import canonical
from cxtui.importing.follow.handed import Handed, Written
from cxtui.importing.rows import RecordRow, brought_by, commit, span_of
from cxtui.settings import StoreSettings
from cxtui.store import feeds, import_log
from cxtui.store.batch import Applied
from cxtui.store.gone import rows_of_gone
from cxtui.store.writer import Writer

FILLED = {"version_at": 0, "version_seq": 0}


def apply(writer: Writer, handed: Handed, settings: StoreSettings, clock: Callable[[], int]) -> Written:
    """Write a batch and its cursor; raises StoreError, and then neither is there."""
    started = clock()
    batch, source = handed.batch, handed.source
    rows = {table: [_tuple(table, row, source) for row in some] for table, some in batch.rows.items() if some}
    if batch.complete_from is not None:
        rows.setdefault("coverage", []).extend((source, what, batch.complete_from, None) for what in handed.histories)
    if batch.gone:
        for table, some in rows_of_gone(writer.connection, source, batch.gone, started).items():
            rows.setdefault(table, []).extend(some)
    span = span_of(rows)

    def keep_books(con: sqlite3.Connection, applied: Applied) -> None:
        if rows:
            merged = applied.merged.values()
            counted = {what: sum(getattr(m, what) for m in merged) for what in ("new", "changed", "same")}
            first, last = span or (None, None)
            run = import_log.Run(
                started_at=started, finished_at=clock(), source=source, mapping=handed.origin.split()[0], files=0,
                rows_read=sum(map(len, rows.values())), rejected=0, span_from=first, span_to=last, note=None, **counted,
            )  # fmt: skip
            import_log.record(con, run, (), (), brought_by(rows))
        if batch.cursor:
            feeds.write_cursor(con, source, handed.lane, handed.origin, batch.cursor, started)

    commit(writer, rows, settings, span, keep_books)
    return Written(newest_at=newest_event(rows))


def newest_event(rows: Mapping[str, Sequence[RecordRow]]) -> int | None:
    """Return the instant of the newest event among rows."""
    place = canonical.TABLES["event"].names.index("occurred_at")
    return max((row[place] for row in rows.get("event", ())), default=None)


def _tuple(table: str, row: Mapping[str, Any], source: str) -> RecordRow:
    filled = {"source": source, **FILLED, **row}
    return tuple(filled.get(name) for name in canonical.TABLES[table].names)
