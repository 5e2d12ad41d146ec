"""The answer to what speed has to do with staying: bands with intervals, correlation, and the knee."""

from dataclasses import dataclass
from typing import cast

from cxtui.kpis.answers import question
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.inquiry import View
from cxtui.kpis.measure.asked import Asked
from cxtui.kpis.measure.period import Period
from cxtui.kpis.worth import speeds
from cxtui.kpis.worth.bands import Band
from cxtui.kpis.worth.speed import Correlation, Knee
from cxtui.kpis.worth.speeds import EDGES, Of


@dataclass(frozen=True, slots=True, eq=False)
class SpeedsView:
    """Retention by bands of a wait (``of``); a band under ``least`` customers is too small to judge by.

    ``lack`` says why correlation and knee are not worked out, ``missing`` what to import.
    """

    of: str
    period: Period
    bands: tuple[Band, ...]
    least: int
    correlation: Correlation | None = None
    knee: Knee | None = None
    lack: str | None = None
    missing: str | None = None

    @property
    def customers(self) -> int:
        """Return how many customers are in the bands."""
        return sum(band.n for band in self.bands)


def read(asked: Asked, of: str, view: View) -> SpeedsView | None:
    """Return what speed of a kind has to do with staying, None for a kind that there is not."""
    if of not in EDGES:
        return None
    wait = cast(Of, of)
    told = DEFINITIONS[f"knee_{wait}"]
    wanted = question(asked, told.span, view)
    least = asked.scope.settings.leaderboard.min_n
    missing = asked.scope.lacks(told.needs, told.also)
    if missing:
        return SpeedsView(of, wanted.period, (), least, missing=missing)
    found = speeds.read(asked.tx, asked.scope, wanted, wait)
    return SpeedsView(of, wanted.period, tuple(found.bands), least, found.correlation, found.knee, found.lack)
