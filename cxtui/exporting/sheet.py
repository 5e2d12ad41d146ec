"""What is exported: named columns of one kind each, and rows that may be many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxtui.canonical import Column

Cells = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on its way out: instants are UTC epoch seconds, durations seconds, rates between 0 and 1.

    ``rows`` may be read once only; an absent value is None.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Cells] = field(default_factory=tuple)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the column names in their order."""
        return tuple(column.name for column in self.columns)


def text(*names: str) -> tuple[Column, ...]:
    """Return text columns."""
    return tuple(Column(name, "text", "") for name in names)


def whole(*names: str) -> tuple[Column, ...]:
    """Return columns of whole numbers."""
    return tuple(Column(name, "int", "") for name in names)


def real(*names: str) -> tuple[Column, ...]:
    """Return columns of numbers."""
    return tuple(Column(name, "real", "") for name in names)
