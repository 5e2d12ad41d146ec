"""How a list is ordered and what it shows: the choices people make about one, kept while they look elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

RowT = TypeVar("RowT")
SortKeys = Mapping[str, Callable[[Any], Any]]


@dataclass(slots=True)
class Choices:
    """``column`` to sort by (None: the list's own order), ``down`` the largest first, columns left out, and the
    row that is followed, with what it was called."""

    column: str | None = None
    down: bool = False
    hidden: set[str] = field(default_factory=set)
    followed: tuple[str, str] | None = None

    def next_column(self, names: Sequence[str]) -> None:
        """Sort by the column after the present one; after the last comes the list's own order."""
        order = [None, *names]
        at = order.index(self.column) if self.column in order else 0
        self.column = order[(at + 1) % len(order)]
        self.down = False

    def ordered(self, rows: Sequence[RowT], keys: SortKeys) -> Sequence[RowT]:
        """Return the rows as chosen; those without a value stand last either way, and equals keep their order."""
        key = keys.get(self.column or "")
        if key is None:
            return rows
        have = [row for row in rows if key(row) is not None]
        lack = [row for row in rows if key(row) is None]
        return [*sorted(have, key=key, reverse=self.down), *lack]
