"""Bookkeeping of imports inside a store: runs, files, rejects, freshness, and the settings it was made with."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from cxtui.settings import StoreSettings, defaults, digest, from_json, to_json
from cxtui.store.expiry import expire
from cxtui.store.schema import LOG_TABLES, listed

SETTINGS, DIGEST = "settings", "settings_digest"


@dataclass(frozen=True, slots=True)
class Run:
    """One import as it ended, or ``batches`` that came live within an hour; instants are UTC epoch seconds."""

    started_at: int
    finished_at: int
    source: str
    mapping: str
    files: int
    rows_read: int
    new: int
    changed: int
    same: int
    rejected: int
    span_from: int | None
    span_to: int | None
    note: str | None
    doubtful_times: int = 0
    as_of: int | None = None
    batches: int | None = None


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file by its content and how it was read."""

    sha256: str
    source: str
    mapping: str
    settings: str
    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """What a batch brought of one source: its rows, and the newest instant in them."""

    rows: int
    newest_at: int | None


def record(
    con: sqlite3.Connection,
    run: Run,
    files: Iterable[KnownFile],
    rejects: Iterable[Sequence[Any]],
    brought: Mapping[str, ImportedRows] | None = None,
) -> int:
    """Write a run with its files and rejects inside the open transaction; return its number.

    Rejects of earlier runs whose time is over lose their texts.

    Rejects are (file, line, column_name, value, reason, row). ``brought`` tells what each source that the
    rows name brought; without it all is of the run's own source. Several sources share the new rows of a run
    by their rows.
    """
    number = next_run(con)
    write_run(con, number, run)
    con.executemany(
        _insert("import_file") + " ON CONFLICT DO UPDATE SET run = excluded.run, imported_at = excluded.imported_at",
        ((*astuple(one), number, run.finished_at) for one in files),
    )
    con.executemany(_insert("reject"), ((number, seq, *row) for seq, row in enumerate(rejects, start=1)))
    freshen(con, run, brought)
    expire(con, run.finished_at, lambda: read_settings(con).rejects_days)
    return number


def next_run(con: sqlite3.Connection) -> int:
    """Return the number of the next run."""
    return int(con.execute("SELECT coalesce(max(run), 0) + 1 FROM import_run").fetchone()[0])


def write_run(con: sqlite3.Connection, number: int, run: Run, batches: int | None = None) -> None:
    """Write a run down under its number, inside the open transaction."""
    con.execute(_insert("import_run"), (number, *astuple(replace(run, batches=batches))))


def freshen(con: sqlite3.Connection, run: Run, brought: Mapping[str, ImportedRows] | None) -> None:
    """Write down how fresh sources are after a batch; ``brought`` and ``run`` are as ``record`` takes them."""
    brought = brought or {run.source: ImportedRows(run.new, run.span_to)}
    whole = sum(one.rows for one in brought.values())
    con.executemany(
        "INSERT INTO source_state (source, committed_at, newest_event_at, rows, mapping) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (source) DO UPDATE SET committed_at = excluded.committed_at,"
        " newest_event_at = max(coalesce(newest_event_at, excluded.newest_event_at),"
        " coalesce(excluded.newest_event_at, newest_event_at)),"
        " rows = rows + excluded.rows, mapping = excluded.mapping",
        [
            (source, run.finished_at, one.newest_at, round(run.new * one.rows / whole) if whole else 0, run.mapping)
            for source, one in brought.items()
        ],
    )


def count_rejects(con: sqlite3.Connection, run: int, counts: Iterable[Sequence[Any]]) -> None:
    """Write down how many rows a run refused, inside the open transaction.

    Counts are (file, sha256, column_name, reason, rows, lines), lines packed by ``cxtui.sources.set_aside``.
    """
    con.executemany(_insert("reject_count"), ((run, seq, *row) for seq, row in enumerate(counts, start=1)))


_KNOWN = """
SELECT 1 FROM import_file f JOIN import_run r ON r.run = f.run
WHERE f.sha256 = ? AND f.source = ? AND f.mapping = ? AND f.settings = ?
  AND NOT EXISTS (
    SELECT 1 FROM import_run x WHERE x.source = r.source AND x.run > r.run AND x.as_of = r.as_of AND x.note IS NULL)
"""


def all_known(path: Path, files: Sequence[KnownFile]) -> bool:
    """Return whether every file was imported before with the same content, mapping and settings.

    Not if something else of the same instant came in later: of two exports of one instant the later import wins.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)) as con:
        return bool(files) and all(
            con.execute(_KNOWN, (one.sha256, one.source, one.mapping, one.settings)).fetchone() for one in files
        )


def corrects(con: sqlite3.Connection, files: Sequence[KnownFile]) -> bool:
    """Return whether these very files were imported before, by a mapping that read them in another way."""
    return bool(files) and all(
        con.execute(
            "SELECT 1 FROM import_file WHERE sha256 = ? AND source = ? AND settings <> ?",
            (one.sha256, one.source, one.settings),
        ).fetchone()
        for one in files
    )


def as_of_before(con: sqlite3.Connection, files: Sequence[KnownFile]) -> int | None:
    """Return the newest instant that earlier imports gave these files; None where none is known."""
    found = [
        con.execute(
            "SELECT max(r.as_of) FROM import_file f JOIN import_run r ON r.run = f.run"
            " WHERE f.sha256 = ? AND f.source = ?",
            (one.sha256, one.source),
        ).fetchone()[0]
        for one in files
    ]
    return max((at for at in found if at is not None), default=None)


def mappings_of(con: sqlite3.Connection, source: str) -> list[str]:
    """Return the mappings by which rows of a source have come."""
    return [m for (m,) in con.execute("SELECT DISTINCT mapping FROM import_run WHERE source = ? ORDER BY 1", (source,))]


def metrics_of(con: sqlite3.Connection, source: str) -> list[str]:
    """Return the metrics that a source states of its tickets."""
    return [m for (m,) in con.execute("SELECT DISTINCT metric FROM stated WHERE source = ? ORDER BY 1", (source,))]


def write_settings(con: sqlite3.Connection, settings: StoreSettings) -> None:
    """Keep settings and their digest inside the open transaction."""
    for key, value in ((SETTINGS, to_json(settings)), (DIGEST, digest(settings))):
        con.execute(
            "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )


def read_settings(con: sqlite3.Connection) -> StoreSettings:
    """Return the settings of a store, the packaged ones where it has none yet."""
    found = con.execute("SELECT value FROM setting WHERE key = ?", (SETTINGS,)).fetchone()
    return _settings(found[0]) if found else defaults()


@lru_cache(maxsize=4)
def _settings(text: str) -> StoreSettings:
    """Return settings that were read before without reading them again: a live batch asks for them each time."""
    return from_json(text)


def has_settings(con: sqlite3.Connection) -> bool:
    """Return whether a store was given settings yet."""
    return con.execute("SELECT 1 FROM setting WHERE key = ?", (SETTINGS,)).fetchone() is not None


def has_runs(con: sqlite3.Connection) -> bool:
    """Return whether anything was imported yet."""
    return con.execute("SELECT 1 FROM import_run LIMIT 1").fetchone() is not None


def _insert(table: str) -> str:
    names = [c.name for c in LOG_TABLES[table].columns]
    return f"INSERT INTO {table} ({listed(names)}) VALUES ({', '.join('?' * len(names))})"
