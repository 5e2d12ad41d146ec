"""The words of an explanation, the same on the command line and on the console."""

from collections.abc import Iterator

from cxtui.kpis.definitions import Definition
from cxtui.kpis.definitions.how import Ratio
from cxtui.kpis.definitions.model import COUNTED
from cxtui.kpis.explain import Explanation
from cxtui.kpis.floor import Metric, Unit
from cxtui.kpis.measure.filters import filter_text
from cxtui.language import mark, retold, tr, trn
from cxtui.text.ages import age, date_time
from cxtui.text.plain import NONE, number, quantity, safe

_UNITS: dict[Unit, str] = {
    "count": mark("a count"), "seconds": mark("seconds, shown as hours and minutes"),
    "ratio": mark("a share, shown in percent"), "score": mark("points from 0 to 100"), "per_hour": mark("an hour"),
    "points": mark("points"), "money": mark("money"), "number": mark("a number"),
}  # fmt: skip
_BETTER = {"up": mark("more is better"), "down": mark("less is better"), "none": mark("neither is better")}
_STATES = {
    "good": mark("holds its norm"), "warn": mark("near its norm, on the wrong side"), "bad": mark("misses its norm"),
    "none": "",
}  # fmt: skip


def pairs(one: Explanation) -> Iterator[tuple[str, str]]:
    """Yield what an explanation says as (label, words), the value first."""
    if one.metric is not None:
        yield from _value(one, one.metric)
    yield from words(one.told, one.question.cohort)


def words(told: Definition, cohort: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what a definition says as (label, words), without any store."""
    yield tr("What it is"), tr(told.formula)
    yield tr("Unit"), f"{tr(_UNITS[told.unit])}; {tr(_BETTER[told.better])}"
    yield tr("Counts when"), tr("tickets created in the period") if cohort else tr(told.anchor)
    yield tr("Left out"), tr(told.excluded)
    yield tr("Norm"), tr(told.norm) if told.norm else NONE
    yield tr("Made from"), tr(told.source)


def _value(one: Explanation, metric: Metric) -> Iterator[tuple[str, str]]:
    told = one.told
    yield tr("Value"), value(metric)
    if metric.missing:
        yield tr("Missing"), safe(tr(metric.missing))
    judged = tr(_STATES[metric.state])
    if metric.target is not None:
        yield tr("This store's norm"), f"{quantity(metric.target, metric.unit)}{f': {judged}' if judged else ''}"
    if one.before is not None:
        yield tr("The period before"), f"{quantity(one.before.value, metric.unit)} (n {number(one.before.n)})"
    counted = trn(*COUNTED[told.counts], metric.n).format(n=number(metric.n))
    yield "n", tr("{counted} (below the line)").format(counted=counted) if isinstance(told.how, Ratio) else counted
    if metric.waiting is not None:
        yield tr("Waiting"), tr("{n} without an outcome yet").format(n=number(metric.waiting))
    if told.span != "instant":
        yield (
            tr("Excluded"),
            trn("{n} ticket created in the period", "{n} tickets created in the period", one.excluded).format(
                n=number(one.excluded)
            ),
        )
    if one.doubtful:
        yield (
            tr("Doubtful"),
            tr("{n} of them belong to tickets whose records contradict themselves").format(n=number(one.doubtful)),
        )
    if metric.note:
        yield tr("Note"), safe(tr(metric.note))
    yield tr("Period"), period(one)
    if one.question.where:
        yield tr("Filter"), safe(filter_text(one.question.where))
    for source, seconds in one.ages:
        yield tr("Imported"), tr("{source}: {age} ago").format(source=safe(source, 40).rstrip(), age=age(seconds))


def value(metric: Metric) -> str:
    """Return a number as one prints it, with its interval and its marks."""
    mark = "> " if metric.at_least else "≈ " if metric.approximate else ""
    said = quantity(metric.value, metric.unit)
    if metric.value is not None:
        said = mark + said
    if metric.low is not None and metric.high is not None:
        ends = {"low": quantity(metric.low, metric.unit), "high": quantity(metric.high, metric.unit)}
        said += "  " + tr("({low} to {high}, 95 %)").format(**ends)
    return said


def period(one: Explanation) -> str:
    """Return the period of an explanation in its zone."""
    span = one.question.period
    if one.told.span == "instant":
        when = date_time(min(one.question.at, span.to_at - 1), one.zone)
        return tr("as of {when} {zone}").format(when=when, zone=one.zone)
    until = min(span.to_at, one.question.at)
    return tr("{period}: {start} to {end} {zone}").format(
        period=retold(span.label),
        start=date_time(span.from_at, one.zone),
        end=date_time(until, one.zone),
        zone=one.zone,
    )
