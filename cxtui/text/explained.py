"""The words of an explanation, the same on the command line and on the console."""

from collections.abc import Iterator

from cxtui.kpis.definitions import Definition
from cxtui.kpis.definitions.how import Ratio
from cxtui.kpis.explain import Explanation
from cxtui.kpis.floor import Metric, Unit
from cxtui.kpis.measure.filters import filter_text
from cxtui.text.ages import age, date_time
from cxtui.text.plain import NONE, number, quantity, safe

_UNITS: dict[Unit, str] = {
    "count": "a count", "seconds": "seconds, shown as hours and minutes", "ratio": "a share, shown in percent",
    "score": "points from 0 to 100", "per_hour": "an hour", "points": "points", "money": "money", "number": "a number",
}  # fmt: skip
_BETTER = {"up": "more is better", "down": "less is better", "none": "neither is better"}
_STATES = {"good": "holds its norm", "warn": "near its norm, on the wrong side", "bad": "misses its norm", "none": ""}


def pairs(one: Explanation) -> Iterator[tuple[str, str]]:
    """Yield what an explanation says as (label, words), the value first."""
    if one.metric is not None:
        yield from _value(one, one.metric)
    yield from words(one.told, one.question.cohort)


def words(told: Definition, cohort: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what a definition says as (label, words), without any store."""
    yield "What it is", told.formula
    yield "Unit", f"{_UNITS[told.unit]}; {_BETTER[told.better]}"
    yield "Counts when", "tickets created in the period" if cohort else told.anchor
    yield "Left out", told.excluded
    yield "Norm", told.norm or NONE
    yield "Made from", told.source


def _value(one: Explanation, metric: Metric) -> Iterator[tuple[str, str]]:
    told = one.told
    yield "Value", value(metric)
    if metric.missing:
        yield "Missing", safe(metric.missing)
    judged = _STATES[metric.state]
    if metric.target is not None:
        yield "This store's norm", f"{quantity(metric.target, metric.unit)}{f': {judged}' if judged else ''}"
    if one.before is not None:
        yield "The period before", f"{quantity(one.before.value, metric.unit)} (n {number(one.before.n)})"
    above = " (below the line)" if isinstance(told.how, Ratio) else ""
    yield "n", f"{number(metric.n)} {told.counts}{above}"
    if metric.waiting is not None:
        yield "Waiting", f"{number(metric.waiting)} without an outcome yet"
    if told.span != "instant":
        yield "Excluded", f"{number(one.excluded)} tickets created in the period"
    if one.doubtful:
        yield "Doubtful", f"{number(one.doubtful)} of them belong to tickets whose records contradict themselves"
    if metric.note:
        yield "Note", safe(metric.note)
    yield "Period", period(one)
    if one.question.where:
        yield "Filter", safe(filter_text(one.question.where))
    for source, seconds in one.ages:
        yield "Imported", f"{safe(source, 40).rstrip()}: {age(seconds)} ago"


def value(metric: Metric) -> str:
    """Return a number as one prints it, with its interval and its marks."""
    mark = "> " if metric.at_least else "≈ " if metric.approximate else ""
    said = quantity(metric.value, metric.unit)
    if metric.value is not None:
        said = mark + said
    if metric.low is not None and metric.high is not None:
        said += f"  ({quantity(metric.low, metric.unit)} to {quantity(metric.high, metric.unit)}, 95 %)"
    return said


def period(one: Explanation) -> str:
    """Return the period of an explanation in its zone."""
    span = one.question.period
    if one.told.span == "instant":
        return f"as of {date_time(min(one.question.at, span.to_at - 1), one.zone)} {one.zone}"
    until = min(span.to_at, one.question.at)
    return f"{span.label}: {date_time(span.from_at, one.zone)} to {date_time(until, one.zone)} {one.zone}"
