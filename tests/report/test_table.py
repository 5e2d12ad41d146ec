"""Tables in plain text."""

import pytest

from cxtui.report.table import TextColumn, size_text, table


def test_columns_are_as_wide_as_they_must_be() -> None:
    columns = TextColumn("name"), TextColumn("n", right=True), TextColumn("")
    assert table(columns, [("a", "1", "!"), ("客服", "1,234", "")]) == [
        "name      n",
        "a         1  !",
        "客服  1,234",
    ]


def test_a_column_is_cut_at_its_most_and_the_last_where_the_line_ends() -> None:
    columns = TextColumn("name", most=4), TextColumn("text")
    assert table(columns, [("abcdefgh", "x" * 50)], width=20) == ["name  text", "abc…  " + "x" * 13 + "…"]


def test_no_rows_are_no_lines() -> None:
    assert table((TextColumn("name"),), []) == []


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (41_984_000, "42.0 MB"), (5e12, "5000 GB")]
)
def test_sizes(size: float, text: str) -> None:
    assert size_text(size) == text
