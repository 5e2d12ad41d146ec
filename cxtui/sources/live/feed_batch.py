"""What a followed helpdesk hands over at each look."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from cxtui.sources.live.validated import RefusedRow

FeedCursor = Mapping[str, Any]
"""The place that a source has been read to, as plain JSON values; what is in it is the source's own affair."""

FeedRows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by canonical table, each by column: texts, numbers, instants as epoch seconds or ISO 8601, or None."""


@dataclass(frozen=True, slots=True)
class FeedBatch:
    """Rows that are committed as one, with the ``cursor`` that holds once they are.

    Everything of the source up to ``complete_to`` (epoch seconds, by the source's clock) has been handed over
    with this batch; None where the source cannot say. Its histories are there from ``complete_from`` on; None leaves
    that as it is. ``more`` tells that a next look need not wait. ``gone`` are tickets that the source has no more,
    ``whole`` tickets of which all events are in ``rows``: what the store has beyond them was taken back.
    ``doubts`` are what it did not understand, each with an example; ``refused`` rows are kept as those of files are.
    """

    rows: FeedRows
    cursor: FeedCursor
    complete_to: int | None = None
    more: bool = False
    complete_from: int | None = None
    share: float | None = None
    gone: Sequence[str] = ()
    whole: Sequence[str] = ()
    doubts: Sequence[str] = ()
    refused: Sequence["RefusedRow"] = ()


@dataclass(frozen=True, slots=True)
class FileBatch:
    """Files that are imported as by hand, through a mapping or as they are recognised; then the cursor holds.

    ``refused`` are those that could not be read, once the iterator is asked for what comes next.
    """

    paths: tuple[Path, ...]
    mapping: str | None
    cursor: FeedCursor
    zone: str | None = None
    full: bool = False
    refused: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FeedAccess:
    """What ``--check`` found out about a source: what can be ``read``, and for what a right is ``missing``.

    ``needs`` are the lines to give to whoever grants rights there: scopes, rights, GRANT statements. ``untold`` is what
    the source does not tell, each with the reason.
    """

    read: Sequence[str] = ()
    missing: Sequence[str] = ()
    needs: Sequence[str] = field(default=())
    untold: Sequence[str] = field(default=())


class HintedSource(Protocol):
    """A source that can be asked for single tickets at once, when a webhook names them."""

    def look_at(self, tickets: Sequence[str]) -> Iterator[FeedBatch]:
        """Yield all of some tickets as they are now; the cursors of these batches say nothing."""
        ...


class FollowedSource(Protocol):
    """A helpdesk that can be looked at again and again; it knows no store and no schedule.

    One thread uses it. An iterator is asked for its next batch only after the one before was committed, so what it
    does then (such as telling its origin how far it got) is safe; where that failed it is closed instead. Every
    method may raise errors of ``cxtui.sources.live.failures``, and is then called again later.
    """

    @property
    def histories(self) -> Sequence[str]:
        """Return which histories the source has, in the words of ``canonical.COVERAGE``."""
        ...

    def look(self, cursor: FeedCursor | None) -> Iterator[FeedBatch | FileBatch]:
        """Yield what came since the cursor, with an overlap; where it is None, what is open now.

        What was yielded before an error holds.
        """
        ...

    def fill(self, live: FeedCursor, cursor: FeedCursor | None, from_at: int) -> Iterator[FeedBatch]:
        """Yield a piece of the history before ``live`` began, the newest first, down to ``from_at`` (epoch seconds).

        ``cursor`` is of this filling alone; None begins it. What yields nothing has nothing older to give.
        """
        ...

    def sweep(self, tickets: Sequence[str]) -> Iterator[FeedBatch]:
        """Yield what became of tickets that the store holds open, above all which are ``gone``; asked once a day.

        The cursors of these batches say nothing.
        """
        ...

    def check(self) -> FeedAccess:
        """Return what can be read with the secret that there is."""
        ...

    def close(self) -> None:
        """Give back connections."""
        ...
