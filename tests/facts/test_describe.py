"""The kept tables in words: every column is described, nothing else is, and the words agree with a store."""

import runpy
import sqlite3
from pathlib import Path

import pytest

from cxtui.facts import describe
from cxtui.facts.tables import DERIVED, DerivedTable

UNITS = {
    "id", "word", "instant", "seconds", "business seconds", "square seconds", "count", "number", "flag", "points",
    "millionths", "ten-thousandths", "square ten-thousandths",
}  # fmt: skip


def test_the_page_is_what_the_words_say() -> None:
    written = (Path(__file__).parents[2] / "docs" / "facts.md").read_text(encoding="utf-8")
    assert written == describe.text(), "run: python -m cxtui.facts.describe > docs/facts.md"


def test_the_page_is_printed_where_it_is_run_and_nowhere_else(capsys: pytest.CaptureFixture[str]) -> None:
    path = describe.__file__
    runpy.run_path(path, run_name="cxtui.facts.describe")
    assert capsys.readouterr().out == ""
    runpy.run_path(path, run_name="__main__")
    assert capsys.readouterr().out == describe.text()


def test_every_column_is_described_and_nothing_else() -> None:
    described = {table: list(columns) for table, columns in describe.columns().items()}
    assert described == {table.name: list(table.names) for table in DERIVED.values()}


@pytest.mark.parametrize("table", DERIVED.values(), ids=lambda table: table.name)
def test_units_agree_with_kinds_and_names(table: DerivedTable) -> None:
    for column in table.columns:
        words = describe.columns()[table.name][column.name]
        assert words.unit in UNITS, column.name
        assert (words.unit in ("id", "word")) == (column.kind == "text"), column.name
        if column.name.endswith("_at"):
            assert words.unit == "instant", column.name
        if column.name.endswith("_business_s"):
            assert words.unit == "business seconds", column.name
        elif column.name.endswith("_s"):
            assert words.unit == "seconds", column.name


def test_what_says_nothing_of_null_is_never_null(packaged: Path) -> None:
    con = sqlite3.connect(f"file:{packaged}?mode=ro", uri=True)
    wrong = []
    for table, columns in describe.columns().items():
        for name, words in columns.items():
            (empty,) = con.execute(f'SELECT COUNT(*) FROM {table} WHERE "{name}" IS NULL').fetchone()
            if empty and not words.null:
                wrong.append(f"{table}.{name}")
    con.close()
    assert wrong == []


def test_a_key_is_never_null() -> None:
    described = describe.columns()
    assert [(t.name, name) for t in DERIVED.values() for name in t.key if described[t.name][name].null] == []
