"""The app: it wires the poller, the picture and the screens together, and holds no other logic."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from cxtui.clock import now as wall_clock
from cxtui.console.asking import Asking
from cxtui.console.bar import Bar
from cxtui.console.boards import BOARDS, board
from cxtui.console.keys import KeyTable, Where, bindings
from cxtui.console.messages import (
    FeedsSeen,
    Look,
    LookAtNow,
    NewFloor,
    QueryAnswered,
    QueryWanted,
    ReviewChanged,
    StoreTroubled,
)
from cxtui.console.opening import Opening
from cxtui.console.panes.rows import RowsPane
from cxtui.console.picture import Picture
from cxtui.console.screens.board import BoardScreen
from cxtui.console.screens.page import Page
from cxtui.console.terminal.colours import few_colours, no_colour
from cxtui.console.themed import colourless
from cxtui.console.themes import OPPOSITE
from cxtui.console.threads.poller import Pace, Poller
from cxtui.console.threads.query_thread import QueryThread, Rest
from cxtui.kpis.feed import FloorFeed
from cxtui.kpis.query import View
from cxtui.language import _

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver

    from cxtui.console.reviewing import ReviewDesk
    from cxtui.console.terminal.metering import Meter
    from cxtui.kpis.feeds.data_end import DataEnd


def _actions() -> "type[Provider]":
    """Return what the palette offers; its modules are loaded when it first opens."""
    from cxtui.console.palette import Actions

    return Actions


def _driver(locked: bool, sparing: bool, meter: "Meter | None") -> "type[Driver]":
    """Return the terminal's driver; its modules are loaded with the first app."""
    from cxtui.console.terminal.driver import driver

    return driver(locked, sparing, meter)


LEAVING_S = 0.3
"""Seconds that the threads have to end by themselves when the app does."""

SLOW_S = 5
"""Seconds between two ticks of countdowns over a slow line."""


