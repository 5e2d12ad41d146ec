"""Run the console on a store: what ``cxtui console`` and ``cxtui demo`` call."""

import asyncio
import gc
import logging
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.clock import now as wall_clock
from cxtui.errors import UsageError
from cxtui.kpis.feed import FloorFeed
from cxtui.settings.private import private_opener
from cxtui.text.plain import safe

if TYPE_CHECKING:
    from cxtui.console.app import CxtuiApp
    from cxtui.console.keys import KeyTable
    from cxtui.console.reviewing import ReviewDesk
    from cxtui.console.threads.poller import Pace
    from cxtui.settings import Looks

log = logging.getLogger("cxtui.console")

LOG_BYTES = 1_000_000

MAKING_S = 0.2
"""Seconds between two looks for a store that is only being made."""


def run_console(
    store: Path,
    at: int | None = None,
    *,
    settings: Path | None = None,
    theme: str | None = None,
    language: str | None = None,
    ascii: bool | None = None,
    mouse: bool | None = None,
    no_color: bool = False,
    clock: Callable[[], int] = wall_clock,
    opening: Callable[[], str] | None = None,
    locked: bool = False,
    slow: bool | None = None,
    debug: bool = False,
    permitted: Callable[[], FloorFeed] | None = None,
) -> int:
    """Show the store's floor until the user quits, and return the exit code.

    ``at`` asks for the floor as of an instant (epoch seconds); ``clock`` is the present in the floor's
    time; ``opening`` says what is under way while the store is only being made.
    ``settings`` is the file of looks and keys, by default the user's own; what else is given wins over it. Raises
    UsageError for a theme, language, key or setting that does not exist; whatever goes wrong later becomes a state on
    the screen, or one line on stderr. ``permitted`` makes the feed of one agent, whose console this is then. A
    ``locked`` console leaves no way out, and reads no settings; a ``slow`` one sends a terminal little; ``debug`` shows
    how much it sends, and what it costs.
    """
    # What is loaded before the first paint stays: looking for garbage in it is a tenth of the start.
    gc.disable()
    try:
        from cxtui.console.app import CxtuiApp
        from cxtui.console.terminal.metering import Meter
        from cxtui.console.themes import PALETTES

        def feed() -> FloorFeed:
            from cxtui.kpis.feeds.store_feed import StoreFeed

            return StoreFeed(store, at=at, clock=clock)

        def review() -> "ReviewDesk":
            from cxtui.console.reviewing import ReviewDesk
            from cxtui.store.paths import desk_path

            return ReviewDesk(desk_path(store), at, writable=not locked)

        looks, keys = own_looks(settings, locked)
        slow = looks.slow if slow is None else slow
        if theme is not None and theme not in PALETTES:
            raise UsageError(f"there is no theme {theme!r}. Themes: {', '.join(PALETTES)}")
        speak(language, looks.language)
        made = CxtuiApp
        if permitted is not None:
            from cxtui.console.agent.app import AGENT_PANES, AgentApp

            made, keys = AgentApp, keys.only(AGENT_PANES)
        keys = keys.locked() if locked else keys
        app = made(
            permitted or feed,
            theme=theme or usual_theme(looks.theme, slow),
            keys=keys,
            ascii=looks.ascii if ascii is None else ascii,
            no_color=no_color,
            clock=clock,
            pace=_pace(looks.refresh_s, slow, being_made=opening is not None),
            opening=opening,
            review=review if permitted is None else None,
            locked=locked,
            slow=slow,
            meter=Meter() if debug else None,
        )
        # Over a slow line every step of the mouse would be a message of its own.
        return run_app(app, mouse=(looks.mouse and not slow) if mouse is None else mouse)
    finally:
        gc.enable()


def own_looks(settings: Path | None, locked: bool) -> "tuple[Looks, KeyTable]":
    """Return a user's looks and keys; a locked console has the usual ones, whoever's account it runs in.

    Where its terminal is not in UTF-8, it keeps to ASCII, and so to the language that needs no more.
    """
    from cxtui.console.keys import TABLE, KeyTable
    from cxtui.console.themes import PALETTES
    from cxtui.settings import Looks, load_looks, looks_path

    if locked:
        from cxtui.console.terminal.locked import unlike_utf8

        return (Looks(ascii=True, language="en") if unlike_utf8(os.environ) else Looks()), KeyTable()
    looks = load_looks(settings, actions=[key.id for key in TABLE], themes=list(PALETTES))
    return looks, KeyTable.remapped(looks.keys, str(settings or looks_path()))


def usual_theme(theme: str, slow: bool) -> str:
    """Return the theme where none was asked for: the terminal's own sixteen colours where there are no others.

    So it is over a slow line, since their names are the shortest.
    """
    from cxtui.settings import Looks

    kind = os.environ.get("TERM", "").rpartition("-")[2]
    few = os.environ.get("COLORTERM", "") not in ("truecolor", "24bit") and kind not in ("256color", "kitty", "direct")
    return "16-colours" if theme == Looks().theme and (slow or few) else theme


def _pace(refresh_s: int, slow: bool, being_made: bool) -> "Pace":
    """Return how often the store is read: over a slow line not oftener than is repainted."""
    from cxtui.console.app import SLOW_S
    from cxtui.console.threads.poller import Pace

    pace = Pace(slowest=refresh_s)
    if slow:
        pace = replace(pace, fastest=float(SLOW_S), slowest=max(refresh_s, SLOW_S))
    return replace(pace, backoff=MAKING_S) if being_made else pace


def speak(language: str | None, usual: str | None = None) -> None:
    """Say everything in a language: the one asked for, else the user's ``usual`` one, else that of the locale.

    Raises UsageError for one that there is no catalogue for.
    """
    from cxtui.language import LANGUAGES, chosen, use

    if language is not None and language not in LANGUAGES:
        raise UsageError(f"there is no language {language!r}. Languages: {', '.join(LANGUAGES)}")
    use(chosen(language or usual))


def run_app(app: "CxtuiApp", *, mouse: bool = True) -> int:
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


async def _run(app: "CxtuiApp", mouse: bool) -> int:
    from cxtui.console.terminal.signals import Leaving, terminal_lost

    leaving = Leaving(lambda code: app.exit(return_code=code))
    leaving.install(asyncio.get_running_loop())

    def watch() -> None:
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        if sys.__stdin__ is not None and terminal_lost(sys.__stdin__.fileno()):
            leaving.now(129)

    app.every_second = watch
    await app.run_async(mouse=mouse)
    leaving.restore()
    if leaving.code is not None:
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
    """A log that only its owner may read: what went wrong can name people."""

    def _open(self) -> TextIOWrapper:
        os.close(private_opener(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        return super()._open()


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
