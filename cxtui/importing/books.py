"""The books of an import: what is written down beside its records, in the same transaction."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxtui import sources
from cxtui.importing.summary import Summary
from cxtui.importing.unchanged import UnchangedTickets
from cxtui.sources.mapping import WHEN
from cxtui.store import before_images, import_log
from cxtui.store.people.later import rejects_without
from cxtui.store.people.tombstones import of_store

if TYPE_CHECKING:
    import duckdb

    from cxtui.importing.run import Request

CHUNK = 20_000


class Books:
    """What an import writes down: its files, run, rejects, and what its rows were before.

    ``tables`` are the staged canonical tables; ``span_before`` is the span of the store's calendars before the import,
    ``unchanged`` the tickets that were left out of it, or are to be left out of the next.
    """

    def __init__(
        self,
        con: "duckdb.DuckDBPyConnection",
        staged: sources.Staged,
        request: "Request",
        mapping: sources.Mapping,
        tables: tuple[str, ...],
        started: int,
        clock: Callable[[], int],
        store: Path,
    ) -> None:
        self._store = store
        self.con, self.staged, self.request, self.tables = con, staged, request, tables
        self.span_before: str | None = None
        self.unchanged: UnchangedTickets | None = None
        self._started, self._clock = started, clock
        manner, name = _manner(request, mapping), request.mapping or mapping.name
        self.files = [
            import_log.KnownFile(
                sha256=one.sha256,
                source=staged.source,
                mapping=name,
                settings=manner,
                name=one.path.name,
                bytes=one.bytes,
            )
            for one in staged.files
        ]

    def close(self, summary: Summary, merged: Sequence[str] = ()) -> Callable[[sqlite3.Connection], None]:
        """Return what writes the books of a run; ``merged`` are the tables whose changes are to be undone with it."""

        def keep(file: sqlite3.Connection) -> None:
            brought = _brought(self.con, self.tables)
            before = before_images.books(file, brought, self.files)
            before = replace(before, span=self.span_before or before.span)
            run = _run(summary, self._started, self._clock())
            erased, handed_on = of_store(file, self._store), self.unchanged.hand_on(file) if self.unchanged else ()
            refused = rejects_without(erased, _rejects(self.con))
            number = import_log.record(file, run, self.files, refused, brought)
            import_log.count_rejects(file, number, _reject_counts(self.con))
            before_images.keep(file, number, before, merged, import_log.read_settings(file).undo_runs, handed_on)
            if self.unchanged:
                self.unchanged.remember(file, erased)

        return keep


def _manner(request: "Request", mapping: sources.Mapping) -> str:
    """Return what else than its bytes decides what is read from a file: the mapping's words, zone and until."""
    words = hashlib.sha256(repr(mapping).encode()).hexdigest()[:16]
    dated = "" if request.as_of is None else f"/{request.as_of}"
    return f"{words}/{request.zone or ''}/{request.until or ''}{dated}{'/full' if request.full else ''}"


def _run(summary: Summary, started: int, finished: int) -> import_log.Run:
    first, last = summary.span or (None, None)
    return import_log.Run(
        started_at=started,
        finished_at=finished,
        source=summary.source,
        mapping=summary.mapping,
        files=summary.files,
        rows_read=summary.rows,
        new=summary.new,
        changed=summary.changed,
        same=summary.same,
        rejected=summary.rejected,
        span_from=first,
        span_to=last,
        note="unchanged files" if summary.unchanged else None,
        doubtful_times=0 if summary.unchanged else summary.doubtful_times,
        as_of=summary.as_of,
    )


def _rejects(con: "duckdb.DuckDBPyConnection") -> Iterator[tuple[Any, ...]]:
    cursor = con.cursor().execute(
        "SELECT file, line, column_name, value, reason, row FROM in_reject ORDER BY file, line"
    )
    with closing(cursor):
        while chunk := cursor.fetchmany(CHUNK):
            yield from chunk


def _reject_counts(con: "duckdb.DuckDBPyConnection") -> list[tuple[Any, ...]]:
    return con.execute(
        "SELECT file, sha256, column_name, reason, rows, lines FROM in_reject_count ORDER BY file, reason, column_name"
    ).fetchall()


def _brought(con: "duckdb.DuckDBPyConnection", tables: Sequence[str]) -> dict[str, import_log.ImportedRows]:
    """Return what each source that the staged rows name brought."""
    counts: Counter[str] = Counter()
    newest: dict[str, int] = {}
    for table in tables:
        whens = "".join(f", max({column})" for column in WHEN.get(table, ()))
        for source, n, *ats in con.execute(f"SELECT source, count(*){whens} FROM in_{table} GROUP BY ALL").fetchall():
            counts[source] += n
            for at in ats:
                if at is not None:
                    newest[source] = max(at, newest.get(source, at))
    return {source: import_log.ImportedRows(n, newest.get(source)) for source, n in sorted(counts.items())}
