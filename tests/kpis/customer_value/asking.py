"""Small stores that are asked for numbers and lists."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Metric
from cxtui.kpis.lists import LISTS, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.filters import parse_filter
from cxtui.settings import StoreSettings, loads
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

DAYS_10 = "[horizons]\nretention_days = 10\n"


def near(value: float, abs: float | None = None) -> Any:
    """Return what equals all numbers near a value."""
    return pytest.approx(value, abs=abs)


@contextmanager
def asking(history: History, folder: Path, at: str, settings: str = DAYS_10) -> Iterator[StoreAsOf]:
    """Publish a history with a horizon of ten days (unless the settings say otherwise) and ask it as of an instant."""
    known: StoreSettings = loads(settings, "test.toml")
    store = folder / "floor.db"
    if not store.exists():
        stored(history, store, known)
    feed = StoreFeed(store, at=instant(at))
    try:
        with feed.asking() as opened:
            yield opened
    finally:
        feed.close()


def number(store: StoreAsOf, name: str, period: str, words: str = "", cohort: bool = False) -> Metric:
    """Return a number, having checked that ``n`` is how many units are listed."""
    question = store.question(name, period, parse_filter(words), cohort)
    metric = store.metric(name, question)
    listed, n = store.units(name, question, 10_000)
    assert len(listed) == n == metric.n, name
    return metric


def table(store: StoreAsOf, name: str, period: str, words: str = "") -> ListTable:
    """Return a list."""
    definition = LISTS[name]
    found = definition.read(store, store.question("lift", period, parse_filter(words)))
    assert all(len(row) == len(found.columns) for row in found.rows)
    return found
