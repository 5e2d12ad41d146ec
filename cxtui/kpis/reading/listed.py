"""Rows of the lists of tickets: read whole when something in them changed, else kept."""

import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

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


class Listed(Generic[T]):
    """Makes the rows of one list, and keeps a row for as long as its light version stands (or ``keep_s``).

    A light row starts with source and ticket and holds what batches change. Names and subjects, which stand
    in other tables, are at most ``keep_s`` seconds old.
    """

    def __init__(self, make: Callable[[Row, Fields], T], keep_s: float) -> None:
        self._make = make
        self._keep_s = keep_s
        self._kept: dict[str, tuple[Row, T]] = {}
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
        kept: dict[str, tuple[Row, T]] = {}
        rows = []
        for row in light:
            held = self._kept.get(row[1])
            if held is None or held[0] != row:
                held = (row, self._make(row, _fields(tx, row, moment)))
            kept[row[1]] = held
            rows.append(held[1])
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
