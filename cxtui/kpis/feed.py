"""What a face needs from a store, so that a screen can be tested without one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from cxtui.kpis.query import WHOLE, Query, View

if TYPE_CHECKING:
    # A console paints before it needs any of these.
    from cxtui.kpis.floor import Floor
    from cxtui.kpis.triggers import TriggerReading


class QueryCancelled(Exception):
    """Nobody wants any more what was being read."""


class FloorFeed(Protocol):
    """A source of Floors. One thread uses it; every method may raise StoreTrouble and be called again.

    A feed reopens a store that was replaced, moved back or unlocked by itself at the next call.
    """

    def changed(self) -> bool:
        """Return whether the store changed since the last ``read`` (microseconds; meant for 10 Hz)."""
        ...

    def read(self, view: View = WHOLE) -> "Floor":
        """Return the floor in a view, as of now or of the instant the feed was opened with."""
        ...

    def verify(self) -> None:
        """Read a small piece of the store that nothing asked for (50 ms); StoreTrouble where it is damaged."""
        ...

    def answer(self, query: Query) -> object | None:
        """Return the answer to a query, a frozen object of its kind, or None where what it names is not there.

        UsageError for a period or filter that is none; LookupError for a kind that nobody answers.
        """
        ...

    def triggers(self, active: Mapping[str, int]) -> "tuple[TriggerReading, ...]":
        """Return a reading of every review trigger, given when the active ones fired (up to a second)."""
        ...

    def close(self) -> None:
        """Give back what the feed holds."""
        ...
