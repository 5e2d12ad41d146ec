"""The wall's app: pages in turn, alerts large, quiet hours, and no key that does anything but leave, if that."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.screen import Screen

from cxtui.console.app import CxtuiApp
from cxtui.console.draw.strips import Line
from cxtui.console.keys import TABLE, KeyTable
from cxtui.console.messages import ReviewChanged
from cxtui.console.screens.board import BoardScreen
from cxtui.console.terminal.backlog import QuitKeys
from cxtui.console.wall import words
from cxtui.console.wall.alerts import Alert, AlertCard, Alerts, Breaches, fired
from cxtui.console.wall.pages.page import WallPage
from cxtui.console.wall.pages.places import wall_page
from cxtui.console.wall.plate import PlateScreen
from cxtui.console.wall.quiet import Quiet
from cxtui.console.wall.rotation import Rotation
from cxtui.console.wall.shift import drift, padding
from cxtui.errors import UsageError
from cxtui.kpis.feed import FloorFeed
from cxtui.language import _, ngettext
from cxtui.text.ages import age, local
from cxtui.text.plain import number

log = logging.getLogger(__name__)

NONE = "none of the pages can be shown; what keeps them is in the log"

SILENT_S = 3_600.0
"""Seconds for which a page that had nothing to say is not looked at again."""

NO_KEYS = KeyTable(tuple(replace(key, keys=("",)) for key in TABLE))
"""The table of keys for pages that have none: nothing on them names a key."""

LEAVING = frozenset({"q", "ctrl+c"})
"""The keys that end a wall that is not locked."""


@dataclass(frozen=True, slots=True)
class WallPlan:
    """What a wall shows: names of screens in their order, seconds for each, and what else was asked for."""

    pages: tuple[str, ...]
    dwell: float = 20.0
    bell: bool = False
    quiet: Quiet | None = None


class WallApp(CxtuiApp, inherit_bindings=False):
    """A console that nobody touches; keyword arguments are those of the console.

    ``monotonic`` is a clock that never jumps. Nothing that goes wrong in a turn ends the wall: it is logged, and the
    next second tries again.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    COMMANDS = set()  # noqa: RUF012 - Textual declares it so
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(
        self,
        feed_factory: Callable[[], FloorFeed],
        plan: WallPlan,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        **looks: Any,
    ) -> None:
        self.plan = plan
        self._made_of: dict[str, type[WallPage]] = {}
        self._silent: dict[str, float] = {}
        self._monotonic = monotonic
        self.rotation = Rotation(self._loadable(plan.pages), plan.dwell, self._parts)
        self.FIRST = self.rotation.pages[0]  # type: ignore[misc]
        self.breaches = Breaches()
        self.alerts = Alerts()
        self.card: AlertCard | None = None
        self.is_quiet = False
        self._learned = False
        super().__init__(feed_factory, **looks)
        # The first page may have been left out while it was made.
        self.boards = {self.FIRST: next(iter(self.boards.values()))}
        self.plate = PlateScreen(self.picture, self.ascii, self._foot)
        self.plate.plate.write = self._write

    def _loadable(self, pages: Sequence[str]) -> list[str]:
        """Return the pages whose screens can be loaded; the others are left out, with a line in the log."""
        found = []
        for name in dict.fromkeys(pages):
            try:
                self._made_of[name] = wall_page(name)
                found.append(name)
            except Exception as error:
                log.warning("the page %s is left out: %s: %s", name, type(error).__name__, error)
        if not found:
            raise UsageError(NONE)
        return found

    def make_board(self, name: str) -> BoardScreen:
        """Return a screen that needs nobody; in the place of the first one the next that can be made."""
        while True:
            try:
                return self._make(name)
            except Exception as error:
                self._leave_out(name, error)
                if name != self.FIRST:
                    raise
                name = self.FIRST = self.rotation.stop.page  # type: ignore[misc]

    def _make(self, name: str) -> WallPage:
        made = self._made_of[name](self.picture, NO_KEYS, self.ascii)
        made.says = self._foot
        return made

    def _leave_out(self, name: str, error: Exception) -> None:
        log.warning("the page %s is left out: %s: %s", name, type(error).__name__, error)
        if self.rotation.pages == [name]:
            raise UsageError(NONE) from error
        self.rotation.drop(name)

    def on_mount(self) -> None:
        """Make the plate; Textual calls ``on_mount`` of the console too."""
        self.install_screen(self.plate, "plate")
        self._move()

    async def on_event(self, event: events.Event) -> None:
        """Let no key, no mouse and no paste do anything, except the keys that end a wall that is not locked."""
        if isinstance(event, events.InputEvent | events.Paste):
            if isinstance(event, events.Key) and event.key in self.leaving:
                self.quit_now()
            return
        await super().on_event(event)

    @property
    def leaving(self) -> frozenset[str]:
        """Return the keys that end the wall: none where it is locked."""
        return frozenset() if self.locked else LEAVING

    @property
    def quit_keys(self) -> QuitKeys:
        """Return the keys that end the wall: no other key does anything that they had to wait for."""
        return QuitKeys(self.leaving)

    # A turn, each second

    def tick(self) -> None:
        """Let what is on the screen run to now, and turn the page where it is time."""
        try:
            super().tick()
            self._move()
            self.plate.tick()
        except Exception:
            log.exception("the wall could not draw")
        self.call_later(self.turn)

    async def turn(self) -> None:
        """Decide what is to be seen now, and show it."""
        try:
            self._be_quiet()
            self._watch()
            if not self.is_quiet:
                self.rotation.tick(self._monotonic())
                self._pass_silent()
            if self.card is not None and not self.rotation.holding:
                self.card = None
            if self.card is None and self.rotation.free and not self.is_quiet:
                self._begin(self.alerts.take())
            await self._show_stop()
        except Exception:
            log.exception("the wall could not turn")

    def _be_quiet(self) -> None:
        floor, hours = self.picture.newest, self.plan.quiet
        self.is_quiet = floor is not None and hours is not None and hours.holds(self.picture.now(), floor.zone)
        if self.is_quiet and self.rotation.holding:
            self.rotation.release()
            self.card = None

    def _watch(self) -> None:
        """Let what broke or fired wait for its turn; of a quiet hour's breaches nobody wants to hear afterwards."""
        floor = self.picture.newest
        if floor is None or not floor.live:
            return
        broke = self.breaches.see(floor, self.picture.now(), trusted=not self.picture.freshness().faded)
        self.alerts.add(broke)
        if self.is_quiet:
            self.alerts.hush()
        if self.picture.review is not None:
            active = fired(self.picture.review.view.firings)
            self._learn(active, self.picture.review.keeps)
            self.alerts.keep(active)
            self.alerts.add(active)

    def _learn(self, active: list[Alert], keeps: bool) -> None:
        """Where nothing can be counted, what stood when the wall began is known: a restart shows nothing twice."""
        if not self._learned and not keeps:
            self.alerts.know(active)
        self._learned = True

    def _begin(self, card: AlertCard | None) -> None:
        """Show a card, ring once, and have it counted that it was shown."""
        if card is None:
            return
        self.card = card
        self.rotation.hold(card.page)
        if self.plan.bell:
            self.bell()
        if card.kind == "trigger":
            triggers = tuple(one.what[0] for one in card.alerts)
            self.asker.at_desk(lambda desk: desk.shown(triggers))

    def on_review_changed(self, message: ReviewChanged) -> None:
        """Take down a card whose triggers somebody took up, or that do not stand any more."""
        if self.card is None or self.card.kind != "trigger":
            return
        firings = message.review.view.firings
        still = {(one.trigger, str(one.fired_at)) for one in firings if not one.acknowledged and not one.rested_at}
        if message.review.trouble is None and not any(one.what in still for one in self.card.alerts):
            self.card = None
            self.rotation.release()

    # What is shown

    async def _show_stop(self) -> None:
        """Bring the page to the screen, and the plate over it while there is something to say large."""
        plated = self.is_quiet or (self.card is not None and self.rotation.card)
        if not plated and self.screen is self.plate:
            await self.pop_screen()
        board = None
        while board is None:
            # One that cannot be made is left out of the rotation, which then stops elsewhere.
            board = await self._go(self.rotation.stop.page)
        if plated and self.screen is not self.plate:
            await self.push_screen(self.plate)
        self.want()

    def _made(self, name: str) -> WallPage | None:
        """Return a page, made when it is first wanted; one that cannot be made is left out from then on."""
        if name not in self.boards:
            try:
                self.boards[name] = self.make_board(name)
            except Exception:  # it is left out, with a line in the log
                return None
            self.install_screen(self.boards[name], name)
        found = self.boards[name]
        assert isinstance(found, WallPage)
        return found

    async def _go(self, name: str) -> WallPage | None:
        """Go to a page; None for one that cannot be made."""
        wanted = self._made(name)
        if wanted is None:
            return None
        if wanted is not self.board:
            if self.screen is self.plate:
                await self.pop_screen()
            first = self.boards[self.FIRST]
            if wanted is first:
                await self.pop_screen()
            elif self.board is first:
                await self.push_screen(wanted)
            else:
                await self.switch_screen(wanted)
        return wanted

    def _parts(self, page: str) -> int:
        """Return 1, or 0 for a page that had nothing to say when it was last looked at."""
        if page in self._silent and self._monotonic() - self._silent[page] < SILENT_S:
            return 0
        return 1

    def _pass_silent(self) -> None:
        """Leave pages that have nothing to say, unless none has anything, and pass them by for a while."""
        for _page in self.rotation.pages:
            page = self.rotation.stop.page
            board = self._made(page)
            if board is None or self.rotation.holding or self.picture.floor is None:
                return
            board.sheet.floor = self.picture.floor
            if self._silent.pop(page, None) is not None:
                board.sheet.ask_anew()
            if not (board.sheet.FLOOR_TELLS or board.settled()) or not board.silent():
                return
            self._silent[page] = self._monotonic()
            self.rotation.pass_by()

    def _move(self) -> None:
        """Move the picture a little now and then."""
        wanted = padding(self._monotonic())
        screens: list[Screen[Any]] = [*self.boards.values(), self.plate]
        for screen in screens:
            if tuple(screen.styles.padding) != wanted:
                screen.styles.padding = wanted

    # What it says itself

    def _foot(self, width: int) -> Line:
        stop, pages = self.rotation.stop, self.rotation.pages
        floor = self.picture.newest
        notes: list[tuple[str, str]] = []
        if self.alerts.shown:
            text = ngettext("{n} alert so far", "{n} alerts so far", self.alerts.shown)
            notes.append((text.format(n=number(self.alerts.shown)), "faint"))
        review = self.picture.review
        if review is not None and not review.keeps and floor is not None and floor.live:
            notes.append((_("alerts are kept here only: the desk file cannot be written"), "warn"))
        if floor is not None and floor.live:
            old = int((self.picture.now() - floor.as_of) / self.picture.speed)
            notes.append((_("picture {age} old").format(age=age(old)), "faint"))
        at = pages.index(stop.page) + 1 if stop.page in pages else 0
        board = self.boards.get(stop.page)
        title = _(board.TITLE) if board is not None else stop.page
        shown = words.Foot(at=at, pages=len(pages), title=title, notes=tuple(notes))
        return words.foot(shown, width, self.ascii)

    def _write(self, width: int, height: int) -> list[Line]:
        """Write the plate: the card of an alert, else the quiet."""
        floor = self.picture.newest
        if floor is None:
            return []
        now = self.picture.now()
        if self.card is not None and not self.is_quiet:
            board = self.boards.get(self.card.page)
            page = _(board.TITLE) if board is not None else self.card.page
            return words.card(self.card, page, now, floor.zone, (width, height), self.ascii)
        if self.plan.quiet is not None:
            when = local(now, floor.zone)
            at = self._monotonic()
            place = (drift(at, max(0, width - 24)), drift(at * 3, max(0, height - 4)))
            return words.quiet(f"{when:%H:%M}", self.plan.quiet.end, (width, height), place, self.ascii)
        return []
