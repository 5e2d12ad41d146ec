"""Which page the wall shows: pages in turn, and an alert that holds its own for twice as long; plain arithmetic."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

MOST_S = 2.0
"""Seconds that one tick may let pass: a laptop that slept, or a terminal that stood still, goes on where it was."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A page, and which part of its panes where not all have room at once."""

    page: str
    part: int = 0


class Rotation:
    """Pages in turn, ``dwell`` seconds a part; ``parts`` says how many parts a page has now.

    A page of no parts is passed by. An alert holds a page for twice the dwell: its card for the first half, the page
    itself for the second; without a page of its own the card stays. After one, the page that it interrupted gets its
    whole dwell before the next may come, so that a floor that is always late still rotates. Seconds are those of a
    clock that never jumps.
    """

    def __init__(self, pages: Sequence[str], dwell: float, parts: Callable[[str], int] = lambda page: 1) -> None:
        if not pages or dwell <= 0:
            raise ValueError("a rotation takes a page and a time")
        self.pages = list(pages)
        self.dwell = dwell
        self._parts = parts
        self._stop = Stop(self.pages[0])
        self._left = dwell
        self._last: float | None = None
        self._holding = False
        self._held: str | None = None
        self._spared = False

    @property
    def stop(self) -> Stop:
        """Return what is to be seen, a card over it aside."""
        return Stop(self._held) if self._holding and self._held is not None else self._stop

    @property
    def holding(self) -> bool:
        """Return whether an alert holds a page now."""
        return self._holding

    @property
    def card(self) -> bool:
        """Return whether the card of an alert is to be seen."""
        return self._holding and (self._held is None or self._left > self.dwell)

    @property
    def free(self) -> bool:
        """Return whether an alert may begin."""
        return not self._holding and not self._spared

    def tick(self, now: float) -> bool:
        """Let time run to ``now``, by one step at most; say whether something else is to be seen."""
        before = (self.stop, self.card)
        passed = 0.0 if self._last is None else min(max(0.0, now - self._last), MOST_S)
        self._last = now
        self._left -= passed
        if self._left <= 0:
            if self._holding:
                self.release()
            else:
                self._advance()
        return (self.stop, self.card) != before

    def hold(self, page: str | None) -> None:
        """Begin an alert on a page; one that is not in the rotation has none."""
        self._holding = True
        self._held = page if page in self.pages else None
        self._left = 2 * self.dwell

    def release(self) -> None:
        """End an alert: what it interrupted is shown whole, or what comes next if that was the page it held."""
        held, self._holding, self._held = self._held, False, None
        if held == self._stop.page:
            self._advance()
        self._left = self.dwell
        self._spared = True

    def drop(self, page: str) -> None:
        """Leave out a page that cannot be shown; ValueError for the last one."""
        if self.pages == [page]:
            raise ValueError("no page is left")
        if self._stop.page == page:
            self._stop = Stop(self._after(page))
            self._left = self.dwell
        if self._held == page:
            self._held = None
        self.pages.remove(page)

    def _advance(self) -> None:
        page, part = self._stop.page, self._stop.part + 1
        self._stop = Stop(page, part) if part < self._parts(page) else Stop(self._next(page))
        self._left = self.dwell
        self._spared = False

    def pass_by(self) -> None:
        """Leave a page that has nothing to show for the next that has; where none has, it stays."""
        self._stop = Stop(self._next(self._stop.page))
        self._left = self.dwell

    def _next(self, page: str) -> str:
        """Return the next page that has any part now, the same one where none has."""
        after = page
        for _ in self.pages:
            after = self._after(after)
            if self._parts(after) > 0:
                return after
        return page

    def _after(self, page: str) -> str:
        return self.pages[(self.pages.index(page) + 1) % len(self.pages)]
