"""The page of the review: triggers that stand fired, and the action plan."""

from collections.abc import Callable

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.keys import KeyTable, shown
from cxtui.console.messages import TakeUp
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.review import review
from cxtui.desk import Firing
from cxtui.language import _
from cxtui.text.ages import local


class ReviewPage(Page):
    """What the newest look at the desk file found; ``opened`` tells whoever keeps it that it was shown.

    ``takes`` says that what fired may be acknowledged here.
    """

    def __init__(
        self, picture: Picture, keys: KeyTable, ascii: bool, opened: Callable[[], None], takes: bool = True
    ) -> None:
        super().__init__(picture, keys, _("To review"), ascii)
        self._opened = opened
        self._takes = takes
        self._why_not = ""

    def on_mount(self) -> None:
        """Have it counted that somebody looked."""
        super().on_mount()
        self._opened()

    def write(self, width: int) -> list[Line]:
        """Return the review's lines."""
        floor, found = self.picture.newest, self.picture.review
        if found is None or floor is None:
            return [(Cell(_("nothing was evaluated yet"), "faint"),)]
        takes = self._takes and found.keeps and bool(self._open())
        key = next((shown(one.keys[0], self.ascii) for one in self.keys.table if one.id == "acknowledge"), "")
        warning: list[Line] = [(Cell(self._why_not, "warn"),), ()] if self._why_not else []
        return warning + review(found, floor.zone, width, self.ascii, key=key if takes else "")

    def _open(self) -> tuple[Firing, ...]:
        """Return what stands and nobody took up."""
        found = self.picture.review
        firings = () if found is None else found.view.firings
        return tuple(one for one in firings if one.rested_at is None and one.acknowledged is None)

    def action_acknowledge(self) -> None:
        """Take up a trigger that stands fired, or say why that cannot be done here."""
        found, floor = self.picture.review, self.picture.newest
        self._why_not = ""
        if found is None or floor is None or not self._takes or not found.keeps:
            self._why_not = _("This console may not write the desk file: it acknowledges nothing.")
        elif not self._open():
            self._why_not = _("Nothing stands fired that nobody took up.")
        else:
            from cxtui.console.screens.acknowledge import AcknowledgePrompt

            today = local(self.picture.now(), floor.zone).date()
            self.app.push_screen(AcknowledgePrompt(self._open(), today, self.ascii), self._take)
        self.sheet.redraw()

    def _take(self, taken: TakeUp | None) -> None:
        if taken is not None:
            self.post_message(taken)
