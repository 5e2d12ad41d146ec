"""The poller: changes become messages one at a time, failures become states, and it recovers by itself."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from textual.message import Message

from cxtui.console.messages import NewFloor, StoreTroubled
from cxtui.console.threads.poller import Pace, Poller
from cxtui.errors import StoreTrouble
from cxtui.kpis.feed import FloorFeed
from cxtui.kpis.query import WHOLE, View
from tests.console import floors
from tests.console.fakes import QUICK, FakeFeed


class Inbox:
    """What the poller posted; it is taken at once unless ``deaf``."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.deaf = False
        self.poller: Poller | None = None

    def post(self, message: Message) -> None:
        self.messages.append(message)
        if not self.deaf and self.poller is not None:
            self.poller.taken()

    def of(self, kind: type[Message]) -> list[Message]:
        return [message for message in self.messages if isinstance(message, kind)]


def until(condition: Callable[[], object]) -> None:
    """Wait for something that another thread does; the limit is only there so that a failure ends."""
    limit = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.002)


@contextmanager
def polling(factory: Callable[[], FloorFeed], pace: Pace = QUICK, deaf: bool = False) -> Iterator[tuple[Inbox, Poller]]:
    inbox = Inbox()
    inbox.deaf = deaf
    poller = Poller(factory, inbox.post, pace)
    inbox.poller = poller
    poller.start()
    try:
        yield inbox, poller
    finally:
        assert poller.stop(10)


def test_the_first_floor_comes_and_then_only_changes() -> None:
    feed = FakeFeed(floors.busy())
    with polling(lambda: feed) as (inbox, _):
        until(lambda: inbox.of(NewFloor))
        looks = feed.looks
        until(lambda: feed.looks > looks + 5)
        assert feed.reads == 1
        later = floors.quiet()
        feed.put(later)
        until(lambda: len(inbox.of(NewFloor)) == 2)
        message = inbox.messages[-1]
        assert isinstance(message, NewFloor)
        assert message.floor.doubts == later.doubts


def test_a_quiet_store_is_read_again_for_what_only_time_changes() -> None:
    feed = FakeFeed(floors.busy())
    with polling(lambda: feed, Pace(look=0.01, fastest=0.0, slowest=0.02)) as (inbox, _):
        until(lambda: len(inbox.of(NewFloor)) >= 3)


def test_a_store_that_changes_all_the_time_is_not_read_more_often_than_the_pace_says() -> None:
    feed = FakeFeed(floors.busy())
    with polling(lambda: feed, Pace(look=0.001, fastest=60.0)) as (inbox, _):
        until(lambda: inbox.of(NewFloor))
        feed.put(floors.quiet())
        turns = feed.looks
        time.sleep(0.1)
        assert feed.reads == 1
        assert feed.looks == turns


def test_nothing_is_read_before_the_last_floor_was_taken_and_then_the_newest() -> None:
    feed = FakeFeed(floors.busy())
    with polling(lambda: feed, deaf=True) as (inbox, poller):
        until(lambda: inbox.of(NewFloor))
        for _ in range(5):
            feed.put(floors.quiet())
            time.sleep(0.02)
        newest = floors.gaps()
        feed.put(newest)
        assert len(inbox.messages) == 1
        poller.taken()
        until(lambda: len(inbox.messages) == 2)
        message = inbox.messages[1]
        assert isinstance(message, NewFloor)
        assert message.floor.metrics is newest.metrics


def test_trouble_is_told_once_and_ends_by_itself() -> None:
    feed = FakeFeed(floors.busy())
    feed.trouble = ("missing", "no store at there")
    with polling(lambda: feed) as (inbox, _):
        until(lambda: inbox.messages)
        uses = feed.uses
        until(lambda: feed.uses > uses + 5)
        (message,) = inbox.messages
        assert isinstance(message, StoreTroubled)
        assert (message.trouble, message.text) == ("missing", "no store at there")
        feed.trouble = ("locked", "held")
        until(lambda: len(inbox.messages) == 2)
        feed.trouble = None
        until(lambda: inbox.of(NewFloor))


def test_trouble_after_a_picture_is_told_only_when_it_lasts() -> None:
    feed = FakeFeed(floors.busy())
    with polling(lambda: feed, Pace(look=0.005, fastest=0.0, slowest=60, patience=60, backoff=0.01)) as (inbox, _):
        until(lambda: inbox.of(NewFloor))
        feed.trouble = ("locked", "held")
        uses = feed.uses
        until(lambda: feed.uses > uses + 5)
        feed.trouble = None
        until(lambda: len(inbox.of(NewFloor)) == 2)
        assert not inbox.of(StoreTroubled)


class Waits(threading.Event):
    """Notes for how long the poller was to wait instead of waiting, and tells how often it has."""

    def __init__(self, waited: Callable[[int], object]) -> None:
        super().__init__()
        self.seconds: list[float | None] = []
        self._waited = waited

    def wait(self, timeout: float | None = None) -> bool:
        """Return at once."""
        self.seconds.append(timeout)
        self._waited(len(self.seconds))
        return True


