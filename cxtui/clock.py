"""Time as whole UTC epoch seconds, so that every engine compares the same integers."""

import time

FAR = 253_402_300_799
"""The end of time (9999-12-31T23:59:59Z): where something open ends, so that ranges need no NULL."""

QUARTER = 900
"""Seconds of a quarter hour: the finest bucket, and a divisor of every zone's offset."""

DAY = 86_400


def now() -> int:
    """Return the present instant in whole UTC epoch seconds."""
    return int(time.time())
