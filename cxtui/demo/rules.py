"""What the demo's store is configured with."""

from cxtui.demo.pace import ZONE
from cxtui.settings import StoreSettings, loads

SETTINGS = f"""
zone = "{ZONE}"
[horizons]
retention_days = 30
[staleness]
default = "2 h"
"""
"""Retention is judged after 30 days, so that 90 days of history say something about it."""


def settings() -> StoreSettings:
    """Return the settings of a demo's store."""
    return loads(SETTINGS, "the demo's settings")
