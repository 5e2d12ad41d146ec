"""The chart of a day, or of the days of a range: backlog as a line, what came in above what went out, what that is
compared with in dots."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from zoneinfo import ZoneInfo

from cxtui.clock import QUARTER
from cxtui.console.draw.chart import Axis, ChartSeries, draw, scale, snapped
from cxtui.console.draw.strips import Line
from cxtui.kpis.floor import Volume
from cxtui.text.plain import number

DayValues = Sequence[int | None]


@dataclass(frozen=True, slots=True, eq=False)
class DayChart:
    """A volume whose running step is left out: only closed quarters, or days, are drawn, so that a chart stands
    still between them."""

    volume: Volume
    zone: str
    closed: int

    @classmethod
    def until(cls, volume: Volume, zone: str, now: int) -> "DayChart":
        """Return the volume with the steps that are closed at ``now``."""
        last = volume.ends or (volume.starts[-1] + QUARTER if volume.starts else 0)
        return cls(volume, zone, sum(1 for end in (*volume.starts[1:], last) if end <= now) if volume.starts else 0)

    def today(self, values: DayValues) -> list[tuple[int, int]]:
        """Return (step, value) of the closed steps with a value."""
        return [(q, v) for q, v in enumerate(values[: self.closed]) if v is not None]

    def before(self, values: DayValues) -> list[tuple[int, int]]:
        """Return (step, value) of what is compared with."""
        return [(q, v) for q, v in enumerate(values[: len(self.volume.starts)]) if v is not None]

    def latest(self, values: DayValues) -> int | None:
        """Return the value of the newest closed step."""
        return next((v for v in reversed(values[: self.closed]) if v is not None), None)

    def key(self) -> tuple[object, ...]:
        """Return what decides whether the chart has to be drawn anew."""
        v = self.volume
        closed = tuple(values[: self.closed] for values in (v.inflow, v.outflow, v.backlog))
        past = v.last_inflow, v.last_outflow, v.last_backlog
        return v.starts[:1], len(v.starts), v.step, self.zone, closed, *past

    def axis(self, width: int) -> Axis:
        """Return the whole range in local hours, or dates, as many labels as there is room for."""
        return self.dates(width) if self.volume.step == "day" else self.hours(width)

    def dates(self, width: int) -> Axis:
        """Return the days of a range: the label of a day stands under its middle."""
        zone = ZoneInfo(self.zone)
        days = [datetime.fromtimestamp(start, zone) for start in self.volume.starts]
        form = "%m-%d" if len(days) <= 400 else "%Y-%m"
        every = max(1, ceil(len(days) * (len(form) + 3) / max(1, width)))
        ticks = tuple((i + 0.5, f"{days[i]:{form}}") for i in range(0, len(days), every))
        return Axis(0, len(days), ticks)

    def hours(self, width: int) -> Axis:
        """Return the whole day in local hours, as many labels as there is room for."""
        zone = ZoneInfo(self.zone)
        whole = len(self.volume.starts)
        hours = whole / 4 if whole < 92 or whole > 100 else 24
        step = next((s for s in (1, 2, 3, 4, 6) if width * s / max(1, hours) >= 6), 12)
        ticks: list[tuple[float, str]] = []
        for quarter, start in enumerate(self.volume.starts):
            local = datetime.fromtimestamp(start, zone)
            label = f"{local:%H}"
            if local.minute == 0 and local.hour % step == 0 and (not ticks or ticks[-1][1] != label):
                ticks.append((quarter, label))
        last = datetime.fromtimestamp(self.volume.ends, zone) if self.volume.ends else None
        ending = ((whole, "24"),) if last is None or (last.hour, last.minute) == (0, 0) else ()
        return Axis(0, whole, (*ticks, *ending))


def charts(day: DayChart, size: tuple[int, int], flows: int, ascii: bool = False) -> list[list[Line]]:
    """Return the charts of a day in ``size`` (width, height), the hours under the last.

    With ``flows`` rows, an even number, three: backlog, what came in (upwards), what went out (downwards);
    without, the backlog alone.
    """
    width, height = size
    volume = day.volume
    levels = height - flows - 1
    backlog = _values(day, volume.backlog, volume.last_backlog)
    low, high = (min(backlog), max(backlog)) if backlog else (0, 1)
    ups = scale(0 if low < high / 2 else low, high, levels)
    flow = _values(day, volume.inflow, volume.last_inflow) + _values(day, volume.outflow, volume.last_outflow)
    most = scale(0, max([1, *flow]), flows)[-1]
    gutter = max(len(number(v)) for v in (*ups, most))
    hours = day.axis(width - gutter - 1)
    bare = Axis(hours.low, hours.high)
    axis = Axis(ups[0], ups[-1], tuple((v, f"{number(v):>{gutter}}") for v in ups))
    line = _levels(day, ("*", ".") if ascii else ("hd", "braille"))
    line += _end(day, (bare, axis), (width - gutter - 1, levels), ascii)
    if not flows:
        return [draw(line, hours, axis, (width, levels + 1), ascii)]
    marks = ("#", ".") if ascii else ("hd", "braille")
    rows = flows // 2
    dot = most / (rows if ascii else 2 * rows)
    label = f"{number(most):>{gutter}}"
    up, down = Axis(dot, most, ((most, label),)), Axis(-most, -dot, ((-most, label),))
    came = _flow(day, (volume.inflow, volume.last_inflow), dot, "inflow", marks)
    went = [upside_down(one) for one in _flow(day, (volume.outflow, volume.last_outflow), dot, "outflow", marks)]
    return [
        draw(line, bare, axis, (width, levels), ascii),
        draw(came, bare, up, (width, rows), ascii),
        draw(went, hours, down, (width, rows + 1), ascii),
    ]


def _values(day: DayChart, today: DayValues, last: DayValues) -> list[int]:
    return [v for _, v in day.today(today) + day.before(last)]


def _levels(day: DayChart, marks: tuple[str, str]) -> list[ChartSeries]:
    """Return the backlog's lines; a value stands at its quarter's end."""
    mark, dots = marks
    last, today = day.before(day.volume.last_backlog), day.today(day.volume.backlog)
    return [
        ChartSeries([q + 1 for q, _ in last], [v for _, v in last], "last", dots),
        ChartSeries([q + 1 for q, _ in today], [v for _, v in today], "backlog", mark),
    ]


def _end(day: DayChart, axes: tuple[Axis, Axis], canvas: tuple[int, int], ascii: bool) -> list[ChartSeries]:
    """Return the dot at the end of today's backlog."""
    today = day.today(day.volume.backlog)
    if not today:
        return []
    parts = 1 if ascii else 2
    quarter, level = today[-1]
    x, y = (snapped(v, a, c, parts) for v, a, c in zip((quarter + 1, level), axes, canvas, strict=True))
    return [ChartSeries([x], [y], "backlog", "o" if ascii else "●", joined=False)]


def _flow(
    day: DayChart, values: tuple[DayValues, DayValues], dot: float, role: str, marks: tuple[str, str]
) -> list[ChartSeries]:
    """Return one direction of flow, today's and last week's values: each closed quarter of today a step.

    Quarters without any are blank today; what is less than a dot is drawn as one.
    """
    mark, dots = marks
    before = day.before(values[1])
    series = [ChartSeries([q + 0.5 for q, _ in before], [max(v, dot) for _, v in before], "last", dots)]
    run: list[tuple[int, float]] = []
    for quarter, value in [*day.today(values[0]), (-1, 0)]:
        if value:
            run += [(quarter, max(value, dot)), (quarter + 1, max(value, dot))]
        elif run:
            run += [(run[-1][0], dot), (run[0][0], dot)]  # plotext fills down to the axis, but not up to it
            series.append(ChartSeries([x for x, _ in run], [y for _, y in run], role, mark, fill=True))
            run = []
    return series


def upside_down(series: ChartSeries) -> ChartSeries:
    """Return a series that hangs from the axis."""
    return replace(series, ys=[-y for y in series.ys])
