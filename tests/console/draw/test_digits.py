"""Tall digits."""

from hypothesis import given
from hypothesis import strategies as st

from cxtui.console.draw.digits import tall


def test_digits_are_three_lines_of_half_blocks() -> None:
    assert tall("417") == ("█ █ ▀█  ▀▀█", "▀▀█  █    █", "  ▀ ▀▀▀   ▀")


def test_units_stand_small_on_the_last_line() -> None:
    assert tall("5 %") == ("█▀▀  ", "▀▀█  ", "▀▀▀ %")


@given(st.text("0123456789:.-–<> %hd≈", min_size=1, max_size=12))
def test_the_lines_are_equally_wide(text: str) -> None:
    assert len({len(row) for row in tall(text)}) == 1
