"""The settings that a store begins with where nobody configured it: the defaults, in the zone of what comes first."""

from pathlib import Path

from cxtui import sources
from cxtui.settings import StoreSettings, defaults
from cxtui.settings.files import from_tables
from cxtui.store import import_log
from cxtui.store.writer import Writer, exists


def settings_of(store: Path) -> tuple[StoreSettings | None, bool]:
    """Return the settings of the store at a path, None where it has none yet, and whether anything was imported."""
    if not exists(store):
        return None, False
    with Writer(store) as writer:
        con = writer.connection
        configured = import_log.read_settings(con) if import_log.has_settings(con) else None
        return configured, import_log.has_runs(con)


def in_zone_of(mapping: sources.Mapping, zone: str | None) -> StoreSettings:
    """Return the defaults with days and hours in the zone in which local times are read; ``zone`` was asked for."""
    wanted = zone or mapping.zone
    if wanted is None or wanted == defaults().zone:
        return defaults()
    return from_tables({"zone": wanted}, f"the zone of {mapping.name}")
