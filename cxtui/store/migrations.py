"""Bringing a store file to this version: tables that cannot be made again are migrated, step by step.

The first step makes the tables as they are declared today; each later step must find out for itself whether
there is something to do, since it also runs on files that the first step has just made. Derived tables and
indexes need no steps: ``shape.reconcile`` makes them anew where their declaration changed.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.canonical import TABLES
from cxtui.errors import StoreError
from cxtui.store import batch, before_images, import_log
from cxtui.store.schema import APPLICATION_ID, VERSION, create_table, kept, listed
from cxtui.store.shape import foreign, reconcile

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


@dataclass(frozen=True, slots=True)
class Migrated:
    """What was done to a file: steps applied, and derived tables made anew, with the rows that records give."""

    applied: tuple[str, ...]
    remade: tuple[str, ...]


def migrate(path: Path, indexes: bool = True) -> Migrated:
    """Make or bring up to date the store at ``path`` and close it again; raises StoreError.

    Without ``indexes`` the secondary ones are left out, for a bulk load that makes them last.
    """
    try:
        applied = () if is_current(path) else _apply(path)
        with closing(sqlite3.connect(path, isolation_level=None, timeout=5.0)) as con:
            con.execute("PRAGMA temp_store = MEMORY")
            con.execute("BEGIN IMMEDIATE")
            strange = foreign(con)
            if strange:
                raise StoreError(
                    f"{path}: the tables {', '.join(strange)} are not shaped as this cxtui needs them; "
                    "import into a new store"
                )
            remade = reconcile(con, indexes)
            if remade and import_log.has_runs(con):
                # In the same transaction: whoever opens the store next finds nothing to make anew.
                batch.rebuild(con, import_log.read_settings(con))
            con.execute("COMMIT")
    except sqlite3.Error as error:
        raise StoreError(f"{path}: the store cannot be brought up to date ({error})") from error
    return Migrated(applied, remade)


def is_current(path: Path) -> bool:
    """Return whether the file is a store of this version; raises StoreError if it is something else or newer."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=5.0)) as con:
        application = con.execute("PRAGMA application_id").fetchone()[0]
        version = con.execute("PRAGMA user_version").fetchone()[0]
        empty = con.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if application != APPLICATION_ID and not (empty and application == 0):
        raise StoreError(f"{path}: this SQLite file is not a cxtui store; name another one with --store")
    if version > VERSION:
        raise StoreError(
            f"{path}: made by a newer cxtui (store version {version}, this one knows {VERSION}); update cxtui"
        )
    return bool(application == APPLICATION_ID and version == VERSION)


def _apply(path: Path) -> tuple[str, ...]:
    import sqlite_utils

    database = sqlite_utils.Database(path)
    try:
        steps = _steps()
        waiting = tuple(step.name for step in steps.pending(database))
        steps.apply(database)
        database.execute(f"PRAGMA user_version = {VERSION}")
    finally:
        database.close()
    return waiting


def _steps() -> "Migrations":
    from sqlite_utils import Migrations

    steps = Migrations("cxtui")

    @steps()
    def canonical_and_books(database: "Database") -> None:
        for spec in kept().values():
            database.execute(create_table(spec))
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    @steps()
    def tables_of_version_2(database: "Database") -> None:
        there = set(database.table_names())
        for name, spec in kept().items():
            if name not in there:
                database.execute(create_table(spec))

    @steps()
    def versions_of_calendars(database: "Database") -> None:
        names = [column.name for column in database["calendar"].columns]
        if "from_at" not in names:
            old = listed(names)
            database.execute('ALTER TABLE "calendar" RENAME TO "calendar_before"')
            database.execute(create_table(TABLES["calendar"]))
            database.execute(f'INSERT INTO "calendar" ("from_at", {old}) SELECT 0, {old} FROM "calendar_before"')
            database.execute('DROP TABLE "calendar_before"')

    @steps()
    def doubtful_times_of_runs(database: "Database") -> None:
        if "doubtful_times" not in {column.name for column in database["import_run"].columns}:
            database.execute('ALTER TABLE "import_run" ADD COLUMN "doubtful_times" INTEGER')

    @steps()
    def counts_of_rejects(database: "Database") -> None:
        if "reject_count" not in database.table_names():
            database.execute(create_table(kept()["reject_count"]))

    @steps()
    def spans_of_coverage(database: "Database") -> None:
        if "from_at" not in {column.name for column in database["coverage"].columns}:
            database.execute('ALTER TABLE "coverage" RENAME TO "coverage_before"')
            database.execute(create_table(TABLES["coverage"]))
            database.execute('INSERT INTO "coverage" (source, what) SELECT source, what FROM "coverage_before"')
            database.execute('DROP TABLE "coverage_before"')

    @steps()
    def people_who_were_erased(database: "Database") -> None:
        if "tombstone" not in database.table_names():
            database.execute(create_table(kept()["tombstone"]))

    @steps()
    def instants_of_exports(database: "Database") -> None:
        if "as_of" not in {column.name for column in database["import_run"].columns}:
            database.execute('ALTER TABLE "import_run" ADD COLUMN "as_of" INTEGER')
        there = set(database.table_names())
        for name in ("observed", "before_image"):
            if name not in there:
                database.execute(create_table(kept()[name]))

    @steps()
    def versions_of_events(database: "Database") -> None:
        if "retracted" in {column.name for column in database["event"].columns}:
            return
        added = '"occurred_at", 0, NULL'
        old = listed([column.name for column in database["event"].columns])
        database.execute('ALTER TABLE "event" RENAME TO "event_before"')
        database.execute(create_table(TABLES["event"]))
        new = listed(["version_at", "version_seq", "retracted"])
        database.execute(f'INSERT INTO "event" ({old}, {new}) SELECT {old}, {added} FROM "event_before"')
        database.execute('DROP TABLE "event_before"')
        before_images.widen_events(database.conn)

    @steps()
    def live_runs(database: "Database") -> None:
        if "batches" not in {column.name for column in database["import_run"].columns}:
            database.execute('ALTER TABLE "import_run" ADD COLUMN "batches" INTEGER')

    @steps()
    def places_of_feeds(database: "Database") -> None:
        if "feed" not in database.table_names():
            database.execute(create_table(kept()["feed"]))

    @steps()
    def exports_as_found(database: "Database") -> None:
        if "as_found" not in database.table_names():
            database.execute(create_table(kept()["as_found"]))

    return steps
