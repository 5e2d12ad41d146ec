"""How far a database was read: by the times of its rows, and by the transactions that were still under way."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cxtui.sources.live.sql.database import SqlMoment

HEAD_START_S = 3600
"""Seconds before the first look from which on rows are looked for: whoever writes them may have another clock."""

MARKS = 64
"""How many moments are kept while an old transaction is under way."""

DEEP_S, OFTEN_S = 60.0, 900
"""A transaction that is under way for longer than the second has what is behind it looked at this rarely."""


@dataclass
class SqlPlace:
    """The place of live reading: ``began`` is the database's clock at the start, ``open`` the last open ticket read.

    Each of ``marks`` tells from when on the rows of a table (epoch seconds) were not yet all there when the
    transaction that it names was the next to begin.
    """

    began: int
    open: str | None = ""
    marks: list[tuple[int, dict[str, int]]] = field(default_factory=list)

    @classmethod
    def of(cls, cursor: Mapping[str, Any] | None, moment: SqlMoment) -> "SqlPlace":
        """Return the place that a cursor says; without one that of somebody who knows nothing."""
        if cursor is None:
            return cls(moment.at, "", [(moment.next, {})])
        marks = [(int(number), dict(since)) for number, since in cursor["marks"]]
        return cls(int(cursor["began"]), cursor["open"], marks)

    def cursor(self) -> dict[str, Any]:
        """Return the place as plain JSON values."""
        return {"began": self.began, "open": self.open, "marks": [list(one) for one in self.marks]}

    def since(self, table: str, deep: bool = True) -> int:
        """Return from when on rows of a table have to be looked at (epoch seconds), the overlap aside.

        A look that is not ``deep`` leaves out what an old transaction may still bring.
        """
        return self.marks[0 if deep else -1][1].get(table, self.began - HEAD_START_S)

    @property
    def held_s(self) -> int:
        """Return by how many seconds an old transaction holds us back."""
        first, last = self.marks[0][1], self.marks[-1][1]
        return max((at - first.get(table, self.began) for table, at in last.items()), default=0)

    def forward(self, moment: SqlMoment, newest: Mapping[str, int]) -> None:
        """Go on to what a look at a moment found: the newest instant of each table (epoch seconds)."""
        known = self.marks[-1][1]
        reached = {table: max(at, known.get(table, 0)) for table, at in (known | dict(newest)).items()}
        self.marks.append((moment.next, reached))
        if moment.next < max(number for number, _ in self.marks):
            # Another database, such as one that was restored: its numbers begin anew.
            self.marks = [(0, self.marks[0][1]), (moment.next, reached)]
        while len(self.marks) > 1 and self.marks[1][0] <= moment.oldest:
            del self.marks[0]
        if len(self.marks) > MARKS:
            # The older of two neighbours looks further back, so it says enough for both.
            del self.marks[MARKS // 2]


@dataclass
class DeepLooks:
    """How often it is looked behind an old transaction: at every look, rarely once it is very old."""

    at: float = float("-inf")

    def due(self, place: SqlPlace) -> bool:
        """Return whether the next look goes behind it."""
        if place.held_s <= OFTEN_S or time.monotonic() >= self.at + DEEP_S:
            self.at = time.monotonic()
            return True
        return False
