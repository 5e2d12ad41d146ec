"""Numbers on their way out: one row each, with everything needed to trust it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from cxtui.api.asking import check_own_number
from cxtui.errors import UsageError
from cxtui.exporting.sheet import ExportSheet, real, text, whole
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Metric
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.filters import filter_text
from cxtui.kpis.question.question import Question
from cxtui.store.read.units import DIMENSIONS, NO_FILTER, Filter

COLUMNS = (
    *text("metric"), *real("value"), *text("unit"), *whole("n"), *text("counts"), *whole("waiting"),
    *real("low", "high"), *text("dimension", "of", "filter", "period", "anchor"), *whole("from_at", "to_at", "as_of"),
    *text("zone"), *real("norm"), *text("state"), *whole("approximate", "at_least"), *text("missing", "note"),
)  # fmt: skip

PREVIOUS = (*real("previous"), *whole("previous_n"))
"""Columns of a number that is compared with an earlier period."""

ComparedWith = Literal["previous", "weekday"]

ALL = "metrics"
"""How one asks for every number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the question it answers; ``of`` is the value of ``dimension`` that it was split by.

    ``before`` is the number of the period it is compared with, None where there is no such period.
    """

    metric: Metric
    question: Question
    dimension: str = ""
    of: str = ""
    before: Metric | None = None


def names_of(name: str) -> tuple[str, ...]:
    """Return the numbers that a name asks for: itself, or all that can be read on their own."""
    return tuple(n for n, definition in DEFINITIONS.items() if definition.how) if name == ALL else (name,)


def numbers(
    store: StoreAsOf,
    names: Iterable[str],
    period: str | None = None,
    where: Filter = NO_FILTER,
    cohort: bool = False,
    by: str | None = None,
    compare: ComparedWith | None = None,
) -> Iterator[Number]:
    """Yield numbers for a period (each its own where none is given) and filter, split by a dimension if asked.

    ``compare`` adds the number of the period before, or of the same weekdays before it, up to the same time of it.

    UsageError for names, periods and dimensions that are none.
    """
    if by is not None and by not in DIMENSIONS:
        raise UsageError(f"{by[:40]!r} is nothing to split by; use one of {', '.join(DIMENSIONS)}")
    for name in names:
        question = store.question(name, period, where, cohort)
        check_own_number(name)
        if by is None:
            yield Number(store.metric(name, question), question, before=_before(store, name, question, compare))
            continue
        for value in store.values(name, question, by):
            one = replace(question, where=replace(where, only={**where.only, by: (value,)}))
            yield Number(store.metric(name, one), question, by, value, _before(store, name, one, compare))


def _before(store: StoreAsOf, name: str, question: Question, compare: ComparedWith | None) -> Metric | None:
    """Return the number it is compared with; an instant that no period was asked for has none right before it."""
    instant = DEFINITIONS[name].span == "instant" and not question.period.days
    if compare is None or (instant and compare == "previous"):
        return None
    return store.metric(name, question.earlier(store.zone, same_weekday=compare == "weekday"))


def sheet(found: Iterable[Number], zone: str, compared: bool = False) -> ExportSheet:
    """Return numbers as a sheet, with columns for what they are ``compared`` with if asked."""
    if not compared:
        return ExportSheet("metrics", COLUMNS, (_row(one, zone) for one in found))
    return ExportSheet("metrics", (*COLUMNS, *PREVIOUS), ((*_row(one, zone), *_previous(one)) for one in found))


def _previous(one: Number) -> tuple[float | None, int | None]:
    return (one.before.value, one.before.n) if one.before else (None, None)


def labels(one: Number) -> dict[str, str]:
    """Return what tells a number from others of its name."""
    return {
        "period": one.question.period.label,
        "filter": filter_text(one.question.where),
        **({one.dimension: one.of or "none"} if one.dimension else {}),
    }


def _row(one: Number, zone: str) -> tuple[object, ...]:
    metric, question = one.metric, one.question
    definition = DEFINITIONS[metric.name]
    return (
        metric.name, metric.value, metric.unit, metric.n, definition.counts, metric.waiting, metric.low, metric.high,
        one.dimension, one.of, filter_text(question.where), question.period.label,
        "creation" if question.cohort else definition.anchor, question.period.from_at, question.period.to_at,
        metric.as_of, zone, metric.target, metric.state, int(metric.approximate), int(metric.at_least),
        metric.missing, metric.note,
    )  # fmt: skip
