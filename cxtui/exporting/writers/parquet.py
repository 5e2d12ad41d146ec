"""Parquet, by way of DuckDB: the only writer that needs a file of its own."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cxtui.canonical import SQL_TYPES
from cxtui.errors import UsageError
from cxtui.exporting.sheet import ExportSheet

LONGEST = 256 * 1024 * 1024
"""Bytes that a row may take on its way."""


def write(sheet: ExportSheet, path: Path) -> int:
    """Write a sheet to a Parquet file, and return how many rows it had; UsageError where that cannot be.

    Rows go through a temporary CSV file, which DuckDB reads several times faster than it takes Python's rows.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="cxtui-export-") as folder:
        between = Path(folder) / "rows.csv"
        count = 0
        with between.open("w", encoding="utf-8", newline="") as file:
            file.write(_line(sheet.names))
            for row in sheet.rows:
                file.write(_line(row))
                count += 1
        types = {column.name: SQL_TYPES[column.kind][0] for column in sheet.columns}
        with duckdb.connect() as con:
            try:
                rows = con.read_csv(
                    str(between), header=True, dtype=types, quotechar='"', escapechar='"', sep=",",
                    auto_detect=False, columns=types, allow_quoted_nulls=False, parallel=False, max_line_size=LONGEST,
                )  # fmt: skip
                rows.write_parquet(str(path), compression="zstd")
            except duckdb.IOException as error:
                raise UsageError(f"{path}: cannot be written ({str(error).splitlines()[0]})") from error
    return count


def _line(cells: Iterable[Any]) -> str:
    """Return a line in which absent values and empty texts differ: texts are quoted, absent values are not there."""
    return (
        ",".join(
            "" if cell is None else '"' + cell.replace('"', '""') + '"' if isinstance(cell, str) else repr(cell)
            for cell in cells
        )
        + "\n"
    )
