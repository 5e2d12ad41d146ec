"""What a face needs from a store, so that a screen can be tested without one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, Protocol

from cxtui.errors import StoreError
from cxtui.kpis.query import WHOLE, Query, View

if TYPE_CHECKING:
    # A console paints before it needs any of these.
    from cxtui.kpis.floor import Floor
    from cxtui.kpis.triggers import TriggerReading

Trouble = Literal["missing", "locked", "corrupt", "denied", "outdated", "empty", "failed"]


class FloorUnavailable(StoreError):
    """The store cannot be read now; ``trouble`` says how, ``str(error)`` what to do about it."""

    def __init__(self, trouble: Trouble, message: str) -> None:
        super().__init__(message)
        self.trouble: Trouble = trouble


class QueryCancelled(Exception):
    """Nobody wants any more what was being read."""


class FloorFeed(Protocol):
    """A source of Floors. One thread uses it; every method may raise FloorUnavailable and be called again.

    A feed reopens a store that was replaced, moved back or unlocked by itself at the next call.
    """

    def changed(self) -> bool:
        """Say whether the store changed since the last ``read`` (microseconds; meant for 10 Hz)."""
        ...

    def read(self, view: View = WHOLE) -> "Floor":
        """Return the floor in a view, as of now or of the instant the feed was opened with."""
        ...

    def answer(self, inquiry: Query) -> object | None:
        """Return the answer to an inquiry, a frozen object of its kind, or None where what it names is not there.

        UsageError for a period or filter that is none; LookupError for a kind that nobody answers.
        """
        ...

    def triggers(self, standing: Mapping[str, int]) -> "tuple[TriggerReading, ...]":
        """Return a reading of every review trigger, given when those that stand have fired (up to a second)."""
        ...

    def close(self) -> None:
        """Give back what the feed holds."""
        ...
