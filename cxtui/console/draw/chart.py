"""Charts by plotext, the only module that knows it: series in, lines with roles of the theme out.

plotext keeps one figure for the process, so one thread draws (the app's); it is imported with the first
chart, after the first paint. It knows nothing of our colours: each role goes in as a number of the
256-colour palette and comes back, by that number, as the role.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, floor
from types import ModuleType

from cxtui.console.draw.strips import Line, from_ansi

ASCII_FRAME = {ord(a): b for a, b in zip("│┤├─┬┴┼└┘┌┐", "|||-+++++++", strict=True)}
_AXIS = "faint"


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A line through points; ``marker`` is a plotext marker or one character, ``fill`` fills it down to 0."""

    xs: Sequence[float]
    ys: Sequence[float]
    role: str
    marker: str
    fill: bool = False
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    """The range of an axis, and the places of its labels."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()


def loaded() -> ModuleType:
    """Return plotext, imported at the first call.

    It puts points and ticks into sets: which of two that share a cell is seen would change from process to process.
    Here the one given last is.
    """
    import plotext
    from plotext import _utility

    _utility.no_duplicates = _in_order
    return plotext


def _in_order(values: Sequence[object]) -> list[object]:
    return list(dict.fromkeys(values))


def snapped(value: float, axis: Axis, cells: int, parts: int) -> float:
    """Return the value whose whole cell holds the dot that a marker of ``parts`` dots a cell has for ``value``.

    plotext rounds each resolution by itself: without this the end of a line may stand beside the line.
    """
    if cells < 2:
        return value
    span = axis.high - axis.low
    cell = floor(0.5 + (parts * cells - 1) * (value - axis.low) / span) // parts
    return axis.low + span * cell / (cells - 1)


def draw(
    series: Sequence[ChartSeries], across: Axis, up: Axis, size: tuple[int, int], ascii: bool = False
) -> list[Line]:
    """Return a chart of exactly ``size`` (width, height), y labels on its left, x labels under it."""
    plot = loaded()
    plot.clear_figure()
    plot.limit_size(False, False)  # clearing forgets it, and without it the terminal's size would clamp
    plot.theme("clear")
    plot.plot_size(*size)
    plot.xaxes(False, False)
    plot.yaxes(True, False)
    roles = [_AXIS, *dict.fromkeys(one.role for one in series)]
    plot.ticks_color(1)
    for one in series:
        if one.xs:
            mark = plot.plot if one.joined else plot.scatter
            code = roles.index(one.role) + 1
            mark(list(one.xs), list(one.ys), marker=one.marker, color=code, fillx=one.fill)
    plot.xlim(across.low, across.high)
    plot.ylim(up.low, up.high)
    plot.xticks([at for at, _ in across.ticks], [text for _, text in across.ticks])
    plot.yticks([at for at, _ in up.ticks], [text for _, text in up.ticks])
    codes = {f"38;5;{i + 1}": role for i, role in enumerate(roles)}
    return from_ansi(plot.build(), codes, ASCII_FRAME if ascii else None)


def scale(low: float, high: float, rows: int) -> tuple[float, ...]:
    """Return whole labels from ``low`` or below to ``high`` or above, in even steps of 1, 2 or 5 × 10ⁿ, with
    two rows of the chart for each if it has them."""
    most = max(1, (rows - 1) // 2)
    for power in count():
        for factor in (1, 2, 5):
            step = factor * 10**power
            first = floor(low / step)
            last = max(ceil(high / step), first + 1)
            if last - first <= most:
                return tuple(float(step * i) for i in range(first, last + 1))
    raise AssertionError("a step that is large enough always comes")
