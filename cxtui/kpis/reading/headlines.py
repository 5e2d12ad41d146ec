"""The headline numbers: each with what it counts, its norm, and the same number at the same time last week."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cxtui.kpis import covered, quantiles, survival
from cxtui.kpis.definitions import DEFINITIONS, Definition
from cxtui.kpis.floor import Metric
from cxtui.kpis.norms import norm_of
from cxtui.kpis.question import day_sums
from cxtui.kpis.question.moment import Moment, Scope
from cxtui.kpis.question.period import default_period
from cxtui.kpis.question.question import Question
from cxtui.kpis.reading.day import DayTotals
from cxtui.kpis.reading.levels import Levels
from cxtui.kpis.reading.rates import Sum
from cxtui.kpis.value import Value

Read = Callable[[DayTotals, Levels], Value]
"""Reads a number of a day at its instant and of what stands open then."""


def values(day: DayTotals, now: Levels) -> dict[str, Value]:
    """Return every headline number of a day at its instant; ``now`` is what has no outcome then."""
    return {name: read(day, now) for name, read in HEADLINES.items()}


def metrics(
    now: Mapping[str, Value], before: Mapping[str, Value], moment: Moment, scope: Scope
) -> Mapping[str, Metric]:
    """Return the Floor's metrics by name from the numbers now and at the same time last week."""
    return MappingProxyType({name: _metric(name, now[name], before[name].value, moment, scope) for name in HEADLINES})


def _metric(name: str, now: Value, previous: float | None, moment: Moment, scope: Scope) -> Metric:
    definition = DEFINITIONS[name]
    norm = norm_of(definition, scope.settings.norms)
    within = _within(scope, definition, moment)
    missing = within.lacks(definition.needs, definition.also)
    if missing:
        now, previous = Value(None, 0, now.waiting, note=now.note), None
    if previous is not None and _within(scope, definition, moment.last_week()).lacks(definition.needs, definition.also):
        previous = None
    return covered.metric(definition, now, within, as_of=moment.at, norm=norm, missing=missing, previous=previous)


def _within(scope: Scope, definition: Definition, moment: Moment) -> Scope:
    """Return what a store covers of the period in which the floor counts a number."""
    days = scope.settings.leaderboard.period_days
    period = default_period(definition.span, moment.at, moment.zone, days)
    return day_sums.within(scope, definition, Question(period, moment.at))


def _share(part: int, whole: int, waiting: int | None = None) -> Value:
    return Value(part / whole if whole else None, whole, waiting)


def _mean(of: Sum, waiting: int | None = None, scale: float = 1.0, note: str | None = None) -> Value:
    return Value(of.total / of.n * scale if of.n else None, of.n, waiting, note=note)


def _count(n: int) -> Value:
    return Value(n, n)


def _reply_mean(day: DayTotals, now: Levels) -> Value:
    replies = day.waits.replies
    return _mean(Sum(len(replies), sum(replies)), now.waiting)


def _reply_quantile(q: float) -> Read:
    def read(day: DayTotals, now: Levels) -> Value:
        exact = quantiles.quantile(day.waits.replies, q)
        if exact is None:
            return Value(None, 0, now.waiting)
        return Value(exact.value, len(day.waits.replies), now.waiting, approximate=exact.approximate)

    return read


def _wait_quantile(q: float) -> Read:
    def read(day: DayTotals, now: Levels) -> Value:
        wait = survival.wait(day.waits.answered, day.waits.waiting, q)
        if wait is None:
            return Value(None, 0, 0)
        return Value(
            value=wait.value, n=wait.n, waiting=wait.waiting, approximate=wait.approximate, at_least=wait.at_least
        )

    return read


HEADLINES: dict[str, Read] = {
    "backlog": lambda day, now: _count(now.backlog),
    "inflow_per_hour": lambda day, now: _count(day.entered_in_hour),
    "outflow_per_hour": lambda day, now: _count(day.left_in_hour),
    "first_response_median": _reply_quantile(0.5),
    "first_response_p90": _reply_quantile(0.9),
    "first_response_mean": _reply_mean,
    "first_response_waiting_median": _wait_quantile(0.5),
    "first_response_waiting_p90": _wait_quantile(0.9),
    "service_level": lambda day, now: _share(day.today.met, day.today.judged, now.undecided),
    "reply_time": lambda day, now: _mean(day.rates.turns, now.unanswered),
    "first_resolution_mean": lambda day, now: _mean(day.rates.solved, now.unsolved),
    "fcr": lambda day, now: _mean(day.rates.fcr, day.rates.fcr_pending),
    "one_touch": lambda day, now: _share(day.rates.one_touch, day.rates.solved.n, now.unsolved),
    "csat": lambda day, now: _mean(day.rates.csat),
    "ces": lambda day, now: _mean(day.rates.ces, scale=0.01),
    "nps": lambda day, now: _mean(day.rates.nps, note=day.rates.nps_note),
    "escalation_rate": lambda day, now: _share(day.rates.escalated, day.rates.worked, now.escalated),
    "created": lambda day, now: _count(day.today.created),
    "solved": lambda day, now: _count(day.today.solved),
    "reopen_rate": lambda day, now: _share(day.rates.reopened, day.rates.solved.n),
}
"""The Floor's metrics by name, in the order in which reports print them, and how each is read of a day.

All that shows headline numbers goes by this table: the floor and its views, snapshots, the list of before and after.
Words, unit and norm are in ``cxtui/kpis/definitions/``.
"""
