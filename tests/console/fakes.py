"""Feeds without a store, which tests turn as they like, and apps on them whose time stands still."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from cxtui.console.app import CxtuiApp
from cxtui.console.keys import KeyTable
from cxtui.console.reviewing import ReviewDesk
from cxtui.console.threads.poller import Pace
from cxtui.console.threads.query_thread import Rest
from cxtui.errors import StoreTrouble, Trouble
from cxtui.kpis.floor import Floor
from cxtui.kpis.query import WHOLE, Query, View
from cxtui.kpis.triggers import TriggerReading
from tests.console.floors import NOW, ticket_view

QUICK = Pace(look=0.01, fastest=0.0, slowest=60.0, patience=0.0, backoff=0.02)
"""A poller's pace at which a test need not wait."""


EAGER = Rest(least=0.0, times=0.0, again=0.02, look=0.01)
"""An asker's rest at which a test need not wait."""


class FakeFeed:
    """Shows what it was given; ``trouble`` or ``error`` make every use fail until they are taken away."""

    def __init__(self, floor: Floor | None) -> None:
        self.floor = floor
        self.trouble: tuple[Trouble, str] | None = None
        self.error: Exception | None = None
        self.answers: dict[tuple[str, ...], object | None] = {("ticket",): ticket_view()}
        self.queried: list[Query] = []
        self.views: list[View] = []
        self.readings: tuple[TriggerReading, ...] = ()
        self.evaluated: list[dict[str, int]] = []
        self.reads = 0
        self.looks = 0
        self.uses = 0
        self.threads: set[int] = set()
        self.closed = False
        self._changed = True
        self._version = 0

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
            raise StoreTrouble(*self.trouble)

    def changed(self) -> bool:
        """Say whether there is another floor."""
        self._use()
        self.looks += 1
        return self._changed

    def read(self, view: View = WHOLE) -> Floor:
        """Return the floor."""
        self._use()
        self.views.append(view)
        self.reads += 1
        self._version += self._changed
        self._changed = False
        assert self.floor is not None
        return replace(self.floor, version=self._version, view=view)

    def verify(self) -> None:
        """Find nothing damaged."""

    def answer(self, query: Query) -> object | None:
        """Return what it was given for a query, or for its kind."""
        self._use()
        self.queried.append(query)
        return self.answers.get((query.kind, *query.names), self.answers.get((query.kind,)))

    def triggers(self, active: Mapping[str, int]) -> tuple[TriggerReading, ...]:
        """Return the readings that it was given."""
        self._use()
        self.evaluated.append(dict(active))
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
    keys: KeyTable | None = None,
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
        rest=EAGER,
        review=None if review is None else lambda: review,
    )
    return app, feed
