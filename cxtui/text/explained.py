"""The words of an explanation, the same on the command line and on the console."""

from collections.abc import Iterator

from cxtui.kpis.definitions import Definition
from cxtui.kpis.definitions.how import Ratio
from cxtui.kpis.definitions.model import COUNTED
from cxtui.kpis.explain import Explanation
from cxtui.kpis.floor import Metric
from cxtui.kpis.question.filters import filter_text
from cxtui.kpis.value import MetricUnit
from cxtui.language import N_, _, ngettext, translated
from cxtui.text.ages import age, date_time
from cxtui.text.plain import NONE, at_least, number, quantity, safe

_UNITS: dict[MetricUnit, str] = {
    "count": N_("a count"), "seconds": N_("seconds, shown as hours and minutes"),
    "ratio": N_("a share, shown in percent"), "score": N_("points from 0 to 100"), "per_hour": N_("an hour"),
    "points": N_("points"), "money": N_("money"), "number": N_("a number"),
}  # fmt: skip
_BETTER = {"up": N_("more is better"), "down": N_("less is better"), "none": N_("neither is better")}
_STATES = {
    "good": N_("holds its norm"), "warn": N_("near its norm, on the wrong side"), "bad": N_("misses its norm"),
    "none": "",
}  # fmt: skip


AS_OF_THEN = N_(
    "nothing that came after the instant counts; only topic, product, place, subject, names and tiers are those of now "
    "where no history tells them, as are team and priority"
)
"""What may be otherwise than it stood at an instant: what has neither events nor versions."""


def pairs(one: Explanation) -> Iterator[tuple[str, str]]:
    """Yield what an explanation says as (label, words), the value first."""
    if one.metric is not None:
        yield from _value(one, one.metric)
    yield from words(one.definition, one.question.cohort)


def words(definition: Definition, cohort: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what a definition says as (label, words), without any store."""
    yield _("What it is"), _(definition.formula)
    yield _("Unit"), f"{_(_UNITS[definition.unit])}; {_(_BETTER[definition.better])}"
    yield _("Counts when"), _("tickets created in the period") if cohort else _(definition.anchor)
    yield _("Left out"), _(definition.excluded)
    yield _("Norm"), _(definition.norm) if definition.norm else NONE
    yield _("Made from"), _(definition.source)


def _value(one: Explanation, metric: Metric) -> Iterator[tuple[str, str]]:
    definition = one.definition
    yield _("Value"), value(metric)
    if metric.missing:
        yield _("Missing"), safe(_(metric.missing))
    judged = _(_STATES[metric.state])
    if metric.target is not None:
        yield _("This store's norm"), f"{quantity(metric.target, metric.unit)}{f': {judged}' if judged else ''}"
    if one.before is not None:
        yield _("The period before"), f"{quantity(one.before.value, metric.unit)} (n {number(one.before.n)})"
    counted = ngettext(*COUNTED[definition.counts], metric.n).format(n=number(metric.n))
    yield "n", _("{counted} (below the line)").format(counted=counted) if isinstance(definition.how, Ratio) else counted
    if metric.waiting is not None:
        yield _("Waiting"), _("{n} without an outcome yet").format(n=number(metric.waiting))
    if definition.span != "instant":
        yield (
            _("Excluded"),
            ngettext("{n} ticket created in the period", "{n} tickets created in the period", one.excluded).format(
                n=number(one.excluded)
            ),
        )
    if one.doubtful:
        yield (
            _("Doubtful"),
            _("{n} of them belong to tickets whose records contradict themselves").format(n=number(one.doubtful)),
        )
    if metric.note:
        yield _("Note"), safe(_(metric.note))
    yield _("Period"), period(one)
    if one.since:
        yield _("As of then"), _(AS_OF_THEN)
    if one.question.where:
        yield _("Filter"), safe(filter_text(one.question.where))
    for source, seconds in one.ages:
        yield _("Imported"), _("{source}: {age} ago").format(source=safe(source, 40).rstrip(), age=age(seconds))


def value(metric: Metric) -> str:
    """Return a number as one prints it, with its interval and its marks."""
    mark = f"{at_least(metric.unit)} " if metric.at_least else "≈ " if metric.approximate else ""
    shown = quantity(metric.value, metric.unit)
    if metric.value is not None:
        shown = mark + shown
    if metric.low is not None and metric.high is not None:
        ends = {"low": quantity(metric.low, metric.unit), "high": quantity(metric.high, metric.unit)}
        shown += "  " + _("({low} to {high}, 95 %)").format(**ends)
    return shown


def period(one: Explanation) -> str:
    """Return the period of an explanation in its zone."""
    span = one.question.period
    if one.definition.span == "instant":
        when = date_time(min(one.question.at, span.to_at - 1), one.zone)
        return _("as of {when} {zone}").format(when=when, zone=one.zone)
    until = min(span.to_at, one.question.at)
    return _("{period}: {start} to {end} {zone}").format(
        period=translated(span.label),
        start=date_time(span.from_at, one.zone),
        end=date_time(until, one.zone),
        zone=one.zone,
    )
