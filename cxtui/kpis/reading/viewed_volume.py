"""Queue volume of a period and a filter, beside the period it is compared with: quarter hours or days."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from cxtui.clock import QUARTER, local_day_edges, quarters
from cxtui.kpis.floor import Volume
from cxtui.kpis.question.moment import Moment, Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.reading.volume import guarded
from cxtui.store.read import Transaction, lists, units
from cxtui.store.read.units import Filter, UnitQuery

SHORT_S = 36 * 3600
"""A period of at most so many seconds is drawn in quarter hours: a day, on which clocks change too."""

StepValues = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class _Steps:
    """The steps of a period: where each starts, and where the last one ends."""

    starts: tuple[int, ...]
    end: int
    step: Literal["quarter", "day"]

    @classmethod
    def of(cls, from_at: int, to_at: int, zone: str, short: bool) -> "_Steps":
        """Return quarter hours of a short period, else its local days."""
        if short:
            return cls(quarters(from_at, to_at), to_at, "quarter")
        starts, at = [from_at], local_day_edges(from_at, zone)[1]
        while at < to_at:
            starts.append(at)
            at = local_day_edges(at, zone)[1]
        return cls(tuple(starts), to_at, "day")


def read(tx: Transaction, moment: Moment, scope: Scope, now: Question, before: Question) -> Volume:
    """Return entries, exits and backlog of the period that is asked for and of the one it is compared with."""
    where, zone = now.where, scope.settings.zone
    short = now.period.to_at - now.period.from_at <= SHORT_S
    steps, last = (_Steps.of(one.period.from_at, one.period.to_at, zone, short) for one in (now, before))
    open_now = units.counts(tx, "backlog", UnitQuery(moment.at, moment.at + 1, moment.at, where), ("channel",))
    inflow, outflow, backlog = _rows(tx, steps, where, moment.at)
    last_inflow, last_outflow, last_backlog = _rows(tx, last, where, moment.at)
    found = Volume(
        starts=steps.starts,
        inflow=inflow,
        outflow=outflow,
        backlog=backlog,
        last_inflow=last_inflow,
        last_outflow=last_outflow,
        last_backlog=last_backlog,
        by_channel=tuple(sorted(((c or "none", n) for c, n in open_now if n), key=lambda pair: (-pair[1], pair[0]))),
        step=steps.step,
        ends=steps.end,
    )
    return guarded(found, now.within(scope), last.starts, last.end)


def _rows(tx: Transaction, steps: _Steps, where: Filter, at: int) -> tuple[StepValues, StepValues, StepValues]:
    """Return entries, exits and backlog of each step; what lies after the instant is None."""
    known = [start for start in steps.starts if start <= at]
    none = (None,) * (len(steps.starts) - len(known))
    if not known:
        return none, none, none
    end = min(steps.end, at + 1)
    came, went = [0] * len(known), [0] * len(known)
    for quarter, entered, left in _flows(tx, where, known[0], end):
        place = max(0, bisect_right(known, quarter) - 1)
        came[place] += entered
        went[place] += left
    level = units.count(tx, "backlog", UnitQuery(end - 1, end, end - 1, where))
    before = level - sum(came) + sum(went)
    levels = list(accumulate((i - o for i, o in zip(came, went, strict=True)), initial=before))[1:]
    return (*came, *none), (*went, *none), (*levels, *none)


def _flows(tx: Transaction, where: Filter, from_at: int, to_at: int) -> Iterable[tuple[int, int, int]]:
    """Return (quarter, entries, exits): whole quarter hours from their buckets where nothing narrows them down."""
    first, last = -(-from_at // QUARTER) * QUARTER, to_at // QUARTER * QUARTER
    if where or first >= last:
        return _counted(tx, where, from_at, to_at)
    whole = [(q, i, o) for q, i, o in tx.rows("flow_quarters", from_at=first, to_at=last)]
    return [*_counted(tx, where, from_at, first), *whole, *_counted(tx, where, last, to_at)]


def _counted(tx: Transaction, where: Filter, from_at: int, to_at: int) -> list[tuple[int, int, int]]:
    if from_at >= to_at:
        return []
    return [(q, i, o) for q, i, o in lists.rows(tx, "backlog_flows", UnitQuery(from_at, to_at, to_at - 1, where))]
