"""Triggers on a wall: shown once and counted, taken up from a console beside it, and never again after a restart."""

from contextlib import closing
from pathlib import Path

from textual.pilot import Pilot

from cxtui.console.reviewing import ReviewDesk, ReviewPace
from cxtui.console.screens.acknowledge import AcknowledgePrompt
from cxtui.console.screens.review import ReviewPage
from cxtui.console.wall.app import WallApp, WallPlan
from cxtui.console.wall.quiet import parse_quiet
from cxtui.console.wall.remembered import OwnMemory
from cxtui.desk import Desk, Firing
from cxtui.kpis.triggers import TriggerReading
from tests.console import floors
from tests.console.fakes import FakeFeed, console
from tests.console.floors import NOW
from tests.console.hand import MIDDLE, SMALL, WIDE, screen_text, until
from tests.console.wall.walls import PAGES, Time, page, pass_by, ready, wall

QUICK = ReviewPace(look=0.01)
DOWN = TriggerReading("csat_down", "Satisfaction is down", NOW, None, True, False, "81.0 % of 21, 90.0 % of 40")
LATE = TriggerReading("stale:mail", "Data is older than its allowance", NOW, None, True, False, "2 h, allowed 5 min")


def desk_wall(
    path: Path, *readings: TriggerReading, plan: WallPlan | None = None, writable: bool = True
) -> tuple[WallApp, FakeFeed, Time]:
    """Return a wall with a desk file."""
    review = ReviewDesk(path, pace=QUICK, memory=OwnMemory(), writable=writable)
    app, feed, time = wall(floors.quiet(), plan or WallPlan((*PAGES, "scorecard"), 10), review=review)
    feed.readings = readings
    return app, feed, time


def kept(path: Path) -> dict[str, Firing]:
    with closing(Desk(path)) as desk:
        return {one.trigger: one for one in desk.read().firings}


async def reviewed(pilot: Pilot[None], app: WallApp) -> None:
    """Wait for the first picture and the first look at the desk."""
    await ready(pilot, app)
    await until(pilot, lambda: app.picture.review is not None)


async def test_what_fired_is_one_card_counted_in_the_file_and_shown_once(tmp_path: Path) -> None:
    path = tmp_path / "floor.desk.db"
    app, _, time = desk_wall(path, DOWN, LATE)
    async with app.run_test(size=WIDE) as pilot:
        await reviewed(pilot, app)
        await pass_by(pilot, app, time, 1)
        text = screen_text(app)
        assert page(app) == "SCORECARD" and "TRIGGER FIRED" in text and "2 numbers are to be looked into" in text
        assert "Satisfaction is down" in text and "81.0 % of 21, 90.0 % of 40" in text and "2 h, allowed 5 min" in text
        await until(pilot, lambda: [one.shown for one in kept(path).values()] == [1, 1])
        await pass_by(pilot, app, time, 20)
        for _ in range(6):
            assert page(app) == page(app).lower()
            await pass_by(pilot, app, time, 10, step=2)
    assert app.alerts.shown == 2
    again, _, time = desk_wall(path, DOWN, LATE)
    async with again.run_test(size=WIDE) as pilot:
        await reviewed(pilot, again)
        await pass_by(pilot, again, time, 12)
        assert again.alerts.shown == 0 and page(again) == "response", "a restart shows nothing old"


async def test_where_nothing_can_be_counted_it_says_so_and_shows_only_what_fires_from_now_on(tmp_path: Path) -> None:
    path = tmp_path / "floor.desk.db"
    app, feed, time = desk_wall(path, DOWN, writable=False)
    async with app.run_test(size=WIDE) as pilot:
        await reviewed(pilot, app)
        await pass_by(pilot, app, time, 3)
        assert page(app) == "floor" and app.alerts.shown == 0
        assert "alerts are kept here only: the desk file cannot be written" in screen_text(app)
        feed.readings = (DOWN, LATE)
        with closing(Desk(path, writable=True)) as other:
            other.settle((LATE,))
        await until(pilot, lambda: "stale:mail" in getattr(app.picture.review, "view").active)  # noqa: B009
        await pass_by(pilot, app, time, 1)
        assert page(app) == "SCORECARD" and "Data is older than its allowance" in screen_text(app)
        assert "Satisfaction" not in screen_text(app)
        await pass_by(pilot, app, time, 60)
        assert app.alerts.shown == 1
    assert kept(path)["stale:mail"].shown == 0


async def test_what_is_taken_up_at_a_console_leaves_the_wall(tmp_path: Path) -> None:
    path = tmp_path / "floor.desk.db"
    app, _, time = desk_wall(path, DOWN)
    async with app.run_test(size=WIDE) as pilot:
        await reviewed(pilot, app)
        await pass_by(pilot, app, time, 1)
        assert page(app) == "SCORECARD"
        with closing(Desk(path, writable=True)) as other:
            other.acknowledge("csat_down", "Ann", "2026-12-01", None, "ann", NOW)
        await until(pilot, lambda: app.card is None)
        await pass_by(pilot, app, time, 1)
        assert page(app) == "floor"


