"""A mapping tried on files: what would come in and what would not, with nothing written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cxtui import sources

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


def tried(mapping: sources.Mapping, paths: Sequence[Path]) -> Trial:
    """Return what a mapping makes of files; raises SourceError where nothing could be imported."""
    import duckdb

    with duckdb.connect() as con:
        staged = sources.stage(con, mapping, paths)
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
