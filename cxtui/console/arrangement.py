"""Which panes a terminal of some size shows together, as plain arithmetic."""

from dataclasses import dataclass

ORDER = ("response", "escalations", "volume", "agents")
"""The panes in the order in which Tab visits them: what needs hands first. In the two by two layout this
is the reading order too, begun at the lower left."""

LEAST_WIDTH, LEAST_HEIGHT = 40, 12
TWO_COLUMNS = 110
PANE_HEIGHT = 11
CHROME = 2


@dataclass(frozen=True, slots=True)
class Arrangement:
    """``columns`` × ``rows`` panes at a time; ``sources`` tells whether a line of sources has room."""

    columns: int
    rows: int
    headlines: bool = True
    sources: bool = False

    @property
    def count(self) -> int:
        """Return how many panes are on the screen together."""
        return self.columns * self.rows

    def page_of(self, pane: str) -> tuple[str, ...]:
        """Return the panes that are on the screen with this one."""
        first = ORDER.index(pane) // self.count * self.count
        return ORDER[first : first + self.count]

    def number_of(self, pane: str) -> int:
        """Return the page of a pane, from 1 on."""
        return ORDER.index(pane) // self.count + 1

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return -(-len(ORDER) // self.count)


def arrange(width: int, height: int, headlines: int, maximised: bool = False) -> Arrangement | None:
    """Return the arrangement for a terminal, None where it is too small for any.

    ``headlines`` is the number of lines which the headlines take there.
    """
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return None
    sources = height >= 30
    if maximised:
        return Arrangement(1, 1, headlines=False, sources=sources)
    columns = 2 if width >= TWO_COLUMNS else 1
    room = height - CHROME - headlines - sources
    rows = max(1, min(len(ORDER) // columns, room // PANE_HEIGHT))
    return Arrangement(columns, 2 if rows == 3 else rows, sources=sources)
