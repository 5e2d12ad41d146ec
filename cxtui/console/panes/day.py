"""The chart of a day: backlog as a line, what came in above what went out, the week before in dots."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from cxtui.clock import QUARTER
from cxtui.console.draw.chart import Axis, Series, draw, scale
from cxtui.console.draw.strips import Line
from cxtui.console.draw.text import number
from cxtui.kpis.floor import Volume

Values = Sequence[int | None]


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """A volume whose running quarter is left out: only closed quarters are drawn, so that a chart stands
    still between them."""

    volume: Volume
    zone: str
    closed: int

    @classmethod
    def until(cls, volume: Volume, zone: str, now: int) -> "Day":
        """Return the day with the quarters that are closed at ``now``."""
        return cls(volume, zone, sum(1 for start in volume.starts if start + QUARTER <= now))

    def today(self, values: Values) -> list[tuple[int, int]]:
        """Return (quarter, value) of the closed quarters with a value."""
        return [(q, v) for q, v in enumerate(values[: self.closed]) if v is not None]

    def before(self, values: Values) -> list[tuple[int, int]]:
        """Return (quarter, value) of the same day a week before."""
        return [(q, v) for q, v in enumerate(values[: len(self.volume.starts)]) if v is not None]

    def latest(self, values: Values) -> int | None:
        """Return the value of the newest closed quarter."""
        return next((v for v in reversed(values[: self.closed]) if v is not None), None)

    def key(self) -> tuple[object, ...]:
        """Return what decides whether the chart has to be drawn anew."""
        v = self.volume
        closed = tuple(values[: self.closed] for values in (v.inflow, v.outflow, v.backlog))
        return v.starts[:1], len(v.starts), self.zone, closed, v.last_inflow, v.last_outflow, v.last_backlog

    def hours(self, width: int) -> Axis:
        """Return the whole day in local hours, as many labels as there is room for."""
        zone = ZoneInfo(self.zone)
        whole = len(self.volume.starts)
        step = next((s for s in (1, 2, 3, 4, 6) if width * s / 24 >= 6), 12)
        ticks: list[tuple[float, str]] = []
        for quarter, start in enumerate(self.volume.starts):
            local = datetime.fromtimestamp(start, zone)
            label = f"{local:%H}"
            if local.minute == 0 and local.hour % step == 0 and (not ticks or ticks[-1][1] != label):
                ticks.append((quarter, label))
        return Axis(0, whole, (*ticks, (whole, "24")))


def charts(day: Day, width: int, levels: int, flows: int, ascii: bool = False) -> tuple[list[Line], list[Line]]:
    """Return the backlog in ``levels`` rows and the flows in ``flows`` rows and one of hours (0: left out)."""
    backlog = [v for _, v in day.today(day.volume.backlog) + day.before(day.volume.last_backlog)]
    low, high = (min(backlog), max(backlog)) if backlog else (0, 1)
    ups = scale(0 if low < high / 2 else low, high, levels)
    into = [v for _, v in day.today(day.volume.inflow) + day.before(day.volume.last_inflow)]
    out = [v for _, v in day.today(day.volume.outflow) + day.before(day.volume.last_outflow)]
    most = scale(0, max([1, *into, *out]), max(2, flows // 2))[-1]
    gutter = max(len(number(v)) for v in (*ups, most))
    hours = day.hours(width - gutter - 1)
    bare = Axis(hours.low, hours.high)
    level_axis = Axis(ups[0], ups[-1], tuple((v, f"{number(v):>{gutter}}") for v in ups))
    marks = ("*", ".", "o") if ascii else ("hd", "braille", "●")
    if not flows:
        return draw(_levels(day, marks), hours, level_axis, width, levels + 1, ascii), []
    flow_axis = Axis(-most, most, tuple((v, f"{number(abs(v)):>{gutter}}") for v in (-most, 0, most)))
    return (
        draw(_levels(day, marks), bare, level_axis, width, levels, ascii),
        draw(_flows(day, ("#", ".") if ascii else ("hd", "braille")), hours, flow_axis, width, flows + 1, ascii),
    )


def _levels(day: Day, marks: tuple[str, str, str]) -> list[Series]:
    """Return the backlog's series; a value stands at its quarter's end."""
    mark, dots, end = marks
    last, today = day.before(day.volume.last_backlog), day.today(day.volume.backlog)
    series = [
        Series([q + 1 for q, _ in last], [v for _, v in last], "last", dots),
        Series([q + 1 for q, _ in today], [v for _, v in today], "backlog", mark),
    ]
    if today:
        series.append(Series([today[-1][0] + 1], [today[-1][1]], "backlog", end, joined=False))
    return series


def _flows(day: Day, marks: tuple[str, str]) -> list[Series]:
    """Return what came in, upwards, and what went out, downwards, each quarter a step."""
    mark, dots = marks
    series = []
    for sign, values, past, role in (
        (1, day.volume.inflow, day.volume.last_inflow, "inflow"),
        (-1, day.volume.outflow, day.volume.last_outflow, "outflow"),
    ):
        last, today = day.before(past), day.today(values)
        series.append(Series([q + 0.5 for q, _ in last], [sign * v for _, v in last], "last", dots))
        xs = [x for q, _ in today for x in (q, q + 1)]
        series.append(Series(xs, [sign * v for _, v in today for _ in (0, 1)], role, mark, fill=True))
    return series
