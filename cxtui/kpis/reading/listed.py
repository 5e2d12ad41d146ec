"""Rows of the lists of tickets: read whole when something in them changed, else kept."""

import time
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from cxtui.kpis.question.moment import Moment
from cxtui.kpis.reading import past
from cxtui.store.read import Row, Transaction

T = TypeVar("T")

FIELDS = (
    "subject", "customer", "customer_tier", "priority", "channel", "team", "assignee", "created_at", "due_at",
    "target_s", "calendar", "escalated_at", "tier", "topic", "reason",
)  # fmt: skip
"""Columns of the query ``listed``, as the lists call them."""

_COLUMN_OF = {"priority": "priority", "team": "team", "assignee": "assignee", "topic": "topic", "escalated": "tier"}

Fields = dict[str, Any]


class KeptRow(NamedTuple, Generic[T]):
    """A row of a list, and the light version that it was made of."""

    light: Row
    made: T


class Listed(Generic[T]):
    """Makes the rows of one list, and keeps a row for as long as its light version stands (or ``keep_s``).

    A light row starts with source and ticket and holds what batches change. Names and subjects, which stand
    in other tables, are at most ``keep_s`` seconds old.
    """

    def __init__(self, make: Callable[[Row, Fields], T], keep_s: float) -> None:
        self._make = make
        self._keep_s = keep_s
        self._kept: dict[str, KeptRow[T]] = {}
        self._since = 0.0
        self._at: object = None

    def forget(self) -> None:
        """Forget all rows: the store is another one now."""
        self._kept = {}

    def rows(self, tx: Transaction, light: list[Row], moment: Moment) -> tuple[T, ...]:
        """Return the rows of a list in the order of their light versions, as of the moment."""
        now, at = time.monotonic(), None if moment.whole else moment.at
        if now - self._since >= self._keep_s or at != self._at:
            self._kept, self._since, self._at = {}, now, at
        kept: dict[str, KeptRow[T]] = {}
        rows = []
        for row in light:
            _source, ticket, *_ = row
            held = self._kept.get(ticket)
            if held is None or held.light != row:
                held = KeptRow(row, self._make(row, _fields(tx, row, moment)))
            kept[ticket] = held
            rows.append(held.made)
        self._kept = kept
        return tuple(rows)


def _fields(tx: Transaction, row: Row, moment: Moment) -> Fields:
    source, ticket, *_ = row
    found: Fields = dict(zip(FIELDS, tx.rows("listed", source=source, ticket=ticket, at=moment.at)[0], strict=True))
    if not moment.whole:
        words = past.attributes_at(tx, source, ticket, moment.at)
        found.update({_COLUMN_OF[kind]: value for kind, value in words.items() if kind in _COLUMN_OF})
    # An escalation without a reason of its own is known by its topic.
    found["reason"] = found["reason"] or found["topic"]
    return found
