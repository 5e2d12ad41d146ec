"""Shares with whiskers: a point stands where its share is on the axis, its whiskers where its interval ends."""

import pytest

from cxtui.console.draw.strips import text_of, width_of
from cxtui.console.draw.whiskers import WhiskerPoint, drawable, lying, upright

FAST = WhiskerPoint("≤ 1 min", "1m", 1000, 0.8, 0.75, 0.85)
SLOW = WhiskerPoint("≤ 1 h", "1h", 1234, 0.6, 0.52, 0.68)
NONE = WhiskerPoint("> 1 h", ">1h", 0, None, None, None, few=True)


def test_points_stand_on_their_shares() -> None:
    # Ticks are even steps with two rows each: 50, 60, 70, 80, 90 % in nine rows of 5 % each.
    lines = text_of(upright((FAST, SLOW, NONE), None, (35, 11)))
    chart = [line.rstrip() for line in lines]
    assert chart[:9] == [
        "90 %┤",
        "    │     ┬",
        "80 %┤     ●",
        "    │     ┴",
        "70 %┤               ┬",
        "    │               │",
        "60 %┤               ●",
        "    │               │",
        "50 %┤               ┴",
    ]
    assert chart[9].split() == ["≤", "1", "min", "≤", "1", "h", ">", "1", "h"]
    assert chart[10].split() == ["n", "1,000", "1,234", "0"]


def test_a_mark_is_a_line_among_the_columns() -> None:
    lines = text_of(upright((FAST, SLOW, NONE), 1.0, (35, 11)))
    assert all(line[5 + 10] == "┆" for line in lines[:9])
    assert text_of(upright((FAST, SLOW), 0.0, (35, 11), ascii=True))[0][5] == ":"


def test_points_lie_on_one_scale() -> None:
    head, fast, slow, none = text_of(lying((FAST, SLOW, NONE), 1, (60, 9)))
    assert head.split() == ["50", "%", "87", "%", "n"]
    # The scale is the widest interval and a twentieth on either side: .5035 to .8665 in 37 cells.
    at = {name: line.index("●") for name, line in (("fast", fast), ("slow", slow))}
    start = len("≤ 1 min") + 1
    room = 60 - 7 - 4 - 5 - 6
    assert at == {
        name: start + round((share - 0.5035) / 0.363 * (room - 1)) for name, share in (("fast", 0.8), ("slow", 0.6))
    }
    assert "├" in slow and "┤" in slow and slow.endswith("◂") and not fast.endswith("◂")
    assert "80 %" in fast and "1,000" in fast and "60 %" in slow and none.split() == [">", "1", "h", "0"]


def test_in_ascii_nothing_else_is_drawn() -> None:
    few = WhiskerPoint("<= 1 h", "1h", 7, 0.6, 0.2, 0.9, few=True)
    for lines in (upright((few, few), 0.5, (40, 12), ascii=True), lying((few, few), 0, (40, 9), ascii=True)):
        shown = "".join(text_of(lines))
        assert shown.isascii() and "o" in shown and "*" not in shown


def test_few_units_do_not_stretch_the_axis() -> None:
    few = WhiskerPoint("> 1 h", ">1h", 7, 0.1, 0.0, 0.9, few=True)
    assert text_of(upright((FAST, SLOW, few), None, (35, 11)))[0].startswith("90 %")
    last = text_of(upright((FAST, SLOW, few), None, (35, 11)))[8]
    # Its share of 10 % is below the axis, which says so.
    assert last.startswith("50 %") and last.rstrip().endswith("▾")


@pytest.mark.parametrize("width", [30, 40, 58, 76, 196])
@pytest.mark.parametrize("height", [5, 9, 20])
def test_nothing_is_wider_or_higher_than_its_room(width: int, height: int) -> None:
    points = (FAST, SLOW, NONE)
    for lines in (upright(points, 1.5, (width, max(height, 6)), False), lying(points, 0, (width, height))):
        assert len(lines) <= max(height, 6) and all(width_of(line) <= width for line in lines)
    assert drawable(points) and not drawable((NONE,))


def test_a_point_beyond_the_axis_is_an_arrow_and_no_whisker() -> None:
    for value, sign in ((1.0, "▴"), (0.01, "▾")):
        few = WhiskerPoint("> 1 h", ">1h", 7, value, 0.005, 1.0, few=True)
        chart = text_of(upright((FAST, few), None, (25, 11)))[:9]
        column = [line[5 + 10 + 5] for line in chart if len(line) > 20]
        assert [cell for cell in column if cell != " "] == [sign]
