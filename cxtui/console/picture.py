"""What the screens share: the newest Floor, the one that is held, the store's trouble, and the time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxtui.clock import QUARTER
from cxtui.clock import now as wall_clock
from cxtui.console.standing import Pause, Standing, judge
from cxtui.kpis.feed import Trouble
from cxtui.kpis.floor import Floor
from cxtui.kpis.inquiry import WHOLE, View

if TYPE_CHECKING:
    from cxtui.console.metered import Meter
    from cxtui.console.reviewing import Review


def _opening() -> str:
    return "reading the store"


@dataclass
class Picture:
    """The console's only state about data; it changes on the UI thread alone.

    ``clock`` gives the present in the floor's time (epoch seconds): a demo's runs faster than a wall's.
    ``opening`` says what is under way until the first Floor comes. ``review`` is the desk file as it was last read,
    ``view`` how people look at the floor, ``meter`` what shows on the screen where the console is measured.
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

    def standing(self) -> Standing:
        """Return how far the picture can be trusted now."""
        return judge(self.newest, self.trouble, self.pause, self.now())

    def stamp(self) -> object:
        """Return what changes when answers of before may not hold any more: a commit, or the passing of a quarter."""
        floor = self.newest
        if floor is None:
            return None
        return floor.version, floor.as_of // QUARTER

    def take(self, floor: Floor) -> None:
        """Take a newer Floor; having read it ends any trouble."""
        self.newest = floor
        self.trouble = None
        self.advice = ""

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
