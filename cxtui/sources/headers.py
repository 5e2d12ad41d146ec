"""What columns a file has, and whether they are those a mapping needs."""

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxtui.errors import SourceError
from cxtui.sources import sql
from cxtui.sources.files import DataFile, head

if TYPE_CHECKING:
    import duckdb

DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 2_000
"""Lines of a JSONL file that are looked at for its columns."""
LONG_LINE = 1 << 26
"""Bytes in which the first line of a JSONL file must end."""


@dataclass(frozen=True, slots=True)
class Header:
    """A file's columns in their order; of a CSV file its delimiter and the blank lines before its header.

    ``lenient`` files mix line ends, which DuckDB takes only when it is less strict about quotes.
    """

    file: DataFile
    columns: tuple[str, ...]
    delimiter: str = ","
    skip: int = 0
    lenient: bool = False


def read_header(con: "duckdb.DuckDBPyConnection", file: DataFile, delimiter: str | None) -> Header:
    """Return a file's columns; raises SourceError if they cannot be read or one stands there twice."""
    if file.format == "parquet":
        header = Header(file, _parquet(con, file))
    elif file.format == "jsonl":
        header = Header(file, _jsonl(file))
    else:
        header = _csv(file, "\t" if file.format == "tsv" else delimiter)
    seen: set[str] = set()
    for position, column in enumerate(header.columns, 1):
        if column in seen:
            where = f"line {header.skip + 1}, " if file.format in ("csv", "tsv") else ""
            raise SourceError(
                f"{file.path}: {where}column {position}: {column!r} stands there twice; rename or remove one of them."
            )
        seen.add(column)
    return header


def _csv(file: DataFile, delimiter: str | None) -> Header:
    text = _decoded(file, head(file))
    skip = 0
    lines = text.splitlines(keepends=True)
    while skip < len(lines) and not lines[skip].strip():
        skip += 1
    if skip == len(lines):
        raise SourceError(f"{file.path}: only blank lines; it needs a header and rows.")
    rest = "".join(lines[skip:])
    candidates = [_first(rest, d) for d in ((delimiter,) if delimiter else DELIMITERS)]
    columns, used = max(candidates, key=lambda c: len(c[0]))
    return Header(file, columns, used, skip)


def _first(text: str, delimiter: str) -> tuple[tuple[str, ...], str]:
    try:
        row = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        row = []
    columns = [name.strip() for name in row]
    return tuple(name or f"(column {i})" for i, name in enumerate(columns, 1)), delimiter


def _decoded(file: DataFile, data: bytes) -> str:
    if data.startswith(b"\x1f\x8b"):
        raise SourceError(f"{file.path}: this is a gzip file; let its name end in .gz.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(f"{file.path}: line 1: this is UTF-16; save it as UTF-8.")
    line_end = data.find(b"\n")
    first_line = data if line_end < 0 else data[:line_end]
    try:
        first_line.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end < len(first_line) - 4 or line_end >= 0:
            raise SourceError(f"{file.path}: line 1: broken UTF-8 in the header; save it as UTF-8.") from None
    if b"\0" in first_line:
        raise SourceError(f"{file.path}: line 1: this is not text.")
    return data.decode("utf-8-sig", "replace")


def _jsonl(file: DataFile) -> tuple[str, ...]:
    columns: dict[str, None] = {}
    data = head(file)
    whole = data if data.count(b"\n") > 1 else head(file, LONG_LINE)
    for line in _decoded(file, whole).split("\n")[:SAMPLE]:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            columns.update(dict.fromkeys(row))
    if not columns:
        raise SourceError(f"{file.path}: no JSON object on any line; JSONL has one {{…}} a line.")
    return tuple(columns)


def _parquet(con: "duckdb.DuckDBPyConnection", file: DataFile) -> tuple[str, ...]:
    import duckdb

    try:
        rows = con.execute(f"DESCRIBE SELECT * FROM read_parquet({sql.file(file.at)})").fetchall()
    except duckdb.Error:
        raise SourceError(f"{file.path}: cannot be read: this is not Parquet, or it is damaged.") from None
    return tuple(str(row[0]) for row in rows)
