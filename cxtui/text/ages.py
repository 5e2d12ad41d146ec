"""Ages, dates and times of the floor as a header and a page write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def age(seconds: int) -> str:
    """Return an age in its two largest units: ``2 s``, ``3 min``, ``1 h 12``, ``3 d 4 h``.

    What seems to lie in the future, because two clocks disagree, is ``0 s`` old.
    """
    whole = max(0, seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min"
    if whole < _DAY:
        return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE:02}"
    return f"{whole // _DAY} d {whole % _DAY // _HOUR} h"


def local(at: int, zone: str) -> datetime:
    """Return an instant as local time."""
    return datetime.fromtimestamp(at, ZoneInfo(zone))


def date_time(at: int, zone: str) -> str:
    """Return ``2016-03-31 23:59`` (with seconds only where they are not 0)."""
    when = local(at, zone)
    return f"{when:%Y-%m-%d %H:%M:%S}" if when.second else f"{when:%Y-%m-%d %H:%M}"


def clock_face(at: int, zone: str) -> str:
    """Return ``Sat 21 Nov 14:32:07``, in English whatever the locale."""
    when = local(at, zone)
    day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[when.weekday()]
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[when.month - 1]
    return f"{day} {when.day} {month} {when:%H:%M:%S}"
