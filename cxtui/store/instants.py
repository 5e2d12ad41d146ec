"""The instant of which a store is asked, read in the store's own zone."""

from datetime import datetime
from pathlib import Path

from cxtui.clock import format_instant, parse_instant
from cxtui.errors import UsageError


def instant_in(store: Path, at: str | datetime | int | None) -> int | None:
    """Return an instant in UTC epoch seconds, None where none was given.

    A text is read in the zone of the store; a datetime has to have a zone. Raises StoreError, and UsageError for
    an instant before the store keeps tickets too.
    """
    if at is None:
        return None
    instant = _read(store, at)
    from cxtui.store.configured import settings_of, since_of

    since = since_of(store)
    if since is not None and instant < since.at:
        day = format_instant(since.at, settings_of(store).zone)[:10]
        raise UsageError(f"the store keeps tickets from {day} on ({since.words}); ask for an instant after that")
    return instant


def _read(store: Path, at: str | datetime | int) -> int:
    if isinstance(at, int):
        return at
    if isinstance(at, datetime):
        if at.utcoffset() is None:
            raise UsageError(f"the datetime {at.isoformat(' ')} has no zone; give it one, or write it as a text")
        return int(at.timestamp() // 1)
    # Loaded for a text alone: a console without one starts without the writer.
    from cxtui.store.configured import settings_of

    return parse_instant(at, settings_of(store).zone)
