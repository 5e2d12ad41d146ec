"""What all panes share: themes, staleness, frames, and panes that are not mounted yet."""

import pytest

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.response import ResponsePane
from cxtui.console.themes import DARK, LIGHT
from cxtui.kpis.floor import Floor
from tests.console import floors
from tests.console.panes.stage import Repaints, shown, staged, title


class Seconds(Pane):
    """A pane that says what time it is."""

    CLOCKS = True

    def __init__(self) -> None:
        super().__init__("Seconds")

    def lines(self, width: int, height: int) -> list[Line]:
        return [(Cell(f"{self.now % 60:02}", "bad"),), *[(Cell("x" * width),)] * (height + 5)]

    def heading(self) -> tuple[str, str]:
        return f"[b]{self.now % 60}[/b]", ""


@pytest.mark.parametrize("role", ["", "faint", "good", "warn", "bad", "paused"])
async def test_a_stale_pane_is_dimmed_and_recovers(role: str) -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (80, 12)) as (_, pilot):
        fresh = pane.style(role).color
        pane.fade(True)
        await pilot.pause()
        assert pane.style(role).color is not None
        assert pane.style(role).color.triplet.hex == DARK.faded  # type: ignore[union-attr]
        pane.fade(False)
        await pilot.pause()
        assert pane.style(role).color == fresh


async def test_colours_come_from_the_theme() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (80, 12)) as (stage, pilot):
        for theme, palette in (("dark", DARK), ("light", LIGHT)):
            stage.theme = theme
            await pilot.pause()
            clock = next(s for s in pane.render_line(1) if "-02:57" in s.text)
            assert clock.style is not None and clock.style.color is not None and clock.style.bgcolor is not None
            assert clock.style.color.triplet.hex == palette.bad  # type: ignore[union-attr]
            assert clock.style.bgcolor.triplet.hex == palette.ground  # type: ignore[union-attr]


async def test_a_count_in_the_title_repaints_the_edge_alone() -> None:
    pane = Seconds()
    async with staged(pane, floors.busy(), (30, 6)):
        repaints = Repaints(pane)
        pane.tick(floors.NOW + 1)
        regions = repaints.take()
        assert [(r.y, r.height) for r in regions if r is not None] == [(0, 1), (-1, 1)]
        assert None not in regions
        assert title(pane) == "[b]8[/b]"
        assert shown(pane)[0] == "08"


async def test_lines_beyond_the_pane_are_left_out() -> None:
    pane = Seconds()
    async with staged(pane, floors.busy(), (30, 6)):
        assert shown(pane) == ["07", *["x" * 26] * 3]


async def test_a_pane_without_a_picture_waits() -> None:
    pane = ResponsePane()
    async with staged(pane, None, (60, 9)):
        pane.tick(floors.NOW)
        assert shown(pane)[3].strip() == "waiting for data"


async def test_what_was_shown_before_the_pane_had_a_place_is_there_when_it_has() -> None:
    pane = ResponsePane()
    floor: Floor = floors.busy()
    pane.show(floor)
    pane.tick(floor.as_of + 1)
    async with staged(pane, None, (80, 12)):
        assert "-02:58" in shown(pane)[1]


async def test_switching_to_ascii_redraws_all() -> None:
    pane = ResponsePane()
    async with staged(pane, floors.busy(), (100, 12)) as (_, pilot):
        pane.ascii = True
        await pilot.pause()
        assert "◆" not in "".join(shown(pane)) and "*" in shown(pane)[1]
        assert title(pane).startswith("First response - 34")
