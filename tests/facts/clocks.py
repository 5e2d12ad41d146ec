"""Clock rows of hand-made histories in words: times as they are written in the histories."""

from datetime import UTC, datetime
from typing import Any

from cxtui.clock import FAR
from cxtui.facts.tables import DERIVED

Made = dict[str, list[tuple[Any, ...]]]


def when(at: int | None) -> str | None:
    """Return an instant as ``14 09:00`` (day of the month and UTC time), with seconds where they are not 0."""
    if at is None or at >= FAR:
        return None
    said = datetime.fromtimestamp(at, UTC)
    return f"{said:%d %H:%M:%S}".removesuffix(":00")


def clocks(made: Made, ticket: str, metric: str, table: str = "clock_fact") -> list[dict[str, Any]]:
    """Return the rows of one metric of a ticket in their order, instants as words."""
    found = []
    for row in made[table]:
        one = dict(zip(DERIVED[table].names, row, strict=True))
        if (one["ticket"], one["metric"]) == (ticket, metric):
            found.append({k: when(v) if k.endswith("_at") else v for k, v in one.items()})
    return found


def told(made: Made, ticket: str, metric: str) -> list[tuple[Any, ...]]:
    """Return (state, due, outcome, met, agent) of each row of a metric."""
    return [(c["state"], c["due_at"], c["outcome_at"], c["met"], c["agent"]) for c in clocks(made, ticket, metric)]
