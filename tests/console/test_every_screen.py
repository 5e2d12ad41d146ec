"""Every screen on the packaged folder: at three sizes, in other looks, with nothing, one ticket, and very much."""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from cxtui.console.app import CxtuiApp
from cxtui.console.boards import BOARDS
from cxtui.kpis.feed import FloorFeed
from cxtui.kpis.feeds.store_feed import StoreFeed
from tests.console.fakes import EAGER, QUICK
from tests.console.hand import MIDDLE, SMALL, WIDE, screen_text, until, visible
from tests.console.pictures import Pictures
from tests.console.vast import VastFeed
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

AT = "2026-04-07 14:32"
SIZES = [SMALL, MIDDLE, WIDE]
LOOKS: dict[str, dict[str, Any]] = {"light": {"theme": "light"}, "ascii": {"ascii": True}, "mono": {"no_color": True}}


def app_on(store: Path, wrap: Callable[[FloorFeed], FloorFeed] = lambda feed: feed, **looks: object) -> CxtuiApp:
    """Return a console on a store as of an instant."""
    at = instant(AT)
    return CxtuiApp(
        lambda: wrap(StoreFeed(store, at=at)),
        clock=lambda: at,
        pace=QUICK,
        rest=EAGER,
        **looks,  # type: ignore[arg-type]
    )


def on(app: CxtuiApp, name: str) -> bool:
    """Say whether a screen is shown."""
    return app.board is app.boards.get(name)


def gone_to(name: str, rest: int = 6) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what goes to a screen and waits until it knows everything that it wants to know, and for some frames."""

    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, CxtuiApp)
        await until(pilot, lambda: app.picture.newest is not None)
        await pilot.press(str(BOARDS.index(name) + 1))
        await until(pilot, partial(on, app, name))
        await until(pilot, app.board.settled)
        for _ in range(rest):
            await pilot.pause(0.02)

    return run


@pytest.fixture(scope="session")
def one_ticket(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of one ticket that waits."""
    history = History().ticket("1", "2026-04-07 14:00", opened_by_kind="customer", channel="email")
    return stored(history, tmp_path_factory.mktemp("one") / "floor.db")


async def every_screen(pictures: Pictures, app: CxtuiApp, sizes: Iterable[tuple[int, int]], name: str) -> None:
    """Compare every screen of one app at some sizes; ``{screen}`` and ``{size}`` of a name are what is shown."""
    async with app.run_test() as pilot:
        for size in sizes:
            await pilot.resize_terminal(*size)
            for screen in BOARDS:
                await gone_to(screen)(pilot)
                await pictures.take(pilot, name.format(screen=screen, size=f"{size[0]}x{size[1]}"))


async def test_sizes(pictures: Pictures, packaged: Path) -> None:
    await every_screen(pictures, app_on(packaged), SIZES, "{screen}-{size}")


async def test_looks(pictures: Pictures, packaged: Path) -> None:
    for look, options in LOOKS.items():
        await every_screen(pictures, app_on(packaged, **options), [MIDDLE], f"{{screen}}-{look}")


async def test_one_ticket(pictures: Pictures, one_ticket: Path) -> None:
    await every_screen(pictures, app_on(one_ticket), [MIDDLE], "{screen}")


async def test_a_hundred_thousand(pictures: Pictures, packaged: Path) -> None:
    await every_screen(pictures, app_on(packaged, VastFeed), [MIDDLE], "{screen}")


async def test_without_a_store_every_screen_says_so_and_none_is_opened_for_nothing(tmp_path: Path) -> None:
    app = app_on(tmp_path / "nothing.db")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.picture.trouble == "missing")
        for number, name in enumerate(BOARDS, 1):
            await pilot.press(str(number))
            await until(pilot, partial(on, app, name))
            await until(pilot, lambda: "there is no store here" in screen_text(app))
            assert "MISSING" in screen_text(app)


async def test_no_line_is_wider_than_the_screen_and_no_pane_fails(packaged: Path) -> None:
    app = app_on(packaged, VastFeed)
    async with app.run_test() as pilot:
        for size in (*SIZES, (40, 12), (60, 20), (100, 30), (150, 40), (239, 67)):
            await pilot.resize_terminal(*size)
            for name in BOARDS:
                await gone_to(name, rest=1)(pilot)
                seen: set[str] = set()
                while True:
                    seen |= visible(app)
                    assert app.picture.trouble is None, (name, size, app.picture.advice)
                    assert all(len(line) <= size[0] + 1 for line in screen_text(app).splitlines()), (name, size)
                    if seen >= set(app.board.PLAN.order):
                        break
                    await pilot.press("tab")
                    await until(pilot, app.board.settled)
