"""Heads of a list: what each says in its width, where the arrow stands, and which column lies under a click."""

import pytest

from cxtui.console.draw.columns import PaneColumn
from cxtui.console.draw.heads import column_at, heads

PLACED = (
    (PaneColumn("clock", "left", 6, 9, right=True), 6),
    (PaneColumn("name", "customer", 8, 20), 8),
    (PaneColumn("who", "assignee", 4, 12), 4),
)
SPACES = (1, 2, 0)


def heading(ordered: str | None = None, *, down: bool = False, ascii: bool = False) -> list[tuple[str, str]]:
    return [(cell.text, cell.role) for cell in heads(PLACED, SPACES, ordered, down=down, ascii=ascii)]


def test_heads_are_as_wide_as_their_columns_and_faint() -> None:
    assert heading() == [("  left customer  ass…", "faint")]


def test_the_arrow_stands_before_a_head_on_the_right_and_behind_one_on_the_left() -> None:
    assert heading("clock", down=True) == [(" ▾left ", "strong"), ("customer  ass…", "faint")]
    assert heading("who") == [("  left customer  ", "faint"), ("ass▴", "strong")]


def test_a_head_that_fills_its_column_gives_its_last_letter_to_the_arrow() -> None:
    assert heading("name") == [("  left ", "faint"), ("custome▴  ", "strong"), ("ass…", "faint")]


def test_arrows_in_ascii() -> None:
    assert heading("clock", down=True, ascii=True)[0] == (" vleft ", "strong")
    assert heading("clock", ascii=True)[0] == (" ^left ", "strong")


@pytest.mark.parametrize(
    ("x", "name"), [(0, "clock"), (6, "clock"), (7, "name"), (16, "name"), (17, "who"), (20, "who"), (21, None)]
)
def test_a_column_reaches_over_its_space(x: int, name: str | None) -> None:
    assert column_at(x, PLACED, SPACES) == name
