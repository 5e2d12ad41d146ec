"""Two threads that fill a store under construction: DuckDB sorts a table while the one before is written."""

import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.errors import StoreError, is_full
from cxtui.store.adbc import BulkFile, SortedRows
from cxtui.store.schema import TableSpec, create_index, indexes_of, quoted, specs

if TYPE_CHECKING:
    import duckdb

_TICK = 0.2


class Pipeline:
    """Takes tables without waiting, sorts and writes them in that order, indexes and measures each.

    ``rows`` holds the count of each table written, ``begun`` the names of those taken. One thread sorts, and
    is at most one table ahead; one writes, and alone touches the file. ``failure`` is what ended them early.
    """

    def __init__(self, draft: Path, store: Path) -> None:
        self.rows: dict[str, int] = {}
        self.begun: list[str] = []
        self.failure: Exception | None = None
        self._draft = draft
        self._store = store
        self._cursors: list[duckdb.DuckDBPyConnection] = []
        self._orders: queue.SimpleQueue[tuple[TableSpec, duckdb.DuckDBPyConnection, str] | None]
        self._orders = queue.SimpleQueue()
        self._sorted: queue.Queue[tuple[TableSpec, SortedRows] | None] = queue.Queue(maxsize=1)
        self._threads = [
            threading.Thread(target=self._guarded, args=(work,), name=f"cxtui-{name}", daemon=True)
            for name, work in (("sort", self._sort), ("write", self._write))
        ]
        for thread in self._threads:
            thread.start()

    def send(self, spec: TableSpec, cursor: "duckdb.DuckDBPyConnection", relation: str) -> None:
        """Take a table; ``cursor`` is a DuckDB connection for it alone. Raises what failed so far."""
        self.check()
        self.begun.append(spec.name)
        self._cursors.append(cursor)
        self._orders.put((spec, cursor, relation))

    def finish(self, meanwhile: Callable[[], None]) -> None:
        """Wait until everything taken is in the file, calling ``meanwhile`` a few times a second."""
        self._orders.put(None)
        for thread in self._threads:
            while thread.is_alive():
                thread.join(_TICK)
                meanwhile()
        self.check()

    def abandon(self) -> None:
        """End both threads, breaking off what DuckDB is doing for them; harmless after the end."""
        if any(thread.is_alive() for thread in self._threads):
            self.failure = self.failure or StoreError(f"{self._store}: the build was given up")
            self._orders.put(None)
            for thread in self._threads:
                while thread.is_alive():
                    for cursor in self._cursors:
                        cursor.interrupt()
                    thread.join(_TICK)

    def check(self) -> None:
        """Raise what failed, if anything did."""
        if self.failure is not None:
            raise self.failure

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:
            self.failure = self.failure or error

    def _sort(self) -> None:
        import duckdb

        while (order := self._orders.get()) is not None and self.failure is None:
            spec, cursor, relation = order
            try:
                rows = SortedRows(cursor, spec, relation)
            except duckdb.Error as error:
                if is_full(error):
                    raise
                raise StoreError(f"{self._store}: the rows of {spec.name} cannot be read ({error})") from error
            self._pass_on((spec, rows))
        self._pass_on(None)

    def _pass_on(self, job: tuple[TableSpec, SortedRows] | None) -> None:
        while self.failure is None:
            try:
                self._sorted.put(job, timeout=_TICK)
            except queue.Full:
                continue
            return

    def _next(self) -> tuple[TableSpec, SortedRows] | None:
        while True:
            self.check()
            try:
                return self._sorted.get(timeout=_TICK)
            except queue.Empty:
                continue

    def _write(self) -> None:
        import adbc_driver_manager

        table = "the schema"
        known: list[str] = []
        try:
            with BulkFile(self._draft) as file:
                while (job := self._next()) is not None:
                    spec, rows = job
                    table = spec.name
                    self.rows[table] = count = file.insert(spec, rows)
                    _index(file, table)
                    if count and rows.prefixes and not indexes_of(table):
                        known.append(_measured(spec, count, rows.prefixes))
                    elif count:
                        file.execute(f"ANALYZE {quoted(table)}")
                for name in specs().keys() - self.rows.keys():
                    _index(file, name)
                if known:
                    file.execute("ANALYZE setting")
                    file.execute(f"INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES {', '.join(known)}")
        except adbc_driver_manager.Error as error:
            if is_full(error):
                raise StoreError(f"{self._store}: the disk is full; nothing was written") from error
            raise StoreError(f"{self._store}: {table} cannot be written ({error})") from error


def _measured(spec: TableSpec, rows: int, prefixes: tuple[int, int]) -> str:
    """Return what ANALYZE would find of a table's key, without reading the table again: rows of a prefix."""
    shares = [-(-rows // n) for n in prefixes] + [1] * (len(spec.key) - 2)
    return f"('{spec.name}', '{spec.name}', '{' '.join(map(str, (rows, *shares)))}')"


def _index(file: BulkFile, table: str) -> None:
    for index in indexes_of(table):
        file.execute(create_index(table, index))
