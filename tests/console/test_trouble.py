"""The console when time passes without news, the store is in trouble, and when it recovers by itself."""

import pytest

from cxtui.kpis.floor import Floor
from tests.console import floors
from tests.console.fakes import console
from tests.console.floors import NOW
from tests.console.hand import MIDDLE, SMALL, header, screen_text, shown, until, visible


async def test_countdowns_and_staleness_run_without_any_reading() -> None:
    time_now = [NOW]
    app, feed = console(floors.busy(), clock=lambda: time_now[0])
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        assert "-02:57" in screen_text(app)
        time_now[0] += 1
        app.tick()
        await pilot.pause()
        assert "-02:58" in screen_text(app)
        assert "live 3 s · event 15 s" in header(app)
        time_now[0] += 300
        app.tick()
        await pilot.pause()
        assert "STALE  helpdesk 5 min (allowed 5 min)" in header(app)
        assert all(pane.has_class("-stale") for pane in app.board.panes.values())
        assert feed.reads == 1
        feed.put(floors.busy(time_now[0]))
        await until(pilot, lambda: "live 2 s" in header(app))
        assert not any(pane.has_class("-stale") for pane in app.board.panes.values())


async def test_a_floor_of_the_past_stands_still_and_is_not_stale() -> None:
    time_now = [NOW]
    app, _ = console(floors.as_of_2016(), clock=lambda: time_now[0])
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        before = screen_text(app)
        time_now[0] += 3600
        app.tick()
        await pilot.pause()
        assert screen_text(app) == before
        assert " AS OF  2016-03-31 23:59" in header(app)
        assert not app.board.panes["response"].has_class("-stale")


async def test_a_store_that_is_missing_at_first_comes_up_by_itself() -> None:
    app, feed = console(floors.busy(), trouble=("missing", "No store at here.db. Run cxtui import, or cxtui demo."))
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "MISSING" in header(app))
        text = screen_text(app)
        assert "No store at here.db. Run cxtui import, or cxtui demo." in text
        assert "First response" not in text
        assert "0" not in text.split("MISSING")[-1].split("here.db")[0]
        await pilot.press("tab", "m", "enter", "p", "escape")
        feed.trouble = None
        await shown(pilot)
        assert visible(app)
        assert "live 2 s" in header(app)


async def test_trouble_keeps_the_last_picture_with_its_age_and_ends_by_itself() -> None:
    time_now = [NOW]
    app, feed = console(floors.busy(), clock=lambda: time_now[0])
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        feed.trouble = ("corrupt", "The store is damaged. Run cxtui store check.")
        await until(pilot, lambda: "CORRUPT" in header(app))
        time_now[0] += 17
        app.tick()
        await pilot.pause()
        text = screen_text(app)
        assert "CORRUPT  picture of 14:32:07, 17 s old" in header(app)
        assert "The store is damaged. Run cxtui store check." in text
        assert "#48120" in text
        assert app.board.panes["response"].has_class("-stale")
        feed.trouble = None
        await until(pilot, lambda: "CORRUPT" not in header(app))
        assert "damaged" not in screen_text(app)


async def test_the_same_trouble_twice_is_told_twice() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        for _ in range(2):
            feed.trouble = ("locked", "held")
            await until(pilot, lambda: "LOCKED" in header(app))
            feed.trouble = None
            await until(pilot, lambda: "LOCKED" not in header(app))


async def test_an_error_nobody_expected_in_the_feed_does_not_end_the_app() -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)
        feed.error = ZeroDivisionError("[bold]division[/] by zero")
        await until(pilot, lambda: "UNREADABLE" in header(app))
        assert "[bold]division[/] by zero" in screen_text(app)
        feed.error = None
        await until(pilot, lambda: "live" in header(app))


async def test_a_pane_that_cannot_be_drawn_is_a_state_and_not_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    app, feed = console(floors.busy())
    async with app.run_test(size=MIDDLE) as pilot:
        await shown(pilot)

        def break_down(floor: Floor) -> None:
            raise LookupError("no such [b]row[/]")

        with monkeypatch.context() as patch:
            patch.setattr(app.board.panes["agents"], "took", break_down)
            feed.put(floors.quiet())
            await until(pilot, lambda: "UNREADABLE" in header(app))
            assert "The pane agents cannot be drawn (LookupError: no such [b]row[/])." in screen_text(app)
            *panes, _, _ = screen_text(app).rstrip("\n").split("\n")
            assert "#48120" not in "\n".join(panes)
        feed.put(floors.busy())
        await until(pilot, lambda: "live" in header(app))
