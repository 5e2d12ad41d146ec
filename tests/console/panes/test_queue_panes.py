"""The queue's panes: every number on its line, bars as long as their numbers, and what is said while there is none."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.message import Message

from cxtui.console.messages import OpenCustomer, OpenList, QueryAnswered
from cxtui.console.panes.ages import AgesPane, balanced
from cxtui.console.panes.customers import CustomersPane
from cxtui.console.panes.drivers import DriversPane
from cxtui.console.panes.heat import HeatPane
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.splits import SplitsPane
from cxtui.kpis.lists import ListTable
from tests.console import answers, floors
from tests.console.panes.explained import queries, tell
from tests.console.panes.stage import settle, shown, staged, subtitle, title, widths


def top(id: str = "top") -> CustomersPane:
    return CustomersPane("Customers", "top_customers", id=id, show=("name", "tickets", "oldest"), bar="tickets")


def cells(pane: Pane, **instead: ListTable) -> list[object]:
    """Return the answers to what a pane inquires."""
    found = {**answers.lists(), **instead}
    return [found[one.names[0]] for one in queries(pane)]


def sent(pane: Pane) -> list[Message]:
    """Return what a pane posts, as it does."""
    found: list[Message] = []
    post = pane.post_message

    def note(message: Message) -> bool:
        found.append(message)
        return post(message)

    pane.post_message = note  # type: ignore[method-assign]
    return found


async def test_ages_with_bars_counts_shares_and_the_norm() -> None:
    pane = AgesPane(id="ages")
    async with staged(pane, floors.busy(), (80, 16)) as (_, pilot):
        tell(pane, *cells(pane))
        await settle(pilot)
        lines = shown(pane)
        assert [" ".join(line.replace("━", "").split()) for line in lines[:8]] == [
            "under 1 h 12 12 %", "1 to 4 h 20 20 %", "4 to 24 h 26 26 %", "! 1 to 3 days 30 30 %",
            "! 3 to 7 days 11 11 %", "! 7 to 14 days 1 1 %", "14 to 30 days 0 0 %", "30 days and more 0 0 %",
        ]  # fmt: skip
        bars = [line.count("━") for line in lines[:8]]
        assert bars[3] == max(bars) and bars[0] == round(bars[3] * 12 / 30) and bars[5] >= 1 and bars[6:] == [0, 0]
        assert subtitle(pane) == "42 % of 100 over the norm"
        assert " ".join(" ".join(lines[-3:]).split()) == (
            "Balance: 92 at the start + 65 came (created 60, reopened 5) - 57 went (solved 55, merged 2) = 100"
        )
        assert widths(pane) == {76}


def test_the_balance_closes_in_words() -> None:
    words = balanced(answers.lists()["backlog_balance"])
    assert 92 + 65 - 57 == 100 and "(created 60, reopened 5)" in words


async def test_without_a_norm_nothing_is_over_it() -> None:
    pane = AgesPane(id="ages")
    async with staged(pane, floors.busy(), (60, 9)) as (_, pilot):
        rows = tuple((*row[:3], None) for row in answers.AGES)
        tell(pane, answers.table("backlog_age", "age tickets:count share:ratio over:count", *rows))
        await settle(pilot)
        assert not any("!" in line for line in shown(pane)) and subtitle(pane) == ""


async def test_what_the_ages_lack_is_said_though_the_balance_is_there() -> None:
    pane = AgesPane(id="ages")
    async with staged(pane, floors.busy(), (60, 9)) as (_, pilot):
        ages = replace(answers.lists()["backlog_age"], missing="map a column created_at")
        tell(pane, *cells(pane, backlog_age=ages))
        await settle(pilot)
        assert "map a column created_at" in " ".join(" ".join(shown(pane)).split())


async def test_topics_with_the_direction_they_went() -> None:
    pane = DriversPane(id="drivers")
    async with staged(pane, floors.busy(), (100, 12), focus=True) as (_, pilot):
        posted = sent(pane)
        tell(pane, *cells(pane))
        await settle(pilot)
        lines = [" ".join(line.replace("━", "").split()) for line in shown(pane)]
        assert lines[1].startswith("delivery 120") and lines[1].endswith("40 % 100 ▲ 20")
        assert lines[2].endswith("30 % 140 ▼ 50") and lines[4].startswith("none 30") and lines[4].endswith("10 ▲ 20")
        assert "± 0" in lines[3] and "\x1b" not in "".join(lines)
        bars = [line.count("━") for line in shown(pane)[1:5]]
        assert bars == [bars[0], round(bars[0] * 90 / 120), round(bars[0] * 60 / 120), round(bars[0] * 30 / 120)]
        await pilot.press("enter")
        assert [one.name for one in posted if isinstance(one, OpenList)] == ["drivers_by_product"]


async def test_nothing_grows_where_nothing_was_before() -> None:
    pane = DriversPane(id="drivers")
    async with staged(pane, floors.busy(), (100, 12)):
        rows = tuple((*row[:3], 0, row[1]) for row in answers.DRIVERS)
        tell(pane, answers.table("drivers", "topic tickets:count share:ratio before:count more:count", *rows))
        assert not any("▲" in line for line in shown(pane))


async def test_bars_are_as_long_as_their_share_of_the_most_and_of_none_there_is_none() -> None:
    pane = SplitsPane(id="splits")
    async with staged(pane, floors.busy(), (84, 12)):
        channels = answers.lists()["channels"]
        row = channels.rows[0]
        rows = tuple((name, *row[1:3], n, *row[4:]) for name, n in (("most", 100), ("half", 50), ("one", 1), ("no", 0)))
        tell(pane, replace(channels, rows=rows))
        most, *bars = [line.count("━") for line in shown(pane)[1:5]]
        assert most >= 6 and bars == [round(most / 2), 1, 0]


async def test_the_queue_side_by_side() -> None:
    pane = SplitsPane(id="splits")
    async with staged(pane, floors.busy(), (84, 12), focus=True) as (_, pilot):
        posted = sent(pane)
        found = cells(pane)
        tell(pane, found[0])
        # What was read stands there while the rest is being read.
        assert [" ".join(line.replace("━", "").split()) for line in shown(pane)[:3]] == [
            "by open created solved in time response CSAT",
            "channel email 140 616 593 82 % 8 h 30 –",
            "chat 60 500 490 X 71 % 9:30 85 %",
        ]
        tell(pane, *found)
        assert [" ".join(line.replace("━", "").split()) for line in shown(pane)[3:7]] == [
            "team none 120 816 803 – 5 h 33 –",
            "billing 80 300 280 ! 79 % 15:00 90 %",
            "priority normal 200 1,116 1,083 80 % 2 h 30 ! 84 %",
            "tier gold 30 200 190 90 % 2 h 13 X 60 %",
        ]
        assert widths(pane) == {80}
        await pilot.press("n")
        assert pane.chosen == ("channels", "chat")
        await pilot.press("n")
        assert pane.chosen == ("tiers", "gold")
        await pilot.press("enter")
        assert [one.name for one in posted if isinstance(one, OpenList)] == ["tiers"]


async def test_customers_are_opened_by_their_key_and_called_by_their_name() -> None:
    pane = top()
    async with staged(pane, floors.busy(), (70, 10), focus=True) as (_, pilot):
        posted = sent(pane)
        tell(pane, *cells(pane))
        lines = [" ".join(line.replace("━", "").split()) for line in shown(pane)[1:4]]
        assert lines == ["Acme GmbH 14 3 d 0 h", "東京電気 株式会社 9 7 h 00", "c3 2 11:40"]
        await pilot.press("down", "down", "enter")
        (opened,) = [one for one in posted if isinstance(one, OpenCustomer)]
        assert (opened.source, opened.customer) == ("desk", "c3")


async def test_the_running_hour_is_the_floors() -> None:
    pane = HeatPane(id="heat")
    # 21 November 2026 is a Saturday, and it is 14:32 in Warsaw.
    async with staged(pane, floors.busy(), (80, 14)) as (_, pilot):
        tell(pane, *cells(pane))
        await settle(pilot)
        lines = shown(pane)
        assert lines[6] == "Sat " + "   " * 8 + "░░ " * 6 + "[░]" + "░░ " * 4 + "░░"
        # 8 of 19 is in the second quarter, 14 in the third, 15 in the fourth.
        assert lines[1][4 + 8 * 3] == "▒" and lines[1][4 + 14 * 3] == "▓" and lines[1][4 + 15 * 3] == "█"
        assert lines[8] == "░░ to 4   ▒▒ to 9   ▓▓ to 14   ██ to 19   [ ] now"
        assert title(pane) == "Created by hour and weekday · 90 days"
        assert subtitle(pane) == "tickets of the whole period · Europe/Warsaw"
        drawn = pane.drawings
        pane.show(floors.busy(floors.NOW + 60))
        await settle(pilot)
        assert pane.drawings == drawn, "nothing changed within the hour"
        pane.show(floors.busy(floors.NOW + 3_600))
        await settle(pilot)
        assert pane.drawings == drawn + 1 and "[" in shown(pane)[6][4 + 15 * 3 :]


Make = Callable[..., Pane]
PANES: tuple[Make, ...] = (AgesPane, DriversPane, SplitsPane, HeatPane)
NAMES = ["ages", "drivers", "splits", "heat"]


@pytest.mark.parametrize("make", PANES, ids=NAMES)
async def test_what_is_said_in_the_place_of_numbers(make: Make) -> None:
    pane = make(id="pane")
    async with staged(pane, floors.empty(), (60, 12), ascii=True) as (_, pilot):
        assert any("reading..." in line for line in shown(pane))
        empty = answers.nothing()
        tell(pane, *(empty["list", one.names[0]] for one in queries(pane)))
        await settle(pilot)
        drawn = " ".join(" ".join(shown(pane)).split())
        assert drawn in ("+ none is open", "nothing in this period")


@pytest.mark.parametrize("make", PANES, ids=NAMES)
async def test_what_cannot_be_read_is_said(make: Make) -> None:
    pane = make(id="pane")
    async with staged(pane, floors.empty(), (60, 12)) as (_, pilot):
        tell(pane, None, trouble="the store is locked")
        await settle(pilot)
        assert any("the store is locked" in line for line in shown(pane))


@pytest.mark.parametrize("make", (*PANES, top), ids=[*NAMES, "customers"])
@pytest.mark.parametrize("size", [(40, 12), (60, 11), (80, 22), (200, 48)], ids=str)
async def test_at_every_size_lines_are_as_wide_as_the_pane(make: Make, size: tuple[int, int]) -> None:
    for ascii in (False, True):
        pane = make(id="pane")
        async with staged(pane, floors.hostile(), size, ascii=ascii) as (_, pilot):
            tell(pane, *cells(pane))
            await settle(pilot)
            assert widths(pane) == {size[0] - 4}
            lines = shown(pane)
            assert any(line for line in lines) and "\x1b" not in "".join(lines)
            if ascii:
                plain = [line for line in lines if "株" not in line]
                assert all(line.isascii() for line in plain), plain
            assert all(cell_len(line) <= size[0] - 4 for line in lines)


async def test_another_view_forgets_what_was_read() -> None:
    from cxtui.kpis.query import View

    pane = SplitsPane(id="splits")
    async with staged(pane, floors.busy(), (84, 12)):
        tell(pane, *cells(pane))
        before = queries(pane)
        pane.look(View(period="7d"))
        assert any("reading" in line for line in shown(pane))
        pane.answered(QueryAnswered(before[0], answers.lists()["channels"]))
        assert any("reading" in line for line in shown(pane)), "an answer for another view is none"
