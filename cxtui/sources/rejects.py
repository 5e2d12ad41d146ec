"""Where bad rows stand in their file: a second look at it, taken only when there are any.

DuckDB does not number the rows of a CSV file, and quoted line breaks make rows and lines differ. So the file
is read again as lines; a record begins where the quotes before it are balanced.
"""

from typing import TYPE_CHECKING

from cxtui.sources import reading, sql
from cxtui.sources.headers import Header
from cxtui.sources.plan import BLANK, BROKEN, SourcePlan

if TYPE_CHECKING:
    import duckdb

CUT = 10_000
"""Characters of a bad row that are kept."""
REJECT = (
    "CREATE OR REPLACE TABLE in_reject (file VARCHAR, line BIGINT, column_name VARCHAR, value VARCHAR, "
    "reason VARCHAR, row VARCHAR)"
)
REASONS = (
    ("MISSING COLUMNS", "too few cells in this row"),
    ("TOO MANY COLUMNS", "too many cells in this row"),
    ("UNQUOTED VALUE", "a quote that is not closed, or text after a closing quote"),
    ("INVALID ENCODING", "broken UTF-8"),
    ("LINE SIZE OVER MAXIMUM", "row longer than 2 MB"),
    ("INVALID STATE", "row not according to CSV"),
)
"""DuckDB's names for lines that are no rows, and ours."""
SO_FAR = "OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
"""A window in the order of the file, which DuckDB streams without sorting."""


def unreadable(con: "duckdb.DuckDBPyConnection") -> int:
    """Return how many rows of the file read last were no rows at all."""
    ((count,),) = con.execute(f"SELECT count(DISTINCT line) FROM {reading.REJECTED}").fetchall()
    return int(count)


def collect(
    con: "duckdb.DuckDBPyConnection", header: Header, plan: SourcePlan, table: str, start: int, rows: int
) -> None:
    """Add the bad rows of one file to ``in_reject``, with line, column, value, reason and the row as it stands.

    ``table`` holds the file's ``rows`` rows from rowid ``start`` on, in the order of the file;
    ``staging_unreadable`` holds what was no row.
    """
    columns, reasons = _by_check(plan, "column"), _by_check(plan, "reason")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE staging_bad AS SELECT rowid - {start} + 1 AS n, {columns} AS column_name, "
        f"left(bad_text, {CUT}) AS value, {reasons} AS reason FROM {table} WHERE rowid >= {start} AND bad <> {BLANK}"
    )
    file = sql.lit(str(header.file.path))
    if header.file.format == "parquet":
        con.execute(
            f"INSERT INTO in_reject SELECT {file}, b.n, b.column_name, b.value, b.reason, left(r.text, {CUT}) "
            f"FROM staging_bad b LEFT JOIN {reading.parquet_rows(header)} r ON r.n = b.n ORDER BY b.n"
        )
        return
    _find_lines(con, header, rows)
    con.execute(
        f"INSERT INTO in_reject SELECT {file}, p.line, b.column_name, b.value, b.reason, left(p.text, {CUT}) "
        f"FROM staging_bad b LEFT JOIN staging_place p ON p.n = b.n ORDER BY b.n"
    )
    cases = " ".join(f"WHEN {sql.lit(k)} THEN {sql.lit(v)}" for k, v in REASONS)
    con.execute(
        f"INSERT INTO in_reject SELECT {file}, coalesce(p.line, u.line), NULL, NULL, "
        f"CASE u.error_type {cases} ELSE lower(CAST(u.error_type AS VARCHAR)) END, "
        f"left(trim(u.csv_line, chr(10) || chr(13)), {CUT}) "
        f"FROM (SELECT line, any_value(error_type) AS error_type, any_value(csv_line) AS csv_line "
        f"FROM {reading.REJECTED} GROUP BY line) u LEFT JOIN staging_place p ON p.record = u.line ORDER BY u.line"
    )


