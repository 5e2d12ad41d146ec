"""Rows that come without files, as a live stream has them: applied to a store as one batch with its books."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping

from cxtui.clock import now
from cxtui.importing.counting import RecordRow, brought_by, span_of
from cxtui.importing.live import KeepWithRows, write_live
from cxtui.settings import StoreSettings
from cxtui.sources.live.validated import validated_tuples
from cxtui.store import batch
from cxtui.store.batch import Applied
from cxtui.store.observed import Sightings
from cxtui.store.writer import Writer

__all__ = ["RecordRow", "apply_rows", "brought_by", "commit", "span_of"]


def apply_rows(
    writer: Writer,
    rows: Mapping[str, Iterable[RecordRow]],
    source: str,
    mapping: str,
    settings: StoreSettings,
    clock: Callable[[], int] = now,
    keep: KeepWithRows | None = None,
) -> Applied:
    """Merge rows by canonical table (tuples in column order) into a store and write down the run of their hour.

    Everything is one transaction: records, facts of touched tickets, buckets, source state and import run, or
    nothing. Rows that cannot be right are refused and kept as those of a file are; the others are written. ``source``
    and ``mapping`` are what the run is filed under, ``keep`` writes what is to be there with the rows. Raises
    StoreError; the store is then as it was.
    """
    return write_live(writer, validated_tuples(rows, source), source, mapping, clock, keep=keep, settings=settings)


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
