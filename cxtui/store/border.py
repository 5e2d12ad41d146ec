"""From which day on tickets are kept, for a time that somebody says."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from cxtui.clock import local_day_before, zone_info
from cxtui.errors import UsageError
from cxtui.store.kept import KeptSince

_UNITS = {"day": 1, "week": 7, "month": 0, "year": 0}
_MONTHS = {"month": 1, "year": 12}


def border(words: str | None, before: KeptSince | None, now: int, zone: str) -> KeptSince:
    """Return the border for ``24 months`` and the like before an instant: a midnight of the zone.

    Without ``words`` it is as long as the time before; UsageError where there was none, and for what is no time.
    """
    if words is None:
        if before is None:
            raise UsageError("say how long tickets are kept, such as: cxtui store keep 24 months")
        words = before.words
    found = re.fullmatch(r"\s*([1-9][0-9]{0,4})\s*(day|week|month|year)s?\s*", words, re.IGNORECASE)
    if found is None:
        raise UsageError(f"{words[:40]!r} is no time to keep tickets for; write 24 months, 2 years or 90 days")
    n, unit = int(found[1]), found[2].lower()
    today = datetime.fromtimestamp(now, zone_info(zone)).date()
    try:
        day = _months_before(today, n * _MONTHS[unit]) if unit in _MONTHS else today - timedelta(n * _UNITS[unit])
    except (ValueError, OverflowError):
        raise UsageError(f"{words[:40]!r} is longer than any ticket is old") from None
    return KeptSince(local_day_before(now, zone, (today - day).days), f"{n} {unit}{'' if n == 1 else 's'}")


def _months_before(day: date, months: int) -> date:
    """Return the day so many months before, the month's last day where it has none of that number."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
