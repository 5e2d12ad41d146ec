"""Run the console on a store: what ``cxtui console`` and ``cxtui demo`` call."""

import asyncio
import gc
import logging
import os
import sys
import threading
from collections.abc import Callable, Mapping
from functools import partial
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cxtui.clock import now as wall_clock
from cxtui.errors import UsageError
from cxtui.kpis.feed import FloorFeed
from cxtui.kpis.feeds.data_end import DataEnd
from cxtui.settings.private import private_opener
from cxtui.text.plain import safe

if TYPE_CHECKING:
    from cxtui.console.reviewing import ReviewDesk
    from cxtui.console.terminal.textual_private import QuietApp

log = logging.getLogger("cxtui.console")

LOG_BYTES = 1_000_000

NOTHING: Mapping[str, Any] = MappingProxyType({})


def run_console(
    store: Path,
    at: int | None = None,
    *,
    settings: Path | None = None,
    chosen: Mapping[str, Any] = NOTHING,
    screen: str | None = None,
    from_end: bool = True,
    no_color: bool = False,
    clock: Callable[[], int] = wall_clock,
    opening: Callable[[], str] | None = None,
    locked: bool = False,
    debug: bool = False,
    permitted: Callable[[DataEnd | None], FloorFeed] | None = None,
    demo: Callable[[], int] | None = None,
    speed: float = 1.0,
) -> int:
    """Show the store's floor until the user quits, and return the exit code.

    ``at`` asks for the floor as of an instant (epoch seconds); ``clock`` is the present in the floor's
    time, ``speed`` times as fast as the wall's; ``opening`` says what is under way while the store is only being made.
    ``settings`` is the file of looks and keys, by default the user's own; what is ``chosen``, by the field of
    Looks, wins over it; ``screen`` is the one to begin with, by number or name;
    ``from_end`` opens data that ended days ago at its end. ``permitted`` makes the feed of one
    agent, whose console this is then. ``demo`` is what Enter leads to where there is no floor; its exit code is
    returned. A ``locked`` console leaves no way out, and reads no settings; ``debug`` shows how much it sends, and
    what it costs. Raises UsageError for a screen, theme, language, key or setting that does not exist; whatever goes
    wrong later becomes a state on the screen, or one line on stderr.
    """
    # What is loaded before the first paint stays: looking for garbage in it is a tenth of the start.
    gc.disable()
    try:
        from cxtui.console.app import CxtuiApp
        from cxtui.console.boards import named
        from cxtui.console.looks import app_options, looks_of, run_options
        from cxtui.console.terminal.metering import Meter

        looks, keys = looks_of(settings, chosen, locked)
        # A floor that is only being made has its own time.
        end = DataEnd() if from_end and at is None and opening is None else None
        first = None if screen is None else named(screen, "--screen")
        made = CxtuiApp
        if permitted is not None:
            from cxtui.console.agent.app import AGENT_PANES, AgentApp

            made, keys = AgentApp, keys.only(AGENT_PANES)
        app = made(
            _feed(store, at, clock, end) if permitted is None else partial(permitted, end),
            keys=keys.locked() if locked else keys,
            no_color=no_color,
            clock=clock,
            opening=opening,
            review=_review(store, at, end, writable=not locked) if permitted is None else None,
            end=end,
            first=first,
            locked=locked,
            meter=Meter() if debug else None,
            **app_options(looks, being_made=opening is not None),
        )
        app.picture.speed = speed
        app.picture.offer = demo is not None and not locked
        code = run_app(app, **run_options(looks))
    finally:
        gc.enable()
    return demo() if demo is not None and app.demo_wanted else code


def _feed(store: Path, at: int | None, clock: Callable[[], int], end: DataEnd | None) -> Callable[[], FloorFeed]:
    """Return what makes the feed of a store, in the thread that reads it."""

    def make() -> FloorFeed:
        from cxtui.kpis.feeds.store_feed import StoreFeed

        return StoreFeed(store, at=at, clock=clock, end=end)

    return make


