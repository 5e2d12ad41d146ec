"""Whole local days in a row, and the same number of days before them."""

from datetime import datetime

from cxtui.clock import local_day_before, local_day_edges, zone_info
from cxtui.kpis.question.period import Period, parse_period


def whole_days(at: int, zone: str, days: int, back: int = 0) -> Period:
    """Return the last ``days`` local days that are over at an instant, or those ``back`` such periods earlier.

    Days that are over do not change as the hours go, so nothing fires by the time of day.
    """
    today = local_day_edges(at, zone)[0]
    to_at = local_day_before(today, zone, days * back)
    from_at = local_day_before(to_at, zone, days)
    first, last = (_date(edge, zone) for edge in (from_at, to_at - 1))
    return Period(from_at, to_at, first if days == 1 else f"{first}..{last}", days)


def quarter(at: int, zone: str) -> Period:
    """Return the calendar quarter that holds an instant, whole."""
    local = datetime.fromtimestamp(at, zone_info(zone))
    return parse_period(f"{local.year}-q{(local.month + 2) // 3}", at, zone)


def quarter_before(at: int, zone: str) -> Period:
    """Return the whole calendar quarter before the one that holds an instant."""
    return quarter(quarter(at, zone).from_at - 1, zone)


def _date(at: int, zone: str) -> str:
    return datetime.fromtimestamp(at, zone_info(zone)).date().isoformat()
