"""Rows that come live, written as one batch: what was refused of them, what they cover, and the books of their hour."""

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxtui.importing.counting import RecordRow, brought_by, span_of
from cxtui.settings import StoreSettings
from cxtui.sources.live.validated import Validated
from cxtui.store import batch, coverage, import_log
from cxtui.store.batch import Applied
from cxtui.store.live_log import record_live
from cxtui.store.people.later import rejects_without
from cxtui.store.people.tombstones import of_store
from cxtui.store.writer import Writer

KeepWithRows = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True, slots=True)
class Covered:
    """The histories that a source has (words of ``canonical.COVERAGE``) from an instant on, and until when.

    An end that is None says nothing: a span that is known stays as it is, a new one is open.
    """

    histories: Collection[str] = ()
    from_at: int | None = None
    to_at: int | None = None


def write_live(
    writer: Writer,
    checked: Validated,
    source: str,
    mapping: str,
    clock: Callable[[], int],
    *,
    covered: Covered | None = None,
    keep: KeepWithRows | None = None,
    more: Callable[[sqlite3.Connection], Mapping[str, Sequence[RecordRow]]] | None = None,
    settings: StoreSettings | None = None,
) -> Applied:
    """Write checked rows into a store as one transaction with the run of their hour, and return what they did.

    ``more`` gives rows that hang on what the store has, ``keep`` writes what is to be there with the rows; where there
    are no rows that is all. ``settings`` are the store's unless others are given. Raises StoreError; the store is then
    as it was.
    """
    started = clock()
    with writer.batch() as con:
        rows: dict[str, list[RecordRow]] = {table: list(some) for table, some in checked.rows.items()}
        for table, some in (more(con) if more else {}).items():
            rows.setdefault(table, []).extend(some)
        if covered is not None:
            new = coverage.follow(con, source, covered.histories, covered.from_at, covered.to_at)
            rows.setdefault("coverage", []).extend((source, what, covered.from_at, None) for what in new)
        applied = Applied({}, 0, 0)
        if any(rows.values()) or checked.rejects:
            span = span_of(rows)
            applied = batch.apply(con, rows, settings or import_log.read_settings(con), span)
            run = _run(applied, checked, span, started, clock(), source, mapping)
            refused: list[Sequence[Any]] = [
                (one.table, None, one.column, one.value, one.reason, one.row) for one in checked.rejects
            ]
            record_live(con, run, rejects_without(of_store(con), refused) if refused else (), brought_by(rows))
        if keep is not None:
            keep(con)
    return applied


def _run(
    applied: Applied,
    checked: Validated,
    span: tuple[int, int] | None,
    started: int,
    ended: int,
    source: str,
    mapping: str,
) -> import_log.Run:
    merged = applied.merged.values()
    first, last = span or (None, None)
    return import_log.Run(
        started_at=started,
        finished_at=ended,
        source=source,
        mapping=mapping,
        files=0,
        rows_read=checked.read,
        new=sum(one.new for one in merged),
        changed=sum(one.changed for one in merged),
        same=sum(one.same for one in merged),
        rejected=checked.refused,
        span_from=first,
        span_to=last,
        note=None,
    )
