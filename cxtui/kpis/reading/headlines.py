"""The headline numbers: each with what it counts, its norm, and the same number at the same time last week."""

from collections.abc import Mapping
from types import MappingProxyType

from cxtui.kpis import quantiles, survival
from cxtui.kpis.definitions import DEFINITIONS, Definition
from cxtui.kpis.floor import HEADLINE, Metric
from cxtui.kpis.norms import judge, norm_of
from cxtui.kpis.question.moment import Moment, Scope
from cxtui.kpis.question.period import default_period
from cxtui.kpis.question.question import Question
from cxtui.kpis.reading.day import DayTotals
from cxtui.kpis.reading.levels import Levels
from cxtui.kpis.reading.rates import Sum
from cxtui.kpis.reading.waits import Waits
from cxtui.kpis.value import Value
from cxtui.language import lazy_joined


def values(day: DayTotals, now: Levels) -> dict[str, Value]:
    """Return every headline number of a day at its instant; ``now`` is what has no outcome then."""
    today, rates = day.today, day.rates
    return {
        "backlog": Value(now.backlog, now.backlog),
        "inflow_per_hour": Value(day.entered_in_hour, day.entered_in_hour),
        "outflow_per_hour": Value(day.left_in_hour, day.left_in_hour),
        **_first_response(day.waits, now.waiting),
        "service_level": _share(today.met, today.judged, now.undecided),
        "reply_time": _mean(rates.turns, now.unanswered),
        "first_resolution_mean": _mean(rates.solved, now.unsolved),
        "fcr": _mean(rates.fcr, rates.fcr_pending),
        "one_touch": _share(rates.one_touch, rates.solved.n, now.unsolved),
        "csat": _mean(rates.csat),
        "ces": _mean(rates.ces, scale=0.01),
        "nps": _mean(rates.nps, note=rates.nps_note),
        "escalation_rate": _share(rates.escalated, rates.worked, now.escalated),
        "created": Value(today.created, today.created),
        "solved": Value(today.solved, today.solved),
        "reopen_rate": _share(rates.reopened, rates.solved.n),
    }


def metrics(
    now: Mapping[str, Value], before: Mapping[str, Value], moment: Moment, scope: Scope
) -> Mapping[str, Metric]:
    """Return the Floor's metrics by name from the numbers now and at the same time last week."""
    return MappingProxyType({name: _metric(name, now[name], before[name].value, moment, scope) for name in HEADLINE})


def _metric(name: str, now: Value, previous: float | None, moment: Moment, scope: Scope) -> Metric:
    definition = DEFINITIONS[name]
    norm = norm_of(definition, scope.settings.norms)
    within = _within(scope, definition, moment)
    missing = within.lacks(definition.needs, definition.also)
    note = now.note
    if missing:
        now, previous = Value(None, 0, now.waiting), None
    unseen = None if now.value is None else within.unseen(definition.passing)
    partly = None if missing else within.partly(definition.needs, definition.also)
    if partly or unseen:
        note = lazy_joined(one for one in (note, partly, unseen) if one)
    if previous is not None and _within(scope, definition, moment.last_week()).lacks(definition.needs, definition.also):
        previous = None
    return Metric(
        name, now.value, definition.unit, moment.at, now.n, now.waiting, previous, norm, definition.better,
        judge(now.value, norm, definition.better), now.approximate, now.at_least or unseen is not None, missing,
        now.low, now.high, note,
    )  # fmt: skip


def _within(scope: Scope, definition: Definition, moment: Moment) -> Scope:
    """Return what a store covers of the period in which the floor counts a number."""
    days = scope.settings.leaderboard.period_days
    period = default_period(definition.span, moment.at, moment.zone, days)
    return Question(period, moment.at).within(scope, definition)


def _share(part: int, whole: int, waiting: int | None = None) -> Value:
    return Value(part / whole if whole else None, whole, waiting)


def _mean(of: Sum, waiting: int | None = None, scale: float = 1.0, note: str | None = None) -> Value:
    return Value(of.total / of.n * scale if of.n else None, of.n, waiting, note=note)


def _first_response(waits: Waits, waiting: int) -> dict[str, Value]:
    replies = waits.replies
    n = len(replies)
    found = {"first_response_mean": Value(sum(replies) / n if n else None, n, waiting)}
    for name, q in (("median", 0.5), ("p90", 0.9)):
        exact = quantiles.quantile(replies, q)
        found[f"first_response_{name}"] = (
            Value(exact.value, n, waiting, approximate=exact.approximate) if exact else Value(None, 0, waiting)
        )
        wait = survival.wait(waits.answered, waits.waiting, q)
        found[f"first_response_waiting_{name}"] = (
            Value(wait.value, wait.n, wait.waiting, wait.approximate, wait.at_least) if wait else Value(None, 0, 0)
        )
    return found
