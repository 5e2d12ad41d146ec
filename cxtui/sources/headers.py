"""What columns a file has, and which of its rows says so."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from cxtui.errors import SourceError
from cxtui.sources import header_row, sql
from cxtui.sources.files import DataFile, head, truncated
from cxtui.sources.header import Header
from cxtui.sources.reading import is_object, lines, pointer

if TYPE_CHECKING:
    import duckdb

DELIMITERS = (",", ";", "\t", "|")
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
"""What Excel writes above a header to say the delimiter."""


def read_header(
    con: "duckdb.DuckDBPyConnection",
    file: DataFile,
    delimiter: str | None,
    wanted: Iterable[str] = (),
    columns: tuple[str, ...] = (),
) -> Header:
    """Return a file's columns; raises SourceError if they cannot be read.

    ``wanted`` columns tell a header from the lines of a title above it, and which paths into JSON objects are to be
    found; ``columns`` are those of a file without a header.
    """
    if file.format == "parquet":
        return Header(file, _parquet(con, file))
    if file.format == "jsonl":
        return _jsonl(con, file, sorted(set(wanted)))
    return text_header(file, "\t" if file.format == "tsv" else delimiter, set(wanted), columns)


def text_header(file: DataFile, delimiter: str | None, wanted: set[str], columns: tuple[str, ...] = ()) -> Header:
    """Return the columns of a file of cells; see ``read_header``."""
    lines = _decoded(file, head(file)).splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if line.strip()), None)
    if start is None:
        raise SourceError(f"{file.path}: only blank lines; it needs a header and rows.")
    titles = 0
    if separator := SEPARATOR_LINE.fullmatch(lines[start]):
        delimiter, start, titles = separator.group(1), start + 1, 1
    if columns:
        return _headless(file, lines, start, titles, delimiter, columns)
    found = [_header(lines[start:], one, wanted) for one in ((delimiter,) if delimiter else DELIMITERS)]
    _, _, above, row, used = max(found, key=lambda one: one[:2])
    titles += sum(1 for line in lines[start : start + above] if line.strip())
    return Header(file, header_row.named(row), used, start + above, titles=titles)


def _header(lines: list[str], delimiter: str, wanted: set[str]) -> tuple[int, int, int, list[str], str]:
    """Return of the header that a delimiter makes its score, cells, the lines above it, itself, and the delimiter."""
    rows = [_row("".join(lines[n : n + header_row.ABOVE]), delimiter) for n in range(min(len(lines), header_row.ABOVE))]
    above = header_row.find(rows, wanted) or 0
    row = rows[above] if rows else []
    return header_row.score(row, wanted), len(row), above, row, delimiter


def _row(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def _headless(
    file: DataFile, lines: list[str], start: int, titles: int, delimiter: str | None, columns: tuple[str, ...]
) -> Header:
    """Return the header of a file that has none, or begins with the very columns that were said."""
    rows = [(_row("".join(lines[start : start + 2]), one), one) for one in ((delimiter,) if delimiter else DELIMITERS)]
    row, used = max(rows, key=lambda one: len(one[0]))
    there = tuple(cell.strip() for cell in row) == columns
    return Header(file, columns, used, start, titles=titles, headless=not there)


def _decoded(file: DataFile, data: bytes) -> str:
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


def _jsonl(con: "duckdb.DuckDBPyConnection", file: DataFile, wanted: list[str]) -> Header:
    """Return every key of any object (one may stand first in the last line), and every wanted path into one."""
    import duckdb

    if file.sheet:
        return Header(file, file.columns)
    _decoded(file, head(file))
    for lenient in (False, True):
        header = Header(file, (), lenient=lenient)
        objects = f"{lines(header, skip_bad=True)} WHERE {is_object('line')}"
        keys = f"SELECT DISTINCT json_keys(line) AS keys FROM {objects}"
        try:
            rows = con.execute(f"SELECT DISTINCT unnest(keys) AS key FROM ({keys}) ORDER BY 1").fetchall()
            there = {str(key) for (key,) in rows}
            paths = [one for one in wanted if one not in there and one.split(".")[0] in there]
            found = _found(con, objects, paths)
            break
        except duckdb.Error as error:
            if "GZIP" in str(error).upper():
                raise truncated(file.path) from None
            if lenient:
                raise SourceError(f"{file.path}: cannot be read: these are no lines of text.") from None
    if not rows:
        raise SourceError(f"{file.path}: no JSON object on any line; JSONL has one {{…}} a line.")
    return replace(header, columns=(*sorted(there), *found), paths=found)


def _found(con: "duckdb.DuckDBPyConnection", objects: str, paths: list[str]) -> tuple[str, ...]:
    """Return the paths that lead anywhere in any of the objects."""
    if not paths:
        return ()
    tests = ", ".join(f"bool_or(json_exists(line, {sql.lit(pointer(one, tuple(paths)))}))" for one in paths)
    ((*there,),) = con.execute(f"SELECT {tests} FROM {objects}").fetchall()
    return tuple(one for one, yes in zip(paths, there, strict=True) if yes)


def _parquet(con: "duckdb.DuckDBPyConnection", file: DataFile) -> tuple[str, ...]:
    import duckdb

    try:
        rows = con.execute(f"DESCRIBE SELECT * FROM read_parquet({sql.file(file.at)})").fetchall()
    except duckdb.Error:
        raise SourceError(f"{file.path}: cannot be read: this is not Parquet, or it is damaged.") from None
    return tuple(str(row[0]) for row in rows)
