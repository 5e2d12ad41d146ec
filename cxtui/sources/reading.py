"""One file as a SELECT of raw texts ``raw_0 …`` (and ``broken``), whatever its format."""

from typing import TYPE_CHECKING

from cxtui.sources import sql
from cxtui.sources.header import Header

if TYPE_CHECKING:
    import duckdb

NOTHING = "CAST(NULL AS VARCHAR)"
MIXED = "strict_mode=false, new_line='\\r\\n', "
"""How DuckDB reads lines of which some end in CR LF and some in LF."""


def raw(con: "duckdb.DuckDBPyConnection", header: Header, columns: list[str]) -> str:
    """Return the SELECT of some columns of a file as texts; a column that the file lacks is NULL.

    It fails at the first record that is no row: DuckDB's own way of keeping such aside may lose rows after them.
    """
    if header.file.format == "jsonl":
        return _jsonl(header, columns)
    if header.file.format == "parquet":
        return _parquet(con, header, columns)
    places = {name: f"c{i}" for i, name in enumerate(header.columns)}
    picked = [f"{places.get(c, NOTHING)} AS raw_{i}" for i, c in enumerate(columns)]
    return f"SELECT {', '.join([*picked, 'false AS broken'])} FROM {_csv(header)}"


def _csv(header: Header) -> str:
    types = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(header.columns)))
    named = str(not header.headless).lower()
    return (
        f"read_csv({sql.file(header.file.at)}, auto_detect=false, header={named}, skip={header.skip}, "
        f"delim={sql.lit(header.delimiter)}, quote='\"', escape='\"', columns={{{types}}}, "
        f"compression='{'gzip' if header.file.gzipped else 'none'}', "
        f"strict_mode=true, max_line_size={header.longest})"
    )


def lines(header: Header, skip_bad: bool = False) -> str:
    """Return the relation of a text file's lines, blank ones as NULL, each in the column ``line``.

    It fails at a line that is not text, or skips it with ``skip_bad``.
    """
    return (
        f"read_csv({sql.file(header.file.at)}, auto_detect=false, header=false, delim='\x01', quote='', "
        f"escape='', columns={{'line': 'VARCHAR'}}, max_line_size={header.longest}, "
        f"{'ignore_errors=true, ' if skip_bad else ''}{MIXED if header.lenient else ''}"
        f"compression='{'gzip' if header.file.gzipped else 'none'}')"
    )


def _jsonl(header: Header, columns: list[str]) -> str:
    pointers = ", ".join(sql.lit(pointer(c, header.paths)) for c in columns)
    picked = [f"cells[{i + 1}] AS raw_{i}" for i in range(len(columns))]
    cells = f"CASE WHEN {is_object('line')} THEN json_extract_string(line, [{pointers}]) END"
    inner = f"SELECT line, {cells} AS cells FROM {lines(header)} WHERE line IS NOT NULL"
    return f"SELECT {', '.join([*picked, 'cells IS NULL AS broken'])} FROM ({inner})"


def _parquet(con: "duckdb.DuckDBPyConnection", header: Header, columns: list[str]) -> str:
    relation = f"read_parquet({sql.file(header.file.at)})"
    types = {str(r[0]): str(r[1]) for r in con.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()}
    texts = [_text(sql.name(c), types[c]) if c in types else NOTHING for c in columns]
    picked = [f"{text} AS raw_{i}" for i, text in enumerate(texts)]
    return f"SELECT {', '.join([*picked, 'false AS broken'])} FROM {relation}"


def pointer(column: str, paths: tuple[str, ...]) -> str:
    """Return the JSON pointer to a column: a key as it is, or a path of keys with dots between them."""
    parts = column.split(".") if column in paths else [column]
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def is_object(line: str) -> str:
    """Return the test that a line is one JSON object."""
    return f"starts_with(ltrim({line}), '{{') AND json_valid({line})"


def parquet_rows(header: Header) -> str:
    """Return the relation of a Parquet file's rows as JSON ``text``, numbered from 1 by ``n``."""
    rows = f"read_parquet({sql.file(header.file.at)})"
    return f"(SELECT t.file_row_number + 1 AS n, CAST(to_json(t) AS VARCHAR) AS text FROM {rows} t)"


def _text(column: str, kind: str) -> str:
    """Return a Parquet column as the text it would have in a CSV file; instants keep their offset."""
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        whole = f"{column} = trunc({column}) AND abs({column}) < 9e15"
        return f"CASE WHEN {whole} THEN CAST(CAST({column} AS BIGINT) AS VARCHAR) ELSE CAST({column} AS VARCHAR) END"
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({column}, '%Y-%m-%d %H:%M:%S.%f+00:00')"
    return f"CAST({column} AS VARCHAR)"
