"""A hand on the console: waiting for what other threads do, and reading what is on the screen."""

import time
from collections.abc import Callable

from textual.pilot import Pilot

from cxtui.console.app import CxtuiApp
from cxtui.console.bar import Bar

WIDE, MIDDLE, SMALL = (200, 50), (120, 36), (80, 24)
Hand = Pilot[None]


async def until(pilot: Hand, condition: Callable[[], object]) -> None:
    """Wait for the poller's thread and the screen; the limit is only there so that a failure ends."""
    limit = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < limit, "it did not happen"
        await pilot.pause(0.01)
    await pilot.pause()


async def shown(pilot: Hand) -> None:
    app = pilot.app
    assert isinstance(app, CxtuiApp)
    await until(pilot, lambda: app.picture.newest is not None)


def visible(app: CxtuiApp) -> set[str]:
    """Return the panes on the screen that have room there."""
    return {name for name, pane in app.board.panes.items() if pane.display and pane.size.area}


def header(app: CxtuiApp) -> str:
    return app.face.query_one("#top", Bar).text


def footer(app: CxtuiApp) -> str:
    return app.face.query_one("#foot", Bar).text


def screen_text(app: CxtuiApp) -> str:
    """Return all that is on the screen as lines of text."""
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in lines)
