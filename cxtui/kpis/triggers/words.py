"""Evidence in words: values with their units, what they were counted from, and the days they are of."""

from itertools import pairwise

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.definitions.model import COUNTED
from cxtui.kpis.floor import Metric
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.period import Period
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import MetricUnit
from cxtui.language import N_, LazyText, lazy, lazy_number, lazy_plural

_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
_SPANS = {"d": N_("{n} d"), "h": N_("{n} h"), "min": N_("{n} min")}
_SPANS_AND = {"d": N_("{n} d {rest} h"), "h": N_("{n} h {rest} min"), "min": N_("{n} min {rest} s")}


def percent(share: float) -> LazyText:
    """Return a share as ``78.4 %``."""
    return lazy_number(share * 100, 1, " %")


def span(seconds: float) -> LazyText:
    """Return seconds as ``45 s``, ``12 min 5 s``, ``2 h 10 min`` or ``3 d 4 h``."""
    whole = round(seconds)
    for (name, size), (_, part) in pairwise(_UNITS):
        if whole >= size:
            rest = whole % size // part
            return lazy(_SPANS_AND[name] if rest else _SPANS[name], n=str(whole // size), rest=str(rest))
    return lazy("{n} s", n=str(whole))


def value(metric: Metric) -> str:
    """Return a number in its unit, ``–`` for none."""
    if metric.value is None:
        return "–"
    if metric.unit == "seconds":
        return span(metric.value)
    if metric.unit == "ratio":
        return percent(metric.value)
    return lazy_number(metric.value, 0 if metric.unit == "count" else 1)


def signed(moved: float, unit: MetricUnit) -> str:
    """Return a difference with its sign: ``+3.6 h``, ``−5.5 pt`` (of a share, in percent), ``+41``."""
    size, sign = abs(moved), "−" if moved < 0 else "+"
    if unit == "ratio":
        return f"{sign}{size * 100:.1f} pt"
    if unit == "seconds":
        name, whole = next((unit for unit in _UNITS if size >= unit[1]), _UNITS[-1])
        return f"{sign}{size / whole:.1f} {name}"
    return f"{sign}{size:,.{0 if unit == 'count' else 1}f}"


def sample(metric: Metric, period: Period) -> LazyText:
    """Return ``78.4 % of 214 answers in 2026-q2``."""
    text = N_("{value} of {counted} in {period}")
    return lazy(text, value=value(metric), counted=_counted(metric), period=period.label)


def too_few(metric: Metric, period: Period, min_n: int) -> str | None:
    """Return why a number says nothing, None if it does."""
    if metric.missing:
        return metric.missing
    if metric.n >= min_n and metric.value is not None:
        return None
    text = N_("{counted} in {period}, fewer than {least}")
    return lazy(text, counted=_counted(metric), period=period.label, least=str(min_n))


def uncovered(store: StoreAsOf, name: str, earlier: Period) -> str | None:
    """Return which part of the period to compare with is covered, None where all of it is: a part is no measure."""
    definition = DEFINITIONS[name]
    return Question(earlier, store.at).within(store.scope, definition).partly(definition.needs, definition.also)


def _counted(metric: Metric) -> LazyText:
    return lazy_plural(*COUNTED[DEFINITIONS[metric.name].counts], metric.n)
