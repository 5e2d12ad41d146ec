"""Instants on the command line, read in the zone of the store they are about."""

from pathlib import Path

from cxtui.clock import parse_instant


def instant_in(store: Path, text: str | None) -> int | None:
    """Return what ``--at`` names in UTC epoch seconds, None where it was not given; raises StoreError."""
    if text is None:
        return None
    from cxtui.store.configured import settings_of

    return parse_instant(text, settings_of(store).zone)


def zone_of(store: Path) -> str:
    """Return the zone of a store, that of the defaults where there is no store yet; raises StoreError."""
    from cxtui.settings import defaults
    from cxtui.store.configured import settings_of
    from cxtui.store.writer import exists

    return settings_of(store).zone if exists(store) else defaults().zone
