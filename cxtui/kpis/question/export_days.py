"""Days of which there was no export, of sources that tell of changes by exports of tickets as they stand alone."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from cxtui.clock import zone_info
from cxtui.language import N_, lazy, lazy_joined

ExportInstant = tuple[str, int]
"""A source and the instant of one of its exports, UTC epoch seconds."""

MOST = 3
"""Days that a sentence names."""

OBSERVED = N_("observed daily: what came and went between two exports of the tickets is not seen")
"""Of numbers that count changes of which some sources tell by exports of tickets as they stand alone."""


def unseen(exports: Iterable[ExportInstant], over: tuple[int, int] | None, zone: str) -> str:
    """Return what is not seen of a period ``[from_at, to_at)``, and on which of its days there was no export at all."""
    days = days_without(exports, over, zone)
    if not days:
        return OBSERVED
    named = lazy_joined([str(day) for day in days[:MOST]], ", ")
    if len(days) > MOST:
        named = lazy_joined([named, lazy("and {n} more", n=len(days) - MOST)], ", ")
    return lazy(
        "observed daily, but with no export of {days}: what came and went between two exports of the tickets is not "
        "seen",
        days=named,
    )


def days_without(exports: Iterable[ExportInstant], over: tuple[int, int] | None, zone: str) -> Sequence[date]:
    """Return the local days of a period on which a source had no export, its first and its newest being around them."""
    local = zone_info(zone)
    by_source: dict[str, set[int]] = {}
    for source, at in exports:
        by_source.setdefault(source, set()).add(datetime.fromtimestamp(at, local).toordinal())
    found = {day for days in by_source.values() for day in range(min(days), max(days)) if day not in days}
    if over is not None:
        first, end = (datetime.fromtimestamp(at, local).toordinal() for at in (over[0], over[1] - 1))
        found = {day for day in found if first <= day <= end}
    return [date.fromordinal(day) for day in sorted(found)]
