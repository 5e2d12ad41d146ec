"""Keeping the books inside a batch: the run, its files and rejects, the state of the source, the settings."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from cxtui.store.schema import listed, quoted


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import, as it is written down: instants are UTC epoch seconds, the rest are counts of rows."""

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
    span_from: int | None = None
    span_to: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that an import read, known again by its bytes and by everything that shaped its rows."""

    sha256: str
    source: str
    mapping: str
    settings: str
    name: str | None
    bytes: int | None


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was refused, with its file, its line and the reason."""

    file: str | None
    line: int | None
    column_name: str | None
    value: str | None
    reason: str
    row: str | None


def record_run(con: sqlite3.Connection, run: ImportRun) -> int:
    """Write a run down and return its number."""
    number: int = con.execute("SELECT coalesce(max(run), 0) + 1 FROM import_run").fetchone()[0]
    _insert(con, "import_run", ("run", *_names(run)), [(number, *astuple(run))])
    return number


def record_files(con: sqlite3.Connection, run: int, at: int, files: Iterable[ImportedFile]) -> None:
    """Write the files of a run down; one already known keeps the run that first read it."""
    rows = [(*astuple(f), run, at) for f in files]
    _insert(con, "import_file", (*_names(ImportedFile), "run", "imported_at"), rows, "OR IGNORE ")


def record_rejects(con: sqlite3.Connection, run: int, rejects: Iterable[Reject]) -> None:
    """Write the rejects of a run down, numbered from 1."""
    rows = [(run, n, *astuple(r)) for n, r in enumerate(rejects, 1)]
    _insert(con, "reject", ("run", "seq", *_names(Reject)), rows)


def known_files(con: sqlite3.Connection, files: Iterable[ImportedFile]) -> list[ImportedFile]:
    """Return those of the files that were imported before in the same way."""
    wanted = "SELECT 1 FROM import_file WHERE sha256 = ? AND source = ? AND mapping = ? AND settings = ?"
    return [
        f for f in files if con.execute(wanted, (f.sha256, f.source, f.mapping, f.settings)).fetchone()
    ]


def record_source(
    con: sqlite3.Connection,
    source: str,
    committed_at: int,
    newest_event_at: int | None,
    added: int,
    mapping: str | None,
) -> None:
    """Move the state of a source on: ``added`` is how many rows are new, its newest event never goes back."""
    con.execute(
        "INSERT INTO source_state (source, committed_at, newest_event_at, rows, mapping)"
        " VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (source) DO UPDATE SET committed_at = excluded.committed_at,"
        " newest_event_at = CASE WHEN newest_event_at IS NULL OR excluded.newest_event_at > newest_event_at"
        " THEN excluded.newest_event_at ELSE newest_event_at END,"
        " rows = rows + excluded.rows, mapping = excluded.mapping",
        (source, committed_at, newest_event_at, added, mapping),
    )


def read_settings(con: sqlite3.Connection) -> dict[str, Any]:
    """Return the settings that change numbers, decoded."""
    return {key: json.loads(value) for key, value in con.execute("SELECT key, value FROM setting").fetchall()}


def write_settings(con: sqlite3.Connection, settings: Mapping[str, Any]) -> bool:
    """Write settings as JSON where they differ, and say whether any did."""
    before = con.total_changes
    con.executemany(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key)"
        " DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value",
        [(key, _json(value)) for key, value in settings.items()],
    )
    return con.total_changes > before


def digest(value: Any) -> str:
    """Return a digest of anything JSON can hold, independent of the order of its keys."""
    return hashlib.sha256(_json(value).encode()).hexdigest()[:16]


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _names(record: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(record))


def _insert(
    con: sqlite3.Connection, table: str, names: tuple[str, ...], rows: list[tuple[Any, ...]], how: str = ""
) -> None:
    marks = ", ".join("?" * len(names))
    con.executemany(f"INSERT {how}INTO {quoted(table)} ({listed(names)}) VALUES ({marks})", rows)
