"""Which columns a list shows at a width, and how wide each is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from cxtui.language import HEAD, _

ROOMY = 90
"""From this width on, columns stand two cells apart."""


@dataclass(frozen=True, slots=True, eq=False)
class PaneColumn:
    """A column of a list: at ``least`` so many cells or it is left out, ``most`` at most.

    ``rank`` says how dear it is: 0 always stays, the highest goes first. Up to ``comfort`` cells a column
    is served before a less dear one gets a place at all. What is spare then goes to columns that ``grow``,
    by their share; the others take what their content needs. A ``tight`` one has one cell behind it always.
    """

    name: str
    head: str
    least: int
    most: int
    rank: int = 0
    comfort: int = 0
    grow: int = 0
    right: bool = False
    tight: bool = False

    @property
    def words(self) -> str:
        """Return the head in the language in use: a short word for it where there is one."""
        short = _(self.head, HEAD)
        return _(self.head) if short == self.head else short


Placed = tuple[PaneColumn, int]


def place(columns: Sequence[PaneColumn], width: int, needs: Mapping[str, int]) -> tuple[Placed, ...]:
    """Return the columns that fit, in their order, each with its width; ``needs`` are cells of content."""
    wants = {c.name: _wanted(c, needs) for c in columns}
    chosen: list[PaneColumn] = []
    for column in sorted(columns, key=lambda c: c.rank):
        trial = [c for c in columns if c in chosen or c is column]
        taken = sum(column.least if c is column else wants[c.name] for c in trial) + sum(gaps(trial, width))
        if column.rank == 0 or taken <= width:
            chosen = trial
    widths = {c.name: c.least for c in chosen}
    spare = width - sum(widths.values()) - sum(gaps(chosen, width))
    for column in sorted(chosen, key=lambda c: c.rank):
        more = max(0, min(spare, wants[column.name] - column.least))
        widths[column.name] += more
        spare -= more
    _grow([c for c in chosen if c.grow], widths, spare)
    return tuple((c, widths[c.name]) for c in chosen)


def gaps(columns: Sequence[PaneColumn], width: int) -> list[int]:
    """Return the cells of space behind each column, none behind the last."""
    wide = 2 if width >= ROOMY else 1
    return [1 if left.tight else wide for left, _ in pairwise(columns)] + [0]


def _wanted(column: PaneColumn, needs: Mapping[str, int]) -> int:
    """Return the cells a column is served first: its comfort, or what its content and head take."""
    need = column.comfort if column.grow else max(needs.get(column.name, 0), cell_len(column.words))
    return max(column.least, min(need, column.most))


def _grow(columns: list[PaneColumn], widths: dict[str, int], spare: int) -> None:
    """Share the spare cells out, by share, until each growing column is as wide as it may be."""
    while spare > 0 and columns:
        shares = sum(c.grow for c in columns)
        given = 0
        for column in columns:
            share = max(1, spare * column.grow // shares)
            more = min(share, column.most - widths[column.name], spare - given)
            widths[column.name] += more
            given += more
        spare -= given
        columns = [c for c in columns if widths[c.name] < c.most]
