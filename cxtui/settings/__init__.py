"""Settings: what changes numbers (kept in the store), and what only changes looks (the user's own).

Their modules are loaded by the first use of a name: a console paints before it needs to know what changes numbers.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cxtui.settings.files import defaults, defaults_text, load, loads
    from cxtui.settings.looks import Looks, load_looks, looks_path, parse_looks
    from cxtui.settings.model import (
        GROUPS,
        MEASURES,
        NORMS,
        ComponentSettings,
        LeaderboardSettings,
        StoreSettings,
        Target,
    )
    from cxtui.settings.stored import digest, from_json, to_json

__all__ = [
    "GROUPS",
    "MEASURES",
    "NORMS",
    "ComponentSettings",
    "LeaderboardSettings",
    "Looks",
    "StoreSettings",
    "Target",
    "defaults",
    "defaults_text",
    "digest",
    "from_json",
    "load",
    "load_looks",
    "loads",
    "looks_path",
    "parse_looks",
    "to_json",
]

_MODULES = {
    "files": ("defaults", "defaults_text", "load", "loads"),
    "looks": ("Looks", "load_looks", "looks_path", "parse_looks"),
    "model": ("GROUPS", "MEASURES", "NORMS", "ComponentSettings", "LeaderboardSettings", "StoreSettings", "Target"),
    "stored": ("digest", "from_json", "to_json"),
}
_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Return a public name from the module that has it."""
    if name not in _OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_OF[name]}"), name)
