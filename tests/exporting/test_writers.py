"""Formats hold every value, and run nothing."""

import csv as std_csv
import io
import json as std_json
from pathlib import Path

import duckdb
import pytest

from cxtui.errors import UsageError
from cxtui.exporting.sheet import ExportSheet, real, text, whole
from cxtui.exporting.writers import csv, json, parquet

HARM = ["=1+1", "+49 30", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "plain", "a=b", "", None, "'=x"]


def sheet(cells: list[str | None]) -> ExportSheet:
    """Return a sheet of texts beside negative numbers."""
    return ExportSheet(
        "s", (*text("subject"), *whole("n"), *real("x")), [(cell, -i, -0.5) for i, cell in enumerate(cells)]
    )


def test_no_text_of_a_csv_starts_a_formula_and_numbers_stay_numbers() -> None:
    into = io.StringIO()
    assert csv.write(sheet(HARM), into) == len(HARM)
    rows = list(std_csv.reader(io.StringIO(into.getvalue(), newline="")))[1:]
    assert [row[0][:1] in ("=", "+", "-", "@", "\t", "\r", "\n") for row in rows] == [False] * len(HARM)
    assert [row[0] for row in rows[:4]] == ["'=1+1", "'+49 30", "'-cmd|' /C calc'!A0", "'@SUM(A1)"]
    assert [row[0] for row in rows[7:]] == ["plain", "a=b", "", "", "'=x"]
    assert [row[1:] for row in rows[1:3]] == [["-1", "-0.5"], ["-2", "-0.5"]]


def test_json_is_one_array_of_rows_in_ascii() -> None:
    into = io.StringIO()
    json.write(sheet(["\x1b[31mred", "漢"]), into)
    assert into.getvalue().isascii()
    assert std_json.loads(into.getvalue()) == [
        {"subject": "\x1b[31mred", "n": 0, "x": -0.5},
        {"subject": "漢", "n": -1, "x": -0.5},
    ]
    empty = io.StringIO()
    json.write(sheet([]), empty)
    assert std_json.loads(empty.getvalue()) == []


def test_parquet_keeps_absent_and_empty_apart_and_every_byte(tmp_path: Path) -> None:
    cells = [*HARM, '"quoted", and more', "two\nlines\r\n", "\\N", "NULL", "漢字 \u202e bidi", "x" * 1_000_000]
    path = tmp_path / "s.parquet"
    assert parquet.write(sheet(cells), path) == len(cells)
    with duckdb.connect() as con:
        rows = con.execute(f"SELECT subject, n, x FROM read_parquet('{path}') ORDER BY n DESC").fetchall()
    assert rows == [(cell, -i, -0.5) for i, cell in enumerate(cells)]


def test_a_parquet_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        parquet.write(sheet(["a"]), tmp_path / "absent" / "s.parquet")
