"""A console opens at the end of data that ended days ago, and only then."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.kpis.feeds.data_end import OLD_S, DataEnd, newest_event
from cxtui.kpis.feeds.store_feed import StoreFeed
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

NEWEST = instant("2025-01-14 09:00")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Path]:
    yield stored(History().ticket("t", "2025-01-14 09:00"), tmp_path / "floor.db")


def test_two_days_without_an_event_are_not_old_and_a_second_more_is() -> None:
    assert OLD_S == 2 * 86_400
    assert DataEnd().instant(NEWEST, NEWEST + 172_800) is None
    assert DataEnd().instant(NEWEST, NEWEST + 172_801) == NEWEST


def test_the_first_event_decides_and_a_floor_of_now_stays_one() -> None:
    end = DataEnd()
    assert end.instant(None, NEWEST) is None and not end.shown
    assert end.instant(NEWEST, NEWEST + OLD_S) is None
    assert end.instant(NEWEST, NEWEST + 10 * OLD_S) is None and not end.shown
    late = DataEnd()
    assert late.instant(None, NEWEST) is None
    assert late.instant(NEWEST, NEWEST + 10 * OLD_S) == NEWEST


def test_the_end_moves_with_old_data_and_is_over_with_new() -> None:
    now = NEWEST + 10 * OLD_S
    end = DataEnd()
    assert end.instant(NEWEST, now) == NEWEST and end.shown
    assert end.instant(NEWEST + 60, now) == NEWEST + 60
    assert end.instant(now - 1, now) is None and not end.shown
    assert end.instant(now - 1, now + 10 * OLD_S) is None


def test_one_can_go_to_now_and_come_back() -> None:
    now = NEWEST + 10 * OLD_S
    end = DataEnd()
    end.instant(NEWEST, now)
    end.leave()
    assert end.instant(NEWEST, now) is None
    end.come_back()
    assert end.instant(NEWEST, now) == NEWEST


def test_a_feed_reads_its_floor_and_its_answers_as_of_the_end(store: Path) -> None:
    later = NEWEST + 30 * 86_400
    end = DataEnd()
    with closing(StoreFeed(store, clock=lambda: later, end=end)) as feed:
        floor = feed.read()
        assert (floor.as_of, floor.live, floor.ended) == (NEWEST, False, True)
        assert floor.metrics["created"].value == 1
        with feed.asking() as answers:
            assert answers.at == NEWEST
        assert not any(one.trigger.startswith("stale") for one in feed.triggers({}))
        end.leave()
        floor = feed.read()
        assert (floor.as_of, floor.live, floor.ended) == (later, True, False)
        assert floor.metrics["created"].value == 0
        assert any(one.trigger.startswith("stale") for one in feed.triggers({}))


def test_a_feed_without_an_end_reads_as_of_now(store: Path) -> None:
    with closing(StoreFeed(store, clock=lambda: NEWEST + 30 * 86_400)) as feed:
        floor = feed.read()
        assert (floor.as_of, floor.live, floor.ended) == (NEWEST + 30 * 86_400, True, False)


def test_the_newest_event_is_that_of_any_source() -> None:
    assert newest_event([("a", 9, None), ("b", 9, 5), ("c", 9, 7)]) == 7
    assert newest_event([("a", 9, None)]) is None
