"""What a followed helpdesk hands over at each look."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

FeedCursor = Mapping[str, Any]
"""The place that a source has been read to, as plain JSON values; what is in it is the source's own affair."""

FeedRows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by canonical table, each by column: texts, numbers, instants as epoch seconds or ISO 8601, or None."""


@dataclass(frozen=True, slots=True)
class FeedBatch:
    """Rows that are committed as one, with the ``cursor`` that holds once they are.

    Everything of the source up to ``complete_to`` (epoch seconds, by the source's clock) has been handed over
    with this batch; None where the source cannot say. ``more`` tells that a next look need not wait.
    """

    rows: FeedRows
    cursor: FeedCursor
    complete_to: int | None = None
    more: bool = False


class FollowedSource(Protocol):
    """A helpdesk that can be looked at again and again; it knows no store and no schedule."""

    def look(self, cursor: FeedCursor | None) -> Iterator[FeedBatch]:
        """Yield what came since the cursor, with an overlap; all that is wanted of the past where it is None.

        Raises errors of ``cxtui.errors``; what was yielded before holds.
        """
        ...
