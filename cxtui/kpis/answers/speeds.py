"""The answer to what speed has to do with staying: bands with intervals, correlation, and the knee."""

from dataclasses import dataclass
from typing import cast

from cxtui.kpis.answers.viewed_question import question
from cxtui.kpis.customer_value import retention_by_speed
from cxtui.kpis.customer_value.bands import Band
from cxtui.kpis.customer_value.retention_by_speed import EDGES, Of
from cxtui.kpis.customer_value.speed import Correlation, Knee
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import View
from cxtui.kpis.question.period import Period


@dataclass(frozen=True, slots=True, eq=False)
class SpeedsView:
    """Retention by bands of a wait (``of``); a band under ``least`` customers is too small to judge by.

    ``missing`` says what to import.
    """

    of: str
    period: Period
    bands: tuple[Band, ...]
    least: int
    correlation: Correlation | None = None
    knee: Knee | None = None
    missing: str | None = None

    @property
    def customers(self) -> int:
        """Return how many customers are in the bands."""
        return sum(band.n for band in self.bands)


def read(store: StoreAsOf, of: str, view: View) -> SpeedsView | None:
    """Return retention by speed of service of one kind, None for an unknown kind."""
    if of not in EDGES:
        return None
    wait = cast(Of, of)
    definition = DEFINITIONS[f"knee_{wait}"]
    wanted = question(store, definition.span, view)
    least = store.scope.settings.leaderboard.min_n
    missing = wanted.within(store.scope, definition).lacks(definition.needs, definition.also)
    if missing:
        return SpeedsView(of, wanted.period, (), least, missing=missing)
    found = retention_by_speed.read(store.tx, store.scope, wanted, wait)
    return SpeedsView(
        of=of,
        period=wanted.period,
        bands=tuple(found.bands),
        least=least,
        correlation=found.correlation,
        knee=found.knee,
    )
