"""Which columns a list shows at a width, and how wide each is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

ROOMY = 76
"""From this width on, columns stand two cells apart."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``least`` cells or it is left out, grown up to ``most`` by its share ``grow`` of what is spare.

    ``rank`` says how dear it is: 0 always stays, the highest goes first. A column without ``grow`` takes
    what its content needs, between the two. A ``tight`` one has one cell of space behind it at any width.
    """

    name: str
    head: str
    least: int
    most: int
    rank: int = 0
    grow: int = 0
    right: bool = False
    tight: bool = False


Placed = tuple[Column, int]


def place(columns: Sequence[Column], width: int, needs: Mapping[str, int]) -> tuple[Placed, ...]:
    """Return the columns that fit, in their order, each with its width; ``needs`` are cells of content."""
    chosen: list[Column] = []
    for column in sorted(columns, key=lambda c: c.rank):
        trial = [c for c in columns if c in chosen or c is column]
        if column.rank == 0 or _least(trial, width) <= width:
            chosen = trial
    widths = {c.name: c.least for c in chosen}
    spare = width - _least(chosen, width)
    for column in sorted(chosen, key=lambda c: c.rank):
        if not column.grow:
            need = max(needs.get(column.name, 0), len(column.head))
            more = min(spare, max(0, min(need, column.most) - column.least))
            widths[column.name] += more
            spare -= more
    _grow([c for c in chosen if c.grow], widths, spare)
    return tuple((c, widths[c.name]) for c in chosen)


def gaps(columns: Sequence[Column], width: int) -> list[int]:
    """Return the cells of space behind each column, none behind the last."""
    wide = 2 if width >= ROOMY else 1
    return [1 if left.tight else wide for left, _ in pairwise(columns)] + [0]


def _least(columns: Sequence[Column], width: int) -> int:
    return sum(c.least for c in columns) + sum(gaps(columns, width))


def _grow(columns: list[Column], widths: dict[str, int], spare: int) -> None:
    """Share the spare cells out, by share, until each growing column is as wide as it may be."""
    while spare > 0 and columns:
        shares = sum(c.grow for c in columns)
        given = 0
        for column in columns:
            more = min(max(1, spare * column.grow // shares), column.most - widths[column.name], spare - given)
            widths[column.name] += more
            given += more
        spare -= given
        columns = [c for c in columns if widths[c.name] < c.most]
