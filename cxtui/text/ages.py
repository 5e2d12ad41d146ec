"""Ages, dates and times of the floor as a header and a page write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from cxtui.language.formats import habits

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def age(seconds: int) -> str:
    """Return an age in its two largest units: ``2 s``, ``3 min``, ``1 h 12``, ``3 d 4 h``.

    What seems to lie in the future, because two clocks disagree, is ``0 s`` old.
    """
    whole, form = max(0, seconds), habits()
    if whole < _MINUTE:
        return f"{whole} {form.second}"
    if whole < _HOUR:
        return f"{whole // _MINUTE} {form.minute}"
    if whole < _DAY:
        return f"{whole // _HOUR} {form.hour} {whole % _HOUR // _MINUTE:02}"
    return f"{whole // _DAY} {form.day} {whole % _DAY // _HOUR} {form.hour}"


def local(at: int, zone: str) -> datetime:
    """Return an instant as local time."""
    return datetime.fromtimestamp(at, ZoneInfo(zone))


def date_time(at: int, zone: str) -> str:
    """Return ``2016-03-31 23:59`` (with seconds only where they are not 0)."""
    when = local(at, zone)
    return f"{when:%Y-%m-%d %H:%M:%S}" if when.second else f"{when:%Y-%m-%d %H:%M}"


def weekday(when: datetime) -> str:
    """Return a day of the week in two or three letters: ``Sat``."""
    return habits().weekdays[when.weekday()]


def day_month(when: datetime) -> str:
    """Return ``21 Nov``."""
    return f"{when.day} {habits().months[when.month - 1]}"


def clock_face(at: int, zone: str) -> str:
    """Return ``Sat 21 Nov 14:32:07``, day and month in the language in use."""
    when = local(at, zone)
    return f"{weekday(when)} {day_month(when)} {when:%H:%M:%S}"