def test_a_store_that_stays_away_is_tried_ever_less_often_and_once_back_as_often_as_before() -> None:
    feed = FakeFeed(floors.busy())
    feed.trouble = ("missing", "no store at there")
    poller = Poller(lambda: feed, lambda message: poller.taken())

    def after(times: int) -> None:
        if times == 9:
            feed.trouble = None
        if times == 10:
            poller.stop()

    waits = poller._wake = Waits(after)
    poller._run()
    # Half as long again after each failure but the first: the ninth would be a tenth of a second × 1.5⁸ = 2.56.
    assert waits.seconds == pytest.approx(
        [0.1, 0.15, 0.225, 0.3375, 0.50625, 0.759375, 1.1390625, 1.70859375, 2.0, 0.1]
    )


def test_recovery_is_read_even_when_nothing_changed() -> None:
    feed = FakeFeed(floors.busy())
    with polling(lambda: feed) as (inbox, _):
        until(lambda: inbox.of(NewFloor))
        feed.trouble = ("corrupt", "damaged")
        until(lambda: inbox.of(StoreTroubled))
        feed.trouble = None
        until(lambda: len(inbox.of(NewFloor)) == 2)
        assert feed.reads == 2


@pytest.mark.parametrize("error", [RuntimeError("boom"), OSError(5, "I/O error"), MemoryError()])
def test_an_error_nobody_expected_is_a_state_and_the_feed_is_made_anew(error: Exception) -> None:
    made: list[FakeFeed] = []

    def factory() -> FloorFeed:
        made.append(FakeFeed(floors.busy()))
        made[0].error = error
        return made[-1]

    with polling(factory) as (inbox, _):
        until(lambda: inbox.of(NewFloor))
        message = inbox.messages[0]
        assert isinstance(message, StoreTroubled)
        assert message.trouble == "failed"
        assert type(error).__name__ in message.text
        assert made[0].closed
        assert len(made) == 2


def test_a_feed_that_cannot_be_made_is_trouble_too() -> None:
    def factory() -> FloorFeed:
        raise ImportError("no such module")

    with polling(factory) as (inbox, _):
        until(lambda: inbox.of(StoreTroubled))


def test_another_view_is_read_at_once() -> None:
    feed = FakeFeed(floors.busy())
    with polling(lambda: feed) as (inbox, poller):
        until(lambda: inbox.of(NewFloor))
        poller.taken()
        poller.look(View("7d"))
        until(lambda: len(inbox.of(NewFloor)) == 2)
        assert feed.views == [WHOLE, View("7d")]


def test_stopping_closes_the_feed_and_ends_the_thread() -> None:
    feed = FakeFeed(floors.busy())
    before = threading.active_count()
    with polling(lambda: feed) as (inbox, _):
        until(lambda: inbox.of(NewFloor))
    assert feed.closed
    assert threading.active_count() == before


def test_a_reading_that_hangs_does_not_keep_the_console() -> None:
    release = threading.Event()

    class Hanging(FakeFeed):
        def read(self, view: View = WHOLE) -> floors.Floor:
            release.wait(30)
            return floors.busy()

    poller = Poller(lambda: Hanging(floors.busy()), lambda message: None, QUICK)
    poller.start()
    assert not poller.stop(0.05)
    release.set()


def test_stopping_what_never_started_is_nothing() -> None:
    assert Poller(lambda: FakeFeed(None), lambda message: None).stop()


def test_while_idle_a_piece_of_the_store_is_verified_now_and_then() -> None:
    class Verified(FakeFeed):
        verified = 0
        damaged = False

        def verify(self) -> None:
            self.verified += 1
            if self.damaged:
                self.trouble = ("corrupt", "the store is damaged")
                raise StoreTrouble("corrupt", "the store is damaged")

    feed = Verified(floors.busy())
    with polling(lambda: feed, replace(QUICK, verify=0.02)) as (inbox, _):
        until(lambda: feed.verified >= 2)
        assert feed.reads == 1 and not inbox.of(StoreTroubled)
        feed.damaged = True
        until(lambda: inbox.of(StoreTroubled))
        message = inbox.messages[-1]
        assert isinstance(message, StoreTroubled) and message.trouble == "corrupt"
        feed.damaged, feed.trouble = False, None
        until(lambda: len(inbox.of(NewFloor)) == 2)


def test_without_need_nothing_is_verified() -> None:
    class Verified(FakeFeed):
        verified = 0

        def verify(self) -> None:
            self.verified += 1

    feed = Verified(floors.busy())
    with polling(lambda: feed) as (inbox, _):
        until(lambda: inbox.of(NewFloor) and feed.looks > 20)
    assert feed.verified == 0
