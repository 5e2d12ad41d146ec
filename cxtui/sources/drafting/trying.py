"""A mapping tried on files: what would come in and what would not, with nothing written."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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


def tried(mapping: Mapping, paths: Sequence[Path], con: "duckdb.DuckDBPyConnection | None" = None) -> Trial:
    """Return what a mapping makes of files; raises SourceError where nothing could be imported.

    ``con`` is a connection that is left open; whoever holds it may interrupt the trial.
    """
    import duckdb

    from cxtui.sources import stage

    with nullcontext(con) if con else duckdb.connect() as con:
        staged = stage(con, mapping, paths)
        counts = [(name, con.execute(f"SELECT count(*) FROM in_{name}").fetchall()[0][0]) for name in staged.tables]
        bad = con.execute(
            "SELECT line, column_name, value, reason FROM in_reject ORDER BY line NULLS LAST LIMIT ?", [SHOWN]
        ).fetchall()
    rejects = tuple(BadRow(*row) for row in bad)
    return Trial(staged.rows_read, staged.rejected, tuple(counts), tuple(sorted(staged.doubts.items())), rejects)
