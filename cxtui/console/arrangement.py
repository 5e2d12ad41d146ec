"""Which panes a terminal of some size shows together, as plain arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LEAST_WIDTH, LEAST_HEIGHT = 40, 12
TWO_COLUMNS = 110
WIDE, HIGH = 150, 40
"""Width and height from which on a screen shows everything it has at once."""

EVENTFUL = 24
"""Height from which on there is room for a line of what has just happened."""

PANE_HEIGHT = 11
CHROME = 2

PaneSpans = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ScreenLayout:
    """The panes of a screen in the order in which Tab visits them, the most urgent first.

    ``wide`` is how they stand together where there is room for all, one text a row of names; a name that
    stands in neighbouring places spans them.
    """

    order: tuple[str, ...]
    wide: tuple[str, ...]

    @property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows of names of the wide arrangement."""
        return tuple(tuple(row.split()) for row in self.wide)

    @property
    def reading(self) -> tuple[str, ...]:
        """Return the names as one reads the wide arrangement, from the upper left."""
        return tuple(dict.fromkeys(name for row in self.grid for name in row))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """``columns`` × ``rows`` places at a time for the panes of ``order``; ``spans`` are places (across, down) a pane
    takes, one by one unless said; ``sources`` and ``events`` tell whether a line of sources, and one of what happened,
    have room.
    """

    order: tuple[str, ...]
    columns: int
    rows: int
    spans: PaneSpans = field(default_factory=lambda: MappingProxyType({}))
    headlines: bool = True
    sources: bool = False
    events: bool = False

    @property
    def count(self) -> int:
        """Return how many panes are on the screen together."""
        return len(self.spans) or self.columns * self.rows

    def page_of(self, pane: str) -> tuple[str, ...]:
        """Return the panes that are on the screen with this one."""
        first = self.order.index(pane) // self.count * self.count
        return self.order[first : first + self.count]

    def number_of(self, pane: str) -> int:
        """Return the page of a pane, from 1 on."""
        return self.order.index(pane) // self.count + 1

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return -(-len(self.order) // self.count)

    def places(self, shown: tuple[str, ...]) -> tuple[int, int, PaneSpans]:
        """Return columns, rows and spans for the panes of one page, given as one reads them; none stays empty."""
        if self.spans:
            return self.columns, self.rows, self.spans
        columns = max(1, min(self.columns, len(shown)))
        rows = -(-len(shown) // columns)
        rest = columns * rows - len(shown)
        return columns, max(1, rows), {shown[-1]: (1 + rest, 1)} if rest else {}


def arrange(
    plan: ScreenLayout, width: int, height: int, headlines: int = 0, maximised: bool = False
) -> Arrangement | None:
    """Return the arrangement for a terminal, None where it is too small for any.

    ``headlines`` is the number of lines which the headlines take there.
    """
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return None
    sources, eventful = height >= 30, height >= EVENTFUL
    if maximised:
        return Arrangement(plan.order, 1, 1, headlines=False, sources=sources, events=eventful)
    room = height - CHROME - max(headlines, 1) - sources
    needed = len(plan.grid) * PANE_HEIGHT
    if width >= WIDE and height >= HIGH and room >= needed:
        columns, rows = len(plan.grid[0]), len(plan.grid)
        return Arrangement(plan.order, columns, rows, _spans(plan), sources=sources, events=room > needed)
    columns = 2 if width >= TWO_COLUMNS else 1
    rows = _rows(plan, columns, room)
    # What happened takes a line, and never a row of panes.
    events = eventful and _rows(plan, columns, room - 1) == rows
    return Arrangement(plan.order, columns, rows, sources=sources, events=events)


def _rows(plan: ScreenLayout, columns: int, room: int) -> int:
    """Return how many panes stand above each other in so many lines."""
    rows = max(1, min(-(-len(plan.order) // columns), room // PANE_HEIGHT, 4))
    return 2 if rows == 3 and len(plan.order) == 4 else rows


def _spans(plan: ScreenLayout) -> PaneSpans:
    grid = plan.grid
    spans = {}
    for name in plan.reading:
        places = [(x, y) for y, row in enumerate(grid) for x, one in enumerate(row) if one == name]
        across = len({x for x, _ in places})
        down = len({y for _, y in places})
        if across * down != len(places) or len({len(row) for row in grid}) != 1:
            raise ValueError(f"the places of {name} are no rectangle")
        spans[name] = (across, down)
    return MappingProxyType(spans)
