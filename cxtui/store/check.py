"""Looking a store over: what is in it, and whether its file is sound."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

from cxtui.facts.tables import DERIVED
from cxtui.store.read import StoreTrouble, trouble
from cxtui.store.read.reader import connect, read_marks
from cxtui.store.schema import APPLICATION_ID, VERSION, create_indexes, create_table, listed, quoted, specs
from cxtui.store.shape import foreign
from cxtui.store.wal import beside, wal_size

_BUSY_MS = 5_000


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """How fresh a source is; ages are whole seconds before the instant asked about."""

    source: str
    mapping: str | None
    rows: int
    committed_at: int
    committed_age: int
    newest_event_at: int | None
    newest_event_age: int | None


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One import as it was written down."""

    run: int
    started_at: int
    finished_at: int | None
    source: str
    mapping: str | None
    files: int
    rows_read: int
    new: int
    changed: int
    same: int
    rejected: int
    note: str | None


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """A store at a glance: sizes in bytes, rows by table, sources, the newest runs first."""

    path: Path
    size: int
    log_size: int
    version: int
    sources: tuple[SourceInfo, ...]
    tables: dict[str, int]
    runs: tuple[RunInfo, ...]


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One thing that was checked: its name, whether it is as it should be, and what is wrong if not."""

    what: str
    sound: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Everything that was checked of a file."""

    path: Path
    findings: tuple[CheckFinding, ...]

    @property
    def sound(self) -> bool:
        """Return whether every finding is as it should be."""
        return all(f.sound for f in self.findings)


def info(path: Path, at: int, runs: int = 10) -> StoreInfo:
    """Return what is in a store, ages as of ``at``; raises StoreTrouble."""
    path = path.absolute()
    with closing(_open(path)) as con:
        try:
            con.execute("BEGIN")
            application, version = read_marks(con.cursor())
            if application != APPLICATION_ID:
                raise trouble.foreign(path)
            size, log_size = path.stat().st_size, wal_size(path)
            sources, last = _sources(con, at), _runs(con, runs)
            return StoreInfo(
                path=path,
                size=size,
                log_size=log_size,
                version=version,
                sources=sources,
                tables=_counts(con),
                runs=last,
            )
        except sqlite3.Error as error:
            raise trouble.of_sqlite(path, error) from error


def check(path: Path) -> CheckReport:
    """Check a store's file: marks, pages, shapes, indexes, the files beside it; raises StoreTrouble.

    What is wrong is a finding; only a file that cannot be opened at all is an error.
    """
    path = path.absolute()
    with closing(_open(path)) as con:
        try:
            con.execute("BEGIN")
            marks = _marks(con)
            pages = _pages(con)
            findings = [marks, pages]
            if marks.sound and pages.sound:
                findings += [_shapes(con), _derived(con), _indexes(con)]
        except sqlite3.Error as error:
            raise trouble.of_sqlite(path, error) from error
    return CheckReport(path, (*findings, _files(path)))


def _open(path: Path) -> sqlite3.Connection:
    try:
        if path.stat().st_size == 0:
            raise trouble.empty(path)
        return connect(path, _BUSY_MS)
    except OSError as error:
        raise trouble.of_os(path, error) from error
    except sqlite3.Error as error:
        raise trouble.of_sqlite(path, error) from error


def _sources(con: sqlite3.Connection, at: int) -> tuple[SourceInfo, ...]:
    rows = con.execute(
        "SELECT source, mapping, rows, committed_at, newest_event_at FROM source_state ORDER BY source"
    ).fetchall()
    return tuple(
        SourceInfo(
            source=source,
            mapping=mapping,
            rows=count,
            committed_at=done,
            committed_age=at - done,
            newest_event_at=newest,
            newest_event_age=None if newest is None else at - newest,
        )
        for source, mapping, count, done, newest in rows
    )


def _counts(con: sqlite3.Connection) -> dict[str, int]:
    found = {n for (n,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()}
    return {
        name: con.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0] for name in specs() if name in found
    }


def _runs(con: sqlite3.Connection, newest: int) -> tuple[RunInfo, ...]:
    names = listed([f.name for f in fields(RunInfo)])
    rows = con.execute(f"SELECT {names} FROM import_run ORDER BY run DESC LIMIT ?", (newest,)).fetchall()
    return tuple(RunInfo(*row) for row in rows)


def _marks(con: sqlite3.Connection) -> CheckFinding:
    application, version = read_marks(con.cursor())
    if application != APPLICATION_ID:
        return CheckFinding("marks", False, f"application_id is {application:#x}, a store has {APPLICATION_ID:#x}")
    if version != VERSION:
        return CheckFinding("marks", False, f"store version {version}, this cxtui has {VERSION}")
    return CheckFinding("marks", True)


def _pages(con: sqlite3.Connection) -> CheckFinding:
    try:
        problems = [line for (line,) in con.execute("SELECT * FROM pragma_quick_check(20)").fetchall()]
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        problems = [str(error)]
    return CheckFinding("pages", problems == ["ok"], "" if problems == ["ok"] else "; ".join(problems))


def _shapes(con: sqlite3.Connection) -> CheckFinding:
    strange = foreign(con)
    detail = f"absent or of another shape: {', '.join(strange)}" if strange else ""
    return CheckFinding("tables", not strange, detail)


def _derived(con: sqlite3.Connection) -> CheckFinding:
    found = dict(con.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall())
    stale = [name for name, spec in DERIVED.items() if found.get(name) != create_table(spec)]
    return CheckFinding("facts", not stale, f"the next import makes anew: {', '.join(stale)}" if stale else "")


def _indexes(con: sqlite3.Connection) -> CheckFinding:
    found = dict(con.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index'").fetchall())
    stale = [name for name, sql in create_indexes().items() if found.get(name) != sql]
    return CheckFinding("indexes", not stale, f"the next import makes anew: {', '.join(stale)}" if stale else "")


def _files(path: Path) -> CheckFinding:
    """Find out whether other users can open the store: they need ``-wal`` and ``-shm`` to be there."""
    wanted = path.stat().st_mode & 0o444
    for suffix in ("-wal", "-shm"):
        side = beside(path, suffix)
        if not side.exists():
            return CheckFinding("log", False, f"{side.name} is not there: other users cannot read")
        if side.stat().st_mode & 0o444 != wanted:
            return CheckFinding("log", False, f"{side.name} is not readable by whom the store is readable")
    return CheckFinding("log", True)


__all__ = ["CheckFinding", "CheckReport", "RunInfo", "SourceInfo", "StoreInfo", "StoreTrouble", "check", "info"]
