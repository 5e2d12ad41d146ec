"""Reading the rows that imports refused."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from cxtui.clock import now
from cxtui.errors import UsageError
from cxtui.store.expiry import over
from cxtui.store.import_log import read_settings
from cxtui.store.read import trouble
from cxtui.store.read.reader import connect


@dataclass(frozen=True, slots=True)
class Reject:
    """One refused row: where it stood, the value at fault, why, and the row as it was read."""

    file: str | None
    line: int | None
    column: str | None
    value: str | None
    reason: str
    row: str | None


@dataclass(frozen=True, slots=True)
class NotKept:
    """Refused rows of one file and reason that are not kept: ``lines`` says where, packed as the importer does."""

    file: str
    sha256: str
    column: str | None
    reason: str
    lines: str


@dataclass(frozen=True, slots=True)
class Rejects:
    """What one import refused, cut at a limit; ``total`` is whole. ``run`` is None where none ever did.

    Where it is ``expired`` no row has its texts any more.
    """

    run: int | None
    source: str
    total: int
    rows: tuple[Reject, ...]
    not_kept: tuple[NotKept, ...] = ()
    expired: bool = False


def read(path: Path, run: int | None = None, limit: int | None = None, at: int | None = None) -> Rejects:
    """Return what import ``run`` refused, by default the newest that refused anything.

    Texts whose time is over at an instant (default: now) are left out, also where no import has emptied them yet.

    Raises StoreTrouble where the store cannot be read and UsageError where it has no such import.
    """
    try:
        if path.stat().st_size == 0:
            raise trouble.empty(path)
        with closing(connect(path)) as con:
            con.execute("BEGIN")
            return _read(con, run, limit, now() if at is None else at)
    except OSError as error:
        raise trouble.of_os(path, error) from error
    except sqlite3.Error as error:
        raise trouble.of_sqlite(path, error) from error


def _read(con: sqlite3.Connection, run: int | None, limit: int | None, at: int) -> Rejects:
    if run is None:
        run = con.execute("SELECT max(run) FROM reject").fetchone()[0]
        if run is None:
            return Rejects(None, "", 0, ())
    book = con.execute(
        "SELECT source, COALESCE(finished_at, started_at) FROM import_run WHERE run = ?", (run,)
    ).fetchone()
    if book is None:
        newest = con.execute("SELECT coalesce(max(run), 0) FROM import_run").fetchone()[0]
        raise UsageError(f"there is no import {run}; the newest is {newest}, see cxtui store info")
    # Imports of older versions kept every row and counted none.
    total = con.execute(
        "SELECT coalesce((SELECT sum(rows) FROM reject_count WHERE run = ?1),"
        " (SELECT count(*) FROM reject WHERE run = ?1))",
        (run,),
    ).fetchone()[0]
    rows = con.execute(
        "SELECT file, line, column_name, value, reason, row FROM reject WHERE run = ? ORDER BY seq LIMIT ?",
        (run, -1 if limit is None else limit),
    ).fetchall()
    others = con.execute(
        "SELECT file, sha256, column_name, reason, lines FROM reject_count WHERE run = ? AND lines IS NOT NULL "
        "ORDER BY seq",
        (run,),
    ).fetchall()
    expired = over(book[1], read_settings(con).rejects_days, at)
    kept = (Reject(*row) for row in rows)
    if expired:
        kept = (replace(one, value=None, row=None) for one in kept)
    return Rejects(
        run=run,
        source=book[0],
        total=total,
        rows=tuple(kept),
        not_kept=tuple(NotKept(*one) for one in others),
        expired=expired,
    )
