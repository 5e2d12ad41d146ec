"""Zone names as helpdesks write them, and the stretches of time in which a zone's offset stands still."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from cxtui.calendars.text import CalendarError
from cxtui.clock import DAY, known_zone, zone_info
from cxtui.errors import UsageError
from cxtui.nearest import nearest_names

_FIRST, _LAST = -2_208_988_800, 16_725_225_600
"""1900 and 2500: what anyone's opening hours may span."""


@cache
def friendly_zones() -> dict[str, str]:
    """Return Zendesk's (Ruby on Rails') friendly zone names with the IANA zone of each."""
    # Asked for by an importer, never by a console, so what reads it waits until then.
    import csv
    from importlib import resources

    text = resources.files("cxtui.calendars").joinpath("zones.csv").read_text("utf-8")
    return {row["friendly"]: row["iana"] for row in csv.DictReader(text.splitlines())}


@cache
def _folded() -> dict[str, str]:
    return {name.casefold(): zone for name, zone in friendly_zones().items()}


@cache
def iana(name: str) -> str:
    """Return the IANA zone of a friendly name such as ``Eastern Time (US & Canada)``; IANA names stay.

    A CalendarError names the nearest ones.
    """
    plain = " ".join(name.split())
    if known_zone(plain):
        return plain
    if found := _folded().get(plain.casefold()):
        return found
    try:
        return zone_info(plain).key
    except UsageError as error:
        raise CalendarError(f"{error}{_like_friendly(name)}") from None


def _like_friendly(name: str) -> str:
    near = nearest_names(name.casefold()[:60], _folded(), alike=0.75)
    names = {key.casefold(): key for key in friendly_zones()}
    return f", or {names[near[0]]!r}" if near else ""


def steady(zone: str, from_at: int, to_at: int) -> list[tuple[int, int, int]]:
    """Return ``(from_at, to_at, offset)`` stretches of constant UTC offset in seconds that cover the span.

    The zone is asked once a day and a change found by bisection, to the second. A CalendarError where
    the span leaves the years 1900 to 2500.
    """
    if not _FIRST <= from_at <= to_at <= _LAST:
        raise CalendarError("opening hours are only known between the years 1900 and 2500")
    here = zone_info(zone)
    found: list[tuple[int, int, int]] = []
    start, offset, at = from_at, _offset(here, from_at), from_at
    while at < to_at:
        step = min(at + DAY, to_at)
        then = _offset(here, step)
        if then != offset:
            change = _change(here, at, step, offset)
            found.append((start, change, offset))
            start, offset = change, _offset(here, change)
            at = change
            continue
        at = step
    if start < to_at:
        found.append((start, to_at, offset))
    return found


def _offset(here: ZoneInfo, at: int) -> int:
    offset = datetime.fromtimestamp(at, here).utcoffset()
    assert offset is not None
    return offset.days * DAY + offset.seconds


def _change(here: ZoneInfo, low: int, high: int, offset: int) -> int:
    # The first instant in (low, high] whose offset is another one.
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(here, middle) == offset:
            low = middle
        else:
            high = middle
    return high
