"""What columns a file has, and whether they are those a mapping needs."""

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from cxtui.errors import SourceError
from cxtui.sources import sql
from cxtui.sources.files import DataFile, head, truncated
from cxtui.sources.header import Header
from cxtui.sources.reading import is_object, lines

if TYPE_CHECKING:
    import duckdb

DELIMITERS = (",", ";", "\t", "|")


def read_header(con: "duckdb.DuckDBPyConnection", file: DataFile, delimiter: str | None) -> Header:
    """Return a file's columns; raises SourceError if they cannot be read or one stands there twice."""
    if file.format == "parquet":
        header = Header(file, _parquet(con, file))
    elif file.format == "jsonl":
        header = _jsonl(con, file)
    else:
        header = _csv(file, "\t" if file.format == "tsv" else delimiter)
    seen: set[str] = set()
    for position, column in enumerate(header.columns, 1):
        if column in seen:
            raise SourceError(
                f"{header.place} column {position}: {column!r} stands there twice; rename or remove one of them."
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


def _jsonl(con: "duckdb.DuckDBPyConnection", file: DataFile) -> Header:
    """Return every key of any object: one may stand first in the last line."""
    import duckdb

    _decoded(file, head(file))
    for lenient in (False, True):
        header = Header(file, (), lenient=lenient)
        keys = f"SELECT DISTINCT json_keys(line) AS keys FROM {lines(header, skip_bad=True)} WHERE {is_object('line')}"
        try:
            rows = con.execute(f"SELECT DISTINCT unnest(keys) AS key FROM ({keys}) ORDER BY 1").fetchall()
            break
        except duckdb.Error as error:
            if "GZIP" in str(error).upper():
                raise truncated(file.path) from None
            if lenient:
                raise SourceError(f"{file.path}: cannot be read: these are no lines of text.") from None
    if not rows:
        raise SourceError(f"{file.path}: no JSON object on any line; JSONL has one {{…}} a line.")
    return replace(header, columns=tuple(str(key) for (key,) in rows))


def _parquet(con: "duckdb.DuckDBPyConnection", file: DataFile) -> tuple[str, ...]:
    import duckdb

    try:
        rows = con.execute(f"DESCRIBE SELECT * FROM read_parquet({sql.file(file.at)})").fetchall()
    except duckdb.Error:
        raise SourceError(f"{file.path}: cannot be read: this is not Parquet, or it is damaged.") from None
    return tuple(str(row[0]) for row in rows)