async def test_what_was_taken_up_while_it_waited_is_never_shown(tmp_path: Path) -> None:
    path = tmp_path / "floor.desk.db"
    plan = WallPlan(PAGES, 10, quiet=parse_quiet("14:32-14:33"))
    app, _, time = desk_wall(path, DOWN, LATE, plan=plan)
    async with app.run_test(size=MIDDLE) as pilot:
        await reviewed(pilot, app)
        await pass_by(pilot, app, time, 10, step=5)
        assert page(app) == "FLOOR" and len(app.alerts) == 2
        with closing(Desk(path, writable=True)) as other:
            other.acknowledge("csat_down", "Ann", "2026-12-01", None, "ann", NOW)
        await until(pilot, lambda: kept(path)["csat_down"].acknowledged is not None)
        await pilot.pause(0.1)
        await pass_by(pilot, app, time, 50, step=5)
        text = screen_text(app)
        assert "Data is older than its allowance" in text and "Satisfaction" not in text
        assert "1 number is to be looked into" in text


# At the console


async def test_a_key_on_the_page_of_the_review_takes_what_fired_up(tmp_path: Path) -> None:
    path = tmp_path / "floor.desk.db"
    app, feed = console(floors.busy(), review=ReviewDesk(path, pace=QUICK))
    feed.readings = (DOWN, LATE)
    async with app.run_test(size=MIDDLE) as pilot:
        await until(pilot, lambda: app.picture.review is not None and len(app.picture.review.view.active) == 2)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.page, ReviewPage))
        assert "a takes up what fired" in screen_text(app)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AcknowledgePrompt))
        prompt = screen_text(app)
        assert "csat_down" in prompt and "stale:mail" in prompt and "2026-11-28" in prompt
        await pilot.press("down", "ctrl+a", "ctrl+k", *"Bea 17q", "tab", "tab", *"look", "enter")
        await until(pilot, lambda: kept(path)["stale:mail"].acknowledged is not None)
        taken = kept(path)["stale:mail"].acknowledged
        assert taken is not None
        assert (taken.owner, taken.due, taken.note, taken.at) == ("Bea 17q", "2026-11-28", "look", NOW)
        assert kept(path)["csat_down"].acknowledged is None
        await until(pilot, lambda: "Bea 17q" in screen_text(app))
        assert isinstance(app.page, ReviewPage)


async def test_a_day_that_is_none_is_said_and_escape_takes_nothing_up(tmp_path: Path) -> None:
    path = tmp_path / "floor.desk.db"
    app, feed = console(floors.busy(), review=ReviewDesk(path, pace=QUICK))
    feed.readings = (DOWN,)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: app.picture.review is not None and app.picture.review.view.active)
        await pilot.press("r", "a")
        await until(pilot, lambda: isinstance(app.screen, AcknowledgePrompt))
        await pilot.press("tab", "ctrl+a", "ctrl+k", *"soon", "enter")
        assert "write it like 2026-03-31" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, AcknowledgePrompt))
        assert isinstance(app.page, ReviewPage)
    assert kept(path)["csat_down"].acknowledged is None


async def test_a_console_that_may_not_write_acknowledges_nothing_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "floor.desk.db"
    with closing(Desk(path, writable=True)) as other:
        other.settle((DOWN,))
    app, _ = console(floors.busy(), review=ReviewDesk(path, pace=QUICK, writable=False))
    async with app.run_test(size=MIDDLE) as pilot:
        await until(pilot, lambda: app.picture.review is not None)
        await pilot.press("r", "a")
        await until(pilot, lambda: "it acknowledges nothing" in screen_text(app))
        assert not isinstance(app.screen, AcknowledgePrompt) and "takes up what fired" not in screen_text(app)


async def test_what_nobody_has_to_take_up_is_said(tmp_path: Path) -> None:
    app, _ = console(floors.busy(), review=ReviewDesk(tmp_path / "floor.desk.db", pace=QUICK))
    async with app.run_test(size=MIDDLE) as pilot:
        await until(pilot, lambda: app.picture.review is not None)
        await pilot.press("r", "a")
        await until(pilot, lambda: "Nothing stands fired that nobody took up." in screen_text(app))


async def test_a_locked_console_writes_nothing_whatever_it_is_told(tmp_path: Path) -> None:
    from cxtui.console.messages import TakeUp

    path = tmp_path / "floor.desk.db"
    app, feed = console(floors.busy(), review=ReviewDesk(path, pace=QUICK))
    app.locked = True
    feed.readings = (DOWN,)
    async with app.run_test(size=MIDDLE) as pilot:
        await until(pilot, lambda: app.picture.review is not None and app.picture.review.view.active)
        await pilot.press("r", "a")
        await pilot.pause(0.1)
        assert not isinstance(app.screen, AcknowledgePrompt)
        app.post_message(TakeUp("csat_down", "Eve", "2026-12-01", None, "eve"))
        await pilot.pause(0.2)
    assert kept(path)["csat_down"].acknowledged is None
