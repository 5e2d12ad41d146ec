"""A second look at a file, taken only where something in it is bad or the count of its rows is in doubt.

DuckDB does not number the rows of a CSV file, and loses rows where many unreadable ones cross its buffers. So the
records are found in the bytes: those that are no rows are set aside and the others copied for DuckDB to read.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.sources import reading, sql
from cxtui.sources.header import Header
from cxtui.sources.plan import BROKEN, NO_ROWS, SourcePlan
from cxtui.sources.records import Records
from cxtui.sources.set_aside import CUT, SetAside

if TYPE_CHECKING:
    import duckdb

Bad = tuple[int, str | None, str | None, str]
"""The number of a row in its file (from 1), and the column, value and reason that make it bad."""
MANY = 20_000
NAMED = 30
"""Wrong words of a column that the reasons name."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows were copied, how many of them with empty cells added or taken, and how many sums were left out."""

    rows: int
    mended: int = 0
    totals: int = 0


def survey(header: Header) -> tuple[int, bool]:
    """Return how many rows a text file has, and whether all its records are rows."""
    rows, whole = 0, True
    for piece in Records(header).pieces():
        rows += piece.rows
        whole &= piece.fault is None and piece.mended is None and not piece.total
    return rows, whole


def copy_rows(header: Header, target: Path, aside: SetAside) -> Copied:
    """Copy the rows of a text file to ``target``, set its other records aside, and return how many were copied.

    A ``target`` that is there, of a file with the same columns, grows.
    """
    records, rows, mended, totals = Records(header), 0, 0, 0
    with target.open("ab") as copy:
        if not records.json and not copy.tell():
            copy.write(header.delimiter.join(f"c{i}" for i in range(records.width)).encode() + b"\n")
        for piece in records.pieces():
            if piece.fault:
                aside.add(header.file.line(piece.line), None, None, piece.fault, piece.data.strip(b"\r\n"))
            elif piece.mended is not None:
                copy.write(piece.mended)
                mended += 1
            elif piece.rows and b"\r" not in piece.data:
                copy.write(piece.data)
            elif piece.rows:
                # DuckDB wants all line ends alike.
                copy.writelines(data + b"\n" for _, _, data in records.split(piece))
            rows += piece.rows
            totals += piece.total
    return Copied(rows, mended, totals)


def collect(con: "duckdb.DuckDBPyConnection", header: Header, plan: SourcePlan, relation: str, aside: SetAside) -> None:
    """Set the bad rows of one file aside, with line, column, value, reason and the row as it stands.

    ``relation`` holds the file's rows, numbered from 1 by ``n`` in the order of the file.
    """
    columns, reasons = _by_check(plan, "column"), _by_check(plan, "reason", _few_words(con, plan, relation))
    con.execute(
        f"CREATE OR REPLACE TABLE staging_bad AS SELECT n, {columns} AS column_name, "
        f"left(bad_text, {CUT}) AS value, {reasons} AS reason FROM {relation} WHERE bad NOT IN {NO_ROWS}"
        + "".join(
            f" UNION ALL SELECT n, {sql.lit(column)}, left(drop_{i}, {CUT}), {sql.lit(reason)} "
            f"FROM {relation} WHERE bad IS NULL AND drop_{i} IS NOT NULL"
            for i, (column, reason) in enumerate(plan.drops)
        )
    )
    if header.file.format == "parquet":
        cursor = con.cursor().execute(
            f"SELECT b.n, b.column_name, b.value, b.reason, left(r.text, {CUT}) "
            f"FROM staging_bad b LEFT JOIN {reading.parquet_rows(header)} r ON r.n = b.n ORDER BY b.n"
        )
        while rows := cursor.fetchmany(MANY):
            for row in rows:
                aside.add(*row)
        cursor.close()
    else:
        _place(header, _bad(con), aside)
    con.execute("DROP TABLE staging_bad")


def _bad(con: "duckdb.DuckDBPyConnection") -> Iterator[Bad]:
    cursor = con.cursor().execute("SELECT n, column_name, value, reason FROM staging_bad ORDER BY n")
    while rows := cursor.fetchmany(MANY):
        yield from rows
    cursor.close()


def _place(header: Header, bad: Iterator[Bad], aside: SetAside) -> None:
    """Set bad rows aside with the lines at which they stand."""
    records, before = Records(header), 0
    wanted = next(bad, None)
    for piece in records.pieces():
        if wanted is None:
            break
        if wanted[0] <= before + piece.rows:
            for n, (line, _, data) in enumerate(records.split(piece), before + 1):
                while wanted is not None and wanted[0] == n:
                    aside.add(header.file.line(line), *wanted[1:], data)
                    wanted = next(bad, None)
        before += piece.rows


def _few_words(con: "duckdb.DuckDBPyConnection", plan: SourcePlan, relation: str) -> set[int]:
    """Return the checks of words whose reasons can name the word: a column of free text has too many."""
    worded = [n for n, check in enumerate(plan.checks, 1) if check.wording]
    if not worded:
        return set()
    found = f"SELECT bad, count(DISTINCT bad_text) FROM {relation}"
    rows = con.execute(f"{found} WHERE bad IN ({', '.join(map(str, worded))}) GROUP BY 1").fetchall()
    return {int(n) for n, words in rows if words <= NAMED}


def _by_check(plan: SourcePlan, part: str, naming: Collection[int] = ()) -> str:
    cases = []
    for n, check in enumerate(plan.checks, 1):
        reason = sql.lit(getattr(check, part))
        if n in naming and check.wording:
            before, after = map(sql.lit, check.wording)
            reason = f"{before} || {sql.lit(chr(39))} || left(bad_text, 40) || {sql.lit(chr(39))} || {after}"
        cases.append(f"WHEN {n} THEN {reason}")
    cases += [f"WHEN {BROKEN} THEN {'NULL' if part == 'column' else sql.lit('not a JSON object')}"]
    return f"CASE bad {' '.join(cases)} END"
