"""Series and spreads made by hand, for panes that draw some."""

from collections.abc import Sequence
from dataclasses import replace

from cxtui.clock import DAY
from cxtui.kpis.answers.series import NumberCurve, NumberSeries, SeriesPoint
from cxtui.kpis.answers.spread import Percentile, Promise, Spread, bins
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.value import NormState
from tests.console import floors
from tests.console.parts import MIDNIGHT

HOUR = 3_600
DAYS = 7
STARTS = tuple(MIDNIGHT - (DAYS - 1 - i) * DAY for i in range(DAYS))
"""Seven days in Warsaw, without a change of the clocks: 15 to 21 November 2026."""


def curve(
    value: str, values: Sequence[float | None], whole: float | None, n: int, state: NormState = "none"
) -> NumberCurve:
    """Return a curve whose every point counts ten units."""
    points = tuple(SeriesPoint(one, 0 if one is None else 10) for one in values)
    return NumberCurve(value, points, SeriesPoint(whole, n), state)


def series(name: str, *curves: NumberCurve, norm: float | None = None, dimension: str | None = None) -> NumberSeries:
    """Return a week of a number; its last day is running."""
    definition = DEFINITIONS[name]
    return NumberSeries(
        name,
        definition.unit,
        definition.better,
        floors.ZONE,
        1,
        STARTS,
        STARTS[-1] + DAY,
        1,
        True,
        dimension,
        curves,
        norm,
    )


def levels() -> NumberSeries:
    """Return a service level by channel: chat as promised, email late, one channel without a name and a gap."""
    return series(
        "service_level",
        curve("chat", (0.8, 0.9, 0.85, 0.9, 0.95, 0.9, 0.85), 0.88, 70, "good"),
        curve("email", (0.52, 0.6, 0.55, 0.6, 0.7, 0.65, 0.6), 0.6, 70, "bad"),
        curve("", (None, 0.7, None, None, 0.75, 0.8, 0.78), 0.76, 40, "warn"),
        norm=0.8,
        dimension="channel",
    )


def replies() -> NumberSeries:
    """Return a week of reply times."""
    return series("reply_time", curve("", (600.0, 900.0, 750.0, 800.0, 500.0, 400.0, 650.0), 660.0, 2_602))


def resolutions() -> NumberSeries:
    """Return a week of resolution times, with their norm."""
    made = curve("", (30_000.0, 40_000.0, 35_000.0, 50_000.0, 90_000.0, 20_000.0, 30_000.0), 34_000.0, 1_783, "good")
    return series("first_resolution_mean", made, norm=86_400.0)


def rate(name: str = "escalation_rate") -> NumberSeries:
    """Return a week of one share, above its norm."""
    return series(name, curve("", (0.05, 0.07, 0.06, 0.04, 0.08, 0.06, 0.065), 0.061, 344, "bad"), norm=0.05)


def points() -> NumberSeries:
    """Return a week of a net promoter score, on both sides of 0."""
    made = curve("", (-20.0, 40.0, 60.0, None, 10.0, 55.0, 50.0), 38.0, 62, "bad")
    return series("nps", made, norm=50.0)


def nothing(name: str) -> NumberSeries:
    """Return a week in which nothing was counted."""
    return series(name, curve("", (None,) * DAYS, None, 0))


def lacking(name: str, why: str = "no surveys in this store: import a rating table") -> NumberSeries:
    """Return what is said of a number that the source cannot give."""
    return replace(series(name), missing=why)


def spread() -> Spread:
    """Return first responses of a day: 20 replied to within a minute, 30 within two, 10 in an hour; 4 wait."""
    ended = ((10, 15), (40, 5), (90, 30), (2_000, 10))
    waiting = ((70, 1), (2_500, 2), (9_000, 1))
    percentiles = (Percentile(0.5, 90.0), Percentile(0.75, 90.0), Percentile(0.9, 2_000.0), Percentile(0.95, 2_000.0))
    promises = (Promise("phone", 20), Promise("chat", 120), Promise("social", HOUR))
    return Spread("first_response_median", 60, 4, bins(ended, waiting), percentiles, promises, period="today")


def ages() -> Spread:
    """Return the ages of five open escalations."""
    waiting = ((3_000, 1), (20_000, 3), (200_000, 1))
    return Spread("escalation_rate", 0, 5, bins((), waiting), (Percentile(0.5, 20_000.0), Percentile(0.9, 128_000.0)))
