"""The day behind the chart: closed quarters, hours across clock changes, series."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.console.draw.strips import Line, text_of, width_of
from cxtui.console.panes.day import DayChart, charts
from cxtui.kpis.floor import Volume
from tests.console import floors
from tests.facts.histories import instant

WARSAW = ZoneInfo("Europe/Warsaw")


def quarters(year: int, month: int, day: int, count: int) -> tuple[int, ...]:
    start = int(datetime(year, month, day, tzinfo=WARSAW).timestamp())
    return tuple(start + 900 * q for q in range(count))


def flat(starts: tuple[int, ...], level: int = 5) -> Volume:
    row = tuple(level for _ in starts)
    return Volume(starts, row, row, row, row, row, row)


def test_the_running_quarter_is_left_out() -> None:
    volume = floors.busy().volume
    start = volume.starts[57]
    assert DayChart.until(volume, floors.ZONE, start + 899).closed == 57
    assert DayChart.until(volume, floors.ZONE, start + 900).closed == 58
    day = DayChart.until(volume, floors.ZONE, start + 899)
    assert day.latest(volume.inflow) == volume.inflow[56]
    assert len(day.today(volume.backlog)) == 57
    assert len(day.before(volume.last_backlog)) == 96


def test_only_what_closed_quarters_say_makes_a_new_chart() -> None:
    volume = floors.busy().volume
    now = volume.starts[57] + 100
    first = DayChart.until(volume, floors.ZONE, now)
    assert first.key() == DayChart.until(volume, floors.ZONE, now + 700).key()
    assert first.key() != DayChart.until(volume, floors.ZONE, now + 800).key()


@pytest.mark.parametrize(
    ("starts", "width", "hours"),
    [
        (quarters(2026, 11, 21, 96), 52, {0: "00", 12: "03", 24: "06", 48: "12", 96: "24"}),
        (quarters(2026, 11, 21, 96), 30, {0: "00", 24: "06", 72: "18", 96: "24"}),
        (quarters(2026, 3, 29, 92), 80, {0: "00", 4: "01", 8: "03", 44: "12", 92: "24"}),
        (quarters(2026, 10, 25, 100), 150, {0: "00", 8: "02", 16: "03", 52: "12", 100: "24"}),
    ],
)
def test_hours_are_local_on_every_day_of_the_year(starts: tuple[int, ...], width: int, hours: dict[int, str]) -> None:
    axis = DayChart.until(flat(starts), "Europe/Warsaw", starts[-1] + 900).hours(width)
    labels = {int(at): text for at, text in axis.ticks}
    if width == 80:
        hours = {k: v for k, v in hours.items() if v not in ("01", "03")}
    assert axis.high == len(starts)
    assert {at: labels.get(at) for at in hours} == hours
    assert len(set(labels.values())) == len(labels)


def drawn(lines: list[Line]) -> list[str]:
    return text_of(lines)


@pytest.mark.parametrize("count", [92, 96, 100])
@pytest.mark.parametrize("size", [(24, 5), (56, 11), (196, 45)])
def test_charts_fill_their_size_on_every_day(count: int, size: tuple[int, int]) -> None:
    starts = quarters(2026, 11, 21, count)
    day = DayChart.until(flat(starts), "Europe/Warsaw", starts[40])
    alone = charts(day, (size[0], size[1]), 0)
    assert [len(part) for part in alone] == [size[1]]
    assert {width_of(line) for part in alone for line in part} == {size[0]}
    if size[1] > 10:
        three = charts(day, size, 4)
        assert [len(part) for part in three] == [size[1] - 5, 2, 3]
        assert {width_of(line) for part in three for line in part} == {size[0]}


def test_what_comes_in_stands_up_and_what_goes_out_hangs() -> None:
    starts = quarters(2026, 11, 21, 96)
    none = tuple(0 for _ in starts)
    inflow = tuple(8 if q < 48 else 0 for q in range(96))
    outflow = tuple(2 if q >= 48 else 0 for q in range(96))
    day = DayChart.until(Volume(starts, inflow, outflow, none), "Europe/Warsaw", starts[-1] + 900)
    backlog, came, went = charts(day, (52, 14), 8)
    assert drawn(came)[0].startswith("10┤")
    assert [row.count("█") > 20 for row in drawn(came)] == [False, True, True, True]
    assert drawn(went)[0].count("█") > 20
    assert "".join(drawn(went)[1:3]).count("█") == 0
    assert drawn(went)[3].startswith("10┤")
    assert drawn(went)[4].split() == ["00", "03", "06", "09", "12", "15", "18", "21", "24"]
    assert {cell.role for line in came for cell in line if "█" in cell.text} == {"inflow"}
    assert {cell.role for line in went for cell in line if "█" in cell.text} == {"outflow"}
    assert len(backlog) == 5


def test_ascii_charts_are_ascii() -> None:
    volume = floors.busy().volume
    for part in charts(DayChart.until(volume, floors.ZONE, floors.NOW), (56, 12), 4, ascii=True):
        assert all(row.isascii() for row in drawn(part))


@pytest.mark.parametrize("level", range(0, 100, 7))
def test_the_dot_is_the_end_of_the_line(level: int) -> None:
    starts = quarters(2026, 11, 21, 96)
    levels = tuple(level for _ in starts)
    volume = Volume(starts, levels, levels, levels, (), (), (0, 100))
    rows = drawn(charts(DayChart.until(volume, "Europe/Warsaw", starts[40]), (57, 12), 0)[0])
    row = next(row for row in rows if "●" in row)
    assert any(row[row.index("●") - 1] == block for block in "▀▄█▌▐▖▘▙▛▟▜▚▞▗▝")


Row = tuple[int | None, ...]
MAYBE = st.lists(st.one_of(st.none(), st.integers(0, 10**6)), max_size=100).map(tuple)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.tuples(MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE),
    closed=st.integers(0, 96),
    width=st.integers(24, 200),
    height=st.integers(10, 50),
    flows=st.sampled_from((0, 4, 8)),
    ascii=st.booleans(),
)
def test_no_day_breaks_a_chart(
    rows: tuple[Row, Row, Row, Row, Row, Row], closed: int, width: int, height: int, flows: int, ascii: bool
) -> None:
    day = DayChart(Volume(quarters(2026, 11, 21, 96), *rows), "Europe/Warsaw", closed)
    parts = charts(day, (width, height), flows, ascii)
    assert sum(len(part) for part in parts) == height
    assert {width_of(line) for part in parts for line in part} == {width}


def test_days_of_a_range_are_dated_under_their_middle() -> None:
    starts = tuple(instant(f"2026-11-{day:02d}", "Europe/Warsaw") for day in range(1, 8))
    end = instant("2026-11-08", "Europe/Warsaw")
    row = tuple(range(7))
    volume = Volume(starts, row, row, row, row, row, row, step="day", ends=end)
    day = DayChart.until(volume, "Europe/Warsaw", end - 1)
    assert day.closed == 6 and DayChart.until(volume, "Europe/Warsaw", end).closed == 7
    axis = day.axis(80)
    assert (axis.low, axis.high) == (0, 7)
    assert axis.ticks == tuple((i + 0.5, f"11-{i + 1:02d}") for i in range(7))
    assert [label for _, label in day.axis(30).ticks] == ["11-01", "11-03", "11-05", "11-07"]


def test_hours_of_a_part_of_a_day_end_where_it_does() -> None:
    starts = quarters(2026, 11, 21, 96)[36:48]
    none = (0,) * 12
    volume = Volume(starts, none, none, none, ends=instant("2026-11-21 12:00", "Europe/Warsaw"))
    assert DayChart.until(volume, "Europe/Warsaw", starts[-1]).axis(80).ticks == ((0, "09"), (4, "10"), (8, "11"))
