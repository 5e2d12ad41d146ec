"""The strip of scores: bars by count, an axis, and one's own mark, in every width and in ASCII."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.console.agent.strip import LEAST, WIDEST, place, strip
from cxtui.console.draw.strips import Line, width_of


def text(line: Line) -> str:
    return "".join(cell.text for cell in line)


def test_a_count_is_its_height() -> None:
    bars, _, own = strip([0.0] * 8 + [50.0] * 4 + [100.0], 12, 21)
    assert text(bars) == "█" + " " * 9 + "▄" + " " * 9 + "▁"
    assert text(own) == " " * 16 + "you ▲"


def test_ascii_has_the_count_itself() -> None:
    bars, axis, own = strip([0.0] * 9 + [50.0] * 10 + [100.0], 0, 21, ascii=True)
    assert text(bars) == "9" + " " * 9 + "+" + " " * 9 + "1"
    assert text(axis) == "0--------50-------100"
    assert text(own) == "^ you"


def test_ones_own_place_is_told_by_more_than_colour() -> None:
    bars, _, own = strip([10.0, 90.0], 1, 41)
    assert [cell.role for cell in bars if cell.text.strip()] == ["bar", "strong"]
    assert text(own).index("▲") == place(90.0, 41) == 36


def test_without_a_score_of_ones_own_the_mark_says_so() -> None:
    assert text(strip([1.0, 2.0], None, 41)[2]) == "you have no score yet"


@pytest.mark.parametrize("width", [0, 5, LEAST - 1])
def test_where_there_is_no_room_nothing_is_drawn(width: int) -> None:
    assert strip([1.0], 0, width) == []


@given(st.lists(st.floats(0, 100), min_size=1, max_size=300), st.integers(LEAST, 200), st.booleans())
def test_lines_are_as_wide_as_the_axis_and_every_score_shows(scores: list[float], width: int, ascii: bool) -> None:
    bars, axis, own = strip(scores, len(scores) - 1, width, ascii=ascii)
    assert width_of(bars) == width_of(axis) == min(width, WIDEST) >= width_of(own)
    taken = {place(score, width_of(axis)) for score in scores}
    assert {i for i, mark in enumerate(text(bars)) if mark != " "} == taken
