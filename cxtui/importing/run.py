"""The importer: files through a mapping into the store, as one batch that is kept whole or not at all."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxtui import canonical, sources
from cxtui.clock import now
from cxtui.errors import StoreError, is_full
from cxtui.facts import duckdb_engine
from cxtui.importing import bulk, corrections, guards
from cxtui.importing.books import CHUNK, Books
from cxtui.importing.bulk import StageProgress
from cxtui.importing.choosing import Chosen, choose
from cxtui.importing.erased import take_keys, take_out
from cxtui.importing.first_settings import in_zone_of, settings_of
from cxtui.importing.rows import commit
from cxtui.importing.spill import spill_folder
from cxtui.importing.summary import Summary
from cxtui.importing.unchanged import UnchangedTickets
from cxtui.settings import StoreSettings, defaults
from cxtui.sources import observing
from cxtui.sources.checks import LEFT_OUT
from cxtui.sources.mapping import DateOrder
from cxtui.sources.singer.people import TAP_MODULES, leave_staff
from cxtui.store import before_images, import_log
from cxtui.store.batch import Applied
from cxtui.store.lock import StoreLock
from cxtui.store.observed import Sightings
from cxtui.store.origins import days_without, no_longer_there
from cxtui.store.paths import store_folder
from cxtui.store.people.tombstones import of_store
from cxtui.store.staff import known_staff
from cxtui.store.writer import Writer, exists

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Request:
    """What to import: files or folders, through a mapping (packaged name or TOML file), under a source name.

    Without a mapping, whose export it is is told by the columns.
    ``zone`` is the IANA zone of local times where the mapping fixes none, ``until`` a UTC epoch second after
    which rows are left out, ``as_of`` the one at which the files were exported. A ``full`` export has every ticket.
    ``dates`` says which of day and month comes first where no cell tells.
    """

    paths: tuple[Path, ...]
    mapping: str | None
    source: str | None = None
    zone: str | None = None
    until: int | None = None
    dry_run: bool = False
    as_of: int | None = None
    full: bool = False
    dates: DateOrder | None = None


def run(
    store: Path, request: Request, stage: StageProgress = lambda _: None, clock: Callable[[], int] = now
) -> Summary:
    """Import into the store at ``store`` and say what changed; ``clock`` dates the run.

    Raises SourceError when nothing can be imported and StoreError when the store cannot be written; the
    store is then as it was.
    """
    import duckdb

    try:
        return _run_request(store, request, stage, clock)
    except (duckdb.Error, OSError) as error:
        if not is_full(error):
            raise
        raise StoreError(
            f"{tempfile.gettempdir()}: no room left for what of an import does not fit into memory; nothing was "
            "written. Make room there, or set TMPDIR to a folder that has it"
        ) from error


def _run_request(store: Path, request: Request, stage: StageProgress, clock: Callable[[], int]) -> Summary:
    import duckdb

    started, began = clock(), time.monotonic()
    stage("recognising")
    chosen = choose(request.mapping, request.paths, request.source)
    mapping, request = chosen.mapping, replace(request, mapping=chosen.name)
    mapping = replace(mapping, dates=request.dates or mapping.dates)
    # What does not fit into memory is spilled where temporary files belong, not into the user's folder.
    with spill_folder() as spill, duckdb.connect() as con:
        con.execute(f"SET memory_limit = '{_memory()}MiB'")
        con.execute(f"SET temp_directory = '{spill.replace(chr(39), chr(39) * 2)}'")
        stage("reading")
        if mapping.module in TAP_MODULES and exists(store):
            leave_staff(con, known_staff(store, request.source or mapping.origin))
        staged = sources.stage(
            con, mapping, request.paths, source=request.source, zone=request.zone, until=request.until,
            as_of=request.as_of,
        )  # fmt: skip
        tables = _with_coverage(con, staged)
        books = Books(
            con=con,
            staged=staged,
            request=request,
            mapping=mapping,
            tables=tables,
            started=started,
            clock=clock,
            store=store,
        )
        base = _summary(con, staged, chosen, tables)
        guards.same_origin(con, store, staged, request)
        guards.not_followed(store, staged.source)
        if request.dry_run:
            return _timed(base, began, dry_run=True)
        store_folder(store)
        # Nobody may make a store here between our look and our build.
        with StoreLock(store):
            configured, populated = settings_of(store)
            settings = configured or in_zone_of(mapping, request.zone)
            if configured is None and settings.zone != defaults().zone:
                base = replace(base, zone=settings.zone)
            take_keys(store, [one.path for one in staged.files])
            if not populated:
                if staged.observed:
                    observing.fill(con)
                whole = take_out(con, store, (*tables, "observed") if staged.observed else tables)
                books.tables = tables = tuple(table for table in whole if table != "observed" or table in tables)
                new, tickets = sum(n for _, n in base.tables), dict(base.tables).get("ticket", 0)
                made = _timed(base, began, new=new, tickets=tickets)
                books.unchanged = UnchangedTickets(con, staged)
                bulk.build(store, con, whole, settings, base.span, books.close(made), stage)
                return _timed(made, began)
            if import_log.all_known(store, books.files):
                same = _timed(base, began, same=sum(n for _, n in base.tables), unchanged=True)
                _write(store, books.close(same))
                return same
            later = corrections.later_wins(con, store, mapping, staged, books.files)
            if later.corrected and "stated" not in tables and duckdb_engine.has_table(con, "in_stated"):
                books.tables = tables = (*tables, "stated")
            return _merge(store, books, settings, base, began, later, stage)


def _memory() -> int:
    """Return how many MiB DuckDB may hold: half of the machine's, at most 4 GiB; what is more is spilled."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    return max(256, min(4096, whole // 2))


