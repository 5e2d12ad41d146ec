"""Periods in a zone's own days: today, the last days, a quarter, dates of one's own, and what they compare with."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cxtui.clock import QUARTER, local_day_before, local_day_edges, parse_instant, same_time_before, zone_info
from cxtui.errors import UsageError
from cxtui.kpis.definitions.model import PeriodKind
from cxtui.language import lazy

HOUR_S = 4 * QUARTER
_DAYS = re.compile(r"([0-9]{1,4}) ?d(ays?)?")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4})-?q([1-4])")
HOW = "write today, yesterday, 7d, 30d, quarter, 2016-03, 2016-q1, or 2016-03-01..2016-03-31"


@dataclass(frozen=True, slots=True)
class Period:
    """Instants ``[from_at, to_at)``, UTC epoch seconds; ``label`` is how one asks for it.

    ``days`` is how many local days it is long, 0 where its edges are no midnights.
    """

    from_at: int
    to_at: int
    label: str
    days: int = 0

    def before(self) -> "Period":
        """Return the period of as many seconds right before this one."""
        return Period(2 * self.from_at - self.to_at, self.from_at, lazy("before {label}", label=self.label))

    def shifted(self, days: int, zone: str) -> "Period":
        """Return the period as many local days earlier, with the same wall times at its edges."""
        first, last = (same_time_before(edge, zone, days) for edge in (self.from_at, self.to_at))
        return Period(first, last, lazy("{label}, {n} days before", label=self.label, n=days), self.days)


def default_period(span: PeriodKind, at: int, zone: str, rate_days: int) -> Period:
    """Return the period that a number is shown for unless one is asked for, as of an instant."""
    if span == "hour":
        quarter = at - at % QUARTER
        return Period(quarter - HOUR_S, quarter, lazy("last four whole quarter hours"))
    if span == "instant":
        return Period(at, at + 1, lazy("now"))
    if span == "rates":
        start, end = local_day_edges(at, zone)
        return Period(
            local_day_before(start, zone, rate_days), end, lazy("{n} days and today", n=rate_days), rate_days + 1
        )
    return parse_period("90d" if span == "quarter" else "today", at, zone)


def parse_period(text: str, at: int, zone: str) -> Period:
    """Return the period that a person asked for as of an instant; UsageError says how to write one.

    ``7d`` are seven local days, the running one included; a range includes both its dates.
    """
    words = text.strip().lower()
    start, end = local_day_edges(at, zone)
    if words == "today":
        return Period(start, end, lazy("today"), 1)
    if words == "yesterday":
        return Period(local_day_before(start, zone, 1), start, lazy("yesterday"), 1)
    if found := _DAYS.fullmatch(words):
        days = int(found[1])
        if not days:
            raise UsageError(f"the period {text[:40]!r} is empty; {HOW}")
        return Period(local_day_before(start, zone, days - 1), end, f"{days}d", days)
    return _calendar(words, text, at, zone)


def _calendar(words: str, text: str, at: int, zone: str) -> Period:
    today = datetime.fromtimestamp(at, zone_info(zone)).date()
    try:
        if words == "quarter":
            return _dates(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), today, lazy("quarter"), zone)
        if found := _QUARTER.fullmatch(words):
            first = date(int(found[1]), int(found[2]) * 3 - 2, 1)
            return _dates(first, _month_end(_month_end(_month_end(first) + timedelta(1)) + timedelta(1)), words, zone)
        if found := _MONTH.fullmatch(words):
            first = date(int(found[1]), int(found[2]), 1)
            return _dates(first, _month_end(first), words, zone)
        if ".." in words and re.fullmatch(r"[0-9.-]+", words):
            first, last = (date.fromisoformat(part) for part in words.split(".."))
            return _dates(first, last, words, zone)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
            return _dates(date.fromisoformat(words), date.fromisoformat(words), words, zone)
    except (ValueError, OverflowError):
        raise UsageError(f"{text[:40]!r} is no period; {HOW}") from None
    if ".." in words:
        first_text, _, last_text = text.strip().partition("..")
        from_at, to_at = parse_instant(first_text, zone, at), parse_instant(last_text, zone, at)
        if to_at <= from_at:
            raise UsageError(f"the period {text[:60]!r} ends before it begins")
        return Period(from_at, to_at, text.strip())
    raise UsageError(f"{text[:40]!r} is no period; {HOW}")


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(32)).replace(day=1) - timedelta(1)


def _dates(first: date, last: date, label: str, zone: str) -> Period:
    if last < first:
        raise UsageError(f"the period {label!r} ends before it begins")
    from_at = parse_instant(first.isoformat(), zone)
    to_at = parse_instant((last + timedelta(1)).isoformat(), zone)
    return Period(from_at, to_at, label, (last - first).days + 1)
