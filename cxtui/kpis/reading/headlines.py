"""The headline numbers: each with what it counts, its norm, and the same number at the same time last week."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from cxtui.clock import QUARTER
from cxtui.kpis import quantiles, survival
from cxtui.kpis.floor import Escalations, Metric, Responses, State, Volume
from cxtui.kpis.reading.moment import Moment, Scope, days_before
from cxtui.store.read import Transaction

NEAR = 0.1
"""A value within this share of its norm, on the wrong side, is a warning; beyond it is bad."""

Known = tuple[float | None, int]


def read(
    tx: Transaction, moment: Moment, scope: Scope, volume: Volume, responses: Responses, escalations: Escalations
) -> Mapping[str, Metric]:
    """Return the Floor's metrics by name."""
    last = moment.last_week()
    norms = scope.settings.norms
    made = {
        **_queue(moment, volume),
        **_first_response(tx, moment, last, scope, responses),
        **_paired(
            "service_level", "ratio", lambda m: _service_level(tx, m), moment, last,
            norms.get("service_level"), "up", scope.missing("messages", "first_response"), responses.waiting,
        ),
    }  # fmt: skip
    flows, flows_before = _today(tx, moment), _today(tx, last)
    for name, place in (("created", 0), ("solved", 1)):
        made[name] = _metric(
            name, "count", moment, (flows[place], flows[place]), flows_before[place], None, "none",
            scope.missing("status", "resolution") if name == "solved" else None,
        )  # fmt: skip
    made.update(_month(tx, moment, last, scope, escalations))
    return MappingProxyType(made)


def judge(value: float | None, norm: float | None, better: str) -> State:
    """Return how a value stands to its norm: good, a warning near it on the wrong side, or bad."""
    if value is None or norm is None or better == "none":
        return "none"
    if value >= norm if better == "up" else value <= norm:
        return "good"
    near = norm * (1 - NEAR) if better == "up" else norm * (1 + NEAR)
    return "warn" if (value >= near if better == "up" else value <= near) else "bad"


def _metric(
    name: str,
    unit: str,
    moment: Moment,
    now: Known,
    previous: float | None,
    norm: float | None,
    better: str,
    missing: str | None,
    waiting: int | None = None,
) -> Metric:
    value, n = (None, 0) if missing else now
    return Metric(
        name, value, unit, moment.at, n, waiting, None if missing else previous, norm, better,  # type: ignore[arg-type]
        judge(value, norm, better), missing=missing,
    )  # fmt: skip


def _paired(
    name: str,
    unit: str,
    read_at: Callable[[Moment], Known],
    moment: Moment,
    last: Moment,
    norm: float | None,
    better: str,
    missing: str | None,
    waiting: int | None = None,
) -> dict[str, Metric]:
    previous = None if missing else read_at(last)[0]
    return {
        name: _metric(
            name, unit, moment, (None, 0) if missing else read_at(moment), previous, norm, better, missing, waiting
        )
    }


def _queue(moment: Moment, volume: Volume) -> dict[str, Metric]:
    place = (moment.at - moment.day_start) // QUARTER
    level = volume.backlog[place] if volume.backlog else None
    before = volume.last_backlog[min(place, len(volume.last_backlog) - 1)] if volume.last_backlog else None
    found = {
        "backlog": _metric(
            "backlog", "count", moment, (level, level or 0), before, None, "none", volume.missing
        )
    }
    for name, rows, last_rows in (
        ("inflow_per_hour", volume.inflow, volume.last_inflow),
        ("outflow_per_hour", volume.outflow, volume.last_outflow),
    ):
        hour = _last_hour(rows, place)
        found[name] = _metric(
            name, "per_hour", moment, (hour, int(hour or 0)), _last_hour(last_rows, place), None, "none",
            volume.missing,
        )  # fmt: skip
    return found


def _last_hour(rows: tuple[int | None, ...], place: int) -> float | None:
    """Return the hourly rate of the last (up to four) closed quarters of the day; None in its first quarter."""
    closed = [n for n in rows[max(0, place - 4) : place] if n is not None]
    return sum(closed) * 4 / len(closed) if closed else None


