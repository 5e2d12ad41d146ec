"""Bars with their intervals."""

from hypothesis import given
from hypothesis import strategies as st

from cxtui.console.draw.bars import bar


def drawn(score: float, low: float | None, high: float | None, width: int, ascii: bool = False) -> str:
    return "".join(cell.text for cell in bar(score, low, high, width, ascii=ascii))


def test_a_bar_ends_in_its_interval() -> None:
    assert drawn(50, 30, 70, 21) == "━━━━━━├───●───┤      "
    assert drawn(50, 30, 70, 21, ascii=True) == "======[---o---]      "


def test_a_narrow_interval_is_the_dot_alone() -> None:
    assert drawn(50, 49, 51, 11) == "━━━━━●     "
    assert drawn(50, None, None, 11) == "━━━━━━     "


def test_roles_tell_the_sure_part_from_the_doubt() -> None:
    assert [cell.role for cell in bar(50, 30, 70, 21)] == ["bar", "interval", "bar", "interval", ""]


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100), st.integers(1, 60), st.booleans())
def test_a_bar_is_as_wide_as_asked(a: float, b: float, c: float, width: int, ascii: bool) -> None:
    low, score, high = sorted((a, b, c))
    assert len(drawn(score, low, high, width, ascii)) == width
    assert drawn(score, low, high, width, True).isascii()
