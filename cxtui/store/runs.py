"""The imports of a store, the newest first."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cxtui.store import before_images
from cxtui.store.read import trouble
from cxtui.store.read.reader import connect

_RUNS = """
SELECT run, started_at, source, mapping, as_of, files, rows_read, new, changed, same, rejected, note, batches
FROM import_run
WHERE :source IS NULL OR source = :source ORDER BY run DESC
"""


@dataclass(frozen=True, slots=True)
class ListedRun:
    """One import, or an hour's ``batches`` of a followed source.

    ``as_of`` is the instant of the export, and ``undoable`` whether it can be taken out now.
    """

    run: int
    started_at: int
    source: str
    mapping: str | None
    as_of: int | None
    files: int
    rows_read: int
    new: int
    changed: int
    same: int
    rejected: int
    note: str | None
    batches: int | None
    undoable: bool


def listed_runs(path: Path, source: str | None, limit: int) -> tuple[ListedRun, ...]:
    """Return the newest imports of a store, or of one source; raises StoreTrouble."""
    try:
        if path.stat().st_size == 0:
            raise trouble.empty(path)
        with closing(connect(path)) as con:
            con.execute("BEGIN")
            touched = before_images.touched(con)
            found: list[ListedRun] = []
            later: set[str] = set()
            for row in con.execute(_RUNS, {"source": None}).fetchall():
                run, _at, named, *_ = row
                brought = set(touched.get(run, {named: None}))
                undoable = run in touched and not brought & later
                later |= brought
                if source is None or source == named or source in brought:
                    found.append(ListedRun(*(*row, undoable)))
            return tuple(found[:limit])
    except OSError as error:
        raise trouble.of_os(path, error) from error
    except sqlite3.Error as error:
        raise trouble.of_sqlite(path, error) from error
