"""Building a whole store beside its place and moving it there at the end: the first import, or a rebuild.

Until the move the place is untouched, whatever happens; what a killed build leaves behind is removed by the
next one.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from cxtui.errors import StoreError, is_full
from cxtui.store.lock import StoreLock
from cxtui.store.migrations import migrate
from cxtui.store.paths import store_folder
from cxtui.store.pipeline import Pipeline
from cxtui.store.schema import specs
from cxtui.store.wal import MODE, beside, leave_log
from cxtui.store.writer import exists

if TYPE_CHECKING:
    import duckdb

_SUFFIXES = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class BuildStep:
    """How far a build is: the table being written, tables done of all begun, bytes of the file so far."""

    table: str
    done: int
    of: int
    written: int


@dataclass(frozen=True, slots=True)
class Built:
    """A published store: rows by table, bytes of the file, wall seconds."""

    rows: dict[str, int]
    size: int
    seconds: float


BuildProgress = Callable[[BuildStep], None]
FinishBuild = Callable[[sqlite3.Connection], None]


def build(
    path: Path,
    con: "duckdb.DuckDBPyConnection | None",
    tables: Mapping[str, str],
    *,
    finish: FinishBuild | None = None,
    progress: BuildProgress | None = None,
    replace: bool = False,
) -> Built:
    """Build a store from DuckDB relations and publish it at ``path``; without tables an empty one.

    ``tables`` maps a store table to the name of a DuckDB table or view (not a TEMP one: other connections of
    the same database read it) or to a SELECT, whose columns carry the names of the table's. Its rows are
    already unique by key. ``finish`` runs in a transaction of the standard library's SQLite on the
    unpublished file, for bookkeeping. Raises StoreError; then nothing is at ``path`` that was not before.
    """
    with Builder(path, con, progress=progress, replace=replace) as builder:
        for table, relation in tables.items():
            builder.add(table, relation)
        return builder.publish(finish)


class Builder:
    """A build that takes tables one by one, so that the next can be computed while the last is written."""

    def __init__(
        self,
        path: Path,
        con: "duckdb.DuckDBPyConnection | None",
        *,
        progress: BuildProgress | None = None,
        replace: bool = False,
    ) -> None:
        self.path = path.absolute()
        self.draft = draft_of(self.path)
        self._con = con
        self._progress = progress
        self._replace = replace
        self._specs = specs()
        self._started = time.monotonic()

    def __enter__(self) -> "Builder":
        store_folder(self.path)
        self._lock = StoreLock(self.path)
        self._lock.__enter__()
        try:
            if exists(self.path) and not self._replace:
                raise StoreError(f"{self.path}: there is a store here already; import into it instead")
            self._remove_draft()
            # Nobody else is to look into it before it has the permissions of a store.
            os.close(os.open(self.draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            migrate(self.draft, indexes=False)
            self._pipeline = Pipeline(self.draft, self.path)
        except OSError as error:
            self._lock.__exit__()
            raise StoreError(f"{self.draft}: the new store cannot be begun ({error.strerror})") from error
        except BaseException:
            self._lock.__exit__()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._pipeline.abandon()
            self._remove_draft()
        finally:
            self._lock.__exit__()

    def add(self, table: str, relation: str) -> None:
        """Take a relation, which is to stay as it is until the end; it is sorted and written meanwhile.

        Raises StoreError for what failed so far, of this table or of one before.
        """
        if table not in self._specs:
            raise StoreError(f"{table}: a store has no such table")
        if self._con is None:
            raise StoreError(f"{table}: an empty store is built without tables")
        self._pipeline.send(self._specs[table], self._con.cursor(), relation)
        self._report()

    @property
    def caught_up(self) -> bool:
        """Return whether everything taken so far is in the file, so that the writing core has nothing to do."""
        return len(self._pipeline.rows) == len(self._pipeline.begun)

    def publish(self, finish: FinishBuild | None = None) -> Built:
        """Wait for the last row, make what is left to make, and move the file into its place."""
        self._pipeline.finish(self._report)
        try:
            self._complete(finish)
            size = self.draft.stat().st_size
            _move(self.draft, self.path)
        except (sqlite3.Error, OSError) as error:
            if is_full(error):
                raise StoreError(f"{self.path}: the disk is full; nothing was written") from error
            raise StoreError(f"{self.path}: the store cannot be published ({error})") from error
        return Built(dict(self._pipeline.rows), size, time.monotonic() - self._started)

    def _report(self) -> None:
        if self._progress is not None and self._pipeline.begun:
            done, begun = len(self._pipeline.rows), self._pipeline.begun
            table = begun[min(done, len(begun) - 1)]
            self._progress(BuildStep(table, done, len(begun), self.draft.stat().st_size))

    def _complete(self, finish: FinishBuild | None) -> None:
        with closing(sqlite3.connect(self.draft, isolation_level=None)) as con:
            con.execute("PRAGMA journal_mode = MEMORY").fetchall()
            con.execute("PRAGMA synchronous = OFF")
            if finish is not None:
                con.execute("BEGIN IMMEDIATE")
                finish(con)
                con.execute("COMMIT")
            con.execute("PRAGMA journal_mode = WAL").fetchall()

    def _remove_draft(self) -> None:
        remove_draft(self.path)


def draft_of(store: Path) -> Path:
    """Return the file in which a store is built before it is moved to its place."""
    return store.with_name(f".{store.name}.building")


def remove_draft(store: Path) -> None:
    """Delete what a killed build left beside a store, whose lock is held."""
    for suffix in _SUFFIXES:
        beside(draft_of(store), suffix).unlink(missing_ok=True)


def take_place(made: Path, path: Path) -> None:
    """Move a whole store, which nobody has open, into the place of another one of its folder; StoreError if it cannot.

    Who has the other one open reads it to the end, and finds this one when they look again.
    """
    with StoreLock(path):
        try:
            _write_back(made)
            for suffix in _SUFFIXES[1:]:
                beside(made, suffix).unlink(missing_ok=True)
            _move(made, path)
        except OSError as error:
            raise StoreError(f"{path}: the store cannot be replaced ({error.strerror})") from error


def _move(draft: Path, path: Path) -> None:
    """Move a finished file to a store's place, with the permissions of the one that was there."""
    mode, group = MODE, path.parent.stat().st_gid
    if exists(path):
        old = path.stat()
        mode, group = old.st_mode & 0o777, old.st_gid
        _write_back(path)
    draft.chmod(mode)
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):  # not a member of the folder's group
            os.chown(draft, -1, group)
    _sync(draft)
    # A log left by an earlier store of this name would be played into the new one.
    for suffix in _SUFFIXES[1:]:
        beside(path, suffix).unlink(missing_ok=True)
    draft.replace(path)
    _sync(path.parent)
    leave_log(path)


def _write_back(store: Path) -> None:
    """Empty the log of a store that is about to be replaced, so that dropping it loses nothing if we die."""
    with contextlib.suppress(sqlite3.DatabaseError), closing(sqlite3.connect(store, timeout=5.0)) as con:
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _sync(path: Path) -> None:
    if os.name == "nt":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
