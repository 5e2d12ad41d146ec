"""The importer: files through a mapping into the store, as one batch that is kept whole or not at all."""

import hashlib
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxtui import canonical, sources
from cxtui.clock import now
from cxtui.facts import duckdb_engine
from cxtui.importing import bulk
from cxtui.importing.bulk import StageProgress
from cxtui.importing.choosing import choose
from cxtui.importing.rows import commit
from cxtui.importing.spill import spill_folder
from cxtui.importing.summary import Summary
from cxtui.settings import StoreSettings, defaults
from cxtui.sources.checks import CELL
from cxtui.sources.mapping import WHEN
from cxtui.store import import_log
from cxtui.store.batch import Applied
from cxtui.store.lock import StoreLock
from cxtui.store.paths import store_folder
from cxtui.store.writer import Writer, exists

if TYPE_CHECKING:
    import duckdb

CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Request:
    """What to import: files or folders, through a mapping (packaged name or TOML file), under a source name.

    Without a mapping whose export it is is told by the columns.

    ``zone`` is the IANA zone of local times where the mapping fixes none, ``until`` a UTC epoch second after
    which rows are left out.
    """

    paths: tuple[Path, ...]
    mapping: str | None
    source: str | None = None
    zone: str | None = None
    until: int | None = None
    dry_run: bool = False


def run(
    store: Path, request: Request, stage: StageProgress = lambda _: None, clock: Callable[[], int] = now
) -> Summary:
    """Import into the store at ``store`` and say what changed; ``clock`` dates the run.

    Raises SourceError when nothing can be imported and StoreError when the store cannot be written; the
    store is then as it was.
    """
    import duckdb

    started, began = clock(), time.monotonic()
    stage("recognising")
    chosen = choose(request.mapping, request.paths)
    mapping, name = chosen.mapping, chosen.name
    # What does not fit into memory is spilled where temporary files belong, not into the user's folder.
    with spill_folder() as spill, duckdb.connect() as con:
        con.execute(f"SET memory_limit = '{_memory()}MiB'")
        con.execute(f"SET temp_directory = '{spill.replace(chr(39), chr(39) * 2)}'")
        stage("reading")
        staged = sources.stage(
            con, mapping, request.paths, source=request.source, zone=request.zone, until=request.until
        )
        tables = _with_coverage(con, staged)
        files = _files(request, name, mapping, staged)

        def close_books(summary: Summary) -> Callable[[sqlite3.Connection], None]:
            def keep(file: sqlite3.Connection) -> None:
                number = import_log.record(
                    file, _run(summary, started, clock()), files, _rejects(con), _brought(con, tables)
                )
                import_log.count_rejects(file, number, _reject_counts(con))

            return keep

        base = _summary(con, staged, name, tables, chosen.notes)
        if request.dry_run:
            return _timed(base, began, dry_run=True)
        store_folder(store)
        # Nobody may make a store here between our look and our build.
        with StoreLock(store):
            settings, populated = state(store)
            if not populated:
                new, tickets = sum(n for _, n in base.tables), dict(base.tables).get("ticket", 0)
                made = _timed(base, began, new=new, tickets=tickets)
                bulk.build(store, con, tables, settings, base.span, close_books(made), stage)
                return _timed(made, began)
            if import_log.all_known(store, files):
                same = _timed(base, began, same=sum(n for _, n in base.tables), unchanged=True)
                _write(store, lambda file: close_books(same)(file))
                return same
            return _merge(store, con, tables, settings, base, began, close_books, stage)


def _memory() -> int:
    """Return how many MiB DuckDB may hold: half of the machine's, at most 4 GiB; what is more is spilled."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    return max(256, min(4096, whole // 2))


def _files(request: Request, name: str, mapping: sources.Mapping, staged: sources.Staged) -> list[import_log.KnownFile]:
    """Return the files that were read, as the import log keeps them."""
    manner = _manner(request, mapping)
    return [
        import_log.KnownFile(one.sha256, staged.source, name, manner, one.path.name, one.bytes)
        for one in staged.files
    ]


def _manner(request: Request, mapping: sources.Mapping) -> str:
    """Return what else than its bytes decides what is read from a file: the mapping's words, zone and until."""
    words = hashlib.sha256(repr(mapping).encode()).hexdigest()[:16]
    return f"{words}/{request.zone or ''}/{request.until or ''}"


def state(store: Path) -> tuple[StoreSettings, bool]:
    """Return the settings of the store at a path and whether anything was imported into it."""
    if not exists(store):
        return defaults(), False
    with Writer(store) as writer:
        return import_log.read_settings(writer.connection), import_log.has_runs(writer.connection)


def _merge(
    store: Path,
    con: "duckdb.DuckDBPyConnection",
    tables: tuple[str, ...],
    settings: StoreSettings,
    base: Summary,
    began: float,
    close_books: Callable[[Summary], Callable[[sqlite3.Connection], None]],
    stage: StageProgress,
) -> Summary:
    made = base

    def keep(file: sqlite3.Connection, applied: Applied) -> None:
        nonlocal made
        merged = applied.merged.values()
        made = _timed(
            base, began,
            new=sum(m.new for m in merged), changed=sum(m.changed for m in merged),
            same=sum(m.same for m in merged), tickets=applied.tickets,
        )  # fmt: skip
        close_books(made)(file)

    with Writer(store) as writer:
        commit(writer, {name: _rows(con, name) for name in tables}, settings, base.span, keep, stage)
    return _timed(made, began)


def _write(store: Path, keep: Callable[[sqlite3.Connection], None]) -> None:
    with Writer(store) as writer, writer.batch() as file:
        keep(file)


def _with_coverage(con: "duckdb.DuckDBPyConnection", staged: sources.Staged) -> tuple[str, ...]:
    """Stage what the mapping says its origin covers, unless the files brought a coverage table themselves."""
    if "coverage" in staged.tables:
        return staged.tables
    duckdb_engine.create_empty(con, "in_coverage", canonical.TABLES["coverage"].columns)
    con.execute(
        "INSERT INTO in_coverage (source, what) SELECT ?, unnest(?::VARCHAR[])", [staged.source, list(staged.coverage)]
    )
    return (*staged.tables, "coverage")


def _rows(con: "duckdb.DuckDBPyConnection", table: str) -> Iterator[tuple[Any, ...]]:
    cursor = con.cursor().execute(f"SELECT * FROM in_{table}")
    with closing(cursor):
        while chunk := cursor.fetchmany(CHUNK):
            yield from chunk


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


def _reasons(con: "duckdb.DuckDBPyConnection") -> tuple[tuple[str, int], ...]:
    return tuple(
        con.execute(
            "SELECT reason, CAST(sum(rows) AS BIGINT) FROM in_reject_count WHERE reason <> ? "
            "GROUP BY reason ORDER BY 2 DESC, 1",
            [CELL],
        ).fetchall()
    )


def _sizes(con: "duckdb.DuckDBPyConnection", tables: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, con.execute(f"SELECT count(*) FROM in_{name}").fetchall()[0][0]) for name in tables)


def _timed(summary: Summary, began: float, **changes: Any) -> Summary:
    from dataclasses import replace

    return replace(summary, seconds=time.monotonic() - began, **changes)


def _summary(
    con: "duckdb.DuckDBPyConnection",
    staged: sources.Staged,
    mapping: str,
    tables: Sequence[str],
    notes: tuple[str, ...] = (),
) -> Summary:
    """Return what was read; nothing of it is in the store yet."""
    return Summary(
        source=staged.source,
        mapping=mapping,
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
        notes=(*notes, *staged.notes),
    )


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
    )
