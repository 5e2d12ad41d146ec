"""Curves over time: labels that people read, gaps that stay gaps, dates and hours of the floor's zone."""

import pytest

from cxtui.console.draw.curves import curve, curves, steps, times
from cxtui.console.draw.strips import text_of, width_of
from tests.facts.histories import instant


@pytest.mark.parametrize(
    ("low", "high", "unit", "rows", "labels"),
    [(0.5, 0.95, "ratio", 11, (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)), (0.61, 0.95, "ratio", 7, (0.6, 0.8, 1.0)),
     (0, 7200, "seconds", 11, (0, 1800, 3600, 5400, 7200)), (40, 3000, "seconds", 5, (0, 1800, 3600)),
     (3, 3, "count", 9, (3, 4)), (-40, 60, "points", 11, (-40, -20, 0, 20, 40, 60)),
     (0, 40 * 86_400, "seconds", 7, (0, 14 * 86_400, 28 * 86_400, 42 * 86_400))],
)  # fmt: skip
def test_labels_are_in_even_readable_steps(
    low: float, high: float, unit: str, rows: int, labels: tuple[float, ...]
) -> None:
    assert steps(low, high, unit, rows) == pytest.approx(labels)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "step",
    [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200,
     *(days * 86_400 for days in (1, 2, 5, 7, 14, 30, 60, 90, 180, 365))],
)  # fmt: skip
def test_times_stand_at_whole_seconds_minutes_hours_days_and_weeks(step: int) -> None:
    assert steps(0, 2 * step, "seconds", 5) == (0, step, 2 * step)


def test_days_are_dates_and_hours_are_hours_of_the_zone() -> None:
    days = [instant("2026-03-27 23:00") + i * 86_400 - (i > 2) * 3600 for i in range(5)]
    assert [text for _, text in times(days, "Europe/Warsaw", 60).ticks] == ["28.03", "29.03", "30.03", "31.03", "01.04"]
    hours = [instant("2026-03-28 06:00") + i * 3600 for i in range(24)]
    labels = [text for _, text in times(hours, "Europe/Warsaw", 48).ticks]
    assert labels[-1] == "07" and len(labels) == 6


@pytest.mark.parametrize("ascii", [False, True])
def test_a_gap_is_no_line_and_every_row_has_the_width(ascii: bool) -> None:
    days = [instant("2026-03-01 00:00") + i * 86_400 for i in range(10)]
    values = [0.5, 0.6, None, None, None, None, None, None, 0.9, 0.8]
    drawn = curves(days, [curve(0, values, ascii)], "ratio", "UTC", (60, 12), norm=0.7, ascii=ascii)
    assert len(drawn) == 12 and {width_of(line) for line in drawn} == {60}
    rows = text_of(drawn)
    sign = "*" if ascii else "●"
    assert sum(row.count(sign) for row in rows) == 4
    assert not any(mark in row[22:44] for row in rows for mark in (sign, *"⠁⠂⠄⡀⢀⠠⠐⠈"))
    assert not ascii or "".join(rows).isascii()


def test_one_value_and_none_are_drawn_too() -> None:
    at = [instant("2026-03-01 00:00")]
    assert len(curves(at, [curve(0, [5.0])], "count", "UTC", (40, 8))) == 8
    assert len(curves(at, [curve(0, [None])], "count", "UTC", (40, 8))) == 8
