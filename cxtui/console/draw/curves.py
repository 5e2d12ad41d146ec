"""Curves over time in one chart: hours or dates below, values in their unit at the left, a norm as a line of dashes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from cxtui.clock import DAY
from cxtui.console.draw.chart import Axis, ChartSeries, draw
from cxtui.console.draw.strips import Line
from cxtui.kpis.value import MetricUnit
from cxtui.text.plain import quantity

ROLES = ("first", "second", "third", "fourth", "fifth", "sixth")
SIGNS = ("●", "▲", "■", "◆", "○", "△")
ASCII_SIGNS = ("*", "o", "x", "+", "#", "@")

_SECONDS = (
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200,
    DAY, 2 * DAY, 5 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 60 * DAY, 90 * DAY, 180 * DAY, 365 * DAY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DrawnCurve:
    """One curve: a value for each instant of the chart, None where there is none."""

    values: tuple[float | None, ...]
    role: str
    sign: str


def curve(place: int, values: Sequence[float | None], ascii: bool = False) -> DrawnCurve:
    """Return the curve at a place of the legend, with a role and a sign of its own."""
    signs = ASCII_SIGNS if ascii else SIGNS
    return DrawnCurve(tuple(values), ROLES[place % len(ROLES)], signs[place % len(signs)])


def curves(
    starts: Sequence[int],
    drawn: Sequence[DrawnCurve],
    unit: MetricUnit,
    zone: str,
    size: tuple[int, int],
    *,
    norm: float | None = None,
    ascii: bool = False,
) -> list[Line]:
    """Return a chart of exactly ``size`` (width, height): ``starts`` are instants (UTC epoch seconds), in order."""
    width, height = size
    values = [v for one in drawn for v in one.values if v is not None]
    values += [] if norm is None else [norm]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    labels = steps(low, high, unit, height - 1)
    texts = [quantity(v, unit) for v in labels]
    gutter = max(cell_len(text) for text in texts)
    up = Axis(labels[0], labels[-1], tuple((v, f"{t:>{gutter}}") for v, t in zip(labels, texts, strict=True)))
    across = times(starts, zone, width - gutter - 1)
    series: list[ChartSeries] = []
    if norm is not None:
        dash = "-" if ascii else "╌"
        xs = [across.low + (across.high - across.low) * i / (2 * width) for i in range(2 * width + 1)]
        series.append(ChartSeries(xs, [norm] * len(xs), "norm", dash, joined=False))
    for one in drawn:
        series += _runs(one, "." if ascii else "braille")
    for one in drawn:
        dots = [(x, v) for x, v in enumerate(one.values) if v is not None]
        few = max(1, len(dots) * 3 // max(1, width - gutter))
        marked = [dot for i, dot in enumerate(dots) if (len(dots) - 1 - i) % few == 0]
        series.append(ChartSeries([x for x, _ in marked], [v for _, v in marked], one.role, one.sign, joined=False))
    return draw(series, across, up, (width, height), ascii)


def times(starts: Sequence[int], zone: str, width: int) -> Axis:
    """Return the axis of instants: hours of a day or dates, as many labels as there is room for."""
    whole = len(starts)
    local = [datetime.fromtimestamp(start, ZoneInfo(zone)) for start in starts]
    dates = whole < 2 or starts[-1] - starts[0] > 2 * DAY or all(not (one.hour or one.minute) for one in local)
    texts = [f"{one.day:02}.{one.month:02}" if dates else f"{one:%H}" for one in local]
    each = max(1, -(-8 * whole // max(1, width)))
    ticks = tuple((float(i), texts[i]) for i in range(whole) if (whole - 1 - i) % each == 0)
    return Axis(-0.5 if whole < 3 else 0, max(whole - 1, 1) if whole >= 3 else whole - 0.5, ticks)


def steps(low: float, high: float, unit: MetricUnit, rows: int) -> tuple[float, ...]:
    """Return readable labels from ``low`` or below to ``high`` or above, two rows of the chart for each."""
    most = max(1, (rows - 1) // 2)
    for step in _sizes(unit):
        first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
        last = max(last, first + 1)
        if last - first <= most:
            return tuple(step * i for i in range(first, last + 1))
    raise AssertionError("a step that is large enough always comes")


def _sizes(unit: MetricUnit) -> Sequence[float]:
    if unit == "seconds":
        return (*(float(s) for s in _SECONDS), *(365.0 * DAY * 2**i for i in range(1, 40)))
    least = -2 if unit == "ratio" else -1
    if unit in ("count", "points", "score"):
        least = 0
    return [factor * 10.0**power for power in range(least, 30) for factor in (1, 2, 5)]


def _runs(one: DrawnCurve, mark: str) -> list[ChartSeries]:
    """Return the curve as lines that break where values are missing."""
    found: list[ChartSeries] = []
    run: list[tuple[int, float]] = []
    for x, value in [*enumerate(one.values), (-1, None)]:
        if value is not None:
            run.append((x, value))
        elif run:
            if len(run) > 1:
                found.append(ChartSeries([x for x, _ in run], [v for _, v in run], one.role, mark))
            run = []
    return found