def _by_check(plan: SourcePlan, part: str) -> str:
    cases = [f"WHEN {n} THEN {sql.lit(getattr(c, part))}" for n, c in enumerate(plan.checks, 1)]
    cases += [f"WHEN {BROKEN} THEN {'NULL' if part == 'column' else sql.lit('not a JSON object')}"]
    return f"CASE bad {' '.join(cases)} END"


def _find_lines(con: "duckdb.DuckDBPyConnection", header: Header, rows: int) -> None:
    """Make ``staging_place(n, record, line, text)`` of the bad rows and of what was no row.

    ``n`` numbers the rows (NULL for what was none), ``record`` everything that DuckDB counts as a line,
    ``line`` is its first line in the file and ``text`` what stands there.
    """
    ((broken,),) = con.execute(
        f"SELECT count(*) FROM {reading.REJECTED} WHERE error_type = 'INVALID ENCODING'"
    ).fetchall()
    lines = (
        f"(SELECT line, row_number() OVER () AS number FROM {reading.lines(header, 'latin-1' if broken else 'utf-8')})"
    )
    json = header.file.format == "jsonl"
    before_rows = 0 if json else header.skip + 1
    quotes = "length(line) - length(replace(line, '\"', ''))"
    for counted in ("0",) if json else (f"coalesce({quotes}, 0)", "0"):
        _number_lines(con, lines, counted, before_rows)
        ((found,),) = con.execute("SELECT coalesce(max(n), 0) FROM staging_lines").fetchall()
        if found == rows:
            break
    con.execute(
        "CREATE OR REPLACE TEMP TABLE staging_wanted AS SELECT record, min(number) AS line, "
        "max(n) FILTER (taken) AS n FROM staging_lines WHERE record IN (SELECT record FROM staging_lines WHERE taken "
        f"AND n IN (SELECT n FROM staging_bad) UNION SELECT line FROM {reading.REJECTED}) GROUP BY record"
    )
    text = _utf8("text") if broken else "text"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE staging_place AS SELECT n, record, line, {text} AS text FROM ("
        "SELECT w.n, w.record, w.line, string_agg(l.line, chr(10) ORDER BY l.number) AS text "
        "FROM staging_wanted w JOIN staging_lines s ON s.record = w.record "
        f"JOIN {lines} l ON l.number = s.number WHERE w.n IS NOT NULL GROUP BY ALL) "
        "UNION ALL SELECT n, record, line, NULL FROM staging_wanted WHERE n IS NULL"
    )


def _number_lines(con: "duckdb.DuckDBPyConnection", lines: str, quotes: str, before_rows: int) -> None:
    """Make ``staging_lines(number, record, n, taken)``: every line, its record, its row, and if a row begins there."""
    counted = f"SELECT *, {quotes} AS quotes FROM {lines}"
    opened = f"SELECT line, number, (sum(quotes) {SO_FAR} - quotes) % 2 = 0 AS begins FROM ({counted})"
    records = f"SELECT line, number, begins, sum(CAST(begins AS INT)) {SO_FAR} AS record FROM ({opened})"
    taken = (
        f"begins AND line IS NOT NULL AND record > {before_rows} "
        f"AND record NOT IN (SELECT line FROM {reading.REJECTED})"
    )
    rows = f"SELECT number, record, {taken} AS taken FROM ({records})"
    con.execute(
        "CREATE OR REPLACE TEMP TABLE staging_lines AS "
        f"SELECT number, record, taken, sum(CAST(taken AS INT)) {SO_FAR} AS n FROM ({rows})"
    )


def _utf8(latin: str) -> str:
    """Return UTF-8 text that was read byte by byte as Latin-1."""
    bytes_ = f"list_transform(string_split({latin}, ''), lambda c: printf('%02x', unicode(c)))"
    return f"try(decode(unhex(array_to_string({bytes_}, ''))))"