class CxtuiApp(Opening, inherit_bindings=False):
    """A console on one feed.

    ``feed_factory`` is called in the poller's thread, and once more in the asker's; ``clock`` gives the present in
    the floor's time; ``NO_COLOR`` in the environment, or ``no_color``, leaves only bold, dim and reverse.
    ``opening`` is for a store that is only being made: what it says stands in the place of a missing or empty
    store until there is a first picture. ``review`` makes the desk file beside the store, where there is one to
    look after, ``end`` tells the feeds whether to read as of the end of old data. ``first`` is the screen to begin
    with, if not the usual one. ``locked`` leaves nothing that writes, or leads out of this console. An error that
    nobody expected ends the app; ``failure`` says what it was, and nothing is printed.
    """

    TITLE = "cxtui"
    FIRST: ClassVar[str] = BOARDS[0]
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")
    COMMANDS = {_actions}  # noqa: RUF012 - Textual declares it so
    CSS = """
    CommandPalette { background: $ground 60%; }
    CommandPalette SearchIcon { display: none; }
    """

    def __init__(
        self,
        feed_factory: Callable[[], FloorFeed],
        *,
        theme: str = "dark",
        keys: KeyTable | None = None,
        ascii: bool = False,
        no_color: bool = False,
        clock: Callable[[], int] = wall_clock,
        pace: Pace | None = None,
        rest: Rest | None = None,
        opening: Callable[[], str] | None = None,
        review: "Callable[[], ReviewDesk] | None" = None,
        end: "DataEnd | None" = None,
        first: str | None = None,
        locked: bool = False,
        slow: bool = False,
        meter: "Meter | None" = None,
    ) -> None:
        plain = colourless(no_color)
        with no_colour(plain), few_colours(slow):
            super().__init__(ansi_color=True if plain else None, driver_class=_driver(locked, slow, meter))
        self.wear(theme, plain)
        self.keys = keys or KeyTable()
        self.ascii = ascii
        self.locked = locked
        self.slow = slow
        self.data_end = end
        if first is not None:
            self.FIRST = first  # type: ignore[misc]
        self.animation_level = "none" if slow else self.animation_level
        self._beats = 0
        self.every_second: Callable[[], object] = lambda: None
        self.picture = Picture(clock) if opening is None else Picture(clock, opening)
        self.picture.meter = meter
        self._being_made = opening is not None
        self.poller = Poller(feed_factory, self.post_message, pace)
        self.asker = QueryThread(feed_factory, self.post_message, rest, review)
        self.boards = {self.FIRST: self.make_board(self.FIRST)}
        self.set_keymap(self.keys.keymap())

    def get_default_screen(self) -> Screen[None]:
        """Start on the first screen."""
        return self.boards[self.FIRST]

    def on_mount(self) -> None:
        """Begin to read once something is painted, and to tick just after each full second."""
        self.install_screen(self.boards[self.FIRST], self.FIRST)
        self.call_after_refresh(self.poller.start)
        self.set_timer(1.02 - time.time() % 1, self._begin_ticking)

    def on_unmount(self) -> None:
        """End the threads; one that waits for a slow answer ends with the process."""
        self.poller.stop(0)
        self.asker.stop(LEAVING_S / 2)
        self.poller.stop(LEAVING_S / 2)

    def _begin_ticking(self) -> None:
        self.tick()
        self.set_interval(1, self.tick)

    def make_board(self, name: str) -> BoardScreen:
        """Return a new numbered screen."""
        return board(name, self.picture, self.keys, self.ascii)

    @property
    def board(self) -> BoardScreen:
        """Return the numbered screen that is shown, or that lies under pages."""
        boards = (screen for screen in reversed(self.screen_stack) if isinstance(screen, BoardScreen))
        return next(boards, self.boards[self.FIRST])

    @property
    def page(self) -> Page | None:
        """Return the page that is open over the screen, the topmost."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)

    @property
    def places(self) -> tuple[Where, ...]:
        """Return the places whose keys do something now."""
        if self.page is not None:
            return "page", "everywhere"
        listed = isinstance(self.board.panes[self.board.pane], RowsPane)
        return ("board", "rows", "everywhere") if listed else ("board", "everywhere")

    @property
    def prompt(self) -> Asking | None:
        """Return what is asked over the screen."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Asking)), None)

    @property
    def face(self) -> Page | BoardScreen:
        """Return what is shown, a palette over it aside."""
        return self.page or self.board

    def aside(self) -> list[Screen[Any]]:
        """Return the screens that are kept and not seen now: what lies under a prompt is seen."""
        shown = {self.face, *self.screen_stack[-1:]}
        kept: list[Screen[Any]] = [*self.boards.values(), *self.screen_stack]
        return [screen for screen in dict.fromkeys(kept) if screen not in shown]

    def tick(self) -> None:
        """Let what is on the screen run to now; over a slow line not every second."""
        self.every_second()
        self._beats += 1
        if not self.slow or self._beats % SLOW_S == 1:
            self.face.tick()

    # What the poller says

    def on_new_floor(self, message: NewFloor) -> None:
        """Show a new picture, or keep it until a pause ends."""
        self.picture.take(message.floor, message.view)
        self._show()

    def on_store_troubled(self, message: StoreTroubled) -> None:
        """Say that the store cannot be read; the last picture stays."""
        awaited = self._being_made and self.picture.newest is None
        if not (awaited and message.trouble in ("missing", "empty", "denied")):
            self.picture.troubled(message.trouble, message.text)
        self._show()

    def on_feeds_seen(self, message: FeedsSeen) -> None:
        """Say how followed sources are."""
        self.picture.feeds = message.feeds
        self.face.tick()

    def on_review_changed(self, message: ReviewChanged) -> None:
        """Say what is to be looked into."""
        self.picture.reviewed(message.review)
        self.face.tick()

    def _show(self) -> None:
        for screen in self.boards.values():
            screen.missed()
        self.face.took()
        self.want()
        # Only once it is on its way to the terminal may the next one be read.
        self.call_after_refresh(self.poller.taken)
        # What is asked besides would keep the first picture waiting.
        self.call_after_refresh(self.asker.start)

    def on_query_answered(self, message: QueryAnswered) -> None:
        """Hand what was read to the page or the panes that want it."""
        self.face.answer(message)
        if self.prompt is not None:
            self.prompt.answer(message)
        self.call_after_refresh(self.asker.taken)

    def on_query_wanted(self, message: QueryWanted) -> None:
        """Ask for what the screen wants to know now."""
        self.want()

    def want(self) -> None:
        """Ask for what the screen wants to know of the newest picture; before the first there is none to ask of."""
        stamp = self.picture.stamp()
        over = () if self.prompt is None else self.prompt.queries()
        face = self.face
        self.asker.want(() if stamp is None else (*over, *face.queries()), stamp, face.lacking())

    def look(self, view: View) -> None:
        """Look at the floor in another way from now on; what is held is of the last one, so that ends a pause."""
        before, picture = self.picture.view, self.picture
        if view == before:
            return
        if picture.pause is not None:
            self.board.action_pause()
        picture.view = view
        if (view.period, view.against) != (before.period, before.against):
            picture.modes.leave("range")
            if (view.period, view.against) != (None, "before"):
                picture.modes.enter(
                    "range", lambda board: board.look(replace(picture.view, period=None, against="before"))
                )
        if view.where != before.where:
            picture.modes.leave("filter")
            if view.where:
                picture.modes.enter("filter", lambda board: board.look(replace(picture.view, where="")))
        self.poller.look(view)
        self.face.tick()
        self.want()

    def on_look(self, message: Look) -> None:
        """Look at the floor in another way."""
        self.look(message.view)

    def on_look_at_now(self, message: LookAtNow) -> None:
        """Look at now where the floor is of the end of old data; Escape goes back to it."""
        newest = self.picture.newest
        if self.data_end is None or newest is None or not newest.ended:
            return
        end = self.data_end

        def come_back() -> None:
            end.come_back()
            self.poller.again()

        end.leave()
        self.picture.modes.enter("now", lambda _: come_back())
        self.poller.again()

    # What the footer asks for

    async def on_bar_clicked(self, message: Bar.Clicked) -> None:
        """Do what the clicked word stands for."""
        await self.perform(message.action)

    async def perform(self, action: str) -> None:
        """Do an action of the key table where it lives: in the pane at hand, its screen, or the app."""
        name = f"action_{action.partition('(')[0]}"
        for place in (self.face.focused, self.face, self):
            if place is not None and hasattr(place, name):
                await self.run_action(action, place)
                return

    # What keys do

    async def action_back(self) -> None:
        """Leave the page, else undo the screen's latest mode."""
        if self.page is not None:
            self.page.action_back()
        else:
            self.board.back()

    async def action_go(self, name: str) -> None:
        """Go to a numbered screen, leaving the pages over the present one; the first one lies under all."""
        while self.page is not None or (len(self.screen_stack) > 1 and name != self.board.NAME):
            await self.pop_screen()
        if name not in self.boards:
            self.boards[name] = self.make_board(name)
            self.install_screen(self.boards[name], name)
        if self.boards[name] is not self.board:
            await self.push_screen(name)

    def action_toggle_dark(self) -> None:
        """Change between dark and light."""
        self.theme = OPPOSITE.get(self.theme, "light")

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open already."""
        from cxtui.console.palette import SearchPalette

        if not isinstance(self.screen, SearchPalette):
            self.push_screen(SearchPalette(placeholder=_("Search for commands…")))

    def action_help(self) -> None:
        """Open the help on the pane at hand."""
        from cxtui.console.screens.help import HelpPage

        pane = self.board.panes[self.board.pane]
        if not isinstance(self.page, HelpPage):
            page = HelpPage(self.picture, self.keys, self.ascii, _(pane.label), isinstance(pane, RowsPane))
            self.open_page(page, always=True)

    def action_interrupt(self) -> None:
        """Copy what is selected (through OSC 52), else quit."""
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        else:
            self.quit_now()
