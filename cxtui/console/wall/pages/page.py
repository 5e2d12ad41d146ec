"""What the wall's pages share: one sheet that fills the screen, and a store in trouble said across all of it."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from cxtui.console.arrangement import ScreenLayout, arrange
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.freshness import FreshnessState
from cxtui.console.header import review_cells, sources_line, top
from cxtui.console.keys import KeyTable
from cxtui.console.messages import QueryWanted
from cxtui.console.panes.pane import Pane
from cxtui.console.picture import Picture
from cxtui.console.screens.board import BoardScreen
from cxtui.console.screens.notice import RECOVERY
from cxtui.console.terminal.metering import load_cells
from cxtui.console.wall.drawing import banner_lines, plain_lines, sheet_lines
from cxtui.console.wall.sheet import WallSheet
from cxtui.kpis.query import Query, View
from cxtui.language import _

SHEET = "sheet"

LOUD = frozenset({"trouble", "stale", "behind", "hindered"})
"""Kinds of freshness that are said across the page, where the numbers are dim too."""


class WallPane(Pane):
    """One page of the wall. A subclass says in ``sheet`` what is on it, and in ``ASKS`` what it asks of the store."""

    ASKS: ClassVar[tuple[Query, ...]] = ()
    FLOOR_TELLS: ClassVar[bool] = False
    """Whether a floor alone tells that the page would say nothing, before anything is answered."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pane--course", "pane--band-bad", "pane--band-warn", "pane--backlog", "pane--inflow", "pane--outflow",
        "pane--last", "pane--bar", "pane--bar-rest",
    }  # fmt: skip
    DEFAULT_CSS = """
    WallPane {
        height: 1fr;
        border: none;
        & > .pane--course { color: $accent; }
        & > .pane--band-bad { color: $bad; text-style: bold reverse; }
        & > .pane--band-warn { color: $warn; text-style: bold reverse; }
        & > .pane--backlog { color: $backlog; }
        & > .pane--inflow { color: $inflow; }
        & > .pane--outflow { color: $outflow; }
        & > .pane--last { color: $last-week; text-style: $faint-style; }
        & > .pane--bar { color: $bar; }
        & > .pane--bar-rest { color: $bar-rest; }
        &.-stale {
            & > .pane--course, & > .pane--backlog, & > .pane--inflow, & > .pane--outflow, & > .pane--bar {
                color: $faded;
            }
        }
    }
    WallPane.-ascii { border: none; }
    """

    def __init__(self, picture: Picture) -> None:
        super().__init__("", id=SHEET)
        self.picture = picture
        self.can_focus = False

    def queries(self, view: View) -> tuple[Query, ...]:
        """Return what the page asks, the same in every view."""
        return self.ASKS

    def sheet(self) -> WallSheet:
        """Return what is on the page; the floor is there."""
        raise NotImplementedError

    def silent(self) -> str | None:
        """Return why the page would say nothing, None where it has something to say."""
        return None

    def ask_anew(self) -> None:
        """Forget what was answered: whether there is anything is asked again."""
        self._answers.clear()
        self._troubles.clear()

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the page; what keeps the store from being read stands above it, or alone while there is no picture."""
        freshness, advice = self.picture.freshness(), _(self.picture.advice)
        loud = freshness.kind in LOUD and freshness.faded
        if self.floor is None:
            if not loud:
                return plain_lines(_(self.picture.opening()), width, height, self.ascii)
            band = self._band(freshness, [advice, _(RECOVERY)], width, min(height, max(9, height // 2)))
            lead: list[Line] = [()] * max(0, (height - len(band)) // 3)
            return [*lead, *band]
        above: list[Line] = []
        if loud:
            above = [*self._band(freshness, [freshness.detail, advice], width, max(7, height // 4)), ()]
        why, room = self.silent(), height - len(above)
        if why is not None:
            return [*above, *plain_lines(_(why), width, room, self.ascii)]
        return [*above, *sheet_lines(self.sheet(), width, room, self.ascii)]

    def _band(self, freshness: FreshnessState, details: list[str], width: int, height: int) -> list[Line]:
        role = "warn" if freshness.role == "warn" else "bad"
        return banner_lines(freshness.word, details, role, width, height, self.ascii)


class WallPage(BoardScreen, inherit_bindings=False):
    """A page of the wall: no focus, no cursor, no keys; ``says`` makes the foot for a width."""

    BINDINGS: ClassVar[list[BindingType]] = []
    PLAN = ScreenLayout((SHEET,), (SHEET,))
    SHEET: ClassVar[type[WallPane]]

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool) -> None:
        super().__init__(picture, keys, ascii)
        self.says: Callable[[int], Line] = lambda width: ()

    def make(self) -> dict[str, Pane]:
        """Return the sheet."""
        return {SHEET: self.SHEET(self.picture)}

    @property
    def sheet(self) -> WallPane:
        """Return what the page shows."""
        found = self.panes[SHEET]
        assert isinstance(found, WallPane)
        return found

    def silent(self) -> bool:
        """Return whether the page would say nothing."""
        return self.picture.floor is not None and self.sheet.floor is not None and self.sheet.silent() is not None

    def place(self) -> None:
        """Show the sheet, with a picture or without one, where there is room for anything."""
        width, height = self.size
        self.arrangement = arrange(self.PLAN, width, height, maximised=True)
        fits = self.arrangement is not None
        self.sheet.display = self.area.display = self.header.display = self.footer.display = fits
        # What just happened stands in the sheet's own last line, by numbers of tickets alone.
        self.headlines.display = self.events.display = False
        self.sources.display = self.arrangement is not None and self.arrangement.sources
        self.small.display = not fits
        self.draw()
        self.post_message(QueryWanted())

    def draw(self) -> None:
        """Bring the sheet up to the picture and to now; it says itself what is wrong with the store."""
        super().draw()
        self.notice.display = False
        if self.is_mounted and self.sheet.display:
            self._guard(SHEET, self.sheet.redraw)

    def _head(self) -> None:
        """Say how old the picture is, without the strip of screens: there is nobody to go to one."""
        picture, width = self.picture, self.size.width
        newest, now, freshness = picture.newest, picture.now(), picture.freshness()
        calls = review_cells(picture.review, self.keys, self.ascii)
        above = (*load_cells(picture.meter), *(() if self.sources.display else calls))
        self.header.say(top(_(self.TITLE), newest, freshness, now, width, self.ascii, above, picture.view))
        if self.sources.display and newest is not None:
            about = (self.ascii, self.keys, calls, picture.feeds, picture.speed)
            self.sources.say(sources_line(newest, now, width, *about))

    def _foot(self) -> None:
        self.footer.say(self.says(self.size.width))


def text_cell(text: str | None, role: str = "") -> Cell:
    """Return a cell of a list; of nothing an empty one."""
    return Cell(text or "", role)
