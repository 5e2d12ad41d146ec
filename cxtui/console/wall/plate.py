"""A plate: a screen of its own over the page for what is said large, an alert or the quiet of the night."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from cxtui.console.bar import Bar
from cxtui.console.draw.strips import Line
from cxtui.console.header import top
from cxtui.console.panes.pane import Pane
from cxtui.console.picture import Picture
from cxtui.language import N_, _

TITLE = N_("Support floor")

Writing = Callable[[int, int], list[Line]]


class Plate(Pane):
    """Lines that somebody else writes for a size."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--badge"}
    DEFAULT_CSS = """
    Plate {
        height: 1fr;
        border: none;
        & > .pane--badge { color: $bad; text-style: bold reverse; }
        & > .pane--bad { text-style: bold; }
    }
    Plate.-ascii { border: none; }
    """

    def __init__(self) -> None:
        super().__init__("")
        self.write: Writing = lambda width, height: []

    def lines(self, width: int, height: int) -> list[Line]:
        """Return what is written."""
        return self.write(width, height)


class PlateScreen(Screen[None], inherit_bindings=False):
    """The plate between header and foot; ``says`` makes the foot for a width."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    PlateScreen { background: $ground; color: $ink; }
    """

    def __init__(self, picture: Picture, ascii: bool, says: Callable[[int], Line]) -> None:
        super().__init__()
        self.picture = picture
        self.ascii = ascii
        self.header = Bar(id="top")
        self.plate = Plate()
        self.plate.ascii = ascii
        self.footer = Bar(id="foot")
        self._says = says

    def compose(self) -> ComposeResult:
        """Lay out header, plate and foot."""
        yield self.header
        yield self.plate
        yield self.footer

    def on_mount(self) -> None:
        """Draw."""
        self.tick()

    def on_resize(self) -> None:
        """Draw for another size."""
        self.tick()

    def on_screen_resume(self) -> None:
        """Draw what is said now."""
        self.tick()

    def tick(self) -> None:
        """Draw up to now."""
        if not self.is_mounted:
            return
        picture, width = self.picture, self.size.width
        self.header.say(top(_(TITLE), picture.newest, picture.freshness(), picture.now(), width, self.ascii))
        self.footer.say(self._says(width))
        self.plate.redraw()
