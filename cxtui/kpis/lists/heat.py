"""When tickets come: by hour of the day and day of the week, in the store's zone."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

from cxtui.clock import QUARTER, zone_info
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.language import lazy
from cxtui.store.read import lists
from cxtui.store.read.units import UnitQuery

DAYS = tuple(map(lazy, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))


def _heat(store: StoreAsOf, question: Question) -> ListTable:
    zone, cells = zone_info(store.zone), Counter[tuple[int, int]]()
    for quarter, n in _arrivals(store, question.wanted(store.scope.settings)):
        local = datetime.fromtimestamp(quarter, zone)
        cells[local.weekday(), local.hour] += n
    rows = tuple((day, *(cells[number, hour] for hour in range(24))) for number, day in enumerate(DAYS))
    columns = (ListColumn("weekday", "text", ""), *(ListColumn(f"h{h:02}", "count", f"{h:02}") for h in range(24)))
    return ListTable("heat", HEAT.title, columns, rows)


def _arrivals(store: StoreAsOf, wanted: UnitQuery) -> list[tuple[int, int]]:
    """Return tickets created by quarter hour: whole ones from their buckets where nothing narrows them down."""
    first, last = -(-wanted.from_at // QUARTER) * QUARTER, wanted.to_at // QUARTER * QUARTER
    if wanted.where or first >= last:
        return [(quarter, n) for quarter, n in lists.rows(store.tx, "arrivals", wanted)]
    spans = (
        ("arrivals", wanted.from_at, first),
        ("arrival_quarters", first, last),
        ("arrivals", last, wanted.to_at),
    )
    return [
        (quarter, n)
        for name, from_at, to_at in spans
        if from_at < to_at
        for quarter, n in lists.rows(store.tx, name, replace(wanted, from_at=from_at, to_at=to_at))
    ]


HEAT = ListDefinition(
    name="heat",
    title="Created by hour and weekday",
    words=(
        "Tickets created in the period by the local hour and day of the week of their creation, in the store's zone. "
        "An hour that the clocks repeat counts both times; spam, deleted and merged are left out."
    ),
    source="ticket",
    per_agent=False,
    read=_heat,
    span="quarter",
    models=("flow_quarter",),
    sums_quarters=True,
)
DEFINED = (HEAT,)
