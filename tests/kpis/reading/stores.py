"""Stores of hand-made histories, and the floors read from them."""

import atexit
import shutil
import tempfile
from pathlib import Path

from cxtui.clock import now
from cxtui.importing.rows import apply_rows
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Floor, TicketView
from cxtui.kpis.query import Query
from cxtui.settings import StoreSettings, defaults
from cxtui.store import import_log, reference
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant
from tests.stores import copied

FIXTURES = Path(__file__).parents[3] / "fixtures"

_empty: dict[str, Path] = {}


def empty(settings: StoreSettings) -> Path:
    """Return a store without tickets to be copied, made once for settings, with the opening hours since 2024."""
    found = _empty.get(repr(settings))
    if found is None:
        if not _empty:
            folder = tempfile.mkdtemp(prefix="cxtui-empty-")
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
        else:
            folder = str(next(iter(_empty.values())).parent)
        found = _empty[repr(settings)] = Path(folder) / f"{len(_empty)}.db"
        build(found, None, {}, finish=lambda con: import_log.write_settings(con, settings))
        with Writer(found) as writer, writer.batch() as con:
            reference.ensure(con, settings, (instant("2025-01-01"), now()), False)
    return found


def stored(history: History, path: Path, settings: StoreSettings | None = None) -> Path:
    """Publish a history as a store at a path."""
    settings = settings or defaults()
    copied(empty(settings), path)
    with Writer(path) as writer:
        apply_rows(writer, history.rows, "s", "hand", settings)
    return path


def floor(store: Path, at: str | int, live: bool = False) -> Floor:
    """Return the floor as of an instant, or of the present when that is the instant, by a reader that kept nothing."""
    when = instant(at) if isinstance(at, str) else at
    feed = StoreFeed(store, clock=lambda: when) if live else StoreFeed(store, at=when)
    try:
        return feed.read()
    finally:
        feed.close()


def opened(store: Path, ticket: str, at: str) -> TicketView | None:
    """Return a ticket as of an instant."""
    feed = StoreFeed(store, at=instant(at))
    try:
        found = feed.answer(Query("ticket", ("s", ticket)))
        assert found is None or isinstance(found, TicketView)
        return found
    finally:
        feed.close()
