"""A piece of a tap's output: its records spooled, and made rows of our tables through the mapping."""

import tempfile
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxtui import sources
from cxtui.sources.live.validated import RefusedRow
from cxtui.sources.singer.people import leave_staff

if TYPE_CHECKING:
    import duckdb

MEMORY = "512MiB"


@dataclass(frozen=True, slots=True)
class ChunkRows:
    """Rows by canonical table, what was refused, which histories there are, and the agents known from now on."""

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    refused: Sequence[RefusedRow]
    histories: Sequence[str]
    staff: Sequence[str]


class Chunk:
    """Records that wait, in a file; each with the line of the tap's output at which it stood."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "records.jsonl"
        self._file = self._path.open("wb")
        self._lines = array("Q")
        self.refused: list[RefusedRow] = []

    @property
    def records(self) -> int:
        """Return how many records wait."""
        return len(self._lines)

    def add(self, number: int, line: bytes) -> None:
        """Add the line of a record."""
        self._file.write(line.rstrip(b"\r\n") + b"\n")
        self._lines.append(number)

    def refuse(self, number: int, reason: str, line: bytes) -> None:
        """Keep a line that is no message."""
        text = line.strip().decode("utf-8", "replace").replace("\0", "\ufffd")[:10_000]
        self.refused.append(RefusedRow("message", None, None, f"line {number} of the tap: {reason}", text))

    def take(self, mapping: sources.Mapping, source: str, staff: Sequence[str]) -> ChunkRows:
        """Return the rows of what waits, and begin anew."""
        self._file.flush()
        try:
            if not self.records:
                return ChunkRows({}, tuple(self.refused), (), tuple(staff))
            return self._staged(mapping, source, staff)
        finally:
            self._file.seek(0)
            self._file.truncate()
            self._lines, self.refused = array("Q"), []

    def close(self) -> None:
        """Close the file, which its folder takes away."""
        self._file.close()

    def _staged(self, mapping: sources.Mapping, source: str, staff: Sequence[str]) -> ChunkRows:
        import duckdb

        with tempfile.TemporaryDirectory(dir=self._path.parent) as spill, duckdb.connect() as con:
            con.execute(f"SET memory_limit = '{MEMORY}'")
            con.execute("SET threads = 1")
            con.execute(f"SET temp_directory = '{spill.replace(chr(39), chr(39) * 2)}'")
            leave_staff(con, staff)
            staged = sources.stage(con, mapping, [self._path], source=source, may_be_empty=True)
            rows = {name: _rows(con, name) for name in staged.tables}
            agents = {str(row["agent"]) for row in rows.get("agent", ()) if row["kind"] in (None, "human")}
            customers = {str(row["customer"]) for row in rows.get("customer", ())}
            known = sorted((set(staff) | agents) - (customers - agents))
            return ChunkRows(rows, (*self.refused, *self._rejected(con)), staged.coverage, known)

    def _rejected(self, con: "duckdb.DuckDBPyConnection") -> list[RefusedRow]:
        rows = con.execute("SELECT line, column_name, value, reason, row FROM in_reject ORDER BY line").fetchall()
        return [
            RefusedRow("message", column, value, f"line {self._line(line)} of the tap: {reason}", row or "")
            for line, column, value, reason, row in rows
        ]

    def _line(self, number: int | None) -> int:
        return self._lines[number - 1] if number and number <= len(self._lines) else 0


def _rows(con: "duckdb.DuckDBPyConnection", table: str) -> list[dict[str, Any]]:
    cursor = con.execute(f"SELECT * FROM in_{table}")
    names = [one[0] for one in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
