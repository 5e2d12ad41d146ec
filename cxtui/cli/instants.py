"""The zone in which instants on the command line are read."""

from pathlib import Path


def zone_of(store: Path, mapping: str | None = None) -> str:
    """Return the zone of a store; where there is none yet that of a mapping, else of the defaults.

    Raises StoreError.
    """
    from cxtui.settings import defaults
    from cxtui.store.configured import settings_of
    from cxtui.store.writer import exists

    if exists(store):
        return settings_of(store).zone
    return _of_mapping(mapping) or defaults().zone


def _of_mapping(name: str | None) -> str | None:
    """Return the zone of a mapping's local times; None where it names none or cannot be read, which others say."""
    from cxtui import sources
    from cxtui.errors import SourceError

    try:
        return sources.load_mapping(name).zone if name else None
    except SourceError:
        return None
