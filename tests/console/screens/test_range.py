"""Choosing a time range: rows, digits, a range written out, and what it is compared with."""

from dataclasses import replace
from threading import Event

from textual.widgets import Input

from cxtui.console.app import CxtuiApp
from cxtui.console.keys import KeyTable
from cxtui.console.screens.prompt import Prompt
from cxtui.kpis.floor import Floor
from cxtui.kpis.query import WHOLE, View
from tests.console import floors
from tests.console.fakes import FakeFeed, console
from tests.console.hand import SMALL, WIDE, Hand, header, screen_text, shown, until


def prompt(app: CxtuiApp) -> Prompt:
    """Return the prompt that is open."""
    assert isinstance(app.screen, Prompt)
    return app.screen


async def opened(pilot: Hand, key: str = "t") -> None:
    await shown(pilot)
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, Prompt))


async def closed(pilot: Hand) -> None:
    await until(pilot, lambda: not isinstance(pilot.app.screen, Prompt))


async def test_a_digit_takes_its_row_and_the_header_says_so() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        rows = screen_text(app)
        for i, words in enumerate(
            ("as usual: each number its own", "today", "yesterday", "last 7 days", "last 30 days", "last 90 days",
             "this quarter", "another one", "compared with: the period before")
        ):  # fmt: skip
            assert f"{i}  {words}" in rows
        await pilot.press("3")
        await closed(pilot)
        await until(pilot, lambda: View("7d") in feed.views and not app.picture.pending)
        assert "Support floor · all teams · last 7 days, against the 7 days before" in header(app)
        assert "● live" in header(app)
        await opened(pilot)
        await pilot.press("0")
        await until(pilot, lambda: app.picture.view == WHOLE)
        assert "last 7 days" not in header(app)


async def test_arrows_go_round_and_enter_takes() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await pilot.press("up", "down", "down", "j", "k", "enter")
        await closed(pilot)
        await until(pilot, lambda: app.picture.view == View("today"))


async def test_a_range_written_out_is_checked_as_it_is_written() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("7")
        await until(pilot, lambda: prompt(app).query_one(Input).has_focus)
        assert "write 7d, 2026-03" in screen_text(app)
        await pilot.press(*"2026-13")
        await until(pilot, lambda: "'2026-13' is no period" in screen_text(app))
        await pilot.press("enter")
        assert app.picture.view == WHOLE
        await pilot.press("backspace", "backspace", *"11-01..2026-11-05", "enter")
        await closed(pilot)
        await until(pilot, lambda: app.picture.view == View("2026-11-01..2026-11-05"))
        assert "2026-11-01..2026-11-05, against the period before" in header(app)
        await opened(pilot)
        assert prompt(app).query_one(Input).value == "2026-11-01..2026-11-05"


async def test_what_it_is_compared_with_is_turned_and_taken_with_a_range() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("8")
        await until(pilot, lambda: "compared with: the same weekdays before" in screen_text(app))
        assert app.picture.view == WHOLE
        await pilot.press("1")
        await until(pilot, lambda: app.picture.view == View("today", "", "weekdays"))
        assert "today, against the same weekdays before" in header(app)


async def test_escape_leaves_and_changes_nothing() -> None:
    app, _ = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("down", "down", "8", "escape")
        await closed(pilot)
        await pilot.pause()
        assert app.picture.view == WHOLE and not app.board.maximised


async def test_keys_that_were_remapped_work_and_stand_at_the_foot() -> None:
    keys = KeyTable.remapped({"back": "f8", "down": "f6", "open": "f7", "range": "f9"})
    app, _ = console(floors.busy(), keys=keys)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "f9")
        assert "F6 choose  F7 take  F8 leave" in screen_text(app)
        await pilot.press("f8")
        await closed(pilot)
        await opened(pilot, "f9")
        await pilot.press("f6", "f6", "f7")
        await closed(pilot)
        await until(pilot, lambda: app.picture.view == View("yesterday"))


class SlowFeed(FakeFeed):
    """A feed that reads another view only when it is let."""

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor)
        self.gate = Event()

    def read(self, view: View = WHOLE) -> Floor:
        if view != WHOLE:
            assert self.gate.wait(20)
        assert self.floor is not None
        return replace(super().read(view), view=view)


async def test_until_the_new_view_is_read_the_old_picture_stays_and_says_so() -> None:
    app, _ = console(floors.busy())
    feed = SlowFeed(floors.busy())
    app.poller._factory = lambda: feed
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await pilot.press("3")
        await closed(pilot)
        await until(pilot, lambda: "reading" in header(app))
        assert "last 7 days" in header(app)
        assert app.board.panes["response"].has_class("-stale")
        assert "Open 347" in screen_text(app)
        feed.gate.set()
        await until(pilot, lambda: "reading" not in header(app))
        assert not app.board.panes["response"].has_class("-stale")


async def test_a_view_that_cannot_be_read_is_told_with_the_old_numbers_dim() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot)
        feed.trouble = ("failed", "reading took too long")
        await pilot.press("t", "4")
        await until(pilot, lambda: "UNREADABLE" in header(app))
        assert app.board.panes["response"].has_class("-stale")
        feed.trouble = None
        await until(pilot, lambda: "UNREADABLE" not in header(app))
