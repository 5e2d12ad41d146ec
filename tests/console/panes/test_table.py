"""Lists as panes: how wide their columns may be."""

import pytest

from cxtui.console.panes.table import _column
from cxtui.kpis.lists import ListColumn


@pytest.mark.parametrize(
    ("title", "need", "widths"),
    [
        ("id", 3, (4, 4, 4)),
        ("name", 5, (5, 5, 5)),
        ("customer name", 8, (8, 13, 13)),
        ("name", 9, (8, 9, 9)),
        ("name", 17, (8, 17, 16)),
        ("name", 41, (8, 40, 16)),
    ],
)
def test_a_column_of_words_gives_way_down_to_eight_cells(title: str, need: int, widths: tuple[int, int, int]) -> None:
    """The widths are the least, the most, and what is served first."""
    made = _column(ListColumn("x", "text", title), 1, need)
    assert (made.least, made.most, made.comfort) == widths


@pytest.mark.parametrize(
    ("title", "need", "widths"),
    [
        ("n", 1, (2, 2)),
        ("open", 3, (4, 5)),
        ("answering", 3, (9, 10)),
        ("in the last month", 3, (9, 18)),
        ("open", 14, (14, 14)),
    ],
)
def test_a_column_of_numbers_takes_what_they_need_and_of_its_head_nine_cells(
    title: str, need: int, widths: tuple[int, int]
) -> None:
    made = _column(ListColumn("x", "count", title), 1, need)
    assert (made.least, made.most, made.comfort) == (*widths, 0)
