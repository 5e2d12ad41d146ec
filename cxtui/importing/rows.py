"""Rows that come without files, as a live stream has them: applied to a store as one batch with its books."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from cxtui import canonical
from cxtui.clock import now
from cxtui.settings import StoreSettings
from cxtui.sources.mapping import WHEN
from cxtui.store import batch, import_log
from cxtui.store.batch import Applied
from cxtui.store.observed import Sightings
from cxtui.store.writer import Writer

RecordRow = Sequence[Any]


def apply_rows(
    writer: Writer,
    rows: Mapping[str, Iterable[RecordRow]],
    source: str,
    mapping: str,
    settings: StoreSettings,
    clock: Callable[[], int] = now,
) -> Applied:
    """Merge rows by canonical table (tuples in column order) into a store and write down the run.

    Everything is one transaction: records, facts of touched tickets, buckets, source state and import run, or
    nothing. ``source`` and ``mapping`` are what the run is filed under. Raises StoreError; the store is then
    as it was.
    """
    started = clock()
    held = {name: list(some) for name, some in rows.items()}
    span = span_of(held)

    def keep_books(con: sqlite3.Connection, applied: Applied) -> None:
        merged = applied.merged.values()
        read = sum(len(some) for some in held.values())
        new, changed, same = (sum(getattr(m, what) for m in merged) for what in ("new", "changed", "same"))
        first, last = span or (None, None)
        run = import_log.Run(
            started_at=started,
            finished_at=clock(),
            source=source,
            mapping=mapping,
            files=0,
            rows_read=read,
            new=new,
            changed=changed,
            same=same,
            rejected=0,
            span_from=first,
            span_to=last,
            note=None,
        )
        import_log.record(con, run, (), (), brought_by(held))

    return commit(writer, held, settings, span, keep_books)


def commit(
    writer: Writer,
    rows: Mapping[str, Iterable[RecordRow]],
    settings: StoreSettings,
    span: tuple[int, int] | None,
    keep_books: Callable[[sqlite3.Connection, Applied], None],
    stage: Callable[[str], None] = lambda _: None,
    later_wins: Collection[str] = (),
    sightings: Sightings | None = None,
    given_up: Mapping[str, Collection[str]] | None = None,
) -> Applied:
    """Apply a batch and keep its books in one transaction; the last three as ``batch.apply`` takes them."""
    with writer.batch() as con:
        applied = batch.apply(con, rows, settings, span, stage, later_wins, sightings, given_up)
        keep_books(con, applied)
    return applied


def span_of(rows: Mapping[str, Sequence[RecordRow]]) -> tuple[int, int] | None:
    """Return the oldest and newest instant in rows by canonical table; None where no row has one."""
    found: list[int] = []
    for table, columns in WHEN.items():
        names = canonical.TABLES[table].names
        for place in (names.index(column) for column in columns):
            found.extend(row[place] for row in rows.get(table, ()) if row[place] is not None)
    return (min(found), max(found)) if found else None


def brought_by(rows: Mapping[str, Sequence[RecordRow]]) -> dict[str, import_log.ImportedRows]:
    """Return what each source that the rows name brought."""
    counts: Counter[str] = Counter()
    newest: dict[str, int] = {}
    for table, some in rows.items():
        names = canonical.TABLES[table].names
        own = names.index("source")
        places = [names.index(column) for column in WHEN.get(table, ())]
        counts.update(row[own] for row in some)
        for row in some:
            for at in (row[place] for place in places):
                if at is not None and at > newest.get(row[own], at - 1):
                    newest[row[own]] = at
    return {source: import_log.ImportedRows(n, newest.get(source)) for source, n in counts.items()}
