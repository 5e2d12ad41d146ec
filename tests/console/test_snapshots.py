"""Pictures of the console, at the sizes and in the looks that people have; time stands still in them."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.command import CommandList
from textual.pilot import Pilot
from textual.widgets import Input

from cxtui.console.app import CxtuiApp
from cxtui.kpis.floor import Floor
from tests.console import floors
from tests.console.fakes import console
from tests.console.hand import until
from tests.console.pictures import Pictures

SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (200, 50)
Compare = Callable[..., bool]


async def drawn(pilot: Pilot[None]) -> None:
    """Wait until the first picture, or the first trouble, is on the screen, its charts among it."""
    app = pilot.app
    assert isinstance(app, CxtuiApp)
    for _ in range(1000):
        if app.picture.newest is not None or app.picture.trouble is not None:
            break
        await pilot.pause(0.01)
    for _ in range(5):
        await pilot.pause(0.02)


def pressed(*keys: str) -> Callable[[Pilot[None]], Any]:
    """Return what presses keys once everything is drawn."""

    async def run(pilot: Pilot[None]) -> None:
        await drawn(pilot)
        await pilot.press(*keys)
        await drawn(pilot)

    return run


async def test_busy(pictures: Pictures) -> None:
    app, _ = console(floors.busy())
    looks = [(size, theme, "{theme}-{size}") for size in (SMALL, MIDDLE, LARGE) for theme in ("dark", "light")]
    await pictures.looks(app, looks, drawn)


async def test_themes(pictures: Pictures) -> None:
    app, _ = console(floors.busy())
    looks = [(MIDDLE, theme, "{theme}") for theme in ("high-contrast", "blue-orange", "16-colours")]
    await pictures.looks(app, looks, drawn)


async def test_no_colour(pictures: Pictures) -> None:
    app, _ = console(floors.busy(), no_color=True)
    await pictures.sizes(app, [SMALL, MIDDLE], drawn)


async def test_ascii(pictures: Pictures) -> None:
    app, _ = console(floors.busy(), ascii=True)
    await pictures.sizes(app, [SMALL, MIDDLE], drawn)


@pytest.mark.parametrize("floor", [floors.empty, floors.quiet, floors.one_ticket, floors.gaps, floors.hostile])
def test_floors(snap_compare: Compare, floor: Callable[[], Floor]) -> None:
    app, _ = console(floor())
    assert snap_compare(app, terminal_size=MIDDLE, run_before=drawn)


async def test_stale(pictures: Pictures) -> None:
    app, _ = console(floors.stale())
    await pictures.sizes(app, [SMALL, MIDDLE], drawn)


def test_as_of(snap_compare: Compare) -> None:
    app, _ = console(floors.as_of_2016())
    assert snap_compare(app, terminal_size=MIDDLE, run_before=drawn)


def test_missing(snap_compare: Compare) -> None:
    app, _ = console(None, trouble=("missing", "No store at floor.db. Import something, or look at cxtui demo."))
    assert snap_compare(app, terminal_size=SMALL, run_before=drawn)


def test_trouble_with_the_last_picture(snap_compare: Compare) -> None:
    app, feed = console(floors.busy())

    async def trouble(pilot: Pilot[None]) -> None:
        await drawn(pilot)
        feed.trouble = ("corrupt", "The store is damaged. Run cxtui store check.")
        while app.picture.trouble is None:
            await pilot.pause(0.01)
        await drawn(pilot)

    assert snap_compare(app, terminal_size=MIDDLE, run_before=trouble)


@pytest.mark.parametrize("keys", [("tab",), ("tab", "tab"), ("shift+tab",), ("p",)], ids="-".join)
def test_pages_of_a_small_terminal(snap_compare: Compare, keys: tuple[str, ...]) -> None:
    app, _ = console(floors.busy())
    assert snap_compare(app, terminal_size=SMALL, run_before=pressed(*keys))


def test_maximised(snap_compare: Compare) -> None:
    app, _ = console(floors.busy())
    assert snap_compare(app, terminal_size=MIDDLE, run_before=pressed("tab", "tab", "m"))


async def test_pages(pictures: Pictures) -> None:
    for page, keys in {"ticket": ["enter"], "agent": ["shift+tab", "enter"], "help": ["question_mark"]}.items():
        app, _ = console(floors.busy())
        async with app.run_test(size=SMALL) as pilot:
            await pressed(*keys)(pilot)
            await pictures.take(pilot, f"{page}-80x24")
            await pilot.resize_terminal(*MIDDLE)
            await drawn(pilot)
            await pictures.take(pilot, f"{page}-120x36")


def test_palette(snap_compare: Compare) -> None:
    app, _ = console(floors.busy())

    async def opened(pilot: Pilot[None]) -> None:
        await pressed("ctrl+p")(pilot)
        app.screen.query_one(Input).cursor_blink = False  # a slow machine would draw the other half of its time
        await until(pilot, lambda: app.screen.query_one(CommandList).option_count)
        await drawn(pilot)

    assert snap_compare(app, terminal_size=MIDDLE, run_before=opened)


def test_too_small(snap_compare: Compare) -> None:
    app, _ = console(floors.busy())
    assert snap_compare(app, terminal_size=(38, 10), run_before=drawn)
