"""The end of a store's data: what a console opens at where nothing has happened for days."""

from collections.abc import Iterable

from cxtui.clock import DAY

OLD_S = 2 * DAY
"""Seconds without any event after which a floor of now would be empty: a weekend is shorter."""


class DataEnd:
    """Whether the feeds of one console read a store as of its newest event, because that is old.

    The first event that is read decides; a floor that was once of now stays so, for its data going stale is news.
    It ends with the first event that is new again, or by ``leave``.
    """

    def __init__(self) -> None:
        self._shown: bool | None = None

    @property
    def shown(self) -> bool:
        """Return whether the floor is as of the end of the data."""
        return bool(self._shown)

    def instant(self, newest: int | None, now: int) -> int | None:
        """Return the instant to read at (``newest``, epoch seconds), or None where that is ``now``."""
        old = newest is not None and now - newest > OLD_S
        if self._shown is None and newest is not None:
            self._shown = old
        elif self._shown and not old:
            self._shown = False
        return newest if self._shown else None

    def leave(self) -> None:
        """Read as of now from here on."""
        self._shown = False

    def come_back(self) -> None:
        """Read as of the end of the data again, as long as that is old."""
        self._shown = None


def newest_event(sources: Iterable[tuple[str, int, int | None]]) -> int | None:
    """Return the newest event of any source (rows of name, commit and newest event), None where there is none."""
    return max((event for _, _, event in sources if event is not None), default=None)
