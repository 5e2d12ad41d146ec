"""Walking through a history day by day: every trigger evaluated, what fires and clears written down."""

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from cxtui.desk import Desk
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.triggers import TriggerReading, evaluate
from tests.facts.histories import History, instant


def days(first: str, last: str) -> list[str]:
    """Return the dates from one to another, both included."""
    start, end = (datetime.fromisoformat(day) for day in (first, last))
    return [f"{start + timedelta(n):%Y-%m-%d}" for n in range((end - start).days + 1)]


def walk(store: Path, desk: Desk, first: str, last: str, hour: str = "13:00") -> list[tuple[str, str, str]]:
    """Evaluate once a day; return (day, "fired" or "cleared", trigger)."""
    seen = []
    for day in days(first, last):
        found = desk.settle(readings(store, f"{day} {hour}", desk.read().active))
        seen += [(day, "fired", one) for one in found.fired] + [(day, "cleared", one) for one in found.cleared]
    return seen


def readings(store: Path, at: str, active: dict[str, int] | None = None) -> tuple[TriggerReading, ...]:
    """Return every reading as of a time in UTC, without those of sources' age."""
    with closing(StoreFeed(store, instant(at))) as feed, feed.asking() as opened:
        return evaluate(opened, active or {}, live=False)


def one(found: tuple[TriggerReading, ...], trigger: str) -> TriggerReading:
    """Return the reading of a trigger."""
    return next(reading for reading in found if reading.trigger == trigger)


def rate(history: History, ticket: str, day: str, value: float, kind: str = "csat", top: float = 5.0) -> None:
    """Add a survey of a ticket answered at noon, on a scale from 1 (0 for nps)."""
    at = instant(f"{day} 12:00")
    history.add(
        "rating", rating=f"{kind}-{ticket}", ticket=ticket, kind=kind, sent_at=at - 60, occurred_at=at, value=value,
        scale_min=0.0 if kind == "nps" else 1.0, scale_max=top,
    )  # fmt: skip
