"""The screen of response: what it asks, what its panes show together, and what keys do on it."""

from dataclasses import replace

import pytest

from cxtui.console.screens.number import NumberPage
from cxtui.console.screens.response import NUMBERS, ResponseScreen
from cxtui.console.screens.ticket import TicketPage
from tests.console import floors
from tests.console.fakes import console
from tests.console.hand import MIDDLE, SMALL, WIDE, screen_text, until, visible
from tests.console.pictures import Pictures
from tests.console.screens.waits import answered, gone, of_response, tell, without_data
from tests.console.test_snapshots import Compare

PANES = {"response", "levels", "spread", "priorities", "figures", "trend"}


@pytest.mark.parametrize("size", [WIDE, (240, 60)])
async def test_a_wall_has_room_for_everything(size: tuple[int, int]) -> None:
    app, feed = console(floors.busy())
    tell(feed, of_response())
    async with app.run_test(size=size) as pilot:
        await gone(pilot, "3", "response")
        assert isinstance(app.board, ResponseScreen)
        assert visible(app) == PANES
        shown = screen_text(app)
        for words in (
            "First response · 34 waiting", "● chat 88 % ✓", "█ answered 60   ░ waiting 4", "◂ chat ≤ 2 min",
            "norm of ▲ 1 d 0 h", "Reply time, median", "8:20",
        ):  # fmt: skip
            assert words in shown, words
        assert {query.names[0] for query in feed.queried if query.kind == "number"} == set(NUMBERS)


async def test_a_small_terminal_asks_for_the_pane_it_shows() -> None:
    app, feed = console(floors.busy())
    tell(feed, of_response())
    async with app.run_test(size=SMALL) as pilot:
        await gone(pilot, "3", "response")
        assert visible(app) == {"response"}
        assert not [query for query in feed.queried if query.kind in ("series", "spread", "list", "number")]
        await pilot.press("tab")
        await until(pilot, lambda: visible(app) == {"levels"})
        await answered(pilot)
        assert "▲ email 60 % X" in screen_text(app)
        assert {query.kind for query in feed.queried} == {"series"}


async def test_enter_opens_a_waiting_ticket_and_x_the_number_at_hand() -> None:
    app, feed = console(floors.busy())
    tell(feed, of_response())
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot, "3", "response")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.page, TicketPage))
        await pilot.press("escape")
        app.board.go("figures")
        await pilot.press("down", "down", "down", "x")
        await until(pilot, lambda: isinstance(app.page, NumberPage))
        assert isinstance(app.page, NumberPage) and app.page.number_name == "first_resolution_mean"
        await pilot.press("escape")
        app.board.go("levels")
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.page, NumberPage))
        assert isinstance(app.page, NumberPage) and app.page.number_name == "service_level"


async def test_one_ticket_is_no_trouble() -> None:
    app, feed = console(floors.one_ticket())
    answers = of_response()
    tell(feed, answers)
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot, "3", "response")
        assert "First response · 1 waiting" in screen_text(app)


async def test_without_data_every_pane_says_what_to_import() -> None:
    app, feed = console(floors.empty())
    tell(feed, without_data(of_response()))
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot, "3", "response")
        shown = screen_text(app)
        assert shown.count("import") >= 6
        assert "nothing imported yet" in shown and "event rows of kind message" in shown


async def test_another_picture_keeps_what_was_answered() -> None:
    app, feed = console(floors.busy())
    tell(feed, of_response())
    async with app.run_test(size=WIDE) as pilot:
        await gone(pilot, "3", "response")
        whole = floors.busy()
        feed.put(replace(whole, responses=replace(whole.responses, waiting=99)))
        await until(pilot, lambda: "First response · 99 waiting" in screen_text(app))
        assert "● chat 88 % ✓" in screen_text(app)


async def test_picture(pictures: Pictures) -> None:
    for ascii, looks in (
        (False, ((SMALL, "dark", "{size}"), (MIDDLE, "light", "{size}-light"), (WIDE, "dark", "{size}"))),
        (True, ((MIDDLE, "dark", "{size}-ascii"),)),
    ):
        app, feed = console(floors.busy(), ascii=ascii)
        tell(feed, of_response())
        await pictures.looks(app, looks, lambda pilot: gone(pilot, "3", "response"))


def test_picture_without_data(snap_compare: Compare) -> None:
    app, feed = console(floors.empty())
    tell(feed, without_data(of_response()))
    assert snap_compare(app, terminal_size=WIDE, run_before=lambda pilot: gone(pilot, "3", "response"))
