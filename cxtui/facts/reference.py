"""The reference tables that models join: opening hours, local days, promises, horizons, histogram bounds.

All of it follows from settings, the sources' calendars and a span of years, so extending the span only
adds rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from cxtui.calendars import Calendar, rows
from cxtui.clock import DAY, FAR, local_day_edges
from cxtui.facts.bounds import ROWS
from cxtui.settings import StoreSettings, defaults

BLOCK = 3600
"""Open seconds in a block of ``open_block``: an instant is found by its block, then inside it."""

ReferenceRow = tuple[object, ...]


def years(first_at: int, last_at: int) -> tuple[int, int]:
    """Return the UTC span to expand for events of ``[first_at, last_at]``: whole years, one before to two after.

    So two years at least lie behind the last event, and the span grows once a year.
    """
    first = datetime.fromtimestamp(first_at, UTC).year - 1
    last = datetime.fromtimestamp(last_at, UTC).year + 3
    return _year_start(first), _year_start(last)


def _year_start(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())


def open_intervals(calendars: Mapping[str, Calendar], from_at: int, to_at: int) -> list[ReferenceRow]:
    """Return ``open_interval`` rows of every calendar for the UTC days in ``[from_at, to_at)``."""
    return [
        (name, day * DAY, start, end, before)
        for name, calendar in calendars.items()
        for day, start, end, before in rows(calendar, from_at // DAY, to_at // DAY)
    ]


def _block(open_s: int) -> int:
    # As SQL computes it: % keeps the sign of what is divided, so blocks before the origin round up.
    return open_s - (open_s % BLOCK if open_s >= 0 else -(-open_s % BLOCK))


def open_blocks(intervals: Iterable[ReferenceRow]) -> Iterator[ReferenceRow]:
    """Yield ``open_block`` rows: each open interval once for every block of open time it reaches into."""
    for name, _, start, end, before in intervals:
        assert isinstance(start, int) and isinstance(end, int) and isinstance(before, int)
        until = before + end - start
        if until <= before:
            continue
        seen = {_block(before + 1), _block(until)}
        seen.update(range(_block(before + 1), _block(until) + 1, BLOCK))
        for block in sorted(seen):
            yield name, block, before, until, start


def local_days(zone: str, from_at: int, to_at: int) -> list[ReferenceRow]:
    """Return ``local_day`` rows: which local days of a zone overlap each UTC day, DST days at true length."""
    found: list[ReferenceRow] = []
    start, end = local_day_edges(from_at, zone)
    while start < to_at:
        found.extend(
            (utc_day, start, end) for utc_day in range(start - start % DAY, end, DAY) if from_at <= utc_day < to_at
        )
        start, end = local_day_edges(end, zone)
    return found


def targets(settings: StoreSettings) -> list[ReferenceRow]:
    """Return ``target`` rows, the most specific first, so that the first that fits and holds then applies."""
    edges: dict[tuple[str | None, ...], list[int]] = {}
    for t in settings.targets:
        edges.setdefault((t.metric, *t.conditions), []).append(-FAR if t.from_at is None else t.from_at)
    found: list[ReferenceRow] = []
    for position, t in enumerate(settings.targets):
        from_at = -FAR if t.from_at is None else t.from_at
        to_at = min((edge for edge in edges[t.metric, *t.conditions] if edge > from_at), default=FAR)
        found.append(
            (t.metric, position, t.channel, t.team, t.priority, t.tier, t.within_s, int(t.business), from_at, to_at)
        )
    return found


def horizons(settings: StoreSettings) -> list[ReferenceRow]:
    """Return ``horizon`` rows: W, H, the calendar of sources that bring none, whose a ticket is, whose targets are."""
    return [
        ("fcr_s", settings.fcr_days * DAY, None),
        ("retention_s", settings.retention_days * DAY, None),
        ("business_calendar", None, settings.business_calendar),
        ("attribution", None, settings.attribution),
        ("thank_yous", None, settings.thank_yous),
        ("targets", None, "packaged" if settings.targets == defaults().targets else "own"),
    ]


def histogram_bounds() -> list[ReferenceRow]:
    """Return ``hist_bound`` rows."""
    return list(ROWS)
