"""The page that says what the keys do."""

from cxtui.console.draw.strips import Line
from cxtui.console.keys import KeyTable
from cxtui.console.picture import Picture
from cxtui.console.screens.page import Page
from cxtui.console.sheets.help import help_lines
from cxtui.language import _


class HelpPage(Page):
    """All keys, those of the focused pane first, and all signs."""

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool, pane: str, rows: bool) -> None:
        super().__init__(picture, keys, _("Help"), ascii)
        self.pane = pane
        self.rows = rows

    def write(self, width: int) -> list[Line]:
        """Return the help's lines."""
        return help_lines(self.keys, self.pane, self.rows, width, self.ascii)
