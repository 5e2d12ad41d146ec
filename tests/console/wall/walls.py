"""Walls without a store, whose clocks a test sets by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from textual.pilot import Pilot

from cxtui.console.reviewing import ReviewDesk
from cxtui.console.wall.app import WallApp, WallPlan
from cxtui.kpis.floor import Floor, Responses
from tests.console import floors
from tests.console.fakes import EAGER, QUICK, FakeFeed
from tests.console.floors import NOW
from tests.console.hand import until
from tests.console.parts import waiting

PAGES = ("floor", "response", "escalations")
Hand = Pilot[None]


@dataclass
class Time:
    """A clock that never jumps, and one that may: ``now`` is the floor's, ``ran`` the seconds that passed."""

    now: int = NOW
    ran: float = 0.0
    bells: list[float] = field(default_factory=list)

    def run(self, seconds: int) -> None:
        """Let both run on."""
        self.now += seconds
        self.ran += seconds


def due_in(*seconds: int, now: int = NOW) -> Floor:
    """Return a busy floor on which promises break so many seconds from now."""
    rows = tuple(replace(row, due_at=now + s) for row, s in zip(waiting(len(seconds), 0, now), seconds, strict=True))
    late = sum(s < 0 for s in seconds)
    return replace(floors.busy(now), responses=Responses(rows=rows, waiting=len(rows), breached=late))


def wall(
    floor: Floor | None,
    plan: WallPlan | None = None,
    *,
    review: ReviewDesk | None = None,
    make: Callable[[FakeFeed], Any] | None = None,
    **looks: Any,
) -> tuple[WallApp, FakeFeed, Time]:
    """Return a wall on a fake feed, and its time; ``make`` wraps the feed."""
    feed, time = FakeFeed(floor), Time()
    app = WallApp(
        (lambda: feed) if make is None else (lambda: make(feed)),
        plan or WallPlan(PAGES, 10),
        monotonic=lambda: time.ran,
        clock=lambda: time.now,
        pace=QUICK,
        rest=EAGER,
        review=None if review is None else lambda: review,
        **looks,
    )
    return app, feed, time


async def pass_by(pilot: Hand, app: WallApp, time: Time, seconds: int, step: int = 1) -> None:
    """Let time run, with a tick each ``step`` seconds."""
    for _ in range(0, seconds, step):
        time.run(step)
        app.tick()
        await pilot.pause()


async def ready(pilot: Hand, app: WallApp) -> None:
    """Wait for the first picture, and for the look that only learns."""
    await until(pilot, lambda: app.picture.newest is not None)
    app.tick()
    await pilot.pause()


def page(app: WallApp) -> str:
    """Return the page on the screen, in capitals while a plate lies over it."""
    name = app.board.NAME
    return name.upper() if app.screen is app.plate else name
