"""A feed whose numbers are those of a floor a thousand times as large: whether every column has the room for them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cxtui.kpis.feed import FloorFeed
from cxtui.kpis.floor import Floor, Metric
from cxtui.kpis.lists import ListTable
from cxtui.kpis.query import WHOLE, Query, View
from cxtui.kpis.triggers import TriggerReading

TIMES = 1_000
LONGER = 40
_TIMES = {"count": TIMES, "per_hour": TIMES, "seconds": LONGER, "money": TIMES}

Steps = tuple[int | None, ...]


def _more(values: Steps) -> Steps:
    return tuple(None if value is None else value * TIMES for value in values)


def _metric(metric: Metric) -> Metric:
    by = _TIMES.get(metric.unit, 1)
    value, before = metric.value, metric.previous
    return replace(
        metric, value=value and value * by, previous=before and before * by, n=metric.n * TIMES,
        waiting=metric.waiting and metric.waiting * TIMES,
    )  # fmt: skip


def enlarged(floor: Floor) -> Floor:
    """Return a floor of a hundred thousand tickets that wait, and more."""
    volume = floor.volume
    return replace(
        floor,
        metrics={name: _metric(metric) for name, metric in floor.metrics.items()},
        volume=replace(
            volume, inflow=_more(volume.inflow), outflow=_more(volume.outflow), backlog=_more(volume.backlog),
            last_inflow=_more(volume.last_inflow), last_outflow=_more(volume.last_outflow),
            last_backlog=_more(volume.last_backlog),
            by_channel=tuple((name, n * TIMES) for name, n in volume.by_channel),
        ),
        responses=replace(floor.responses, waiting=123_456, breached=98_765),
        escalations=replace(floor.escalations, open=101_010, breached=99_999),
        leaderboard=replace(
            floor.leaderboard,
            rows=tuple(
                replace(row, n=row.n * TIMES, volume=(row.volume or 0) * TIMES) for row in floor.leaderboard.rows
            ),
        ),
        doubts=100_000,
        tickets=floor.tickets * TIMES,
    )  # fmt: skip


def _table(table: ListTable) -> ListTable:
    def cell(value: Any, unit: str) -> Any:
        return value * _TIMES[unit] if unit in _TIMES and value is not None else value

    rows = tuple(tuple(cell(v, c.unit) for v, c in zip(row, table.columns, strict=True)) for row in table.rows)
    return replace(table, rows=rows)


class VastFeed:
    """Another feed, its numbers enlarged."""

    def __init__(self, feed: FloorFeed) -> None:
        self._feed = feed

    def changed(self) -> bool:
        """Say what the other feed says."""
        return self._feed.changed()

    def read(self, view: View = WHOLE) -> Floor:
        """Return the floor, enlarged."""
        return enlarged(self._feed.read(view))

    def verify(self) -> None:
        """Find what the other feed finds."""
        self._feed.verify()

    def answer(self, query: Query) -> object | None:
        """Return the answer, lists enlarged."""
        found = self._feed.answer(query)
        return _table(found) if isinstance(found, ListTable) else found

    def triggers(self, active: Mapping[str, int]) -> tuple[TriggerReading, ...]:
        """Return what the other feed reads."""
        return self._feed.triggers(active)

    def close(self) -> None:
        """Close the other feed."""
        self._feed.close()
