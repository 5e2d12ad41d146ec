"""The page of the review: triggers that stand fired, and the action plan."""

from collections.abc import Callable

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import Keys
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.review import review


class ReviewPage(Page):
    """What the newest look at the desk file found; ``opened`` tells whoever keeps it that it was shown."""

    def __init__(self, picture: Picture, keys: Keys, ascii: bool, opened: Callable[[], None]) -> None:
        super().__init__(picture, keys, "To review", ascii)
        self._opened = opened

    def on_mount(self) -> None:
        """Have it counted that somebody looked."""
        super().on_mount()
        self._opened()

    def write(self, width: int) -> list[Line]:
        """Return the review's lines."""
        floor, found = self.picture.newest, self.picture.review
        if found is None or floor is None:
            return [(Cell("nothing was evaluated yet", "faint"),)]
        return review(found, floor.zone, width, self.ascii)
