"""A number over time: one value a local day or hour of a view's period, for all and by the values of a dimension."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Literal, NamedTuple

from cxtui.clock import QUARTER, local_day_before, local_day_edges, zone_info
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.definitions.model import Definition
from cxtui.kpis.floor import State, Unit
from cxtui.kpis.inquiry import View
from cxtui.kpis.judging import judge, norm_of
from cxtui.kpis.measure.asked import Asked
from cxtui.kpis.measure.filters import parse_filter
from cxtui.kpis.measure.period import Period
from cxtui.kpis.measure.question import Question
from cxtui.kpis.measure.read import read
from cxtui.kpis.value import Value
from cxtui.language import said
from cxtui.store.read import units
from cxtui.store.read.units import Filter

DAYS = "30d"
"""The period of a series unless people chose one."""

HOURLY = 2
"""Local days up to which a series has a value an hour."""

MOST_POINTS = 100
"""Points of a curve at most: longer periods take steps of several days."""

STEPS = (1, 7, 28, 91, 364)
"""Local days that a step may have; all but the first keep every weekday in it equally often."""

MOST_CURVES = 6


class Point(NamedTuple):
    """One step's number: None where nothing gives it a value, ``n`` what it counts, the interval where it has one."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    at_least: bool = False


NOTHING = Point(None, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One curve: ``value`` of the series' dimension (``""`` for none), a point a step, the number of all steps, and how
    that stands to the norm."""

    value: str
    points: tuple[Point, ...]
    whole: Point
    state: State = "none"


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """A number over time, in ``unit``: a step begins at each of ``starts`` and ends where the next does, or at ``end``.

    ``every`` is how many local days a step has, 0 for local hours. ``running`` says that the last step with a value is
    not over yet. Without a ``dimension`` there is one curve, called ``""``; with one a curve for each of its values,
    the most units first. ``norm`` is what the number is held to; ``note`` says what was left out, ``missing`` what to
    import.
    """

    name: str
    unit: Unit
    better: Literal["up", "down", "none"]
    zone: str
    every: int
    starts: tuple[int, ...] = ()
    end: int = 0
    running: bool = False
    dimension: str | None = None
    curves: tuple[Curve, ...] = ()
    norm: float | None = None
    note: str | None = None
    missing: str | None = None


def series(asked: Asked, name: str, dimension: str | None, view: View) -> Series | None:
    """Return a number's series in a view, None for a number that nobody knows or that has no units of its own.

    UsageError for a period or a filter that is none, LookupError for a dimension that units do not have.
    """
    told = DEFINITIONS.get(name)
    if told is None or told.how is None:
        return None
    whole = asked.question_of("rates", view.period or DAYS, parse_filter(view.where))
    edges, every = steps(whole.period, asked.zone)
    settings = asked.scope.settings
    made = Series(
        name, told.unit, told.better, asked.zone, every, edges[:-1], edges[-1], dimension=dimension,
        running=edges[0] <= asked.at < edges[-1], norm=norm_of(told, settings.norms, whole.where),
        missing=asked.scope.lacks(told.needs, told.also),
    )  # fmt: skip
    if made.missing:
        return made
    whole = replace(whole, period=Period(edges[0], edges[-1], whole.period.label, whole.period.days))
    # Only numbers over time are asked for: what waits at the end of each step would cost more than all of them.
    told = replace(told, waiting=None)
    values, note = (("",), None) if dimension is None else _values(asked, told, whole, dimension)
    curves = []
    for value in values:
        question = whole if dimension is None else _narrowed(whole, dimension, value)
        found = read(asked.tx, asked.scope, told, question)
        note = note or (found.note if dimension is None else None)
        points = _points(asked, told, edges, every, question)
        curves.append(Curve(value, points, _point(found), judge(found.value, made.norm, told.better)))
    return replace(made, curves=tuple(curves), note=note)


def steps(period: Period, zone: str) -> tuple[tuple[int, ...], int]:
    """Return the edges of a period's steps, one more than steps, and the local days of each (0: hours).

    Steps are whole: those that the period begins and ends in count as far as they reach.
    """
    first = local_day_edges(period.from_at, zone)[0]
    last = local_day_edges(period.to_at - 1, zone)[1]
    days = round((last - first) / 86_400)
    if days <= HOURLY:
        inside = [hour for hour in _hours(first, last, zone) if hour < period.to_at]
        begin = max((hour for hour in inside if hour <= period.from_at), default=first)
        end = next((hour for hour in _hours(first, last, zone) if hour >= period.to_at), last)
        return (*(hour for hour in inside if hour >= begin), end), 0
    every = next((step for step in STEPS if days <= step * MOST_POINTS), STEPS[-1])
    return (*_days(first, last, every, zone), last), every


def _hours(start: int, end: int, zone: str) -> Iterator[int]:
    """Yield where local hours begin: also where the clocks jump from or into the middle of one."""
    here = zone_info(zone)
    for at in range(start, end, QUARTER):
        if at == start or datetime.fromtimestamp(at, here).minute == 0:
            yield at


def _days(start: int, end: int, every: int, zone: str) -> Iterator[int]:
    """Yield where every so many local days begin, counted back from the end: only the first may be shorter."""
    at, found = end, []
    while at > start:
        # From the day that is over at the edge: a zone that once skipped a date has none right before it.
        at = max(local_day_before(at - 1, zone, every - 1), start)
        found.append(at)
    yield from reversed(found)


def _values(asked: Asked, told: Definition, whole: Question, dimension: str) -> tuple[tuple[str, ...], str | None]:
    """Return the values of a dimension with the most units, and what to say of the others."""
    assert told.how is not None
    settings = asked.scope.settings
    wanted = whole.level(settings) if told.span == "instant" else whole.wanted(settings)
    found = sorted(units.split(asked.tx, told.how.units, wanted, dimension), key=lambda one: (-one[1], one[0]))
    kept = tuple(value for value, _, _ in found[:MOST_CURVES])
    rest = found[MOST_CURVES:]
    if not rest:
        return kept, None
    return kept, said(
        "the {shown} largest of {all}; {n} units of the others are not drawn",
        shown=len(kept), all=len(found), n=sum(n for _, n, _ in rest),
    )  # fmt: skip


def _narrowed(whole: Question, dimension: str, value: str) -> Question:
    """Return the question of one value, which is among those that the filter lets through."""
    never = {name: values for name, values in whole.where.never.items() if name != dimension}
    return replace(whole, where=Filter({**whole.where.only, dimension: (value,)}, never))


def _points(asked: Asked, told: Definition, edges: tuple[int, ...], every: int, whole: Question) -> tuple[Point, ...]:
    """Return a point a step; what has not begun at the instant has none."""
    return tuple(
        _point(read(asked.tx, asked.scope, told, replace(whole, period=Period(start, end, "step", every))))
        if start <= asked.at
        else NOTHING
        for start, end in pairwise(edges)
    )


def _point(found: Value) -> Point:
    return Point(found.value, found.n, found.low, found.high, found.approximate, found.at_least)
