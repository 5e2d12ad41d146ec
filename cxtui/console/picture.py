"""What the screens share: the newest Floor, the one that is held, the store's trouble, and the time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxtui.clock import QUARTER
from cxtui.clock import now as wall_clock
from cxtui.console.event_log import EventLog
from cxtui.console.freshness import Feeds, FreshnessState, Pause, judge
from cxtui.console.modes import Modes
from cxtui.errors import Trouble
from cxtui.kpis.floor import Floor
from cxtui.kpis.floor_events import StandingTrigger
from cxtui.kpis.query import WHOLE, View
from cxtui.language import _

if TYPE_CHECKING:
    from cxtui.console.reviewing import Review
    from cxtui.console.terminal.metering import Meter


def _opening() -> str:
    return _("reading the store")


@dataclass
class Picture:
    """The console's only state about data; it changes on the UI thread alone.

    ``clock`` gives the present in the floor's time (epoch seconds): a demo's runs faster than a wall's.
    ``opening`` says what is under way until the first Floor comes. ``review`` is the desk file as it was last read,
    ``view`` how people look at the floor, ``meter`` what shows on the screen where the console is measured.
    ``read_in`` is the view in which the newest Floor was read, ``modes`` are what Escape undoes; ``feeds`` are how
    followed sources are, ``events`` what has happened, ``offer`` says that the console can go over to the demo where
    there is no floor, and ``speed`` how many seconds of ``clock`` pass in one of the wall's: ages of the data are the
    wall's.
    """

    clock: Callable[[], int] = field(default=wall_clock)
    opening: Callable[[], str] = field(default=_opening)
    newest: Floor | None = None
    held: Floor | None = None
    pause: Pause | None = None
    trouble: Trouble | None = None
    advice: str = ""
    review: "Review | None" = None
    view: View = WHOLE
    meter: "Meter | None" = None
    read_in: View | None = None
    modes: Modes = field(default_factory=Modes)
    feeds: Feeds = field(default_factory=dict)
    events: EventLog = field(default_factory=EventLog)
    offer: bool = False
    speed: float = 1.0

    @property
    def offers_demo(self) -> bool:
        """Return whether Enter may lead to the demo: there is nothing to look at, and the console can start it."""
        return self.offer and self.floor is None and self.trouble in ("missing", "empty")

    @property
    def pending(self) -> bool:
        """Return whether the picture on the screen is still of another view than the one people chose."""
        return self.newest is not None and self.read_in is not None and self.read_in != self.view

    @property
    def floor(self) -> Floor | None:
        """Return the Floor on the screen."""
        return self.held if self.pause is not None else self.newest

    def now(self) -> int:
        """Return the present of the newest Floor: its own instant if it was asked for with ``--at``."""
        floor = self.newest
        return self.clock() if floor is None or floor.live else floor.as_of

    def instant(self) -> int:
        """Return the instant up to which countdowns have run: that of the pause while the picture is held."""
        return self.pause.since if self.pause is not None else self.now()

    def freshness(self) -> FreshnessState:
        """Return how far the picture can be trusted now."""
        if self.pending and self.trouble is None:
            return FreshnessState("reading", _("reading"), "", "accent", faded=True)
        return judge(self.newest, self.trouble, self.pause, self.now(), self.feeds, self.speed)

    def stamp(self) -> object:
        """Return what changes when answers of before may not hold any more: a commit, or the passing of a quarter."""
        floor = self.newest
        if floor is None:
            return None
        return floor.version, floor.as_of // QUARTER

    def take(self, floor: Floor, view: View | None = None) -> None:
        """Take a newer Floor, read in a view (the one people chose unless said); having read it ends any trouble."""
        self.newest = floor
        self.events.take(floor)
        self.read_in = self.view if view is None else view
        self.trouble = None
        self.advice = ""

    def reviewed(self, review: "Review") -> None:
        """Take the desk file as it was last read; what of it cannot be read says nothing of what fired."""
        self.review = review
        if review.view.trouble in (None, "missing"):
            found = (StandingTrigger(one.trigger, one.title, one.fired_at) for one in review.view.firings)
            self.events.evaluated(found, self.now())

    def troubled(self, trouble: Trouble, advice: str) -> None:
        """Note that the store cannot be read, and what its reader advises."""
        self.trouble = trouble
        self.advice = advice

    def toggle_pause(self) -> None:
        """Hold the picture, or let it go; without a picture there is nothing to hold."""
        if self.pause is not None:
            self.pause, self.held = None, None
        elif self.newest is not None:
            self.pause, self.held = Pause(self.now()), self.newest
            self.events.away(self.now())

    def looked(self) -> None:
        """Note that somebody can see what happens: not while the picture is held."""
        if self.pause is None:
            self.events.looked()
