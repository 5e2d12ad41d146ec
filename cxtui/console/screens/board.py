"""A board: a numbered screen of panes, as many at a time as the terminal has room for."""

import logging
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from cxtui.console.arrangement import Arrangement, PaneSpans, ScreenLayout, arrange
from cxtui.console.bar import Bar
from cxtui.console.draw.strips import width_of
from cxtui.console.event_strip import EventStrip
from cxtui.console.header import foot, review_cells, sources_line, top
from cxtui.console.keys import KeyTable, bindings
from cxtui.console.messages import ModeChanged, QueryAnswered, QueryWanted
from cxtui.console.panes.headlines import HeadlinesPane
from cxtui.console.panes.pane import Pane
from cxtui.console.panes.rows import RowsPane
from cxtui.console.picture import Picture
from cxtui.console.screen_tabs import screen_tabs
from cxtui.console.screens.notice import Notice
from cxtui.console.screens.opens import OpensPages
from cxtui.console.terminal.metering import load_cells
from cxtui.kpis.floor import Floor
from cxtui.kpis.query import Query
from cxtui.language import N_, _, lazy

log = logging.getLogger(__name__)

TOO_SMALL = N_("cxtui needs 40 × 12 cells")


class BoardScreen(OpensPages, inherit_bindings=False):
    """A screen that draws what ``picture`` holds, and what its panes inquire; the app says when that changed.

    A subclass names itself, plans its panes and makes them; ``HEADLINES`` puts the headline numbers above.
    """

    NAME: ClassVar[str]
    TITLE: ClassVar[str]
    PLAN: ClassVar[ScreenLayout]
    HEADLINES: ClassVar[bool] = False

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("board")
    DEFAULT_CSS = """
    BoardScreen {
        background: $ground;
        color: $ink;
        Pane:focus { border-title-style: $focus-style; }
        #panes { layout: grid; grid-size: 1 1; height: 1fr; }
        #small { height: 1fr; content-align: center middle; text-align: center; color: $warn; display: none; }
    }
    """

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool) -> None:
        super().__init__()
        self.picture = picture
        self.keys = keys
        self.ascii = ascii
        self.header = Bar(id="top")
        self.sources = Bar(id="sources")
        self.notice = Notice(id="notice")
        self.headlines = HeadlinesPane(id="headlines")
        self.area = Container(id="panes")
        made = self.make()
        self.panes: dict[str, Pane] = {name: made[name] for name in self.PLAN.reading}
        self.events = EventStrip(id="events")
        self.footer = Bar(id="foot")
        small = _(TOO_SMALL)
        self.small = Static(small.replace("×", "x") if ascii else small, id="small", markup=False)
        self.pane = self.PLAN.order[0]
        self.maximised = False
        self.arrangement: Arrangement | None = None
        self._behind = {*self.PLAN.order, "headlines"}
        self._faded: bool | None = None
        for pane in (self.headlines, *self.panes.values()):
            pane.ascii = ascii

    def make(self) -> dict[str, Pane]:
        """Return the panes by name; each has its name as its id."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out everything once; later only what is displayed changes."""
        yield self.header
        yield self.sources
        yield self.notice
        yield self.headlines
        with self.area:
            yield from self.panes.values()
        yield self.events
        yield self.footer
        yield self.small

    def on_mount(self) -> None:
        """Show what there is."""
        self.place()

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the panes for another size."""
        self.place()

    def on_screen_resume(self) -> None:
        """Catch up with what happened under another screen."""
        if self.arrangement is not None:
            self.place()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Note which pane is at hand, be it by key or by mouse."""
        if event.widget.id in self.panes:
            self.pane = event.widget.id
            self._foot()

    # What is where

    def place(self) -> None:
        """Show the panes that fit, the one at hand among them."""
        width, height = self.size
        headlines = self.headlines.get_content_height(self.size, self.size, width) if self.HEADLINES else 0
        self.arrangement = arrange(self.PLAN, width, height, headlines, self.maximised)
        picture = self.arrangement is not None and self.picture.floor is not None
        page = self.arrangement.page_of(self.pane) if picture and self.arrangement else ()
        shown = tuple(name for name in self.panes if name in page)
        spans: PaneSpans = {}
        if self.arrangement is not None and shown:
            grid = self.area.styles
            grid.grid_size_columns, grid.grid_size_rows, spans = self.arrangement.places(shown)
        for name, pane in self.panes.items():
            pane.display = name in shown
            pane.styles.column_span, pane.styles.row_span = spans.get(name, (1, 1))
        self.area.display = bool(shown)
        self.headlines.display = (
            self.HEADLINES and bool(shown) and self.arrangement is not None and self.arrangement.headlines
        )
        self.sources.display = bool(shown) and self.arrangement is not None and self.arrangement.sources
        self.events.display = bool(shown) and self.arrangement is not None and self.arrangement.events
        self.header.display = self.footer.display = self.arrangement is not None
        self.small.display = self.arrangement is None
        if shown and self.focused is not self.panes[self.pane]:
            self.panes[self.pane].focus()
        self.draw()
        self.post_message(QueryWanted())

    def shown(self) -> list[str]:
        """Return the names of the panes on the screen, the headlines among them."""
        names = [name for name, pane in self.panes.items() if pane.display]
        return [*names, "headlines"] if self.headlines.display else names

    def _pane(self, name: str) -> Pane:
        return self.headlines if name == "headlines" else self.panes[name]

    def queries(self) -> list[Query]:
        """Return what the panes on the screen want to know, the one at hand first."""
        names = sorted(self.shown(), key=lambda name: name != self.pane)
        return [one for name in names for one in self._pane(name).queries(self.picture.view)]

    def settled(self) -> bool:
        """Return whether every pane on the screen knows what it wants to know."""
        return not self.lacking()

    def lacking(self) -> list[Query]:
        """Return what panes on the screen have no answer to, and no reason why not."""
        return [one for name in self.shown() for one in self._pane(name).lacking()]

    def answer(self, message: QueryAnswered) -> None:
        """Hand an answer to the panes that want it."""
        for name in self.shown():
            pane = self._pane(name)
            if message.query in pane.queries(self.picture.view):
                self._guard(name, lambda pane=pane: pane.answered(message))  # type: ignore[misc]

    def missed(self) -> None:
        """Note that there is a new picture; a screen that is not shown draws it when it is gone to."""
        self._behind = {*self.PLAN.order, "headlines"}

    def took(self) -> None:
        """Draw a new picture."""
        self.missed()
        if self.picture.floor is not None and not self.shown():
            self.place()
        else:
            self.draw()

    def tick(self) -> None:
        """Let header and countdowns run to now."""
        self.picture.looked()
        self.draw()

    def draw(self) -> None:
        """Bring what is on the screen up to the picture and to now."""
        if not self.is_mounted:
            return
        floor, instant = self.picture.floor, self.picture.instant()
        for name in self.shown():
            self._draw(name, floor, instant)
        faded = self.picture.freshness().faded
        if faded != self._faded:
            self._faded = faded
            for pane in (self.headlines, *self.panes.values()):
                pane.fade(faded)
        self._head()
        self.events.tell(self.picture, self.keys, self.size.width, self.ascii)
        self.notice.tell(self.picture, self.size.width, fits=self.arrangement is not None)
        self._foot()

    def _draw(self, name: str, floor: Floor | None, instant: int) -> None:
        """Draw one pane as of an instant."""
        pane = self._pane(name)

        def draw() -> None:
            pane.look(self.picture.view)
            if floor is not None and name in self._behind:
                self._behind.discard(name)
                pane.show(floor)
            pane.tick(instant)

        self._guard(name, draw)

    def _guard(self, name: str, draw: Callable[[], None]) -> None:
        """Draw one pane; one that fails becomes a state on the screen and takes nothing else with it."""
        try:
            draw()
        except Exception as error:
            kind = type(error).__name__
            advice = lazy("The pane {name} cannot be drawn ({kind}: {error}).", name=name, kind=kind, error=error)
            if advice != self.picture.advice:
                log.exception("the pane %s cannot be drawn", name)
            self.picture.troubled("failed", advice)

    def _head(self) -> None:
        picture, width = self.picture, self.size.width
        calls = review_cells(picture.review, self.keys, self.ascii)
        above = (*load_cells(picture.meter), *(() if self.sources.display else calls))
        title = _(self.TITLE)
        freshness = picture.freshness()
        self.header.say(top(title, picture.newest, freshness, picture.now(), width, self.ascii, above, picture.view))
        if self.sources.display and picture.newest is not None:
            tabs, spots = screen_tabs(self.keys, self.NAME, width, len(picture.newest.sources), self.ascii)
            about = (width - width_of(tabs), self.ascii, self.keys, calls, picture.feeds, picture.speed)
            self.sources.say((*tabs, *sources_line(picture.newest, picture.now(), *about)), spots)

    def _foot(self) -> None:
        at_hand = self.panes[self.pane]
        pane = None if self.picture.floor is None else (self.pane, at_hand.label)
        line, spots = foot(
            self.keys, pane, self.arrangement, self.size.width, rows=isinstance(at_hand, RowsPane),
            ascii=self.ascii, maximised=self.maximised, undoes=bool(self.picture.modes.names(self.NAME)),
            paused=self.picture.pause is not None,
            ended=self.picture.floor is not None and self.picture.floor.ended,
        )  # fmt: skip
        self.footer.say(line, spots)

    # What keys do

    def go(self, name: str) -> None:
        """Bring a pane to the screen and give it the focus."""
        self.pane = name
        if not self.panes[name].display:
            self.place()
        self.panes[name].focus()

    def _step(self, by: int) -> None:
        order = self.PLAN.order
        self.go(order[(order.index(self.pane) + by) % len(order)])

    def action_next_pane(self) -> None:
        """Go to the next pane, on its page if need be."""
        self._step(1)

    def action_previous_pane(self) -> None:
        """Go to the previous pane."""
        self._step(-1)

    def action_maximise(self) -> None:
        """Give the pane at hand the whole screen, or take it back."""
        self.maximised = not self.maximised
        if self.maximised:
            self.picture.modes.enter("maximise", lambda board: board.action_maximise(), self.NAME)
        else:
            self.picture.modes.leave("maximise", self.NAME)
        self.place()

    def action_pause(self) -> None:
        """Hold the picture, or go on with the newest."""
        self.picture.toggle_pause()
        if self.picture.pause is not None:
            self.picture.modes.enter("pause", lambda board: board.action_pause())
        else:
            self.picture.modes.leave("pause")
        self._behind = {*self.PLAN.order, "headlines"}
        self.draw()

    def on_mode_changed(self, message: ModeChanged) -> None:
        """Note that a pane went into a mode of its own, or left it."""
        message.stop()
        if message.on:
            self.picture.modes.enter(message.name, lambda _: message.undo(), self.NAME)
        else:
            self.picture.modes.leave(message.name, self.NAME)
        self._foot()

    def back(self) -> None:
        """Undo the latest mode of this screen or of the whole console."""
        if self.picture.modes.undo(self):
            self.draw()
