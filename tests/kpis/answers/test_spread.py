"""How durations are spread: bins that count everybody once, and the percentiles that the numbers themselves have."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.kpis import quantiles
from cxtui.kpis.answers.answer import answer
from cxtui.kpis.answers.spread import EDGES, QUANTILES, Bin, Promise, Spread, bins, promises, spread
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import WHOLE, Query, View
from cxtui.kpis.question.filters import parse_filter
from cxtui.settings import defaults, loads
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

MINUTE, HOUR = 60, 3_600
VIEWS = (WHOLE, View("7d"), View("7d", "channel:email !priority:low"))


@pytest.fixture
def store(packaged: Path) -> Iterator[StoreAsOf]:
    """Return the packaged store at noon."""
    with closing(StoreFeed(packaged, instant("2026-04-07 12:00"))) as feed, feed.asking() as one:
        yield one


def known(found: object | None) -> Spread:
    assert isinstance(found, Spread)
    return found


def filled(found: Spread) -> list[tuple[int, int | None, int, int]]:
    """Return the bins that hold anybody."""
    return [tuple(one) for one in found.bins if one.n or one.waiting]  # type: ignore[misc]


def waits(folder: Path) -> Path:
    """Replies after 20 s, 21 s, 1, 2 and 5 min exactly, 1 h 1 s and 8 d; one waits for 30 min, one for 3 h."""
    history = History().add("agent", agent="a1", kind="human")
    replies = {
        "a": ("09:00", "09:00:20"), "b": ("09:00", "09:00:21"), "c": ("09:00", "09:01"), "d": ("09:00", "09:02"),
        "e": ("09:00", "09:05"), "f": ("08:00", "09:00:01"),
    }  # fmt: skip
    for ticket, (created, reply) in replies.items():
        history.ticket(ticket, f"2025-01-14 {created}", opened_by_kind="customer", customer="c1", channel="chat")
        history.says(ticket, f"2025-01-14 {created}").says(ticket, f"2025-01-14 {reply}", "a1")
    history.ticket("g", "2025-01-06 09:30", opened_by_kind="customer", customer="c1", channel="email")
    history.says("g", "2025-01-06 09:30").says("g", "2025-01-14 09:30", "a1")
    for ticket, created in (("h", "11:30"), ("i", "09:00")):
        history.ticket(ticket, f"2025-01-14 {created}", opened_by_kind="customer", customer="c1", channel="chat")
        history.says(ticket, f"2025-01-14 {created}")
    return stored(history, folder / "floor.db")


def test_first_responses_of_a_day_by_hand(tmp_path: Path) -> None:
    with closing(StoreFeed(waits(tmp_path), instant("2025-01-14 12:00"))) as feed, feed.asking() as store:
        found = known(spread(store, "first_response_median", WHOLE))
        assert (found.n, found.waiting, found.period) == (7, 2, "today")
        assert filled(found) == [
            (0, 20, 1, 0), (20, 60, 2, 0), (60, 120, 1, 0), (120, 300, 1, 0), (1_200, 1_800, 0, 1),
            (3_600, 7_200, 1, 0), (7_200, 14_400, 0, 1), (604_800, None, 1, 0),
        ]  # fmt: skip
        # Of 20, 21, 60, 120, 300, 3601 and 691200 s the middle one; p75 lies at rank 4.5, p90 at 5.4.
        assert [(p.q, p.seconds) for p in found.percentiles] == [
            (0.5, 120.0), (0.75, 1_950.5), (0.9, pytest.approx(278_640.6)), (0.95, pytest.approx(484_920.3)),
        ]  # fmt: skip
        assert found.promises == (Promise("phone", 20), Promise("chat", 120), Promise("social", HOUR))
        chats = known(spread(store, "first_response_median", View(where="channel:chat")))
        assert (chats.n, chats.waiting, chats.promises) == (6, 2, (Promise("chat", 120),))


def test_waits_that_have_not_ended_keep_a_percentile_open(tmp_path: Path) -> None:
    """Created today: 6 replies and 2 without; the curve comes down to 1/4 at 3601 s (7 of 8 known, one censored)."""
    with closing(StoreFeed(waits(tmp_path), instant("2025-01-14 12:00"))) as feed, feed.asking() as store:
        found = known(spread(store, "first_response_waiting_median", WHOLE))
        assert (found.n, found.waiting) == (6, 2)
        # Shares that still wait: 7/8, 6/8, 5/8, 4/8 at 120 s, 3/8 at 300 s; then one is censored at 1800 s with 3
        # left, 3/8 × 1/2 at 3601 s; the last is censored at 10800 s.
        assert [(p.q, p.seconds, p.at_least) for p in found.percentiles] == [
            (0.5, 120.0, False), (0.75, 3_601.0, False), (0.9, 10_800.0, True), (0.95, 10_800.0, True),
        ]  # fmt: skip


def test_escalations_have_the_ages_of_those_that_are_open(tmp_path: Path) -> None:
    history = History()
    for ticket, when in (("a", "11:00"), ("b", "08:00"), ("c", "07:00")):
        history.ticket(ticket, "2025-01-14 06:00", opened_by_kind="customer", customer="c1")
        history.says(ticket, "2025-01-14 06:00").event(ticket, f"2025-01-14 {when}", "escalated", "2", actor="a1")
    history.status("c", "2025-01-14 09:00", "solved", "a1")
    store = stored(history, tmp_path / "floor.db")
    with closing(StoreFeed(store, instant("2025-01-14 12:00"))) as feed, feed.asking() as opened:
        found = known(spread(opened, "escalation_rate", WHOLE))
        assert (found.n, found.waiting, found.period) == (0, 2, "")
        assert filled(found) == [(1_800, HOUR, 0, 1), (2 * HOUR, 4 * HOUR, 0, 1)]
        assert found.percentiles[0].seconds == 2.5 * HOUR


def test_promises_in_the_kind_of_time_of_the_bins() -> None:
    settings = loads('[[target]]\nmetric = "first_response"\nchannel = "chat"\npriority = "urgent"\nwithin = "30 s"')
    assert promises(settings, parse_filter(""), 0) == ()
    packaged = defaults()
    assert promises(packaged, parse_filter("channel:email"), 0) == ()
    assert promises(packaged, parse_filter("channel:email"), 0, True) == (Promise("email", 4 * HOUR),)
    assert promises(packaged, parse_filter("!channel:chat,phone"), 0) == (Promise("social", HOUR),)


def test_what_is_no_duration_or_cannot_be_had(tmp_path: Path, store: StoreAsOf) -> None:
    for name in ("csat", "created", "score", "no such number"):
        assert answer(store, Query("spread", (name,))) is None
    bare_store = stored(History(()).ticket("a", "2025-01-14 09:00"), tmp_path / "floor.db")
    with closing(StoreFeed(bare_store, instant("2025-01-14 12:00"))) as feed, feed.asking() as bare:
        found = known(spread(bare, "first_response_median", WHOLE))
        assert found.bins == () and found.missing is not None and "messages" in found.missing


# Laws


@given(st.lists(st.tuples(st.integers(0, 10**8), st.integers(1, 9))), st.lists(st.tuples(st.integers(0, 10**8),
       st.integers(1, 9))))  # fmt: skip
def test_every_unit_is_in_the_bin_that_holds_it(ended: list[tuple[int, int]], waiting: list[tuple[int, int]]) -> None:
    made = bins(ended, waiting)
    assert [one.low for one in made] == [0, *EDGES] and [one.high for one in made] == [*EDGES, None]
    for one in made:

        def inside(seconds: int, one: Bin = one) -> bool:
            above = seconds > one.low or (one.low == 0 == seconds)
            return above and (one.high is None or seconds <= one.high)

        assert one.n == sum(n for seconds, n in ended if inside(seconds))
        assert one.waiting == sum(n for seconds, n in waiting if inside(seconds))


@pytest.mark.parametrize("view", VIEWS)
def test_counts_sum_to_n_and_percentiles_are_those_of_the_numbers(store: StoreAsOf, view: View) -> None:
    pairs = {
        "first_response_median": ("first_response_median", "first_response_p90"),
        "first_response_waiting_median": ("first_response_waiting_median", "first_response_waiting_p90"),
        "first_response_business_median": ("first_response_business_median", "first_response_business_p90"),
        "reply_time_median": ("reply_time_median", "reply_time_p90"),
        "first_resolution_mean": ("first_resolution_median", "first_resolution_p90"),
        "full_resolution_mean": ("full_resolution_median", "full_resolution_p90"),
    }
    for name, numbers in pairs.items():
        found = known(spread(store, name, view))
        assert found.n and sum(one.n for one in found.bins) == found.n, name
        by_share = {one.q: one for one in found.percentiles}
        assert tuple(by_share) == QUANTILES
        for share, number in zip((0.5, 0.9), numbers, strict=True):
            question = store.question(name, view.period, parse_filter(view.where))
            metric = store.metric(number, question)
            one = by_share[share]
            assert one.seconds == pytest.approx(metric.value), number
            assert (one.approximate, one.at_least) == (metric.approximate, metric.at_least)
            whole = found.n + found.waiting if "waiting" in name else found.n
            assert (whole, found.waiting) == (metric.n, metric.waiting), number


def test_waiting_ones_are_in_the_bins_where_their_time_is_the_same(store: StoreAsOf) -> None:
    for name, one in DEFINITIONS.items():
        found = spread(store, name, WHOLE)
        if found is None or found.missing or one.unit != "seconds":
            continue
        counted = sum(b.waiting for b in found.bins)
        assert counted in (0, found.waiting), name
        if "business" in name:
            assert counted == 0


def test_above_the_exact_size_percentiles_come_from_buckets(store: StoreAsOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quantiles, "EXACT", 5)
    for name in ("first_response_median", "first_response_waiting_median"):
        found = known(spread(store, name, View("7d")))
        metric = store.metric(name, store.question(name, "7d"))
        assert metric.approximate and found.percentiles[0].approximate
        assert found.percentiles[0].seconds == metric.value
