"""Numbers on their way out: one row each, with everything needed to trust it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cxtui.errors import UsageError
from cxtui.exporting.sheet import Sheet, real, text, whole
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Metric
from cxtui.kpis.measure import Asked, Question
from cxtui.kpis.measure.filters import filter_text
from cxtui.store.read.units import DIMENSIONS, NO_FILTER, Filter

COLUMNS = (
    *text("metric"), *real("value"), *text("unit"), *whole("n"), *text("counts"), *whole("waiting"),
    *real("low", "high"), *text("dimension", "of", "filter", "period", "anchor"), *whole("from_at", "to_at", "as_of"),
    *text("zone"), *real("norm"), *text("state"), *whole("approximate", "at_least"), *text("missing", "note"),
)  # fmt: skip

ALL = "metrics"
"""How one asks for every number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the question it answers; ``of`` is the value of ``dimension`` that it was split by."""

    metric: Metric
    question: Question
    dimension: str = ""
    of: str = ""


def names_of(name: str) -> tuple[str, ...]:
    """Return the numbers that a name asks for: itself, or all that can be read on their own."""
    return tuple(n for n, told in DEFINITIONS.items() if told.how) if name == ALL else (name,)


def numbers(
    asked: Asked,
    names: Iterable[str],
    period: str | None = None,
    where: Filter = NO_FILTER,
    cohort: bool = False,
    by: str | None = None,
) -> Iterator[Number]:
    """Yield numbers for a period (each its own where none is given) and filter, split by a dimension if asked.

    UsageError for names, periods and dimensions that are none.
    """
    if by is not None and by not in DIMENSIONS:
        raise UsageError(f"{by[:40]!r} is nothing to split by; use one of {', '.join(DIMENSIONS)}")
    for name in names:
        question = asked.question(name, period, where, cohort)
        if DEFINITIONS[name].how is None:
            raise UsageError(f"{name} has no number of its own: it is part of the list agents")
        if by is None:
            yield Number(asked.metric(name, question), question)
            continue
        for value in asked.values(name, question, by):
            narrowed = Filter({**where.only, by: (value,)}, where.never)
            yield Number(asked.metric(name, replace(question, where=narrowed)), question, by, value)


def sheet(found: Iterable[Number], zone: str) -> Sheet:
    """Return numbers as a sheet."""
    return Sheet("metrics", COLUMNS, (_row(one, zone) for one in found))


def labels(one: Number) -> dict[str, str]:
    """Return what tells a number from others of its name."""
    return {
        "period": one.question.period.label,
        "filter": filter_text(one.question.where),
        **({one.dimension: one.of or "none"} if one.dimension else {}),
    }


def _row(one: Number, zone: str) -> tuple[object, ...]:
    metric, question = one.metric, one.question
    told = DEFINITIONS[metric.name]
    return (
        metric.name, metric.value, metric.unit, metric.n, told.counts, metric.waiting, metric.low, metric.high,
        one.dimension, one.of, filter_text(question.where), question.period.label,
        "creation" if question.cohort else told.anchor, question.period.from_at, question.period.to_at,
        metric.as_of, zone, metric.target, metric.state, int(metric.approximate), int(metric.at_least),
        metric.missing, metric.note,
    )  # fmt: skip
