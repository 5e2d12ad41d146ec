"""What is exported: named columns of one kind each, and rows that may be many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxtui.canonical import CanonicalColumn

RowCells = Sequence[Any]


@dataclass(frozen=True, slots=True)
class ExportSheet:
    """A table on its way out: instants are UTC epoch seconds, durations seconds, rates between 0 and 1.

    ``rows`` may be read once only; an absent value is None.
    """

    name: str
    columns: tuple[CanonicalColumn, ...]
    rows: Iterable[RowCells] = field(default_factory=tuple)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the column names in their order."""
        return tuple(column.name for column in self.columns)


def text(*names: str) -> tuple[CanonicalColumn, ...]:
    """Return text columns."""
    return tuple(CanonicalColumn(name, "text", "") for name in names)


def whole(*names: str) -> tuple[CanonicalColumn, ...]:
    """Return columns of whole numbers."""
    return tuple(CanonicalColumn(name, "int", "") for name in names)


def real(*names: str) -> tuple[CanonicalColumn, ...]:
    """Return columns of numbers."""
    return tuple(CanonicalColumn(name, "real", "") for name in names)
