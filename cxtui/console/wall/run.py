"""Run the wall on a store: what ``cxtui wall`` calls."""

import gc
import logging
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxtui.clock import now as wall_clock
from cxtui.clock import parse_duration
from cxtui.errors import UsageError
from cxtui.kpis.feed import FloorFeed

if TYPE_CHECKING:
    from cxtui.console.reviewing import ReviewDesk

log = logging.getLogger("cxtui.console")

LEAST_DWELL, MOST_DWELL = 2, 3600


@dataclass(frozen=True, slots=True)
class WallOptions:
    """What was asked for on the command line; ``looks``, by the field of Looks, win over the user's own settings."""

    pages: str | None = None
    dwell: str = "20s"
    quiet: str | None = None
    names: bool = False
    agents: bool = False
    bell: bool = False
    locked: bool = False
    looks: Mapping[str, Any] = field(default_factory=dict)


def run_wall(
    store: Path,
    at: int | None,
    wanted: WallOptions,
    *,
    settings: Path | None = None,
    clock: Callable[[], int] = wall_clock,
    opening: Callable[[], str] | None = None,
    speed: float = 1.0,
) -> int:
    """Show the store's floor on a wall until it is ended, and return the exit code.

    ``at`` asks for the floor as of an instant (epoch seconds); ``clock`` gives the present in the floor's time,
    ``speed`` times as fast as the wall's; ``opening`` says what is under way while the store is only being made. Raises
    UsageError for a page, time, theme or setting that does not exist, and where there is no terminal.
    """
    if wanted.locked:
        lock()
    gc.disable()
    try:
        from cxtui.console.looks import app_options, looks_of, run_options, without_anybody
        from cxtui.console.run import log_nowhere, log_to_file, run_app
        from cxtui.console.wall.quiet import parse_quiet

        pages, dwell = pages_of(wanted.pages), dwell_of(wanted.dwell)
        hours = None if wanted.quiet is None else parse_quiet(wanted.quiet)
        looks, _ = looks_of(settings, {**wanted.looks, **without_anybody()}, wanted.locked)
        # Before anything is left out with a word about it: what is printed would tear the screen.
        if wanted.locked:
            log_nowhere()
        else:
            log_to_file()

        from cxtui.console.wall.app import WallApp, WallPlan

        app = WallApp(
            masked_feed(store, at, wanted, clock),
            WallPlan(pages, dwell, wanted.bell, hours),
            clock=clock,
            opening=opening,
            review=review_of(store, at, writable=not wanted.locked),
            locked=wanted.locked,
            **app_options(looks, being_made=opening is not None),
        )
        app.picture.speed = speed
        return run_app(app, **run_options(looks))
    finally:
        gc.enable()


def masked_feed(store: Path, at: int | None, wanted: WallOptions, clock: Callable[[], int]) -> Callable[[], FloorFeed]:
    """Return what makes the feeds of a wall: no name that may not be shown gets past them."""
    from cxtui.kpis.privacy import Privacy, Pseudonyms
    from cxtui.language import _

    privacy = Privacy(wanted.names, wanted.agents, agent=_("Agent {n}"), somebody=_("taken"))
    pseudonyms = Pseudonyms()

    def make() -> FloorFeed:
        from cxtui.kpis.feeds.masked_feed import MaskedFeed
        from cxtui.kpis.feeds.store_feed import StoreFeed

        return MaskedFeed(StoreFeed(store, at=at, clock=clock), privacy, pseudonyms)

    return make


def review_of(store: Path, at: int | None, writable: bool = True) -> "Callable[[], ReviewDesk]":
    """Return what makes the wall's look at the desk file; where it may not be written, memory stands in."""

    def make() -> "ReviewDesk":
        from cxtui.console.reviewing import ReviewDesk
        from cxtui.console.wall.remembered import OwnMemory
        from cxtui.store.paths import desk_path

        return ReviewDesk(desk_path(store), at, memory=OwnMemory(), writable=writable)

    return make


def pages_of(text: str | None) -> tuple[str, ...]:
    """Return the screens that ``floor,response`` names, all of them for None; UsageError for one that is none."""
    from cxtui.console.boards import BOARDS, named

    if text is None:
        return BOARDS
    names = [named(name, "--pages") for name in text.split(",") if name.strip()]
    if not names:
        raise UsageError(f"--pages names no screen. Screens: {', '.join(BOARDS)}")
    return tuple(dict.fromkeys(names))


def dwell_of(text: str) -> float:
    """Return the seconds that ``20s`` or ``1 min`` says (a number alone is seconds); UsageError for anything else."""
    words = text.strip()
    try:
        seconds = int(words) if words.isdecimal() else parse_duration(words)
    except ValueError as error:
        raise UsageError(f"--dwell {error}") from None
    if not LEAST_DWELL <= seconds <= MOST_DWELL:
        raise UsageError(f"--dwell {text[:40]!r}: a page may stay from {LEAST_DWELL} s to 1 h")
    return float(seconds)


def lock() -> None:
    """Let no key interrupt, quit or suspend from now on, also while the screen is loaded.

    What else a locked process may not do was settled before it came here.
    """
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        signal.signal(number, signal.SIG_IGN)
