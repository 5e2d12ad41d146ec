"""Data older than its allowance: by source, of the present only, with a margin on the way back."""

from contextlib import closing
from pathlib import Path

import pytest

from cxtui.importing.rows import apply_rows
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.triggers import TriggerReading, evaluate
from cxtui.settings import loads
from cxtui.store import import_log
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant

COMMITTED = instant("2026-03-02 12:00")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store whose only source was committed at noon and may be 10 minutes old."""
    settings = loads('[staleness]\nsources = { s = "10 min" }\n')
    path = tmp_path_factory.mktemp("stale") / "floor.db"
    build(path, None, {}, finish=lambda con: import_log.write_settings(con, settings))
    with Writer(path) as writer:
        apply_rows(writer, History().ticket("t", "2026-03-02 11:00").rows, "s", "hand", settings, lambda: COMMITTED)
    return path


def stale(store: Path, age: int, active: dict[str, int] | None = None, live: bool = True) -> list[TriggerReading]:
    """Return the readings of sources so many seconds after the commit."""
    with closing(StoreFeed(store, clock=lambda: COMMITTED + age)) as feed, feed.asking() as opened:
        found = evaluate(opened, active or {}, live)
    return [reading for reading in found if reading.trigger.startswith("stale:")]


@pytest.mark.parametrize(
    ("age", "holds", "back"),
    [(0, False, True), (480, False, True), (481, False, False), (600, False, False), (601, True, False)],
)
def test_it_fires_past_the_allowance_and_clears_at_four_fifths_of_it(
    store: Path, age: int, holds: bool, back: bool
) -> None:
    (reading,) = stale(store, age)
    assert (reading.trigger, reading.holds, reading.back) == ("stale:s", holds, back)


def test_the_evidence_has_age_and_allowance(store: Path) -> None:
    (reading,) = stale(store, 3 * 86_400 + 7_200)
    assert reading.evidence == "newest commit 3 d 2 h ago, allowed 10 min (clears at 8 min)"


def test_a_commit_from_a_clock_that_runs_ahead_is_new(store: Path) -> None:
    (reading,) = stale(store, -30)
    assert reading.back and not reading.holds


def test_of_the_past_nothing_is_told(store: Path) -> None:
    assert stale(store, 900, live=False) == []


def test_a_source_that_left_the_store_is_back(store: Path) -> None:
    found = stale(store, 0, {"stale:gone": 5, "csat_down": 5})
    assert [(one.trigger, one.since, one.back) for one in found] == [("stale:s", None, True), ("stale:gone", 5, True)]
