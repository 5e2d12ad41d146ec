"""Charts: exact size, roles instead of colours, labels people can read."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.console.draw.chart import Axis, ChartSeries, draw, scale
from cxtui.console.draw.strips import text_of, width_of


@pytest.mark.process
def test_plotext_is_not_loaded_before_the_first_chart() -> None:
    code = "import sys, cxtui.console.panes.volume; sys.exit('plotext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_labels_are_round_numbers_two_rows_apart() -> None:
    assert scale(0, 9, 11) == (0, 2, 4, 6, 8, 10)
    assert scale(266, 352, 9) == (250, 300, 350, 400)
    assert scale(0, 1, 4) == (0, 1)
    assert scale(5, 5, 8) == (5, 6)


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(1, 60))
def test_labels_span_the_values_and_leave_room(a: int, b: int, rows: int) -> None:
    low, high = min(a, b), max(a, b)
    labels = scale(low, high, rows)
    assert labels[0] <= low and labels[-1] >= high
    assert 1 <= len(labels) - 1 <= max(1, (rows - 1) // 2)
    assert {b - a for a, b in itertools.pairwise(labels)} == {labels[1] - labels[0]}


def test_a_chart_has_the_size_asked_for_and_roles_of_the_theme() -> None:
    up = Axis(0, 10, ((0, " 0"), (10, "10")))
    across = Axis(0, 96, ((0, "00"), (48, "12")))
    line = ChartSeries(range(97), [q / 10 for q in range(97)], "backlog", "hd")
    dots = ChartSeries(range(97), [5] * 97, "last", "braille")
    lines = draw([dots, line], across, up, (150, 9))
    assert len(lines) == 9
    assert {width_of(row) for row in lines} == {150}
    assert {cell.role for row in lines for cell in row} == {"", "faint", "backlog", "last"}
    text = text_of(lines)
    assert text[0].startswith("10┤") and text[7].startswith(" 0┤")
    assert text[8].split() == ["00", "12"]
    assert any(c in "".join(text) for c in "▄▀▞▟")
    assert any("\u2800" < c <= "\u28ff" for c in "".join(text))


def test_an_ascii_chart_is_ascii() -> None:
    up = Axis(0, 10, ((0, " 0"), (10, "10")))
    series = [ChartSeries([0, 50, 96], [0, 9, 4], "backlog", "*"), ChartSeries([50], [9], "backlog", "o", joined=False)]
    lines = draw(series, Axis(0, 96, ((0, "00"),)), up, (60, 8), ascii=True)
    assert "".join(text_of(lines)).isascii()
    assert "o" in "".join(text_of(lines))


@pytest.mark.process
def test_a_chart_is_the_same_in_every_process() -> None:
    script = (
        "from cxtui.console.draw.curves import curve, curves\n"
        "days = [i * 86_400 for i in range(30)]\n"
        "many = [curve(n, [n % 2 + (i * (n + 3)) % 7 for i in days]) for n in range(5)]\n"
        "print(curves(days, many, 'count', 'UTC', (46, 9), norm=3))\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3],
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(seen) == 1
