"""Tall digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.console.draw.digits import large, tall


def test_digits_are_three_lines_of_half_blocks() -> None:
    assert tall("417") == ("█ █ ▀█  ▀▀█", "▀▀█  █    █", "  ▀ ▀▀▀   ▀")


def test_units_stand_small_on_the_last_line() -> None:
    assert tall("5 %") == ("█▀▀  ", "▀▀█  ", "▀▀▀ %")


@given(st.text("0123456789:.-–<> %hd≈", min_size=1, max_size=12))
def test_the_lines_are_equally_wide(text: str) -> None:
    assert len({len(row) for row in tall(text)}) == 1


@pytest.mark.parametrize(
    ("size", "ascii", "made"),
    [
        ((7, 3), False, (7, 3)), ((6, 3), False, None), ((7, 2), False, None),
        ((14, 5), False, (14, 5)), ((13, 5), False, (7, 3)), ((14, 4), False, (7, 3)),
        ((14, 5), True, (14, 5)), ((13, 5), True, None), ((14, 4), True, None), ((28, 10), True, (28, 10)),
    ],
)  # fmt: skip
def test_a_large_number_is_as_large_as_there_is_room(
    size: tuple[int, int], ascii: bool, made: tuple[int, int] | None
) -> None:
    """Two digits are seven dots by five: half a cell high each, and two cells wide by one in ASCII."""
    lines = large("47", *size, ascii=ascii)
    assert {(len(line), len(lines)) for line in lines} == ({made} if made else set())
