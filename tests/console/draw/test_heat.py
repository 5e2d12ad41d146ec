"""A week by hours: which shade a count has, what the legend says of it, and that nothing is wider than its room."""

import pytest

from cxtui.console.draw.heat import HOURS, SHADES, WeekGrid, heat, layout, level, sign_of_now, steps
from cxtui.console.draw.strips import text_of, width_of
from cxtui.language.formats import FORMATS

DAYS, SHORT = FORMATS["en"].weekday_names, FORMATS["en"].weekdays


def week(counts: dict[tuple[int, int], int], now: tuple[int, int] | None = None) -> WeekGrid:
    """Return a week with counts by day and hour, none elsewhere."""
    return WeekGrid(
        tuple(tuple(counts.get((day, hour), 0) for hour in range(HOURS)) for day in range(7)), DAYS, SHORT, now
    )


def test_shades_are_even_steps_and_the_legend_says_where_they_end() -> None:
    assert [level(n, 40) for n in (0, 1, 10, 11, 20, 21, 30, 31, 40)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert steps(40) == ((1, 10), (2, 20), (3, 30), (4, 40))
    assert level(3, 0) == 0 and steps(0) == ()


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 7, 39, 1000])
def test_every_count_has_the_shade_that_the_legend_gives_it(most: int) -> None:
    tops = steps(most)
    for n in range(1, most + 1):
        assert level(n, most) == next(shade for shade, top in tops if n <= top)


def test_at_76_columns_hours_stand_apart() -> None:
    lines = text_of(heat(week({(0, 9): 40, (1, 13): 11, (6, 23): 1}, now=(1, 14)), 76, 9))
    assert lines[0] == "    " + "".join(f"{hour:02} " for hour in range(24))
    assert lines[1] == "Mon " + "   " * 9 + "██ " + "   " * 14
    # The running hour stands in brackets, though nothing came in it.
    assert lines[2] == "Tue " + "   " * 13 + "▒▒ " + "[ ]" + "   " * 9
    assert lines[7] == "Sun " + "   " * 23 + "░░ "
    assert len(lines) == 8


def test_in_ascii_and_narrow() -> None:
    lines = heat(week({(0, 9): 40, (1, 13): 11, (2, 0): 21, (2, 1): 10}, now=(0, 9)), 60, 9, ascii=True)
    shown = text_of(lines)
    assert all(line.isascii() for line in shown)
    assert shown[1].startswith("Mon " + "  " * 9 + "#<") and shown[1].endswith(" 40")
    assert shown[3].startswith("Wed ++..")
    assert sign_of_now(layout(week({}), 60).cell, ascii=True) == "<"


def test_wide_cells_say_their_numbers() -> None:
    (_, monday, *_) = text_of(heat(week({(0, 0): 1234, (0, 1): 7}, now=(0, 1)), 240, 9))
    assert monday.startswith("Monday     █1,234 [░    7]") or "█ 1,234 " in monday
    assert "1,241" in monday


@pytest.mark.parametrize("height", [1, 8, 20])
def test_nothing_is_wider_or_higher_than_its_room(height: int) -> None:
    for width in (*range(120), 196, 240):
        lines = heat(week({(3, 3): 123_456}, now=(3, 3)), width, height)
        assert len(lines) <= height
        assert all(width_of(line) <= width for line in lines), width


def test_high_panes_part_the_days() -> None:
    lines = heat(week({(0, 0): 1}), 76, 16)
    assert len(lines) == 14 and lines[2] == lines[4] == ()
    assert SHADES[0] == " "
