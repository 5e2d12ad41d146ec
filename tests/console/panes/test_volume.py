"""Queue volume: legend, charts by size, and that nothing is drawn twice."""

from dataclasses import replace

import pytest

from cxtui.clock import DAY
from cxtui.console.panes.volume import VolumePane
from cxtui.kpis.floor import Floor, Volume
from cxtui.kpis.query import View
from tests.console import floors
from tests.console.panes.stage import settle, shown, staged, subtitle, title, widths


async def test_both_charts_with_their_legends() -> None:
    pane = VolumePane()
    async with staged(pane, floors.busy(), (58, 15)):
        lines = shown(pane)
        assert lines[0] == "▀▄ backlog 347   ⠒⠒ last week 306"
        assert lines[7] == "▀ in ▲ 10   ▄ out ▼ 7   per 15 min"
        assert lines[12].split() == ["00", "03", "06", "09", "12", "15", "18", "21", "24"]
        assert "●" in "".join(lines[1:7])
        assert widths(pane) == {54}
        assert title(pane) == "Queue volume · today and last Saturday"
        assert subtitle(pane) == "open · email 171 · chat 88 · phone 51 · social 37"


async def test_a_low_pane_has_one_chart_and_a_lower_one_words() -> None:
    pane = VolumePane()
    async with staged(pane, floors.busy(), (80, 10)) as (_, pilot):
        assert shown(pane)[0] == "▀▄ backlog 347   ▀ in ▲ 10   ▄ out ▼ 7   ⠒⠒ last week 306   per 15 min"
        assert shown(pane)[7].split()[0] == "00"
        await pilot.resize_terminal(80, 5)
        await settle(pilot)
        assert shown(pane)[0].startswith("▀▄ backlog 347 ")
        assert shown(pane)[1:] == ["", ""]


async def test_a_chart_is_drawn_again_only_when_it_has_to_be() -> None:
    pane = VolumePane()
    floor = floors.busy()
    async with staged(pane, floor, (80, 20)) as (_, pilot):
        assert pane.drawings == 1
        pane.show(replace(floors.busy(floor.as_of), as_of=floor.as_of + 60))
        pane.tick(floor.as_of + 61)
        assert pane.drawings == 1
        past = list(floor.volume.backlog)
        past[3] = 1000
        pane.show(replace(floor, volume=replace(floor.volume, backlog=tuple(past))))
        assert pane.drawings == 2
        await pilot.resize_terminal(100, 20)
        await settle(pilot)
        assert pane.drawings == 3


async def test_a_quarter_that_closes_draws_the_chart_again() -> None:
    pane = VolumePane()
    floor = floors.busy()
    async with staged(pane, floor, (80, 20)):
        pane.show(floors.busy(floor.as_of + 900))
        assert pane.drawings == 2


async def test_a_day_of_the_past_is_dated() -> None:
    pane = VolumePane()
    async with staged(pane, floors.as_of_2016(), (80, 20)):
        assert title(pane) == "Queue volume · 31 Mar 2016 and the week before"


async def test_what_is_missing_is_said() -> None:
    pane = VolumePane()
    async with staged(pane, floors.empty(), (70, 9)) as (_, pilot):
        assert shown(pane)[3].strip() == "nothing imported yet: cxtui import FILE --as NAME, or cxtui demo"
        pane.show(replace(floors.busy(), volume=Volume(starts=floors.busy().volume.starts)))
        await settle(pilot)
        assert shown(pane)[3].strip() == "no quarter hour of this day is over yet"


@pytest.mark.parametrize("size", [(20, 6), (24, 7), (40, 12), (58, 14), (120, 30), (200, 50)])
@pytest.mark.parametrize("ascii", [False, True])
async def test_every_size_is_filled_exactly(size: tuple[int, int], ascii: bool) -> None:
    for floor in (floors.busy(), floors.one_ticket(), floors.hostile()):
        pane = VolumePane()
        async with staged(pane, floor, size, ascii=ascii):
            assert widths(pane) == {size[0] - 4}
            assert "\x1b" not in "".join(shown(pane))
            assert not ascii or "".join(shown(pane)).isascii()


def ranged(view: View) -> Floor:
    """Return a floor of the last seven days, the running one among them."""
    floor = floors.busy()
    starts = tuple(floor.volume.starts[0] - DAY * (6 - i) for i in range(7))
    row = (5, 6, 7, 8, 9, 10, 4)
    volume = Volume(
        starts, row, row, tuple(300 + n for n in row), row, row, (200,) * 7, floor.volume.by_channel, None, "day",
        starts[-1] + DAY,
    )  # fmt: skip
    return replace(floor, volume=volume, view=view)


async def test_days_of_a_range_say_what_they_are_and_are_compared_with() -> None:
    pane = VolumePane()
    async with staged(pane, ranged(View("7d")), (100, 15)):
        assert title(pane) == "Queue volume · last 7 days, against the 7 days before"
        lines = shown(pane)
        assert lines[0] == "▀▄ backlog 347   ⠒⠒ the 7 days before 200"
        assert lines[7] == "▀ in ▲ 10   ▄ out ▼ 10   per day"
        assert lines[12].split() == [f"11-{day}" for day in range(15, 22)]
        assert widths(pane) == {96}


async def test_a_filtered_day_is_compared_with_last_week() -> None:
    pane = VolumePane()
    async with staged(pane, replace(floors.busy(), view=View(where="team:a")), (100, 15)):
        assert title(pane) == "Queue volume · today, against last week"
        assert shown(pane)[0] == "▀▄ backlog 347   ⠒⠒ last week 306"


async def test_a_range_of_the_future_has_nothing_to_draw() -> None:
    pane = VolumePane()
    none = (None,) * 7
    floor = ranged(View("2027-01-01..2027-01-07"))
    volume = replace(floor.volume, inflow=none, outflow=none, backlog=none, last_backlog=none)
    async with staged(pane, replace(floor, volume=replace(volume, starts=tuple(s + 90 * DAY for s in volume.starts),
                                                          ends=volume.ends + 90 * DAY)), (80, 9)):  # fmt: skip
        assert "no day of this range is over yet" in "".join(shown(pane))
