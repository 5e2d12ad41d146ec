"""Queue volume: legend, charts by size, and that nothing is drawn twice."""

from dataclasses import replace

import pytest

from cxtui.console.panes.volume import VolumePane
from cxtui.kpis.floor import Volume
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
