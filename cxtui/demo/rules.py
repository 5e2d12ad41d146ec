"""What the demo's store is configured with."""

from cxtui.settings import StoreSettings, loads

ALLOWED_S = 7200
"""Seconds of floor time without a batch after which a demo is stale, at the usual speeds."""

ALLOWED_WALL_S = 30
"""Seconds of wall time that it is allowed in any case, however fast the floor's day runs."""


def settings(zone: str, speed: float = 1) -> StoreSettings:
    """Return the settings of a demo's store in a zone whose day runs ``speed`` times as fast as the wall's.

    Retention is judged after 30 days, so that most of the history says something about it.
    """
    allowed = max(ALLOWED_S, int(ALLOWED_WALL_S * speed))
    text = f"""
zone = "{zone}"
[horizons]
retention_days = 30
[staleness]
default = "{allowed} s"
"""
    return loads(text, "the demo's settings")
