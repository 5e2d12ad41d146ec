"""Time as whole UTC epoch seconds, so that every engine compares the same integers."""

import re
import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cxtui.errors import UsageError
from cxtui.nearest import nearest_names

FAR = 253_402_300_799
"""The end of time (9999-12-31T23:59:59Z): where something open ends, so that ranges need no NULL."""

QUARTER = 900
"""Seconds of a quarter hour: the finest bucket, and a divisor of every zone's offset."""

DAY = 86_400

UNITS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": DAY, "w": 7 * DAY}
"""Seconds of the units in which people write durations; a day is 24 hours."""

_EPOCH = datetime(1970, 1, 1)
_SECOND = timedelta(seconds=1)
_EARLIEST, _LATEST = -2_208_988_800, 7_258_118_400
_PART = re.compile(r"\s*(\d{1,12})\s*([a-z]+)\.?", re.IGNORECASE)


def now() -> int:
    """Return the present instant in whole UTC epoch seconds."""
    return int(time.time())


def zone_info(name: str) -> ZoneInfo:
    """Return the IANA zone of that name; a UsageError proposes the nearest names."""
    found = known_zone(name)
    if found is None:
        raise UsageError(f"no time zone is called {name[:60]!r}; {_like_zone(name)}")
    return found


def known_zone(name: str) -> ZoneInfo | None:
    """Return the IANA zone of that name, None where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _like_zone(name: str) -> str:
    # Reading the list of zones takes 50 ms, so it waits until there is something to explain.
    from zoneinfo import available_timezones

    zones = {zone.casefold(): zone for zone in sorted(available_timezones())}
    cities = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(zones.values())}
    wanted = name.strip().casefold().replace(" ", "_")[:60]
    near = [zones[key] for key in nearest_names(wanted, zones, 3, 0.7)]
    near += [cities[key] for key in nearest_names(wanted, cities, 3, 0.8)]
    if not near:
        return "use an IANA name such as Europe/Warsaw or UTC"
    return "nearest: " + ", ".join(list(dict.fromkeys(near))[:3])


def parse_duration(text: str) -> int:
    """Return the seconds of ``90 s``, ``2 min``, ``4h``, ``1 d 12 h``; ValueError for anything else."""
    total = position = 0
    while position < len(text.rstrip()):
        part = _PART.match(text, position)
        if part is None or part[2].lower() not in UNITS:
            raise ValueError(f"{text[:40]!r} is no duration; write it like 90 s, 2 min, 4 h or 7 d")
        total += int(part[1]) * UNITS[part[2].lower()]
        position = part.end()
    if position == 0:
        raise ValueError("a duration is empty; write it like 90 s, 2 min, 4 h or 7 d")
    return total


def parse_instant(text: str, zone: str, present: int | None = None) -> int:
    """Return the UTC epoch seconds that a person wrote, read in a zone where no offset is given.

    Takes ``2016-03-31 23:59``, ISO 8601 with ``Z`` or an offset, a date (its first instant there),
    ``now``, ``today``, ``yesterday``, ``-2h`` or ``+1d 12h`` from ``present``, epoch seconds (nine
    digits or more, or any after ``@``). Fractions of a second are cut. UsageError for anything else, and
    for local times that do not exist or exist twice, naming both readings.
    """
    present = now() if present is None else present
    words = text.strip()
    at = _read(words, zone_info(zone), present)
    if not _EARLIEST <= at < _LATEST:
        hint = "; are these milliseconds?" if words.isdigit() else ""
        raise UsageError(f"{words[:40]!r} lies outside the years 1900 to 2199{hint}")
    return at


def _read(words: str, here: ZoneInfo, present: int) -> int:
    if words.lower() == "now":
        return present
    if words.lower() in ("today", "yesterday"):
        day = datetime.fromtimestamp(present, here).date()
        return _day_start(day - timedelta(days=words.lower() == "yesterday"), here)
    if words[:1] in ("+", "-"):
        return present + _relative(words)
    if re.fullmatch(r"@-?[0-9]{1,15}|[0-9]{9,15}", words):
        return int(words.removeprefix("@"))
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{8}", words):
            return _day_start(date.fromisoformat(words), here)
        found = datetime.fromisoformat(words)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{words[:40]!r} is no time; write it like 2016-03-31 23:59, 2016-03-31T23:59Z, now or -2h"
        ) from None
    if found.tzinfo is None:
        return _only_reading(found.replace(microsecond=0), here)
    return _seconds(found.replace(microsecond=0))


def _relative(words: str) -> int:
    try:
        return parse_duration(words[1:]) * (-1 if words[0] == "-" else 1)
    except ValueError as error:
        raise UsageError(f"{words[:40]!r} is no time: {error}") from None


def _seconds(moment: datetime) -> int:
    offset = moment.utcoffset() or timedelta()
    return (moment.replace(tzinfo=None) - _EPOCH) // _SECOND - offset // _SECOND


def _readings(local: datetime, here: ZoneInfo) -> tuple[int, int]:
    first = _seconds(local.replace(tzinfo=here, fold=0))
    return first, _seconds(local.replace(tzinfo=here, fold=1))


def _only_reading(local: datetime, here: ZoneInfo) -> int:
    first, second = _readings(local, here)
    if first == second:
        return first
    fault = "happens twice" if first < second else "does not exist"
    either, other = (format_instant(at, here.key) for at in sorted((first, second)))
    raise UsageError(
        f"{local.isoformat(' ')} {fault} in {here.key}, where the clocks change: write {either} or {other}"
    )


def _day_start(day: date, here: ZoneInfo) -> int:
    first, second = _readings(datetime(day.year, day.month, day.day), here)
    if first <= second:
        return first
    # Midnight is skipped: the day starts where the clocks jump, somewhere in (second, first].
    low, high = second, first
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, here).date() < day:
            low = middle
        else:
            high = middle
    return high


def format_instant(at: int, zone: str) -> str:
    """Return an instant as ``2025-11-02 01:30:00-04:00``, which ``parse_instant`` reads back exactly."""
    here = zone_info(zone)
    try:
        return datetime.fromtimestamp(at, here).isoformat(" ")
    except (OverflowError, ValueError):
        return f"@{at}"


def local_day_edges(at: int, zone: str) -> tuple[int, int]:
    """Return the first instant of the local day that holds ``at`` and that of the next one."""
    here = zone_info(zone)
    day = datetime.fromtimestamp(at, here).date()
    start, end = _day_start(day, here), _day_start(day + timedelta(days=1), here)
    if at >= end:
        # Clocks that go back across midnight read the old date again inside the new day.
        return end, _day_start(day + timedelta(days=2), here)
    return start, end


def local_day_before(at: int, zone: str, days: int) -> int:
    """Return the first instant of the local day that is ``days`` days before the one of ``at``."""
    here = zone_info(zone)
    return _day_start(datetime.fromtimestamp(at, here).date() - timedelta(days=days), here)


def same_time_last_week(at: int, zone: str) -> int:
    """Return the instant seven local days earlier at the same wall time, as ``same_time_before`` does."""
    return same_time_before(at, zone, 7)


def same_time_before(at: int, zone: str, days: int) -> int:
    """Return the instant some local days earlier at the same wall time.

    Where that wall time was skipped, the instant as long after the jump; where it came twice, the first.
    """
    here = zone_info(zone)
    local = datetime.fromtimestamp(at, here).replace(tzinfo=None, fold=0) - timedelta(days=days)
    return _readings(local, here)[0]


def quarters(start: int, end: int) -> tuple[int, ...]:
    """Return the starts of the quarter hours that cover ``[start, end)``."""
    return tuple(range(start - start % QUARTER, end, QUARTER))
