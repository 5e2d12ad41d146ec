"""The wall on a terminal: pages in turn, alerts large, nothing that a hand can do, and time that misbehaves."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cxtui.clock import DAY
from cxtui.console.wall.app import WallPlan
from cxtui.console.wall.pages.ahead import AheadPage
from cxtui.console.wall.pages.levels import LevelsPage
from cxtui.console.wall.quiet import parse_quiet
from cxtui.errors import Trouble, UsageError
from tests.console import floors
from tests.console.floors import NOW, ZONE
from tests.console.hand import MIDDLE, SMALL, WIDE, screen_text, until
from tests.console.wall.walls import PAGES, due_in, page, pass_by, ready, wall


async def test_pages_follow_each_other_and_go_round() -> None:
    app, _, time = wall(floors.quiet())
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        seen = []
        for _ in range(4):
            seen.append(page(app))
            await pass_by(pilot, app, time, 10)
        assert seen == ["floor", "response", "escalations", "floor"]
        assert app.alerts.shown == 0


async def test_nothing_has_the_focus_and_no_row_a_cursor() -> None:
    app, _, time = wall(floors.busy())
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        for _ in range(3):
            assert app.focused is None
            assert not any("/cursor" in cell.role for pane in app.board.panes.values() for line in pane._lines
                           for cell in line)  # fmt: skip
            await pass_by(pilot, app, time, 10)


async def test_a_fresh_breach_is_large_once_holds_its_page_and_the_floor_goes_on() -> None:
    app, _, time = wall(due_in(-500, 5, 5, 900))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        await pass_by(pilot, app, time, 6)
        assert page(app) == "RESPONSE"
        text = screen_text(app)
        assert "PROMISE BROKEN" in text and "2 first responses are later than promised" in text
        assert "#48121 · phone · P3 · Billing" in text and "█" in text
        await pass_by(pilot, app, time, 9)
        assert page(app) == "RESPONSE"
        await pass_by(pilot, app, time, 1)
        assert page(app) == "response"
        await pass_by(pilot, app, time, 10)
        seen = []
        for _ in range(4):
            seen.append(page(app))
            await pass_by(pilot, app, time, 10)
        assert seen == ["floor", "response", "escalations", "floor"]
        assert app.alerts.shown == 2 and "2 alerts so far" in screen_text(app)


async def test_a_floor_that_is_always_late_still_rotates() -> None:
    app, _, time = wall(due_in(*range(1, 250, 3)))
    async with app.run_test(size=MIDDLE) as pilot:
        await ready(pilot, app)
        seen = []
        for _ in range(110):
            await pass_by(pilot, app, time, 1)
            seen.append(page(app))
        assert {"floor", "response", "escalations", "RESPONSE"} == set(seen)
        assert 25 <= seen.count("RESPONSE") <= 45


@pytest.mark.parametrize("locked", [False, True])
async def test_only_q_and_ctrl_c_do_anything_and_locked_not_even_they(locked: bool) -> None:
    app, _, _ = wall(floors.busy(), locked=locked)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        before = screen_text(app)
        keys = "1 2 3 m p r t / x ! ? f1 escape tab enter space ctrl+p ctrl+z ctrl+q ctrl+d ctrl+backslash a d y"
        await pilot.press(*keys.split())
        await pilot.click(offset=(5, 20))
        await pilot.pause()
        assert screen_text(app) == before and len(app.screen_stack) == 1
        await pilot.press("q" if locked else "m", "ctrl+c")
        await pilot.pause()
        assert app.is_running is locked
        assert app.return_code == (None if locked else 0)


def broken(monkeypatch: pytest.MonkeyPatch, *made: type) -> None:
    """Let screens fail while they are made."""

    def fails(self: object) -> None:
        raise ValueError("no")

    for one in made:
        monkeypatch.setattr(one, "make", fails)


@pytest.mark.parametrize(
    ("which", "left"),
    [(LevelsPage, ["floor", "escalations"]), (AheadPage, ["response", "escalations"])],
    ids=["a later one", "the first"],
)
async def test_a_page_that_cannot_be_made_is_left_out(
    monkeypatch: pytest.MonkeyPatch, which: type, left: list[str]
) -> None:
    broken(monkeypatch, which)
    app, _, time = wall(floors.quiet(), WallPlan(("nowhere", "floor", "response", "escalations"), 10))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        seen = []
        for _ in range(4):
            seen.append(page(app))
            await pass_by(pilot, app, time, 10)
        assert app.rotation.pages == left and seen == left * 2


def test_a_wall_without_any_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="none of the pages"):
        wall(floors.quiet(), WallPlan(("nowhere",)))
    broken(monkeypatch, AheadPage, LevelsPage)
    with pytest.raises(UsageError, match="none of the pages"):
        wall(floors.quiet(), WallPlan(("floor", "response")))


# What a wall survives


async def test_it_is_resized_down_to_a_notice_and_up_again() -> None:
    app, _, time = wall(due_in(5, 900))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        for size in (SMALL, (39, 11), (20, 5), MIDDLE, (300, 80), (41, 12), WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pass_by(pilot, app, time, 2)
            lines = screen_text(app).split("\n")
            assert len(lines) == size[1] and {len(line) for line in lines} == {size[0]}
            assert app.rotation.tick(time.ran) in (True, False)
        assert app.is_running and app.rotation.pages == list(PAGES)


async def test_a_store_that_is_locked_then_gone_keeps_its_picture_and_breaks_nothing() -> None:
    app, feed, time = wall(due_in(30, 900))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        troubles: tuple[Trouble, ...] = ("locked", "missing")
        for trouble in troubles:
            feed.trouble = (trouble, f"the store is {trouble}")
            await until(pilot, lambda trouble=trouble: app.picture.trouble == trouble)  # type: ignore[misc]
            await pass_by(pilot, app, time, 40, step=10)
            assert app.alerts.shown == 0 and len(app.alerts) == 0
        text = screen_text(app)
        assert page(app) == "response" and "the store is missing" in text
        await pass_by(pilot, app, time, 8, step=2)
        assert page(app) == "escalations", "it goes on turning, on the last picture"
        feed.trouble = None
        feed.put(due_in(30, 900, now=time.now))
        await until(pilot, lambda: app.picture.trouble is None)
        await pass_by(pilot, app, time, 40, step=10)
        assert app.alerts.shown == 1


async def test_an_importer_that_is_dead_for_a_day_is_stale_and_dim_and_raises_no_alert() -> None:
    app, _, time = wall(due_in(*range(3600, 90_000, 3600)))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        await pass_by(pilot, app, time, 4000, step=100)
        time.run(DAY)
        await pass_by(pilot, app, time, 500, step=100)
        assert app.alerts.shown == 0 and "STALE" in screen_text(app)
        assert all(pane.has_class("-stale") for pane in app.board.panes.values())


@pytest.mark.parametrize("jump", [3600, 8 * 3600, -3600, -DAY])
async def test_a_clock_that_jumps_neither_races_nor_alerts(jump: int) -> None:
    app, feed, time = wall(due_in(*range(60, 30_000, 60)))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        await pass_by(pilot, app, time, 3)
        time.now += jump
        feed.put(replace(due_in(*range(60, 30_000, 60)), as_of=time.now, sources=floors.busy(time.now).sources))
        await until(pilot, lambda: app.picture.newest is not None and app.picture.newest.as_of == time.now)
        await pass_by(pilot, app, time, 4)
        assert page(app) == "floor" and app.alerts.shown == 0 and len(app.alerts) == 0
        await pass_by(pilot, app, time, 4)
        assert page(app) == "response"


async def test_a_laptop_that_slept_wakes_on_the_page_it_slept_on() -> None:
    app, feed, time = wall(due_in(*range(60, 30_000, 60)))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        time.run(9 * 3600)
        feed.put(replace(due_in(*range(60, 30_000, 60)), as_of=time.now, sources=floors.busy(time.now).sources))
        await until(pilot, lambda: app.picture.newest is not None and app.picture.newest.as_of == time.now)
        await pass_by(pilot, app, time, 2)
        assert page(app) == "floor" and app.alerts.shown == 0


async def test_the_night_on_which_clocks_go_back_is_a_night() -> None:
    begin = int(datetime(2026, 10, 25, 1, 55, tzinfo=ZoneInfo(ZONE)).timestamp())
    app, feed, time = wall(None)
    time.now = begin
    feed.put(due_in(3590, 9000, now=begin))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        for _ in range(40):
            time.run(119)
            feed.put(replace(due_in(3590, 9000, now=begin), as_of=time.now, sources=floors.busy(time.now).sources))
            await until(pilot, lambda: app.picture.newest is not None and app.picture.newest.as_of == time.now)
            app.tick()
            await pilot.pause()
        assert app.alerts.shown == 1, "each promise breaks once, though one hour comes twice"


async def test_an_error_in_a_turn_does_not_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    app, _, time = wall(floors.quiet())
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)

        def fails(*_: object, **__: object) -> None:
            raise RuntimeError("no")

        with monkeypatch.context() as broken:
            broken.setattr(app.breaches, "see", fails)
            await pass_by(pilot, app, time, 5)
        await pass_by(pilot, app, time, 10)
        assert app.is_running and page(app) == "response"


# Quiet, bell, burn-in


async def test_in_quiet_hours_there_is_a_dim_clock_and_no_alert_and_breaches_of_the_night_are_old() -> None:
    app, _, time = wall(due_in(20, 70, 200), WallPlan(PAGES, 10, bell=True, quiet=parse_quiet("14:32-14:33")))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        await pass_by(pilot, app, time, 40)
        text = screen_text(app)
        assert page(app) == "FLOOR" and "quiet until 14:33" in text and "first response" not in text.lower()
        assert app.alerts.shown == 0
        await pass_by(pilot, app, time, 20)
        assert page(app) in PAGES and app.alerts.shown == 0
        await pass_by(pilot, app, time, 15)
        assert app.alerts.shown == 1


async def test_the_bell_rings_once_an_alert_and_only_where_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted in (True, False):
        app, _, time = wall(due_in(5, 6, 300), WallPlan(PAGES, 10, bell=wanted))
        rung: list[float] = []
        monkeypatch.setattr(app, "bell", lambda rung=rung, time=time: rung.append(time.ran))
        async with app.run_test(size=WIDE) as pilot:
            await ready(pilot, app)
            await pass_by(pilot, app, time, 45)
        assert rung == ([6, 36] if wanted else []), "the second waits until the page under the first was seen"


@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL, (41, 13)])
async def test_the_picture_moves_inside_one_cell_and_stays_whole(size: tuple[int, int]) -> None:
    app, _, time = wall(floors.quiet(), WallPlan(("floor",), 3600))
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        pictures = set()
        places = set()
        for _ in range(4):
            lines = screen_text(app).split("\n")
            top = next(i for i, line in enumerate(lines) if line.strip())
            left = min(len(line) - len(line.lstrip(" ")) for line in lines if "━" in line) - 1
            places.add((top, left))
            pictures.add("\n".join(line[left : left + size[0] - 1] for line in lines[top + 1 : top + size[1] - 2]))
            time.ran += 180
            app.tick()
            await pilot.pause()
        assert places == {(0, 0), (0, 1), (1, 0), (1, 1)} and len(pictures) == 1


async def test_a_floor_of_the_past_has_no_alerts_and_no_age() -> None:
    app, _, time = wall(floors.as_of_2016())
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        await pass_by(pilot, app, time, 30)
        assert app.alerts.shown == 0 and "AS OF" in screen_text(app) and "old" not in screen_text(app).split("\n")[-2]


async def test_nothing_on_it_names_a_key() -> None:
    app, _, time = wall(replace(floors.busy(), doubts=7))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        for _ in range(3):
            lines = screen_text(app).split("\n")
            # A strip of screens would be one of keys, and nobody is there to go to another one.
            assert not {"Floor", "Response", "Escalations"} & set(lines[1].split())
            assert "! 7 doubtful" not in "\n".join(lines) and "maximise" not in lines[-1] and " quit" not in lines[-1]
            await pass_by(pilot, app, time, 10)
    assert NOW


async def test_a_store_that_is_not_there_yet_is_said_on_every_page_and_comes_up_by_itself() -> None:
    app, feed, time = wall(floors.quiet())
    feed.trouble = ("missing", "there is no store at /there yet")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: app.picture.trouble == "missing")
        for _ in range(2):
            assert "there is no store at /there yet" in screen_text(app)
            await pass_by(pilot, app, time, 10, step=2)
        feed.trouble = None
        await until(pilot, lambda: app.picture.newest is not None)
        await pass_by(pilot, app, time, 2)
        assert "there is no store" not in screen_text(app) and page(app) in PAGES


@pytest.mark.parametrize(("speed", "age"), [(1.0, "3 min"), (60.0, "3 s")])
async def test_the_age_of_its_picture_is_in_seconds_of_the_wall(speed: float, age: str) -> None:
    app, _, time = wall(floors.quiet())
    app.picture.speed = speed
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        time.run(180)
        app.tick()
        await pilot.pause()
        assert f"picture {age} old" in screen_text(app)