def _merge(
    store: Path,
    books: Books,
    settings: StoreSettings,
    base: Summary,
    began: float,
    later: corrections.LaterWins,
    stage: StageProgress,
) -> Summary:
    made, found, left_out = base, books.staged.observed, UnchangedTickets(books.con, books.staged)

    def keep(file: sqlite3.Connection, applied: Applied) -> None:
        nonlocal made
        merged = applied.merged.values()
        gone = no_longer_there(file, base.source, base.as_of, left_out.named()) if books.request.full else ()
        made = _timed(
            base, began,
            new=sum(m.new for m in merged), changed=sum(m.changed for m in merged),
            same=sum(m.same for m in merged) + left_out.left_out, tickets=applied.tickets, older=applied.older,
            tied=0 if later.corrected else sum(m.tied for m in merged), gone=tuple(gone),
            unseen_days=days_without(file, base.source, base.as_of, settings.zone) if found else (),
        )  # fmt: skip
        books.close(made, (*applied.merged, *(("observed",) if found else ())))(file)

    with Writer(store) as writer:
        books.span_before = before_images.span_text(writer.connection)
        if not later.corrected and found:
            books.unchanged = left_out
            left_out.leave_out(writer.connection, of_store(writer.connection))
            observing.fill(books.con)
        rows = {name: _rows(books.con, left_out.rows(name)) for name in books.tables}
        sightings = Sightings(found, _rows(books.con, "in_observed")) if found else None
        commit(writer, rows, settings, base.span, keep, stage, later.tables, sightings, later.given_up)
    return _timed(made, began)


def _write(store: Path, keep: Callable[[sqlite3.Connection], None]) -> None:
    with Writer(store) as writer, writer.batch() as file:
        keep(file)


def _with_coverage(con: "duckdb.DuckDBPyConnection", staged: sources.Staged) -> tuple[str, ...]:
    """Stage what the mapping says its origin covers, unless the files brought a coverage table themselves."""
    if "coverage" in staged.tables:
        return staged.tables
    duckdb_engine.create_empty(con, "in_coverage", canonical.TABLES["coverage"].columns)
    observed = [what for what in canonical.OBSERVED if what in staged.observed]
    con.execute(
        "INSERT INTO in_coverage (source, what) SELECT ?, unnest(?::VARCHAR[])",
        [staged.source, [what for what in staged.coverage if what not in observed]],
    )
    con.execute(
        "INSERT INTO in_coverage (source, what, from_at) SELECT ?, unnest(?::VARCHAR[]), ?",
        [staged.source, [*observed, "observed"] if observed else [], staged.as_of],
    )
    return (*staged.tables, "coverage")


def _rows(con: "duckdb.DuckDBPyConnection", rows: str) -> Iterator[tuple[Any, ...]]:
    cursor = con.cursor().execute(f"SELECT * FROM {rows}")
    with closing(cursor):
        while chunk := cursor.fetchmany(CHUNK):
            yield from chunk


def _reasons(con: "duckdb.DuckDBPyConnection") -> tuple[tuple[str, int], ...]:
    return tuple(
        con.execute(
            "SELECT reason, CAST(sum(rows) AS BIGINT) FROM in_reject_count WHERE NOT ends_with(reason, ?) "
            "GROUP BY reason ORDER BY 2 DESC, 1",
            [LEFT_OUT],
        ).fetchall()
    )


def _sizes(con: "duckdb.DuckDBPyConnection", tables: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, con.execute(f"SELECT count(*) FROM in_{name}").fetchall()[0][0]) for name in tables)


def _timed(summary: Summary, began: float, **changes: Any) -> Summary:
    return replace(summary, seconds=time.monotonic() - began, **changes)


def _summary(
    con: "duckdb.DuckDBPyConnection", staged: sources.Staged, chosen: Chosen, tables: Sequence[str]
) -> Summary:
    """Return what was read; nothing of it is in the store yet."""
    return Summary(
        source=staged.source,
        mapping=chosen.name,
        files=len(staged.files),
        rows=staged.rows_read,
        new=0,
        changed=0,
        same=0,
        rejected=staged.rejected,
        left_out=staged.left_out,
        tickets=0,
        seconds=0.0,
        span=None if staged.first_at is None or staged.last_at is None else (staged.first_at, staged.last_at),
        reasons=_reasons(con),
        doubts=tuple(sorted(staged.doubts.items())),
        tables=_sizes(con, tables),
        doubtful_times=staged.doubtful_times,
        notes=(*chosen.notes, *staged.notes),
        as_of=staged.as_of,
    )
