"""A batch of a followed source applied to a store: checked rows, their coverage and the cursor, in one transaction."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence

from cxtui import canonical
from cxtui.importing.follow.handed import Handed, Written
from cxtui.importing.rows import RecordRow, brought_by, commit, span_of
from cxtui.settings import StoreSettings
from cxtui.sources.live.validated import validated
from cxtui.store import feeds, import_log
from cxtui.store.batch import Applied
from cxtui.store.gone import rows_of_gone
from cxtui.store.writer import Writer


def apply(writer: Writer, handed: Handed, settings: StoreSettings, clock: Callable[[], int]) -> Written:
    """Write a batch and its cursor; raises StoreError, and then neither is there."""
    started = clock()
    batch, source = handed.batch, handed.source
    checked = validated(batch.rows, source)
    rows: dict[str, list[RecordRow]] = {table: list(some) for table, some in checked.rows.items()}
    if batch.complete_from is not None:
        rows.setdefault("coverage", []).extend((source, what, batch.complete_from, None) for what in handed.histories)
    if batch.gone:
        for table, some in rows_of_gone(writer.connection, source, batch.gone, started).items():
            rows.setdefault(table, []).extend(some)
    span = span_of(rows)

    def keep_books(con: sqlite3.Connection, applied: Applied) -> None:
        if rows or checked.rejects:
            merged = applied.merged.values()
            counted = {what: sum(getattr(m, what) for m in merged) for what in ("new", "changed", "same")}
            first, last = span or (None, None)
            run = import_log.Run(
                started_at=started, finished_at=clock(), source=source, mapping=handed.origin.split()[0], files=0,
                rows_read=checked.read, rejected=checked.refused, span_from=first, span_to=last, note=None, **counted,
            )  # fmt: skip
            rejects = [(one.table, None, one.column, one.value, one.reason, one.row) for one in checked.rejects]
            import_log.record(con, run, (), rejects, brought_by(rows))
        if batch.cursor:
            feeds.write_cursor(con, source, handed.lane, handed.origin, batch.cursor, started)

    commit(writer, rows, settings, span, keep_books)
    doubts = tuple(f"{one.table}: {one.reason}" for one in checked.rejects[-3:])
    return Written(checked.refused, doubts, newest_event(rows))


def newest_event(rows: Mapping[str, Sequence[RecordRow]]) -> int | None:
    """Return the instant of the newest event among rows."""
    place = canonical.TABLES["event"].names.index("occurred_at")
    return max((row[place] for row in rows.get("event", ())), default=None)
