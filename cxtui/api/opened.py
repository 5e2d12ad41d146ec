"""A store that is open for questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Floor
from cxtui.store.instants import instant_in
from cxtui.store.paths import store_path

if TYPE_CHECKING:
    # Loaded by the questions that need them: a snapshot needs the floor alone.
    from cxtui.api import rows
    from cxtui.kpis.measure.store_as_of import StoreAsOf

PATIENCE_S = 60.0
"""Seconds for which one question may read."""

ALL = 2**62
"""More units than any store has."""


class OpenFloor:
    """A floor that is asked, as of now or always as of one instant; ``cxtui.open`` makes it.

    Each question sees one picture of the store, while an importer goes on. One thread uses it. Every question raises
    StoreError where the store cannot be read, and UsageError for a name, a period or a filter that is none.
    """

    def __init__(self, path: Path, at: int | None, patience: float = PATIENCE_S) -> None:
        self.path = path
        self.at = at
        self._feed = StoreFeed(path, at, patience=patience)

    def metric(
        self, name: str, period: str | None = None, filter: str = "", *, cohort: bool = False
    ) -> "rows.MetricValue":
        """Return a number, of its own period unless one is given, such as ``30d`` or ``2026-03``.

        ``filter`` is written as in the console: ``channel:chat !priority:low``. With ``cohort`` the period is that of
        the tickets' creation.
        """
        from cxtui.api import asking, rows
        from cxtui.kpis.explain import explain
        from cxtui.kpis.question.filters import parse_filter

        asking.check_own_number(name)
        with self.asking() as store:
            found = explain(store, name, store.question(name, period, parse_filter(filter), cohort))
        assert found.metric is not None
        return rows.metric_value(found, found.metric)

    def list(self, name: str, period: str | None = None, filter: str = "") -> "rows.ListResult":
        """Return a list, such as ``drivers``, of its own period unless one is given."""
        from cxtui.api import asking, rows
        from cxtui.kpis.question.filters import parse_filter

        with self.asking() as store:
            return rows.list_result(asking.read_list(store, name, period, parse_filter(filter)))

    def units(
        self, name: str, period: str | None = None, filter: str = "", *, cohort: bool = False, limit: int | None = None
    ) -> "tuple[rows.UnitResult, ...]":
        """Return what a number counts, the latest first: all, or at most ``limit`` of them."""
        from cxtui.api import asking, rows
        from cxtui.kpis.question.filters import parse_filter

        asking.check_own_number(name)
        with self.asking() as store:
            question = store.question(name, period, parse_filter(filter), cohort)
            found, _ = store.units(name, question, ALL if limit is None else limit)
        return tuple(rows.unit_result(one) for one in found)

    def floor(self) -> Floor:
        """Return the whole picture that the console and ``cxtui snapshot`` show."""
        return self._feed.read()

    @contextmanager
    def asking(self) -> "Iterator[StoreAsOf]":
        """Open one picture of the store for several questions of cxtui's own commands."""
        with self._feed.asking() as store:
            yield store

    def close(self) -> None:
        """Give the file back; leaving the ``with`` does it too."""
        self._feed.close()

    def __enter__(self) -> "OpenFloor":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(
    path: str | Path | None = None, at: str | datetime | int | None = None, *, patience: float = PATIENCE_S
) -> OpenFloor:
    """Open a store for questions, best in a ``with``; without a path the one that the commands use.

    ``at`` is the instant it is asked as of, now unless given: a text in the store's zone (``2026-04-07 14:32``), a
    datetime with a zone, or UTC epoch seconds. A question may read for ``patience`` seconds. Raises UsageError for an
    ``at`` that is no instant, StoreError where the store's zone is needed and cannot be read.
    """
    store = store_path(path)
    return OpenFloor(store, instant_in(store, at), patience)
