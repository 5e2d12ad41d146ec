"""Headlines: tall cards, cards, one line; and what is said where a number is missing."""

from dataclasses import replace

import pytest

from cxtui.console.panes.headlines import HeadlinesPane
from cxtui.kpis.floor import Floor
from cxtui.kpis.value import NormState
from tests.console import floors
from tests.console.panes.stage import Repaints, shown, staged, widths


@pytest.mark.parametrize(
    ("size", "height"),
    [((80, 24), 1), ((95, 40), 1), ((96, 24), 4), ((120, 36), 4), ((200, 24), 4), ((200, 50), 7), ((120, 15), 1)],
)
async def test_the_height_follows_the_terminal(size: tuple[int, int], height: int) -> None:
    pane = HeadlinesPane()
    async with staged(pane, floors.busy(), size):
        assert pane.size.height == height
        assert widths(pane) == {size[0]}


async def test_one_line_says_five_numbers_with_their_states() -> None:
    pane = HeadlinesPane()
    async with staged(pane, floors.busy(), (80, 24)):
        assert shown(pane) == [" Open 347 !  First 4:12 ✓  Target 78 % !  CSAT 91 % ✓  Esc 6.1 % X"]


async def test_a_line_keeps_whole_numbers_when_it_gets_short() -> None:
    pane = HeadlinesPane()
    async with staged(pane, floors.busy(), (40, 12)):
        assert shown(pane) == [" Open 347 !  First 4:12 ✓  Target 78 % !"]
    wide = HeadlinesPane()
    async with staged(wide, floors.busy(), (200, 12)):
        assert shown(wide)[0].startswith(" Open 347 ! ▲ 41  First 4:12 ✓ ▼ 8 %  Target 78 % ! ▼ 3 pt")
        assert shown(wide)[0].endswith("New 412 ▲ 35")


async def test_cards_say_number_state_change_and_norm() -> None:
    pane = HeadlinesPane()
    async with staged(pane, floors.busy(), (120, 36)):
        edge = "─" * 22
        titles = ("Open", "First response", "In target", "CSAT", "Escalated")
        assert shown(pane) == [
            "".join(f"╭─ {title} {'─' * (19 - len(title))}╮" for title in titles),
            "│ 347 !  ▲ 41          ││ 4:12 ✓  ▼ 8 %        ││ 78 % !  ▼ 3 pt       │"
            "│ 91 % ✓  ▲ 2 pt       ││ 6.1 % X  ▲ 1 pt      │",
            "│ in 62/h  out 55/h    ││ p90 11:40 · 34 wait  ││ norm 80 % · n 401    │"
            "│ norm 85 % · n 143    ││ 21 open, 3 late      │",
            f"╰{edge}╯" * 5,
        ]


async def test_tall_cards_read_across_a_room() -> None:
    pane = HeadlinesPane()
    async with staged(pane, floors.busy(), (200, 50)):
        first = [line[:34] for line in shown(pane)]
        assert first == [
            "╭─ Open ─────────────────────────╮",
            "│ ▀▀█ █ █ ▀▀█                    │",
            "│  ▀█ ▀▀█   █ !                  │",
            "│ ▀▀▀   ▀   ▀  ▲ 41              │",
            "│ in 62/h  out 55/h              │",
            "│ norm 320                       │",
            "╰────────────────────────────────╯",
        ]
        assert "Created today" in shown(pane)[0]


async def test_a_number_without_data_says_why() -> None:
    pane = HeadlinesPane()
    async with staged(pane, floors.gaps(), (120, 36)):
        assert shown(pane)[1].split("││")[3].strip() == "– no ratings: import"
        assert shown(pane)[2].split("││")[3].strip() == "a rating table"
        assert shown(pane)[0].startswith("╭─ Open ─")


async def test_the_reason_is_in_a_tooltip_too() -> None:
    pane = HeadlinesPane()
    async with staged(pane, floors.gaps(), (120, 36)) as (_, pilot):
        await pilot.hover(pane, offset=(80, 1))
        assert pane.tooltip == "CSAT: no ratings: import a rating table"
        await pilot.hover(pane, offset=(2, 1))
        assert pane.tooltip is None


async def test_before_the_first_picture_it_waits() -> None:
    pane = HeadlinesPane()
    async with staged(pane, None, (120, 36)):
        assert "waiting for data" in "".join(shown(pane))


async def test_only_what_differs_is_repainted() -> None:
    pane = HeadlinesPane()
    async with staged(pane, floors.busy(), (120, 36)):
        repaints = Repaints(pane)
        pane.show(floors.busy())
        pane.tick(floors.NOW + 1)
        assert repaints.take() == []


@pytest.mark.parametrize("make", [floors.empty, floors.one_ticket, floors.hostile, floors.as_of_2016])
@pytest.mark.parametrize("size", [(40, 12), (96, 24), (200, 50)])
async def test_every_floor_fits_every_size(make: object, size: tuple[int, int]) -> None:
    pane = HeadlinesPane()
    assert callable(make)
    picture: Floor = make()
    async with staged(pane, picture, size, ascii=size[0] == 96):
        assert widths(pane) == {size[0]}
        assert size[0] != 96 or "".join(shown(pane)).isascii()


@pytest.mark.parametrize(
    ("value", "state", "line"),
    [
        (10**13, "warn", "10,000,000,000,000 !"),
        (10**14, "warn", "100,000,000,000,000…"),
        (10**14, "none", "100,000,000,000,000 "),
        (10**15, "none", "1,000,000,000,000,0…"),
    ],
)
async def test_a_number_longer_than_its_card_is_cut_and_the_frame_stays(
    value: int, state: NormState, line: str
) -> None:
    picture = floors.busy()
    backlog = replace(picture.metrics["backlog"], value=value, previous=None, state=state)
    pane = HeadlinesPane()
    async with staged(pane, replace(picture, metrics={**picture.metrics, "backlog": backlog}), (96, 24)):
        assert widths(pane) == {96}
        assert shown(pane)[1][:25] == f"│ {line} ││"
