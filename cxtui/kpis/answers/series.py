"""A number over time: one value a local day or hour of a view's period, for all and by the values of a dimension."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from cxtui.clock import local_day_before
from cxtui.kpis.answers.steps import steps
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.definitions.how import Mean, Quantile, Ratio, Share, Survival, Worked
from cxtui.kpis.definitions.model import Definition
from cxtui.kpis.measure.read import read
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.norms import judge, norm_of
from cxtui.kpis.query import View
from cxtui.kpis.question import day_sums
from cxtui.kpis.question.filters import parse_filter
from cxtui.kpis.question.period import Period
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import MetricUnit, NormState, Value
from cxtui.language import lazy, lazy_joined
from cxtui.settings import StoreSettings
from cxtui.store.read import units
from cxtui.store.read.text_search import looked_up

DAYS = "30d"
"""The period of a series unless people chose one."""

WEEK = 7
"""Local days that a point looks back on, its own among them, where a day alone has too few units."""

LEAST_DAYS = 14
"""Days of a series from which on it may do so."""

MOST_CURVES = 6


class SeriesPoint(NamedTuple):
    """One step's number: None where nothing gives it a value, ``n`` what it counts, the interval where it has one."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    at_least: bool = False


NOTHING = SeriesPoint(None, 0)


@dataclass(frozen=True, slots=True, eq=False)
class NumberCurve:
    """One curve: ``value`` of the series' dimension (``""`` for none), a point a step, the number of all steps, and how
    that stands to the norm."""

    value: str
    points: tuple[SeriesPoint, ...]
    whole: SeriesPoint
    state: NormState = "none"


@dataclass(frozen=True, slots=True, eq=False)
class NumberSeries:
    """A number over time, in ``unit``: a step begins at each of ``starts`` and ends where the next does, or at ``end``.

    ``every`` is how many local days a step has, 0 for local hours. ``running`` says that the last step with a value is
    not over yet. A point counts as many local days as ``window`` says, its step the last of them: more than one where
    a day alone has fewer units than a ranking takes. Without a ``dimension`` there is one curve, called ``""``; with
    one a curve for each of its values, the most units first. ``norm`` is what the number is held to; ``note`` says what
    was left out, ``missing`` what to import.
    """

    name: str
    unit: MetricUnit
    better: Literal["up", "down", "none"]
    zone: str
    every: int
    starts: tuple[int, ...] = ()
    end: int = 0
    window: int = 1
    running: bool = False
    dimension: str | None = None
    curves: tuple[NumberCurve, ...] = ()
    norm: float | None = None
    note: str | None = None
    missing: str | None = None


def series(store: StoreAsOf, name: str, dimension: str | None, view: View) -> NumberSeries | None:
    """Return a number's series in a view, None for a number that nobody knows or that has no units of its own.

    UsageError for a period or a filter that is none, LookupError for a dimension that units do not have.
    """
    definition = DEFINITIONS.get(name)
    if definition is None or definition.how is None:
        return None
    where = looked_up(store.tx, parse_filter(view.where))
    whole = store.question_of("rates", view.period or DAYS, where)
    edges, every = steps(whole.period, store.zone)
    settings = store.scope.settings
    made = NumberSeries(
        name=name,
        unit=definition.unit,
        better=definition.better,
        zone=store.zone,
        every=every,
        starts=edges[:-1],
        end=edges[-1],
        dimension=dimension,
        running=edges[0] <= store.at < edges[-1],
        norm=norm_of(definition, settings.norms, whole.where),
        missing=day_sums.within(store.scope, definition, whole).lacks(definition.needs, definition.also),
    )
    if made.missing:
        return made
    whole = replace(whole, period=Period(edges[0], edges[-1], whole.period.label, whole.period.days))
    # Only numbers over time are asked for: what waits at the end of each step would cost more than all of them.
    definition = replace(definition, waiting=None)
    values, note = (("",), None) if dimension is None else _values(store, definition, whole, dimension)
    asks = [(value, whole if dimension is None else _narrowed(whole, dimension, value)) for value in values]
    found = [(value, question, read(store.tx, store.scope, definition, question)) for value, question in asks]
    if dimension is None:
        note = found[0][2].note
    # Where words are sought, every unit of a day is looked at: seven times as many would take seconds.
    if (
        every == 1
        and not where.looked_up
        and _thin(definition, sum(one.n for _, _, one in found), len(made.starts), len(found), settings)
    ):
        made = replace(made, window=WEEK)
    curves = tuple(
        NumberCurve(
            value,
            _points(store, definition, edges, made, question),
            _point(one),
            judge(one.value, made.norm, definition.better),
        )
        for value, question, one in found
    )
    partly = day_sums.within(store.scope, definition, whole).partly(definition.needs, definition.also)
    return replace(made, curves=curves, note=lazy_joined(one for one in (note, partly) if one) if partly else note)


def _thin(definition: Definition, n: int, days: int, curves: int, settings: StoreSettings) -> bool:
    """Return whether days have too few units each for what is no count and no level: then each looks back on a week."""
    average = isinstance(definition.how, Share | Mean | Ratio | Quantile | Survival | Worked)
    rolls = average and definition.span not in ("instant", "quarter") and days >= LEAST_DAYS
    return rolls and n < settings.leaderboard.min_n * days * curves


def _values(
    store: StoreAsOf, definition: Definition, whole: Question, dimension: str
) -> tuple[tuple[str, ...], str | None]:
    """Return the values of a dimension with the most units, and what to say of the others."""
    assert definition.how is not None
    settings = store.scope.settings
    wanted = whole.level(settings) if definition.span == "instant" else whole.wanted(settings)
    counted = units.split(store.tx, definition.how.units, wanted, dimension)
    if day_sums.frozen(store.scope, definition, whole) and dimension in units.DAY_DIMENSIONS:
        counted = day_sums.split(store.tx, definition, wanted, dimension)
    found = sorted(counted, key=lambda one: (-one[1], one[0]))
    kept = tuple(value for value, _, _ in found[:MOST_CURVES])
    rest = found[MOST_CURVES:]
    if not rest:
        return kept, None
    return kept, lazy(
        "the {shown} largest of {all}; {n} units of the others are not drawn",
        shown=len(kept), all=len(found), n=sum(n for _, n, _ in rest),
    )  # fmt: skip


def _narrowed(whole: Question, dimension: str, value: str) -> Question:
    """Return the question of one value, which is among those that the filter lets through."""
    where = whole.where.beside(dimension)
    return replace(whole, where=replace(where, only={**where.only, dimension: (value,)}))


def _points(
    store: StoreAsOf, definition: Definition, edges: tuple[int, ...], made: NumberSeries, whole: Question
) -> tuple[SeriesPoint, ...]:
    """Return a point a step; what has not begun at the instant has none."""
    found = []
    for start, end in pairwise(edges):
        if start > store.at:
            found.append(NOTHING)
            continue
        first = start if made.window == 1 else local_day_before(start, made.zone, made.window - 1)
        period = Period(first, end, "step", made.every * made.window)
        question = replace(whole, period=period)
        lacks = day_sums.within(store.scope, definition, question).lacks(definition.needs, definition.also)
        found.append(NOTHING if lacks else _point(read(store.tx, store.scope, definition, question)))
    return tuple(found)


def _point(found: Value) -> SeriesPoint:
    return SeriesPoint(found.value, found.n, found.low, found.high, found.approximate, found.at_least)
