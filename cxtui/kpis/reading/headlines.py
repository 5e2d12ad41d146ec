"""The headline numbers: each with what it counts, its norm, and the same number at the same time last week."""

from collections.abc import Mapping
from types import MappingProxyType

from cxtui.kpis import quantiles, survival
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import HEADLINE, Metric
from cxtui.kpis.judging import judge
from cxtui.kpis.value import Value
from cxtui.kpis.reading.day import Day
from cxtui.kpis.reading.moment import Moment, Scope
from cxtui.kpis.reading.waits import Waits


def values(day: Day, backlog: int, waiting: int, escalated: int) -> dict[str, Value]:
    """Return every headline number of a day at its instant; ``waiting`` and ``escalated`` tickets are open."""
    today, rates = day.today, day.rates
    return {
        "backlog": Value(backlog, backlog),
        "inflow_per_hour": Value(day.entered_in_hour, day.entered_in_hour),
        "outflow_per_hour": Value(day.left_in_hour, day.left_in_hour),
        **_first_response(day.waits, waiting),
        "service_level": _share(today.met, today.judged, waiting),
        "csat": _share(rates.csat_good, rates.csat_answered),
        "escalation_rate": _share(rates.escalated, rates.worked, escalated),
        "created": Value(today.created, today.created),
        "solved": Value(today.solved, today.solved),
        "reopen_rate": _share(rates.reopened, rates.solved),
    }


def metrics(
    now: Mapping[str, Value], before: Mapping[str, Value], moment: Moment, scope: Scope
) -> Mapping[str, Metric]:
    """Return the Floor's metrics by name from the numbers now and at the same time last week."""
    return MappingProxyType({name: _metric(name, now[name], before[name].value, moment, scope) for name in HEADLINE})


def _metric(name: str, now: Value, previous: float | None, moment: Moment, scope: Scope) -> Metric:
    told = DEFINITIONS[name]
    norm = scope.settings.norms.get(name)
    missing = scope.missing(*told.needs) if told.needs else None
    if missing:
        now, previous = Value(None, 0, now.waiting), None
    return Metric(
        name, now.value, told.unit, moment.at, now.n, now.waiting, previous, norm, told.better,
        judge(now.value, norm, told.better), now.approximate, now.at_least, missing,
    )  # fmt: skip


def _share(part: int, whole: int, waiting: int | None = None) -> Value:
    return Value(part / whole if whole else None, whole, waiting)


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
