"""What readers keep between floors: for how long, and that a floor of a kept day is that of a fresh one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.importing.rows import apply_rows
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.reading.kept import REST, Budget, Kept, Rested
from cxtui.kpis.survival import curve, wait
from cxtui.settings import defaults
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import floor, stored


def test_a_kept_value_ends_by_age_by_key_and_when_forgotten() -> None:
    now = 100.0
    kept: Kept[int] = Kept(10.0, clock=lambda: now)
    made = iter(range(9))
    assert [kept.get("a", lambda: next(made)), kept.get("a", lambda: next(made))] == [0, 0]
    assert kept.get("b", lambda: next(made)) == 1
    now = 109.9
    assert kept.get("b", lambda: next(made)) == 1
    now = 110.0
    assert kept.get("b", lambda: next(made)) == 2
    kept.forget()
    assert kept.get("b", lambda: next(made)) == 3
    always: Kept[int] = Kept(0.0)
    assert [always.get("a", lambda: next(made)) for _ in range(2)] == [4, 5]


def test_rested_values_are_made_in_stretches_and_rest_by_their_cost() -> None:
    now = 0.0
    made: list[str] = []

    def make(name: str) -> str:
        nonlocal now
        now += 2.0
        made.append(name)
        return name.upper()

    def budget(seconds: float = 3.0) -> Budget:
        return Budget(seconds, clock=lambda: now)

    rested: Rested[str] = Rested(5.0, clock=lambda: now)
    assert rested.get("k", "abc", make, budget()) is None
    assert made == ["a", "b"]
    assert rested.get("k", "abc", make, budget()) == {"a": "A", "b": "B", "c": "C"}
    assert made == ["a", "b", "c"] and now == 6.0
    # It took six seconds: it may rest twenty times as long.
    now = 6.0 + REST * 6.0 - 0.1
    assert rested.get("k", "abc", make, budget()) == {"a": "A", "b": "B", "c": "C"} and len(made) == 3
    now += 0.2
    assert rested.get("k", "a", make, budget()) == {"a": "A"} and len(made) == 4
    assert rested.get("other", "ab", make, budget(0.0)) is None and made[4:] == ["a"]
    # Another key begins anew; what was made of the first in part is not taken for it.
    assert rested.get("third", "a", make, budget(0.0)) == {"a": "A"} and made[5:] == ["a"]
    rested.forget()
    assert rested.get("third", "a", make, budget(0.0)) == {"a": "A"} and made[6:] == ["a"]


def test_what_is_cheap_rests_at_least_as_long_as_is_said() -> None:
    instants = [0.0]
    rested: Rested[int] = Rested(5.0, clock=lambda: instants[-1])
    made = iter(range(9))
    for now, expected in ((0.0, 0), (4.9, 0), (5.0, 1), (9.9, 1), (10.1, 2)):
        instants.append(now)
        assert rested.get("k", ("one",), lambda _: next(made), Budget(1.0)) == {"one": expected}


@given(
    answered=st.lists(st.integers(0, 60), max_size=40),
    waiting=st.lists(st.integers(0, 60), max_size=40),
    q=st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9, 0.99]),
)
@settings(max_examples=400)
def test_the_short_way_to_a_quantile_of_waiting_is_the_curve(answered: list[int], waiting: list[int], q: float) -> None:
    assert wait(sorted(answered), sorted(waiting), q) == curve(answered, waiting).quantile(q)


def test_the_short_way_refuses_what_the_curve_refuses() -> None:
    for answered, waiting, q in (([-1], [], 0.5), ([], [-1], 0.5), ([1], [], 0.0), ([1], [], 1.0)):
        with pytest.raises(ValueError, match="wait"):
            wait(answered, waiting, q)


def test_a_clock_that_walks_through_a_day(packaged: Path) -> None:
    """One feed that keeps what it can, at every step against a feed that has kept nothing."""
    now = instant("2026-04-08 09:50")
    feed = StoreFeed(packaged, clock=lambda: now, keep_board_s=0.0)
    for step in (0, 1, 59, 60, 300, 301, 899, 900, 1, 7_200):
        now += step
        seen, fresh = feed.read(), floor(packaged, now, live=True)
        for name, metric in seen.metrics.items():
            other = fresh.metrics[name]
            assert (metric.value, metric.n) == (other.value, other.n), (now, name)
            if now % 60 == 0:  # last week's numbers are of the same minute
                assert metric.previous == other.previous, (now, name)
        assert seen.volume.backlog == fresh.volume.backlog
        assert [row.ticket for row in seen.responses.rows] == [row.ticket for row in fresh.responses.rows]
        assert [row.score for row in seen.leaderboard.rows] == [row.score for row in fresh.leaderboard.rows]
    feed.close()


def test_a_late_reply_in_a_closed_quarter_is_seen_at_once(tmp_path: Path) -> None:
    history = History().ticket("t", "2025-01-14 09:00", channel="chat").says("t", "2025-01-14 09:00")
    store = stored(history, tmp_path / "floor.db")
    feed = StoreFeed(store, clock=lambda: instant("2025-01-14 10:00"))
    before = feed.read().metrics
    assert (before["first_response_mean"].value, before["first_response_waiting_median"].waiting) == (None, 1)
    late = History(()).says("t", "2025-01-14 09:05", "a1").ticket("u", "2025-01-14 09:10", channel="chat")
    late.rows["event"] = [(*row[:2], "late", *row[3:]) for row in late.rows["event"]]
    with Writer(store) as writer:
        apply_rows(writer, late.rows, "s", "hand", defaults())
    after = feed.read().metrics
    assert (after["first_response_mean"].value, after["created"].value) == (300, 2)
    waiting = after["first_response_waiting_median"]
    assert (waiting.value, waiting.n, waiting.waiting) == (300, 2, 1)
    feed.close()


def test_another_store_in_its_place_shares_nothing_kept(tmp_path: Path) -> None:
    """Last week's numbers of the old one would stay for a minute."""
    one = History().ticket("t", "2025-01-07 09:00").ticket("u", "2025-01-14 09:00")
    two = History().ticket("u", "2025-01-14 09:00")
    store, other = stored(one, tmp_path / "floor.db"), stored(two, tmp_path / "other.db")
    feed = StoreFeed(store, clock=lambda: instant("2025-01-14 10:00"))
    assert feed.read().metrics["created"].previous == 1
    for suffix in ("-wal", "-shm"):
        Path(f"{store}{suffix}").unlink(missing_ok=True)
    other.replace(store)
    assert feed.read().metrics["created"].previous == 0
    feed.close()


def test_a_floor_that_runs_fast_is_not_a_minute_behind(tmp_path: Path) -> None:
    """A demo's clock runs sixty times as fast: what is kept for a minute of ours may be an hour of its."""
    history = History().ticket("t", "2025-01-07 09:30").ticket("u", "2025-01-14 09:00")
    now = instant("2025-01-14 09:00")
    feed = StoreFeed(stored(history, tmp_path / "floor.db"), clock=lambda: now)
    assert feed.read().metrics["created"].previous == 0
    now += 3600
    assert feed.read().metrics["created"].previous == 1
    feed.close()
