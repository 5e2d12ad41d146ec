"""A page over the floor: the header stays, a sheet scrolls, Escape goes back."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from cxtui.console.bar import Bar
from cxtui.console.draw.strips import Line
from cxtui.console.header import page_foot, top
from cxtui.console.keys import KeyTable, bindings
from cxtui.console.messages import QueryAnswered, QueryWanted
from cxtui.console.panes.pane import Pane
from cxtui.console.picture import Picture
from cxtui.console.screens.closing import ClosesOnce
from cxtui.console.terminal.metering import load_cells
from cxtui.kpis.query import Query
from cxtui.language import N_, _
from cxtui.text.plain import number

FLOOR = N_("Support floor")


class SheetPane(Pane):
    """Lines of which a part is in view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--bar", "pane--interval", "pane--accent"}
    DEFAULT_CSS = """
    SheetPane {
        height: 1fr;
        padding: 0 2;
        & > .pane--bar { color: $bar; }
        & > .pane--interval { color: $interval; }
        & > .pane--accent { color: $accent; }
    }
    """

    def __init__(self, title: str, write: Callable[[int], list[Line]]) -> None:
        super().__init__(title)
        self._title = title
        self._write = write
        self._whole = 0
        self._room = 1
        self.top = 0

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the lines in view."""
        lines = self._write(width)
        self._whole, self._room = len(lines), max(1, height)
        self.top = max(0, min(self.top, self._whole - self._room))
        return lines[self.top : self.top + height]

    def heading(self) -> tuple[str, str]:
        """Return the title, and which lines are in view while they are not all."""
        if self._whole <= self._room:
            return self._title, ""
        last = min(self._whole, self.top + self._room)
        rows = f"{number(self.top + 1)}{'-' if self.ascii else '–'}{number(last)}"
        return (
            self._title,
            _("{rows} of {n}").format(rows=rows, n=number(self._whole)),
        )

    def entitle(self, title: str) -> None:
        """Give the sheet another title."""
        self._title = title

    def scroll_lines(self, lines: int) -> None:
        """Scroll by lines."""
        self.top += lines
        self.redraw()

    def scroll_sheets(self, pages: int) -> None:
        """Scroll by what is in view, one line kept."""
        self.scroll_lines(pages * max(1, self._room - 1))

    def scroll_to_edge(self, last: bool) -> None:
        """Scroll to the first line or the last."""
        self.top = self._whole if last else 0
        self.redraw()

    def on_mouse_scroll_down(self) -> None:
        """Scroll down."""
        self.scroll_lines(3)

    def on_mouse_scroll_up(self) -> None:
        """Scroll up."""
        self.scroll_lines(-3)


class Page(ClosesOnce, Screen[None], inherit_bindings=False):
    """A sheet between header and footer; a subclass writes the sheet's lines.

    ``STEPS`` says that it can step to others of its kind, ``OPENS`` that lines of it lead somewhere.
    """

    STEPS: ClassVar[bool] = False
    OPENS: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("page")
    DEFAULT_CSS = """
    Page { background: $ground; color: $ink; }
    """

    def __init__(self, picture: Picture, keys: KeyTable, title: str, ascii: bool) -> None:
        super().__init__()
        self.picture = picture
        self.keys = keys
        self.ascii = ascii
        self.header = Bar(id="top")
        self.sheet = SheetPane(title, self.write)
        self.footer = Bar(id="foot")
        self._heard: set[Query] = set()
        self.sheet.ascii = ascii

    def compose(self) -> ComposeResult:
        """Lay out header, sheet and footer."""
        yield self.header
        yield self.sheet
        yield self.footer

    def write(self, width: int) -> list[Line]:
        """Return the sheet's lines."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Draw."""
        self.tick()

    def on_screen_resume(self) -> None:
        """Catch up with what happened under another page, and want again what this one wants."""
        self.tick()
        self.post_message(QueryWanted())

    def on_resize(self) -> None:
        """Draw for another size."""
        self.tick()

    def tick(self) -> None:
        """Let header and countdowns run to now."""
        picture, width = self.picture, self.size.width
        self.see()
        freshness = picture.freshness()
        spent = load_cells(picture.meter)
        under = getattr(self.app, "board", None)  # what the page was opened from
        title = _(getattr(under, "TITLE", FLOOR))
        words = top(title, picture.newest, freshness, picture.now(), width, self.ascii, spent, picture.view)
        self.header.say(words)
        self.footer.say(*page_foot(self.keys, width, self.ascii, self.STEPS, self.OPENS))
        self.sheet.fade(freshness.faded)
        self.sheet.redraw()

    def see(self) -> None:
        """Note that nobody sees what happens on the floor below (for the page of events: that they do)."""
        self.picture.events.away(self.picture.now())

    def took(self) -> None:
        """Draw what a new Floor changed."""
        self.tick()

    def queries(self) -> tuple[Query, ...]:
        """Return what the page wants to know, the most urgent first."""
        return ()

    def answer(self, message: QueryAnswered) -> None:
        """Take an answer; one that cannot be read now leaves what was last seen."""
        if message.query not in self.queries():
            return
        self._heard.add(message.query)
        if message.trouble is None:
            self.heard(message.query, message.answer)
        else:
            self.failed(message.query, message.trouble)
        self.sheet.redraw()

    def lacking(self) -> list[Query]:
        """Return what was neither answered nor refused yet."""
        return [one for one in self.queries() if one not in self._heard]

    def heard(self, query: Query, answer: object | None) -> None:
        """Take an answer, None where what was asked for is not there."""

    def failed(self, query: Query, trouble: str) -> None:
        """Take what keeps an answer away."""

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.sheet.scroll_lines(lines)

    def action_scroll_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.sheet.scroll_sheets(pages)

    def action_scroll_to(self, edge: int) -> None:
        """Scroll to the top (0) or the end (-1)."""
        self.sheet.scroll_to_edge(edge < 0)

    def action_step(self, by: int) -> None:
        """Go to another of its kind (for pages that have several)."""

    def action_acknowledge(self) -> None:
        """Acknowledge what fired (for the page of the review)."""

    def action_back(self) -> None:
        """Leave the page."""
        self.dismiss()
