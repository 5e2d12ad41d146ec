"""The line of events on the boards, and the page that lists them."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from cxtui.console.app import CxtuiApp
from cxtui.console.bar import Bar
from cxtui.console.draw.strips import width_of
from cxtui.console.event_strip import strip_line
from cxtui.console.keys import KeyTable
from cxtui.console.picture import Picture
from cxtui.console.screens.events import EventsPage
from cxtui.console.screens.page import SheetPane
from cxtui.console.screens.ticket import TicketPage
from cxtui.kpis.floor import Floor, Responses
from tests.console.fakes import FakeFeed, console
from tests.console.floors import HOSTILE, NOW, busy, quiet
from tests.console.hand import MIDDLE, SMALL, screen_text, shown, until
from tests.console.parts import waiting


def at(seconds: int) -> Floor:
    """Return the busy floor some seconds on: the promises of 48122 and those after it break at 44 s and every 37 s."""
    return replace(busy(), as_of=NOW + seconds)


def line(picture: Picture, width: int, ascii: bool = False) -> str:
    return "".join(cell.text for cell in strip_line(picture, KeyTable(), width, ascii)[0])


def seen(floor: Floor, *later: Floor) -> Picture:
    picture = Picture(lambda: max(one.as_of for one in (floor, *later)))
    for one in (floor, *later):
        picture.take(one)
    return picture


def strip_of(app: CxtuiApp) -> str:
    return app.board.query_one("#events", Bar).text


async def moved(pilot: Pilot[None], app: CxtuiApp, feed: FakeFeed, floor: Floor) -> None:
    """Commit a floor and wait until the console has it."""
    feed.put(floor)
    await until(pilot, lambda: app.picture.newest is not None and app.picture.newest.as_of == floor.as_of)
    app.tick()
    await pilot.pause()


def test_the_newest_stand_first_and_as_many_as_fit_whole() -> None:
    picture = seen(busy(), at(45))
    newest = " 14:32 X #48122 broke · email · P2 · 1 s ago"
    before = "   14:29 X #48121 broke · phone · P3 · 2 min ago"
    assert line(picture, 120) == newest + before + " " * 15 + "e all events "
    assert line(picture, 105).startswith(newest + " " * 9) and line(picture, 105).endswith(" e all events ")
    assert line(picture, 200).count(" ago") == 3


@pytest.mark.parametrize("width", [40, 41, 57, 58, 80, 120, 200])
def test_the_line_is_never_wider_than_the_screen(width: int) -> None:
    row = replace(waiting(1, 1)[0], ticket=HOSTILE[0], channel=HOSTILE[5], priority=HOSTILE[3])
    hostile = replace(busy(), responses=Responses(rows=(row,), waiting=1))
    for floor in (busy(), quiet(), hostile):
        for ascii in (False, True):
            cells, spots = strip_line(seen(floor), KeyTable(), width, ascii)
            assert width_of(cells) <= width
            assert spots == ((0, width, "events"),)


def test_ascii_is_ascii() -> None:
    assert line(seen(busy(), at(45)), 120, ascii=True).startswith(" 14:32 X #48122 broke - email - P2 - 1 s ago")
    assert line(seen(busy(), at(45)), 200, ascii=True).isascii()


def test_a_floor_on_which_nothing_happened_says_so() -> None:
    assert line(seen(quiet()), 80).startswith(" nothing has happened yet")


def test_what_is_younger_than_a_minute_stands_out() -> None:
    rest = replace(busy(), responses=Responses(rows=busy().responses.rows[:3], waiting=3))
    for age, role_then in ((1, "strong"), (59, "strong"), (60, "")):
        cells, _ = strip_line(seen(rest, replace(rest, as_of=NOW + 44 + age)), KeyTable(), 120)
        assert next(cell.role for cell in cells if "48122" in cell.text) == role_then


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_the_floor_tells_what_just_happened(size: tuple[int, int]) -> None:
    app, feed = console(busy(), clock=lambda: NOW + 50)
    async with app.run_test(size=size) as pilot:
        await shown(pilot)
        await moved(pilot, app, feed, at(50))
        assert strip_of(app).startswith(" 14:32 X #48122 broke · email · P2 · 6 s ago")
        assert "#48122 broke · email · P2 · 6 s ago" in screen_text(app)
        await pilot.press("3")
        await until(pilot, lambda: app.board.NAME == "response")
        await pilot.pause()
        assert strip_of(app).startswith(" 14:32 X #48122 broke")


async def test_a_screen_without_room_has_no_strip() -> None:
    app, _ = console(busy())
    async with app.run_test(size=(80, 23)) as pilot:
        await shown(pilot)
        await pilot.pause()
        assert not app.board.query_one("#events").display and "all events" not in screen_text(app)


async def test_the_page_lists_all_and_enter_opens_the_ticket_of_the_newest() -> None:
    app, feed = console(busy(), clock=lambda: NOW + 50)
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await moved(pilot, app, feed, at(50))
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.page, EventsPage))
        await pilot.pause()
        page = app.page
        assert page is not None
        rows = ["".join(cell.text for cell in one) for one in page.query_one(SheetPane).lines(100, 30)]
        assert rows[0].startswith("─ Sat 21 Nov ─")
        assert rows[1].rstrip() == "14:32:51       6 s  •X #48122 broke · email · P2"
        assert rows[2].rstrip() == "14:29:57     3 min   X #48121 broke · phone · P3"
        assert len(rows) == 1 + 3 + 8
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.page, TicketPage))
        assert feed.queried[-1].names == ("helpdesk", "48122")


async def test_what_came_while_a_page_was_open_is_told_after_it() -> None:
    app, feed = console(busy(), clock=lambda: NOW + 90)
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await moved(pilot, app, feed, at(20))
        await pilot.press("?")
        await until(pilot, lambda: app.page is not None)
        await moved(pilot, app, feed, at(90))
        await pilot.press("escape")
        await until(pilot, lambda: app.page is None)
        app.tick()
        assert strip_of(app).startswith(" since you last looked at 14:33: 2 broke   14:33 X #48123 broke")


async def test_what_comes_while_the_page_of_events_is_open_was_seen() -> None:
    app, feed = console(busy(), clock=lambda: NOW + 90)
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.page, EventsPage))
        await moved(pilot, app, feed, at(90))
        await pilot.press("escape")
        await until(pilot, lambda: app.page is None)
        app.tick()
        assert strip_of(app).startswith(" 14:33 X #48123 broke")


async def test_a_held_picture_tells_nothing_later_and_then_counts_it() -> None:
    clock = [NOW + 20]
    app, feed = console(busy(), clock=lambda: clock[0])
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        await pilot.press("p")
        clock[0] = NOW + 50
        await moved(pilot, app, feed, at(50))
        assert strip_of(app).startswith(" 14:29 X #48121 broke")
        await pilot.press("p")
        app.tick()
        assert strip_of(app).startswith(" since you last looked at 14:32: 1 broke   14:32 X #48122 broke")
