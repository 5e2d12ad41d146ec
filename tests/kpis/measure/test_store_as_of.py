"""Every number a floor shows is the one that is read from its units, and n is how many of them are listed."""

from contextlib import closing
from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.question.filters import parse_filter
from cxtui.kpis.reading.headlines import HEADLINES
from tests.facts.histories import instant

MOMENTS = ("2026-04-07 12:00", "2026-04-03 09:07", "2026-03-29 00:00", "2026-04-08 23:59:59")
MOST = 100_000


@pytest.mark.parametrize("when", MOMENTS)
def test_a_floor_s_numbers_are_those_of_their_units(packaged: Path, when: str) -> None:
    with closing(StoreFeed(packaged, instant(when))) as feed:
        floor = feed.read()
        with feed.asking() as store:
            for name in HEADLINES:
                shown, read = floor.metrics[name], store.metric(name)
                assert read.n == shown.n, name
                assert read.value == (None if shown.value is None else pytest.approx(shown.value)), name
                assert read.note == shown.note, name
                assert (read.state, read.target, read.missing) == (shown.state, shown.target, shown.missing), name
                assert read.waiting == shown.waiting, name


@pytest.mark.parametrize("when", MOMENTS[:2])
def test_n_is_the_number_of_units_listed(packaged: Path, when: str) -> None:
    with closing(StoreFeed(packaged, instant(when))) as feed, feed.asking() as store:
        for name, definition in DEFINITIONS.items():
            if definition.how is None:
                continue
            for period in (None, "7d", "yesterday"):
                question = store.question(name, period)
                listed, n = store.units(name, question, MOST)
                assert len(listed) == n == store.metric(name, question).n, (name, period)
                assert len({(u.source, u.ticket, u.unit) for u in listed}) == n, name


@pytest.mark.parametrize("words", ["channel:chat", "team:billing", "!priority:low", "channel:chat,email tier:gold"])
def test_days_from_buckets_are_days_from_units(packaged: Path, words: str) -> None:
    with closing(StoreFeed(packaged, instant(MOMENTS[0]))) as feed, feed.asking() as store:
        for name, definition in DEFINITIONS.items():
            if getattr(definition.how, "days", None) is None:
                continue
            question = store.question(name, "7d", parse_filter(words))
            shown = store.metric(name, question)
            units, n = store.units(name, question, MOST)
            assert shown.n == n == len(units)
            assert n or shown.value in (None, 0)


def test_parts_of_a_floor_add_up(packaged: Path) -> None:
    with closing(StoreFeed(packaged, instant(MOMENTS[0]))) as feed, feed.asking() as store:
        whole = store.metric("created", store.question("created", "30d"))
        units, _ = store.units("created", store.question("created", "30d"), MOST)
        channels = {unit.channel or "none" for unit in units}
        parts = [
            store.metric("created", store.question("created", "30d", parse_filter(f"channel:{c}"))).n for c in channels
        ]
        assert len(channels) > 1 and sum(parts) == whole.n


def test_an_unknown_number_names_the_nearest(packaged: Path) -> None:
    with (
        closing(StoreFeed(packaged, instant(MOMENTS[0]))) as feed,
        feed.asking() as store,
        pytest.raises(UsageError, match="nearest: reopen_rate"),
    ):
        store.question("reopened_rate")
