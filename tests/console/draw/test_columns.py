"""Columns: what fits, what goes first, and that nothing is ever wider than its pane."""

from hypothesis import given
from hypothesis import strategies as st

from cxtui.console.draw.columns import PaneColumn, gaps, place

COLUMNS = (
    PaneColumn("clock", "left", 6, 9, right=True),
    PaneColumn("name", "customer", 8, 20, rank=1, comfort=12, grow=1, tight=True),
    PaneColumn("text", "subject", 10, 400, rank=3, comfort=20, grow=3),
    PaneColumn("who", "assignee", 6, 12, rank=2),
)


def placed(width: int, **needs: int) -> dict[str, int]:
    return {column.name: cells for column, cells in place(COLUMNS, width, needs)}


def test_the_least_dear_column_goes_first() -> None:
    assert placed(20) == {"clock": 6, "name": 13}
    assert list(placed(30, who=8)) == ["clock", "name", "who"]
    assert list(placed(40, who=8)) == ["clock", "name", "text", "who"]
    assert list(placed(6)) == ["clock"]


def test_columns_keep_their_order_and_take_what_their_content_needs() -> None:
    assert placed(60, clock=9, who=40) == {"clock": 9, "name": 13, "text": 23, "who": 12}


def test_heads_count_as_content() -> None:
    assert placed(60)["who"] == len("assignee")


def test_wide_panes_space_their_columns_apart() -> None:
    assert gaps(COLUMNS, 60) == [1, 1, 1, 0]
    assert gaps(COLUMNS, 120) == [2, 1, 2, 0]


@given(
    width=st.integers(1, 300),
    needs=st.dictionaries(st.sampled_from(["clock", "name", "text", "who"]), st.integers(0, 80)),
)
def test_no_line_is_wider_than_its_pane(width: int, needs: dict[str, int]) -> None:
    chosen = place(COLUMNS, width, needs)
    columns = [column for column, _ in chosen]
    taken = sum(cells for _, cells in chosen) + sum(gaps(columns, width))
    assert all(column.least <= cells <= column.most for column, cells in chosen)
    assert taken <= max(width, 6)
    assert [c for c in COLUMNS if c in columns] == columns
    if "text" in {c.name for c in columns}:
        assert taken == width
