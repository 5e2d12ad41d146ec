"""Reading one number for a question: from day buckets where they hold it, else from its units."""

from cxtui.kpis import covered, quantiles, survival
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.definitions.how import (
    Count,
    Greatest,
    Mean,
    PerHour,
    Quantile,
    Ratio,
    Share,
    Survival,
    Worked,
)
from cxtui.kpis.definitions.model import Definition
from cxtui.kpis.floor import Metric
from cxtui.kpis.histogram import tallied
from cxtui.kpis.measure import worked
from cxtui.kpis.norms import norm_of
from cxtui.kpis.question import day_sums
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import Value
from cxtui.store.read import Transaction, units
from cxtui.store.read.units import UnitQuery


def measure(tx: Transaction, scope: Scope, name: str, question: Question) -> Metric:
    """Return one number with n, what waits, and how it stands to its norm; LookupError for an unknown one."""
    definition = DEFINITIONS[name]
    within = day_sums.within(scope, definition, question)
    missing = within.lacks(definition.needs, definition.also)
    value = Value(None, 0) if missing else read(tx, scope, definition, question)
    norm = norm_of(definition, scope.settings.norms, question.where)
    as_of = min(question.at, question.period.to_at - 1)
    return covered.metric(definition, value, within, as_of=as_of, norm=norm, missing=missing)


def compared(
    tx: Transaction, scope: Scope, name: str, question: Question, same_weekday: bool = False
) -> tuple[Metric, Metric]:
    """Return a number and the same one of the period before, or of the same weekdays before."""
    earlier = question.earlier(scope.settings.zone, same_weekday)
    return measure(tx, scope, name, question), measure(tx, scope, name, earlier)


def read(tx: Transaction, scope: Scope, definition: Definition, question: Question) -> Value:
    """Return the value of a definition that has units; LookupError where only a list gives it."""
    if definition.how is None:
        raise LookupError(f"{definition.name} is read with the list it belongs to")
    wanted = day_sums.wanted(scope, definition, question)
    waiting = None
    level = question.level(scope.settings)
    if definition.waiting and not (scope.kept and level.at < scope.kept.at):
        waiting = units.totals(tx, definition.waiting, level)[0]
    match definition.how:
        case Worked():
            return worked.READERS[definition.how.read](tx, scope, question)
        case Survival():
            return _survival(tx, definition.how, wanted)
        case Quantile():
            return _quantile(tx, definition.how, wanted, waiting)
        case Greatest():
            n, _, greatest = units.totals(tx, definition.how.units, wanted)
            return Value(greatest, n, waiting)
        case PerHour():
            n = units.totals(tx, definition.how.units, wanted)[0]
            hours = day_sums.covered_seconds(scope, definition, question) / 3600
            return Value(n / hours if hours else None, n, waiting)
        case Count() | Share() | Mean() | Ratio():
            return _summed(tx, scope, definition.how, wanted, waiting)


def _summed(
    tx: Transaction, scope: Scope, how: Count | Share | Mean | Ratio, wanted: UnitQuery, waiting: int | None
) -> Value:
    n, total = _sums(tx, scope, how, wanted)
    if isinstance(how, Count):
        return Value(n, n, waiting)
    scale = how.scale if isinstance(how, Mean) else 1.0
    return Value(total / n * scale if n else None, n, waiting)


def _sums(tx: Transaction, scope: Scope, how: Count | Share | Mean | Ratio, wanted: UnitQuery) -> tuple[int, float]:
    """Return units and the sum over them: closed local days from their buckets, the rest from the units."""
    closed = day_sums.closed_days(scope, how.days, wanted)
    if closed is None or how.days is None:
        return _of_units(tx, how, wanted)
    until, dimension, values = closed
    columns = (*how.days.whole, *((how.days.part,) if how.days.part else ()))
    found = units.days(tx, columns, dimension, values, wanted.from_at, until)
    wholes = sum(found[: len(how.days.whole)])
    rest = UnitQuery(
        from_at=until,
        to_at=wanted.to_at,
        at=wanted.at,
        where=wanted.where,
        cohort=False,
        fcr_s=wanted.fcr_s,
        retention_s=wanted.retention_s,
    )
    n, total = _of_units(tx, how, rest) if until < wanted.to_at else (0, 0)
    return wholes + n, (found[-1] if how.days.part else wholes) + total


def _of_units(tx: Transaction, how: Count | Share | Mean | Ratio, wanted: UnitQuery) -> tuple[int, float]:
    n, total, _ = units.totals(tx, how.units, wanted)
    if isinstance(how, Ratio):
        total = units.totals(tx, how.part, wanted)[0]
    return n, total


def _quantile(tx: Transaction, how: Quantile, wanted: UnitQuery, waiting: int | None) -> Value:
    values = units.values(tx, how.units, wanted, quantiles.EXACT + 1)
    n = len(values)
    if n > quantiles.EXACT:
        tally = units.tallied(tx, how.units, wanted)
        n = sum(count for _, count in tally)
        buckets = tallied((value, count) for value, count in tally if value is not None)
        found = quantiles.quantile_of_buckets(buckets, how.q)
    else:
        found = quantiles.quantile(sorted(value for value in values if value is not None), how.q)
    return Value(found.value, n, waiting, approximate=found.approximate) if found else Value(None, 0, waiting)


def _survival(tx: Transaction, how: Survival, wanted: UnitQuery) -> Value:
    found = sorted(units.spans(tx, how.units, wanted, quantiles.EXACT + 1))
    if len(found) > quantiles.EXACT:
        tally = units.tallied_spans(tx, how.units, wanted)
        answered, waiting = (tallied((s, n) for s, ended, n in tally if ended is over) for over in (True, False))
        wait = survival.curve_of_buckets(answered, waiting).quantile(how.q)
    else:
        wait = survival.wait([s for s, ended in found if ended], [s for s, ended in found if not ended], how.q)
    return (
        Value(value=wait.value, n=wait.n, waiting=wait.waiting, approximate=wait.approximate, at_least=wait.at_least)
        if wait
        else Value(None, 0, 0)
    )
