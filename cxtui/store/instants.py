"""The instant of which a store is asked, read in the store's own zone."""

from datetime import datetime
from pathlib import Path

from cxtui.clock import parse_instant
from cxtui.errors import UsageError


def instant_in(store: Path, at: str | datetime | int | None) -> int | None:
    """Return an instant in UTC epoch seconds, None where none was given.

    A text is read in the zone of the store; a datetime has to have a zone. Raises StoreError and UsageError.
    """
    if at is None or isinstance(at, int):
        return at
    if isinstance(at, datetime):
        if at.utcoffset() is None:
            raise UsageError(f"the datetime {at.isoformat(' ')} has no zone; give it one, or write it as a text")
        return int(at.timestamp() // 1)
    # Loaded for a text alone: a console without one starts without the writer.
    from cxtui.store.configured import settings_of

    return parse_instant(at, settings_of(store).zone)
