"""Feeds without a store, which tests turn as they like, and apps on them whose time stands still."""

import threading
from collections.abc import Callable, Mapping

from cxtui.console.app import CxtuiApp
from cxtui.console.keys import Keys
from cxtui.console.poller import Pace
from cxtui.console.reviewing import ReviewDesk
from cxtui.kpis.explain import Explanation
from cxtui.kpis.feed import FloorUnavailable, Trouble
from cxtui.kpis.floor import Floor, TicketView
from cxtui.kpis.lists import Table
from cxtui.kpis.triggers import Reading
from tests.console.floors import NOW, ticket_view

QUICK = Pace(look=0.01, fastest=0.0, slowest=60.0, patience=0.0, backoff=0.02)
"""A poller's pace at which a test need not wait."""


class FakeFeed:
    """Shows what it was given; ``trouble`` or ``error`` make every use fail until they are taken away."""

    def __init__(self, floor: Floor | None) -> None:
        self.floor = floor
        self.trouble: tuple[Trouble, str] | None = None
        self.error: Exception | None = None
        self.view: TicketView | None = ticket_view()
        self.explanation: Explanation | None = None
        self.explained: list[str] = []
        self.list: Table | None = None
        self.listed: list[str] = []
        self.readings: tuple[Reading, ...] = ()
        self.evaluated: list[dict[str, int]] = []
        self.reads = 0
        self.looks = 0
        self.uses = 0
        self.asked: list[tuple[str, str]] = []
        self.threads: set[int] = set()
        self.closed = False
        self._changed = True

    def put(self, floor: Floor) -> None:
        """Commit another floor."""
        self.floor = floor
        self._changed = True

    def _use(self) -> None:
        self.uses += 1
        self.threads.add(threading.get_ident())
        if self.error is not None:
            raise self.error
        if self.trouble is not None:
            raise FloorUnavailable(*self.trouble)

    def changed(self) -> bool:
        """Say whether there is another floor."""
        self._use()
        self.looks += 1
        return self._changed

    def read(self) -> Floor:
        """Return the floor."""
        self._use()
        self.reads += 1
        self._changed = False
        assert self.floor is not None
        return self.floor

    def ticket(self, source: str, ticket: str) -> TicketView | None:
        """Return the ticket."""
        self._use()
        self.asked.append((source, ticket))
        return self.view

    def explain(self, name: str) -> Explanation | None:
        """Return the number explained, if there is one to show."""
        self._use()
        self.explained.append(name)
        return self.explanation

    def table(self, name: str) -> Table | None:
        """Return the list, if there is one to show."""
        self._use()
        self.listed.append(name)
        return self.list

    def triggers(self, standing: Mapping[str, int]) -> tuple[Reading, ...]:
        """Return the readings that it was given."""
        self._use()
        self.evaluated.append(dict(standing))
        return self.readings

    def close(self) -> None:
        """Note that it was closed."""
        self.closed = True


def console(
    floor: Floor | None,
    *,
    theme: str = "dark",
    ascii: bool = False,
    no_color: bool = False,
    keys: Keys | None = None,
    clock: Callable[[], int] = lambda: NOW,
    trouble: tuple[Trouble, str] | None = None,
    review: ReviewDesk | None = None,
) -> tuple[CxtuiApp, FakeFeed]:
    """Return an app on a fake feed, at an instant that does not move."""
    feed = FakeFeed(floor)
    feed.trouble = trouble
    app = CxtuiApp(
        lambda: feed,
        theme=theme,
        ascii=ascii,
        no_color=no_color,
        keys=keys,
        clock=clock,
        pace=QUICK,
        review=None if review is None else lambda: review,
    )
    return app, feed
