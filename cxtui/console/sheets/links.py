"""Lines of a sheet that lead somewhere: a ticket, an agent, a customer."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from textual.message import Message

from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.messages import OpenAgent, OpenCustomer, OpenTicket
from cxtui.console.panes.pane import CURSOR

_OPENS = {"ticket": OpenTicket, "agent": OpenAgent, "customer": OpenCustomer}


class Link(NamedTuple):
    """Where a line leads: a ``kind`` by ``source`` and ``id``, told apart by the ``section`` it stands in."""

    section: str
    kind: Literal["ticket", "agent", "customer"]
    source: str
    id: str

    def message(self) -> Message:
        """Return the message that opens it."""
        return _OPENS[self.kind](self.source, self.id)


class Written(NamedTuple):
    """The lines of a sheet, and where some of them lead by their number."""

    lines: list[Line]
    links: dict[int, Link]


class Sheaf:
    """Gathers lines, and where they lead."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._links: dict[int, Link] = {}

    def add(self, *lines: Line) -> None:
        """Add lines that lead nowhere."""
        self._lines += lines

    def extend(self, lines: Iterable[Line]) -> None:
        """Add several lines that lead nowhere."""
        self._lines += lines

    def lead(self, link: Link, line: Line) -> None:
        """Add a line that leads somewhere."""
        self._links[len(self._lines)] = link
        self._lines.append(line)

    def written(self) -> Written:
        """Return what was gathered."""
        return Written(self._lines, self._links)


def under_cursor(line: Line, width: int) -> Line:
    """Return a line as it looks under the cursor, to the end of the sheet."""
    rest = " " * max(0, width - width_of(line))
    return tuple(Cell(text, role + CURSOR) for text, role in (*line, Cell(rest)))
