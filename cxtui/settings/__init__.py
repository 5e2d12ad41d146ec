"""Settings: what changes numbers (kept in the store), and what only changes looks (the user's own)."""

from cxtui.settings.files import defaults, defaults_text, load, loads
from cxtui.settings.looks import Looks, load_looks, looks_path, parse_looks
from cxtui.settings.model import GROUPS, MEASURES, NORMS, ComponentSettings, LeaderboardSettings, StoreSettings, Target
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
