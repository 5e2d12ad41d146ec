"""A mapping tried on files: what would come in and what would not, with nothing written."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.errors import SourceError
from cxtui.sources.mapping import Mapping

if TYPE_CHECKING:
    import duckdb

SHOWN = 5
"""How many bad rows are shown."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A bad row: its line, and the column, cell and reason that make it bad."""

    line: int | None
    column: str | None
    value: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a mapping makes of files: rows read and rejected, records by table, doubts, and the first bad rows."""

    rows: int
    rejected: int
    tables: tuple[tuple[str, int], ...]
    doubts: tuple[tuple[str, int], ...]
    rejects: tuple[BadRow, ...]


class Trier:
    """Tries mappings, one at a time; another thread may break a trial off."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._con: duckdb.DuckDBPyConnection | None = None

    def tried(self, mapping: Mapping, paths: Sequence[Path]) -> Trial:
        """Return what a mapping makes of files; raises SourceError where nothing could be imported."""
        import duckdb

        con = duckdb.connect()
        with self._lock:
            self._con = con
        try:
            return _tried(con, mapping, paths)
        except (duckdb.Error, OSError) as error:
            raise SourceError(f"{paths[0]}: it could not be tried; import it to see why.") from error
        finally:
            with self._lock:
                self._con = None
                con.close()

    def interrupt(self) -> None:
        """Break off what runs."""
        with self._lock:
            if self._con is not None:
                self._con.interrupt()


def tried(mapping: Mapping, paths: Sequence[Path]) -> Trial:
    """Return what a mapping makes of files; raises SourceError where nothing could be imported."""
    return Trier().tried(mapping, paths)


def _tried(con: "duckdb.DuckDBPyConnection", mapping: Mapping, paths: Sequence[Path]) -> Trial:
    from cxtui.sources import stage

    staged = stage(con, mapping, paths)
    counts = [(name, con.execute(f"SELECT count(*) FROM in_{name}").fetchall()[0][0]) for name in staged.tables]
    bad = con.execute(
        "SELECT line, column_name, value, reason FROM in_reject ORDER BY line NULLS LAST LIMIT ?", [SHOWN]
    ).fetchall()
    rejects = tuple(BadRow(*row) for row in bad)
    return Trial(
        rows=staged.rows_read,
        rejected=staged.rejected,
        tables=tuple(counts),
        doubts=tuple(sorted(staged.doubts.items())),
        rejects=rejects,
    )
