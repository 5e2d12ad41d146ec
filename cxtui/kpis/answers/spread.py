"""How a duration is spread: how many units took how long, in readable bins, with its percentiles."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cxtui.kpis import quantiles, survival
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.definitions.how import Survival
from cxtui.kpis.definitions.model import Definition
from cxtui.kpis.histogram import tallied
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import View
from cxtui.kpis.question.filters import parse_filter
from cxtui.kpis.question.question import Question
from cxtui.settings import StoreSettings
from cxtui.store.read import units
from cxtui.store.read.text_search import looked_up
from cxtui.store.read.units import Filter

MINUTE, HOUR, DAY = 60, 3_600, 86_400

EDGES = (
    20, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR,
    DAY, 2 * DAY, 3 * DAY, 7 * DAY,
)  # fmt: skip
"""Upper edges of the bins in seconds; the last bin has none."""

AGES = frozenset({"escalated_open"})
"""Units that wait with an age, where the number itself is no duration."""

QUANTILES = (0.5, 0.75, 0.9, 0.95)

WAITS = frozenset({"first_response", "first_wait", "turn", "first_resolution", "full_resolution"})
"""Units whose waiting ones have waited, so far, in the same kind of time; of the others only their number is known."""

BinCounts = list[tuple[int, int]]


class Bin(NamedTuple):
    """Units with ``low < seconds <= high`` (the first from 0 on, no end where ``high`` is None).

    ``n`` have ended, ``waiting`` have waited so long already and still do.
    """

    low: int
    high: int | None
    n: int
    waiting: int


class Percentile(NamedTuple):
    """The seconds that a share ``q`` did not exceed; ``at_least`` where the curve does not come so far."""

    q: float
    seconds: float
    approximate: bool = False
    at_least: bool = False


class Promise(NamedTuple):
    """What was promised to tickets: ``within_s`` seconds, on a ``channel`` (None: any)."""

    channel: str | None
    within_s: int


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """A duration's bins, all of EDGES in order, its percentiles and the promises that apply to it.

    ``n`` are those that ended, ``waiting`` those that have no outcome yet as of the instant. ``promises`` are in the
    same kind of time, calendar or opening hours, as the bins: others have no place among them. ``period`` is how one
    asks for the period, empty for what is of an instant.
    """

    name: str
    n: int = 0
    waiting: int = 0
    bins: tuple[Bin, ...] = ()
    percentiles: tuple[Percentile, ...] = ()
    promises: tuple[Promise, ...] = ()
    missing: str | None = None
    period: str = ""


def spread(store: StoreAsOf, name: str, view: View) -> Spread | None:
    """Return how a number's durations are spread in a view, None for a number that is not made of durations.

    Of what only has an age until it ends, escalated tickets, it is the ages of those that are open as of the instant.

    UsageError for a period or a filter that is none.
    """
    definition = DEFINITIONS.get(name)
    if definition is None or definition.how is None or not (definition.unit == "seconds" or definition.waiting in AGES):
        return None
    question = store.question(name, view.period, looked_up(store.tx, parse_filter(view.where)))
    missing = question.within(store.scope, definition).lacks(definition.needs, definition.also)
    if missing:
        return Spread(name, missing=missing)
    if definition.unit != "seconds":
        return _aged(store, definition, question)
    if isinstance(definition.how, Survival):
        made = _survived(store, definition.how, name, question)
    else:
        made = _ranked(store, definition, question)
    return made if definition.span == "instant" else replace(made, period=question.period.label)


def bins(ended: Iterable[tuple[int, int]], waiting: Iterable[tuple[int, int]]) -> tuple[Bin, ...]:
    """Sort ``(seconds, how many)`` into the bins of EDGES; an edge belongs to the faster bin."""
    counts = [[0, 0] for _ in range(len(EDGES) + 1)]
    for kind, pairs in enumerate((ended, waiting)):
        for seconds, n in pairs:
            counts[bisect_left(EDGES, seconds)][kind] += n
    edges = zip((0, *EDGES), (*EDGES, None), counts, strict=True)
    return tuple(Bin(low, high, n, still) for low, high, (n, still) in edges)


def promises(settings: StoreSettings, where: Filter, at: int, business: bool = False) -> tuple[Promise, ...]:
    """Return what is promised of a first response by channel alone at an instant, the shortest first.

    Of a filter's channels.
    """
    found = {
        Promise(one.channel, one.within_s)
        for one in settings.targets_at(at)
        if one.metric == "first_response" and one.business is business and one.conditions[1:] == (None, None, None)
    }
    only, never = where.only.get("channel"), where.never.get("channel", ())
    kept = [one for one in found if (only is None or one.channel in only) and one.channel not in never]
    return tuple(sorted(kept, key=lambda one: (one.within_s, one.channel or "")))


def _ranked(store: StoreAsOf, definition: Definition, question: Question) -> Spread:
    """Return durations that ended, with those that wait as of the instant apart; percentiles as a median is found."""
    assert definition.how is not None
    settings = store.scope.settings
    wanted = question.level(settings) if definition.span == "instant" else question.wanted(settings)
    found = units.tallied(store.tx, definition.how.units, wanted)
    ended = _definition(found)
    if _sum(found) > quantiles.EXACT:
        buckets = tallied(ended)
        measured = [(q, quantiles.quantile_of_buckets(buckets, q)) for q in QUANTILES]
    else:
        values = _each(ended)
        measured = [(q, quantiles.quantile(values, q)) for q in QUANTILES]
    waiting: BinCounts = []
    n = 0
    if definition.waiting:
        waiting = _definition(units.tallied(store.tx, definition.waiting, question.level(settings)))
        n = _sum(waiting)
    return Spread(
        name=definition.name,
        n=_sum(ended),
        waiting=n,
        bins=bins(ended, waiting if definition.how.units in WAITS else ()),
        percentiles=tuple(Percentile(q, one.value, one.approximate) for q, one in measured if one),
        promises=_promises(settings, question, definition.name),
    )


def _aged(store: StoreAsOf, definition: Definition, question: Question) -> Spread:
    """Return the ages of what waits as of the instant."""
    assert definition.waiting is not None
    waiting = _definition(units.tallied(store.tx, definition.waiting, question.level(store.scope.settings)))
    ages = _each(waiting)
    measured = [(q, quantiles.quantile(ages, q)) for q in QUANTILES]
    return Spread(
        name=definition.name, n=0, waiting=len(ages), bins=bins((), waiting),
        percentiles=tuple(Percentile(q, one.value, one.approximate) for q, one in measured if one),
    )  # fmt: skip


def _survived(store: StoreAsOf, how: Survival, name: str, question: Question) -> Spread:
    """Return waits of which some have not ended; percentiles as the number itself is found."""
    settings = store.scope.settings
    found = sorted(units.tallied_spans(store.tx, how.units, question.wanted(settings)))
    ended, waiting = ([(s, n) for s, over, n in found if over is which] for which in (True, False))
    if _sum(ended) + _sum(waiting) > quantiles.EXACT:
        curve = survival.curve_of_buckets(tallied(ended), tallied(waiting))
        measured = [(q, curve.quantile(q)) for q in QUANTILES]
    else:
        values, censored = _each(ended), _each(waiting)
        measured = [(q, survival.wait(values, censored, q)) for q in QUANTILES]
    return Spread(
        name=name, n=_sum(ended), waiting=_sum(waiting), bins=bins(ended, waiting),
        percentiles=tuple(Percentile(q, one.value, one.approximate, one.at_least) for q, one in measured if one),
        promises=_promises(settings, question, name),
    )  # fmt: skip


def _promises(settings: StoreSettings, question: Question, name: str) -> tuple[Promise, ...]:
    return promises(settings, question.where, question.at, "business" in name) if "first_response" in name else ()


def _definition(found: Sequence[tuple[int | None, int]]) -> BinCounts:
    return sorted((seconds, n) for seconds, n in found if seconds is not None)


def _each(pairs: BinCounts) -> list[int]:
    return [seconds for seconds, n in pairs for _ in range(n)]


def _sum(pairs: Iterable[tuple[int | None, int]]) -> int:
    return sum(n for _, n in pairs)