def _first_response(
    tx: Transaction, moment: Moment, last: Moment, scope: Scope, responses: Responses
) -> dict[str, Metric]:
    missing = scope.missing("messages", "first_response")
    now, before = (_replies(tx, m) for m in (moment, last))
    curves = [_curve(tx, m) for m in (moment, last)]
    norms = scope.settings.norms
    found = {}
    for name, q in (("first_response_median", 0.5), ("first_response_p90", 0.9)):
        value, previous = quantiles.quantile(now, q), quantiles.quantile(before, q)
        metric = _metric(
            name, "seconds", moment, (value.value if value else None, len(now)),
            previous.value if previous else None, norms.get(name), "down", missing, responses.waiting,
        )  # fmt: skip
        found[name] = replace(metric, approximate=bool(value and value.approximate and not missing))
    mean = sum(now) / len(now) if now else None
    mean_before = sum(before) / len(before) if before else None
    found["first_response_mean"] = _metric(
        "first_response_mean", "seconds", moment, (mean, len(now)), mean_before,
        norms.get("first_response_mean"), "down", missing,
        responses.waiting,
    )  # fmt: skip
    for name, q in (("first_response_waiting_median", 0.5), ("first_response_waiting_p90", 0.9)):
        wait, earlier = (curve.quantile(q) for curve in curves)
        metric = _metric(
            name, "seconds", moment, (wait.value if wait else None, wait.n if wait else 0),
            earlier.value if earlier else None, None, "down", missing, wait.waiting if wait else 0,
        )  # fmt: skip
        found[name] = replace(
            metric,
            at_least=bool(wait and wait.at_least and not missing),
            approximate=bool(wait and wait.approximate and not missing),
        )
    return found


def _replies(tx: Transaction, moment: Moment) -> list[int]:
    return [row[0] for row in tx.rows("replies_between", from_at=moment.day_start, to_at=moment.at)]


def _curve(tx: Transaction, moment: Moment) -> survival.Curve:
    answered: list[int] = []
    waiting: list[int] = []
    for created, reply_s in tx.rows("waits_created_between", from_at=moment.day_start, to_at=moment.at):
        wait = moment.at - created
        if reply_s is not None and reply_s <= wait:
            answered.append(reply_s)
        else:
            waiting.append(wait)
    return survival.curve(answered, waiting)


def _service_level(tx: Transaction, moment: Moment) -> Known:
    whole = tx.rows("flow_total", from_at=moment.day_start, to_at=moment.quarter)[0]
    running = tx.rows("outcomes_between", from_at=moment.quarter, to_at=moment.at)[0]
    met = (whole[3] or 0) + (running[0] or 0)
    n = (whole[3] or 0) + (whole[4] or 0) + running[1]
    return (met / n if n else None), n


def _today(tx: Transaction, moment: Moment) -> tuple[int, int]:
    """Return tickets created and tickets first solved on the moment's day until then."""
    whole = tx.rows("flow_total", from_at=moment.day_start, to_at=moment.quarter)[0]
    created = (whole[0] or 0) + tx.value("created_between", from_at=moment.quarter, to_at=moment.at)
    return created, tx.rows("flow_total", from_at=moment.day_start, to_at=moment.counted)[0][5] or 0


def _month(
    tx: Transaction, moment: Moment, last: Moment, scope: Scope, escalations: Escalations
) -> dict[str, Metric]:
    """Return the rates over the leaderboard's period: whole local days and the day until the moment."""
    norms = scope.settings.norms
    sums, before = (_period(tx, m, scope.settings.leaderboard.period_days) for m in (moment, last))
    found = {}
    for name, over, under, norm, better, needed in (
        ("csat", "csat_good", "csat_answered", norms.get("csat"), "up", ("ratings",)),
        ("escalation_rate", "escalated", "worked", norms.get("escalation_rate"), "down", ("escalations",)),
        ("reopen_rate", "reopened", "solved", norms.get("reopen_rate"), "down", ("status",)),
    ):
        n = sums[under]
        value = sums[over] / n if n else None
        previous = before[over] / before[under] if before[under] else None
        found[name] = _metric(
            name, "ratio", moment, (value, n), previous, norm, better, scope.missing(*needed),
            escalations.open if name == "escalation_rate" else None,
        )  # fmt: skip
    return found


_DAY_COLUMNS = (
    "created", "met", "missed", "solved", "reopened", "worked", "escalated", "csat_good", "csat_answered",
    "csat_sent",
)  # fmt: skip


def _period(tx: Transaction, moment: Moment, days: int) -> dict[str, int]:
    start = days_before(moment, days)
    whole = tx.rows("flow_days", from_at=start, to_at=moment.day_start)[0]
    sums = {name: n or 0 for name, n in zip(_DAY_COLUMNS, whole, strict=True)}
    day = tx.rows("flow_total", from_at=moment.day_start, to_at=moment.counted)[0]
    for place, name in enumerate(("solved", "reopened", "worked", "escalated")):
        sums[name] += day[5 + place] or 0
    good, answered = tx.rows("csat_between", from_at=moment.day_start, to_at=moment.at)[0]
    old_good, old = tx.rows("csat_superseded", from_at=start, to_at=moment.at)[0]
    sums["csat_good"] += (good or 0) - (old_good or 0)
    sums["csat_answered"] += answered - old
    return sums
