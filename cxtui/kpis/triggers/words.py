"""Evidence in words: values with their units, what they were counted from, and the days they are of."""

from itertools import pairwise

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Metric, Unit
from cxtui.kpis.measure import Period


def percent(share: float) -> str:
    """Return a share as ``78.4 %``."""
    return f"{share * 100:.1f} %"


def span(seconds: float) -> str:
    """Return seconds as ``45 s``, ``12 min 5 s``, ``2 h 10 min`` or ``3 d 4 h``."""
    whole = round(seconds)
    units = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
    for (name, size), (below, part) in pairwise(units):
        if whole >= size:
            rest = whole % size // part
            return f"{whole // size} {name} {rest} {below}" if rest else f"{whole // size} {name}"
    return f"{whole} s"


def value(metric: Metric) -> str:
    """Return a number in its unit, ``–`` for none."""
    if metric.value is None:
        return "–"
    if metric.unit == "seconds":
        return span(metric.value)
    return percent(metric.value) if metric.unit == "ratio" else f"{metric.value:.1f}"


def signed(moved: float, unit: Unit) -> str:
    """Return a difference with its sign, shares in points of percent."""
    size = abs(moved) * 100 if unit == "ratio" else abs(moved)
    sign = "−" if moved < 0 else "+"
    return f"{sign}{span(size)}" if unit == "seconds" else f"{sign}{size:.1f}"


def sample(metric: Metric, period: Period) -> str:
    """Return ``78.4 % of 214 answers in 2026-q2``."""
    return f"{value(metric)} of {metric.n:,} {DEFINITIONS[metric.name].counts} in {period.label}"


def too_few(metric: Metric, period: Period, min_n: int) -> str | None:
    """Return why a number says nothing, None if it does."""
    if metric.missing:
        return metric.missing
    if metric.n >= min_n and metric.value is not None:
        return None
    return f"{metric.n:,} {DEFINITIONS[metric.name].counts} in {period.label}, fewer than {min_n}"
