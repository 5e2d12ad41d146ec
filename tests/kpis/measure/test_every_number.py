"""Every number can be asked by every filter and as a cohort, and counts what it lists."""

from contextlib import closing
from pathlib import Path

import pytest

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.question.filters import parse_filter
from tests.facts.histories import instant

WORDS = ("agent:a01,none", "team:none", "priority:high channel:email", "source:simulator !tier:gold")


@pytest.mark.parametrize("cohort", [False, True])
@pytest.mark.parametrize("words", WORDS)
def test_every_number_by_every_filter(packaged: Path, words: str, cohort: bool) -> None:
    with closing(StoreFeed(packaged, instant("2026-04-07 12:00"))) as feed, feed.asking() as store:
        for name, definition in DEFINITIONS.items():
            if definition.how is None or definition.group in ("worth", "staffing"):
                continue
            question = store.question(name, "14d", parse_filter(words), cohort)
            listed, n = store.units(name, question, 100_000)
            assert store.metric(name, question).n == n == len(listed), name


def test_filters_that_leave_nothing_out_change_nothing(packaged: Path) -> None:
    """Days from buckets and units of the same days agree: of all channels, named one by one."""
    with closing(StoreFeed(packaged, instant("2026-04-07 12:00"))) as feed, feed.asking() as store:
        for name, definition in DEFINITIONS.items():
            if definition.how is None or definition.group in ("worth", "staffing"):
                continue
            whole = store.metric(name, store.question(name, "14d"))
            same = store.metric(name, store.question(name, "14d", parse_filter("source:simulator !agent:nobody")))
            assert (same.n, same.waiting) == (whole.n, whole.waiting), name
            assert same.value == (None if whole.value is None else pytest.approx(whole.value)), name
