"""Small cases of the reference data whose right values are worked out in its README."""

from contextlib import closing
from pathlib import Path

import pytest

from cxtui.importing.run import Request, run
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Metric
from tests.facts.histories import instant


def metric(store: Path, name: str, at: str, period: str = "2026-03-01..2026-03-31") -> Metric:
    """Return a number of a period as of an instant."""
    with closing(StoreFeed(store, instant(at))) as feed, feed.asking() as opened:
        return opened.metric(name, opened.question(name, period))


@pytest.fixture
def truth(reference: Path, tmp_path: Path) -> Path:
    """Return a folder with a store of each case."""
    for case in sorted((reference / "cases" / "truth").iterdir()):
        run(tmp_path / f"{case.name}.db", Request((case,), "canonical"))
    return tmp_path


def test_the_past_does_not_know_of_a_reopening(truth: Path) -> None:
    for case in ("01_before_the_reopening", "01_reopened_after_due"):
        level = metric(truth / f"{case}.db", "service_level", "2026-03-03 12:00")
        left = metric(truth / f"{case}.db", "abandonment_rate", "2026-03-03 12:00")
        assert (level.value, level.n, left.value, left.n) == (None, 0, 1.0, 1), case


def test_after_the_reopening_it_is_answered_in_ten_minutes(truth: Path) -> None:
    store = truth / "01_reopened_after_due.db"
    assert metric(store, "first_response_mean", "2026-03-20 12:00").value == 600
    level = metric(store, "service_level", "2026-03-20 12:00")
    left = metric(store, "abandonment_rate", "2026-03-20 12:00")
    assert (level.value, level.n, left.value, left.n) == (1.0, 1, 0.5, 2)


def test_a_ticket_that_missed_waits_for_no_outcome(truth: Path) -> None:
    level = metric(truth / "02_missed_and_waiting.db", "service_level", "2026-03-05 12:00")
    assert (level.value, level.n, level.waiting) == (0.5, 2, 0)


def test_reopenings_that_no_history_tells_of_are_no_zero(truth: Path) -> None:
    store = truth / "03_reopen_without_statuses.db"
    seen = metric(store, "reopen_rate", "2026-03-20 12:00")
    assert (seen.value, seen.n) == (None, 0)
    assert seen.missing == (
        "no status history in this store, and a status as it stands is none: import event rows of kind status or state "
        "rows"
    )
    assert metric(store, "solved", "2026-03-20 12:00").value == 2


def test_moves_to_a_higher_tier_are_escalations(truth: Path) -> None:
    """Of two tickets one went from the first to the second line; nothing tells which of them were worked on."""
    for case in ("04_tiers_no_escalated_events", "04b_coverage_tiers"):
        seen = metric(truth / f"{case}.db", "escalation_rate", "2026-03-20 12:00")
        assert seen.missing is not None and seen.missing.startswith("nothing tells which tickets were worked on"), case
        with closing(StoreFeed(truth / f"{case}.db", instant("2026-03-20 12:00"))) as feed:
            pane = feed.read().escalations
        assert (pane.missing, [row.ticket for row in pane.rows]) == (None, ["A"]), case


def test_customers_and_topics_of_tickets_are_known(truth: Path) -> None:
    """Of A to E, each solved by one reply, B came back in the last second of W and E during the solve; F, silent at
    its solve, was answered once within W."""
    for name in ("fcr", "repeat_rate"):
        assert metric(truth / "07_fcr.db", name, "2026-03-20 12:00").missing is None, name