def _review(store: Path, at: int | None, end: DataEnd | None, writable: bool) -> "Callable[[], ReviewDesk]":
    """Return what makes the desk file beside a store."""

    def make() -> "ReviewDesk":
        from cxtui.console.reviewing import ReviewDesk
        from cxtui.store.paths import desk_path

        return ReviewDesk(desk_path(store), at, writable=writable, end=end)

    return make


def run_app(app: "QuietApp", *, mouse: bool = True) -> int:
    """Run an app on the terminal, with its log, its signals and its failures taken care of.

    Raises UsageError where there is no terminal: keys come from standard input, Textual draws on stderr.
    """
    _check_terminal(app.locked)
    path = None if app.locked else log_to_file()
    if app.locked:
        log_nowhere()
    try:
        code = asyncio.run(_run(app, mouse))
    except Exception:
        log.exception("the console could not run")
        app.failure = app.failure or "could not run"
        code = 1
    if app.failure is None:
        return code
    log.error("the console ended: %s", app.failure)
    last = safe(app.failure.strip().splitlines()[-1][:200])
    details = "" if path is None else f" Details: {path}"
    print(f"cxtui: the console ended by an error ({last}).{details}", file=sys.stderr)
    return code or 1


def _check_terminal(locked: bool) -> None:
    """Raise UsageError where there is no terminal, or one that only prints lines."""
    if not all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        other = "connect with ssh -t" if locked else "cxtui snapshot prints the floor without one"
        raise UsageError(f"the console needs a terminal; {other}")
    if os.environ.get("TERM") in ("dumb", "unknown"):
        raise UsageError(
            f"this terminal only prints lines (TERM={os.environ['TERM']}), and the console needs one that moves its "
            "cursor; set TERM to what it is, such as xterm"
        )


async def _run(app: "QuietApp", mouse: bool) -> int:
    from cxtui.console.heap import Heap
    from cxtui.console.terminal.signals import SOON, Leaving, terminal_lost
    from cxtui.console.upkeep import Upkeep

    heap = Heap()
    heap.settle()
    upkeep = Upkeep(app, heap)
    leaving = Leaving(lambda code: app.exit(return_code=code))
    leaving.install(asyncio.get_running_loop())

    def watch() -> None:
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        upkeep.second()
        if sys.__stdin__ is not None and terminal_lost(sys.__stdin__.fileno()):
            leaving.now(129)

    app.every_second = watch
    app.end_process = lambda: leaving.now(0, SOON)
    await app.run_async(mouse=mouse)
    leaving.restore()
    if leaving.code is not None:
        if app.failure is not None:
            log.warning("an error while the console was ending: %s", app.failure)
            app.failure = None
        return leaving.code
    return app.return_code or 0


def log_nowhere() -> None:
    """Keep the package's log, and what threads would print, from the screen and from any file."""
    logger = logging.getLogger("cxtui")
    logger.propagate = False
    logger.addHandler(logging.NullHandler())
    threading.excepthook = _log_thread


class PrivateLog(RotatingFileHandler):
    """A log that only its owner may read, since what went wrong can name people.

    It loses a line that cannot be written: the traceback of logging would tear the screen, on every line anew.
    """

    def _open(self) -> TextIOWrapper:
        os.close(private_opener(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing."""


def log_to_file() -> Path:
    """Send the package's log, and what threads would print, to a file of bounded size; return its path."""
    from platformdirs import user_log_dir

    path = Path(user_log_dir("cxtui")) / "console.log"
    logger = logging.getLogger("cxtui")
    logger.propagate = False
    if not logger.handlers:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = PrivateLog(path, maxBytes=LOG_BYTES, backupCount=1, delay=True)
        except OSError:
            handler = logging.NullHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    threading.excepthook = _log_thread
    return path


def _log_thread(args: threading.ExceptHookArgs) -> None:
    """Log what ended a thread: printed, it would tear the screen."""
    if args.exc_value is not None:
        log.error("a thread ended", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))
