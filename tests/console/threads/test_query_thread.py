"""The thread that answers: what is wanted is answered once a picture, in order, and trouble is told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from textual.message import Message

from cxtui.console.messages import QueryAnswered
from cxtui.console.threads.query_thread import QueryThread, Rest
from cxtui.errors import UsageError
from cxtui.kpis.feed import FloorFeed
from cxtui.kpis.query import Query, View
from tests.console import floors
from tests.console.fakes import EAGER, FakeFeed
from tests.console.threads.test_poller import until

TICKET = Query("ticket", ("helpdesk", "48120"))
NUMBER = Query("number", ("csat",))


class Desk:
    """Takes answers, and says so at once unless it is told to wait."""

    def __init__(self) -> None:
        self.answers: list[QueryAnswered] = []
        self.asker: QueryThread | None = None
        self.waits = False

    def post(self, message: Message) -> None:
        """Take an answer."""
        assert isinstance(message, QueryAnswered)
        self.answers.append(message)
        if not self.waits and self.asker is not None:
            self.asker.taken()


@contextmanager
def asking(factory: Callable[[], FloorFeed], rest: Rest = EAGER) -> Iterator[tuple[Desk, QueryThread]]:
    """Run an asker that takes its own answers."""
    desk = Desk()
    asker = QueryThread(factory, desk.post, rest)
    desk.asker = asker
    asker.start()
    try:
        yield desk, asker
    finally:
        assert asker.stop()


def test_what_is_wanted_is_answered_in_its_order_once_a_picture() -> None:
    feed = FakeFeed(floors.busy())
    feed.answers["number",] = object()
    with asking(lambda: feed) as (desk, asker):
        asker.want([NUMBER, TICKET], 1)
        until(lambda: len(desk.answers) == 2)
        assert feed.queried == [NUMBER, TICKET]
        assert desk.answers[0].answer is feed.answers["number",]
        asker.want([NUMBER, TICKET], 1)
        asker.want([TICKET], 1)
        asker.want([TICKET], 2)
        until(lambda: len(desk.answers) == 3)
        assert feed.queried[2:] == [TICKET]
        assert threading.get_ident() not in feed.threads and len(feed.threads) == 1


def test_what_another_screen_has_the_answer_of_is_answered_again() -> None:
    feed = FakeFeed(floors.busy())
    with asking(lambda: feed) as (desk, asker):
        asker.want([NUMBER], 1)
        until(lambda: len(desk.answers) == 1)
        asker.want([NUMBER], 1, lacking=[NUMBER])
        until(lambda: len(desk.answers) == 2)


def test_another_view_is_another_query() -> None:
    feed = FakeFeed(floors.busy())
    with asking(lambda: feed) as (desk, asker):
        asker.want([NUMBER], 1)
        asker.want([Query("number", ("csat",), View("7d"))], 1)
        until(lambda: any(one.query.view.period == "7d" for one in desk.answers))


def test_what_was_answered_rests_in_proportion_to_its_cost() -> None:
    feed = FakeFeed(floors.busy())
    with asking(lambda: feed, Rest(least=60.0)) as (desk, asker):
        asker.want([NUMBER], 1)
        until(lambda: desk.answers)
        asker.want([NUMBER, TICKET], 2)
        until(lambda: len(desk.answers) == 2)
        assert feed.queried == [NUMBER, TICKET]


def test_trouble_is_told_and_tried_again() -> None:
    feed = FakeFeed(floors.busy())
    feed.trouble = ("locked", "another program holds the store")
    with asking(lambda: feed) as (desk, asker):
        asker.want([TICKET], 1)
        until(lambda: desk.answers)
        assert (desk.answers[0].answer, desk.answers[0].trouble) == (None, "another program holds the store")
        feed.trouble = None
        until(lambda: desk.answers[-1].trouble is None)
        assert desk.answers[-1].answer is feed.answers["ticket",]


def test_what_cannot_be_asked_and_what_fails_are_words() -> None:
    feed = FakeFeed(floors.busy())
    feed.error = UsageError("no number is called so")
    with asking(lambda: feed) as (desk, asker):
        asker.want([NUMBER], 1)
        until(lambda: desk.answers)
        assert desk.answers[0].trouble == "no number is called so"
        feed.error = ZeroDivisionError("division by zero")
        until(lambda: "ZeroDivisionError" in str(desk.answers[-1].trouble))


def test_no_second_answer_before_the_first_was_taken() -> None:
    feed = FakeFeed(floors.busy())
    with asking(lambda: feed) as (desk, asker):
        desk.waits = True
        asker.want([NUMBER, TICKET], 1)
        until(lambda: desk.answers)
        for _ in range(5):
            asker.want([NUMBER, TICKET], 1)
        assert len(desk.answers) == 1
        desk.waits = False
        asker.taken()
        until(lambda: len(desk.answers) == 2)
    assert feed.closed
