"""Stores of hand-made histories, and the floors read from them."""

from pathlib import Path

from cxtui.importing.rows import apply_rows
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Floor, TicketView
from cxtui.kpis.query import Query
from cxtui.settings import StoreSettings, defaults
from cxtui.store import import_log
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant

FIXTURES = Path(__file__).parents[3] / "fixtures"


def stored(history: History, path: Path, settings: StoreSettings | None = None) -> Path:
    """Publish a history as a store at a path."""
    settings = settings or defaults()
    build(path, None, {}, finish=lambda con: import_log.write_settings(con, settings))
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
