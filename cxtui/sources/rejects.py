"""Where bad rows stand in their file: a second look at it, taken only when there are any.

DuckDB does not number the rows of a CSV file, and quoted line breaks make rows and lines differ. So the file
is read again as lines; a record begins where the quotes before it are balanced.
"""

from typing import TYPE_CHECKING

from cxtui.sources import reading, sql
from cxtui.sources.headers import Header
from cxtui.sources.plan import BROKEN, Plan

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


def unreadable(con: "duckdb.DuckDBPyConnection") -> int:
    """Return how many rows of the file read last were no rows at all."""
    ((count,),) = con.execute(f"SELECT count(DISTINCT line) FROM {reading.REJECTED}").fetchall()
    return int(count)


def collect(con: "duckdb.DuckDBPyConnection", header: Header, plan: Plan, rows: int) -> None:
    """Add the bad rows of one file to ``in_reject``, with line, column, value, reason and the row as it stands.

    ``rows`` is how many rows the first look found; ``staging_unreadable`` holds what that look could not take.
    """
    cells = (
        "concat_ws(' | ', " + ", ".join(f"raw_{i}" for i in range(len(plan.columns))) + ")" if plan.columns else "''"
    )
    numbered = f"SELECT *, row_number() OVER () AS n FROM ({reading.raw(con, header, plan.columns, False)})"
    judged = f"SELECT *, {plan.bad} AS bad FROM ({plan.layers.around(numbered)})"
    values, columns, reasons = (_by_check(plan, part) for part in ("text", "column", "reason"))
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE staging_bad AS SELECT n, {columns} AS column_name, {values} AS value, "
        f"{reasons} AS reason, {cells} AS cells FROM ({judged}) WHERE bad <> 0"
    )
    _find_lines(con, header, rows)
    file = sql.lit(str(header.file.path))
    con.execute(
        f"INSERT INTO in_reject SELECT {file}, l.line, b.column_name, left(b.value, {CUT}), b.reason, "
        f"left(coalesce(l.text, b.cells), {CUT}) FROM staging_bad b LEFT JOIN staging_place l ON l.n = b.n ORDER BY b.n"
    )
    if header.file.format != "parquet":
        cases = " ".join(f"WHEN {sql.lit(k)} THEN {sql.lit(v)}" for k, v in REASONS)
        con.execute(
            f"INSERT INTO in_reject SELECT {file}, coalesce(l.line, u.line), NULL, NULL, "
            f"CASE u.error_type {cases} ELSE lower(CAST(u.error_type AS VARCHAR)) END, "
            f"left(trim(u.csv_line, chr(10) || chr(13)), {CUT}) "
            f"FROM (SELECT line, any_value(error_type) AS error_type, any_value(csv_line) AS csv_line "
            f"FROM {reading.REJECTED} GROUP BY line) u LEFT JOIN staging_place l ON l.record = u.line ORDER BY u.line"
        )
    for table in ("staging_bad", "staging_place", "staging_record"):
        con.execute(f"DROP TABLE IF EXISTS {table}")


def _by_check(plan: Plan, part: str) -> str:
    if part == "text":
        cases = [f"WHEN {n} THEN {c.text}" for n, c in enumerate(plan.checks, 1)]
    else:
        cases = [f"WHEN {n} THEN {sql.lit(getattr(c, part))}" for n, c in enumerate(plan.checks, 1)]
        if part == "reason":
            cases.append(f"WHEN {BROKEN} THEN 'not a JSON object'")
    return f"CASE bad {' '.join(cases)} ELSE NULL END" if cases else "CAST(NULL AS VARCHAR)"


def _find_lines(con: "duckdb.DuckDBPyConnection", header: Header, rows: int) -> None:
    """Make ``staging_place(n, record, line, text)``: row number, record number, its first line, and its text."""
    if header.file.format == "parquet":
        con.execute(
            "CREATE OR REPLACE TEMP TABLE staging_place AS "
            "SELECT n, n AS record, n AS line, NULL AS text FROM staging_bad"
        )
        return
    ((broken,),) = con.execute(
        f"SELECT count(*) FROM {reading.REJECTED} WHERE error_type = 'INVALID ENCODING'"
    ).fetchall()
    lines = reading.lines(header, "latin-1" if broken else "utf-8")
    text = "NULL" if broken else "line"
    numbered = f"SELECT line, row_number() OVER () AS number FROM {lines}"
    if header.file.format == "jsonl":
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE staging_place AS SELECT row_number() OVER (ORDER BY number) AS n, "
            f"number AS record, number AS line, {text} AS text FROM ({numbered}) WHERE line IS NOT NULL "
            f"AND number NOT IN (SELECT line FROM {reading.REJECTED})"
        )
        return
    quotes = "length(line) - length(replace(line, '\"', ''))"
    for one_line_rows in (False, True):
        before = (
            "0"
            if one_line_rows
            else f"coalesce(sum({quotes}) OVER (ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)"
        )
        con.execute(
            "CREATE OR REPLACE TEMP TABLE staging_record AS "
            f"SELECT number, line, sum(CAST(open % 2 = 0 AS INT)) OVER (ORDER BY number) AS record "
            f"FROM (SELECT *, {before} AS open FROM ({numbered}))"
        )
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE staging_place AS SELECT CASE WHEN row THEN row_number() OVER "
            f"(PARTITION BY row ORDER BY record) END AS n, record, line, text FROM ("
            f"SELECT record, min(number) AS line, string_agg({text}, chr(10) ORDER BY number) AS text, "
            f"count(line) > 0 AND record > {header.skip + 1} AND record NOT IN (SELECT line FROM {reading.REJECTED}) "
            f"AS row FROM staging_record GROUP BY record)"
        )
        ((found,),) = con.execute("SELECT count(n) FROM staging_place").fetchall()
        if found == rows:
            return
