"""The zone in which instants on the command line are read."""

from pathlib import Path


def zone_of(store: Path) -> str:
    """Return the zone of a store, that of the defaults where there is no store yet; raises StoreError."""
    from cxtui.settings import defaults
    from cxtui.store.configured import settings_of
    from cxtui.store.writer import exists

    return settings_of(store).zone if exists(store) else defaults().zone
