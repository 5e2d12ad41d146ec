"""Rows that come without files, as a whole new store: collected piece by piece, then built like a first import."""

import csv
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from cxtui import canonical
from cxtui.canonical import SQL_TYPES, CanonicalTable
from cxtui.importing import bulk
from cxtui.importing.bulk import StageProgress
from cxtui.importing.counting import RecordRow
from cxtui.settings import StoreSettings
from cxtui.sources.mapping import WHEN
from cxtui.store import import_log
from cxtui.store.live_log import record_live


class BulkRows:
    """Collects rows by canonical table (tuples in the order of the columns) on disk, and builds a store of them.

    Rows are as a live source's that were checked. Of a mutable table the newest version of each is kept; rows of the
    others come once. ``folder`` is there, and of this collection alone.
    """

    def __init__(self, folder: Path, source: str) -> None:
        self._folder, self._source = folder, source
        self._files: dict[str, TextIOWrapper] = {}
        self._newest: dict[str, dict[tuple[Any, ...], RecordRow]] = {}
        self._rows: dict[str, int] = {}
        self._first: int | None = None
        self._last: int | None = None

    def add(self, rows: Mapping[str, Iterable[RecordRow]]) -> None:
        """Take more rows."""
        for name, some in rows.items():
            table, held = canonical.TABLES[name], list(some)
            if not held:
                continue
            self._reach(table, held)
            if table.mutable:
                self._keep(table, held)
            else:
                self._write(name, held)

    def build(
        self,
        store: Path,
        settings: StoreSettings,
        mapping: str,
        clock: Callable[[], int],
        stage: StageProgress = lambda _: None,
    ) -> None:
        """Build a store of everything taken, as one run that came live; StoreError where that fails."""
        import duckdb

        for name, newest in self._newest.items():
            self._write(name, list(newest.values()))
        for file in self._files.values():
            file.close()
        tables = tuple(self._files)
        span = None if self._first is None or self._last is None else (self._first, self._last)

        def keep_books(con: sqlite3.Connection) -> None:
            ended = clock()
            whole = sum(self._rows.values())
            run = import_log.Run(
                started_at=ended,
                finished_at=ended,
                source=self._source,
                mapping=mapping,
                files=0,
                rows_read=whole,
                new=whole,
                changed=0,
                same=0,
                rejected=0,
                span_from=self._first,
                span_to=self._last,
                note=None,
            )
            record_live(con, run, (), {self._source: import_log.ImportedRows(whole, self._last)})

        with duckdb.connect() as con:
            con.execute(f"SET temp_directory = '{str(self._folder / 'spill').replace(chr(39), chr(39) * 2)}'")
            for name in tables:
                stage(f"reading {name}")
                con.execute(_staged(canonical.TABLES[name]), [str(self._path(name))])
            bulk.build(store, con, tables, settings, span, keep_books, stage)

    def _reach(self, table: CanonicalTable, rows: Sequence[RecordRow]) -> None:
        for place in (table.names.index(column) for column in WHEN.get(table.name, ())):
            found = [row[place] for row in rows if row[place] is not None]
            if found:
                self._first = min(found) if self._first is None else min(self._first, min(found))
                self._last = max(found) if self._last is None else max(self._last, max(found))

    def _keep(self, table: CanonicalTable, rows: Iterable[RecordRow]) -> None:
        key = [table.names.index(column) for column in table.key]
        version = table.names.index("version_at")
        newest = self._newest.setdefault(table.name, {})
        for row in rows:
            identity = tuple([row[n] for n in key])
            known = newest.get(identity)
            if known is None or row[version] >= known[version]:
                newest[identity] = row

    def _write(self, name: str, rows: Sequence[RecordRow]) -> None:
        file = self._files.get(name)
        if file is None:
            file = self._files[name] = self._path(name).open("w", encoding="utf-8", newline="")
        self._rows[name] = self._rows.get(name, 0) + len(rows)
        # A cell of nothing is NULL, one of two quotes an empty text: csv writes the first for both.
        csv.writer(file, lineterminator="\n").writerows(row for row in rows if "" not in row)
        file.writelines(_line(row) for row in rows if "" in row)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.csv"


def _line(row: RecordRow) -> str:
    return ",".join("" if cell is None else '"' + str(cell).replace('"', '""') + '"' for cell in row) + "\n"


def _staged(table: CanonicalTable) -> str:
    columns = ", ".join(f"'{c.name}': '{SQL_TYPES[c.kind][0]}'" for c in table.columns)
    return (
        f"CREATE TABLE in_{table.name} AS SELECT * FROM read_csv(?, header = false, auto_detect = false, delim = ',',"
        f" quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, columns = {{{columns}}})"
    )
