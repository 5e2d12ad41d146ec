"""Queue volume of the day in quarter hours, with the same weekday of last week."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from cxtui.clock import FAR, QUARTER
from cxtui.kpis.definitions.common import SOLVES
from cxtui.kpis.floor import Volume
from cxtui.kpis.question.moment import Moment, Scope
from cxtui.store.read import Transaction

Flows = Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class WeekAgo:
    """Last week's day: its entries and exits by quarter, how the backlog grew from its end until today, and its
    ``level`` at the same time as now."""

    flows: Flows
    grown: int
    level: int


def week_ago(tx: Transaction, moment: Moment, last: Moment) -> WeekAgo:
    """Return what the volume of a moment needs of the same day of last week."""
    *_, entered, left = tx.rows("flow_total", from_at=last.day_end, to_at=moment.day_start)[0]
    level = sum(n for _, n, _, _ in tx.rows("backlog", at=last.at, quarter=last.quarter))
    return WeekAgo(_flows(tx, last.day_start, last.day_end), entered - left, level)


def read(tx: Transaction, moment: Moment, last: Moment, ago: WeekAgo, scope: Scope) -> Volume:
    """Return the day's entries, exits and backlog per quarter; what lies after the moment is None."""
    by_channel = tx.rows("backlog", at=moment.at, quarter=moment.quarter)
    today = _flows(tx, moment.day_start, moment.quarter)
    today[moment.quarter] = sum(n for _, _, n, _ in by_channel), sum(n for _, _, _, n in by_channel)
    before_today = sum(n for _, n, _, _ in by_channel) - _growth(today)
    before_last = before_today - ago.grown - _growth(ago.flows)
    starts = tuple(range(moment.day_start, moment.day_end, QUARTER))
    inflow, outflow, backlog = _rows(starts, today, before_today, moment.at)
    last_starts = range(last.day_start, last.day_end, QUARTER)
    last_in, last_out, last_backlog = _rows(last_starts, ago.flows, before_last, None)
    found = Volume(
        starts=starts,
        inflow=inflow,
        outflow=outflow,
        backlog=backlog,
        last_inflow=last_in,
        last_outflow=last_out,
        last_backlog=last_backlog,
        by_channel=tuple(
            sorted(((c or "none", n) for c, n, _, _ in by_channel if n), key=lambda pair: (-pair[1], pair[0]))
        ),
        ends=moment.day_end,
    )
    return guarded(found, scope.during(moment.day_start, moment.at + 1), tuple(last_starts), last.day_end)


def guarded(volume: Volume, within: Scope, last_starts: tuple[int, ...], last_end: int) -> Volume:
    """Return the volume of a period without the steps that no source covers, and with what is missing said.

    ``within`` is what is covered in the period; the steps it is compared with begin at ``last_starts``.
    """
    missing = within.missing(*SOLVES)
    first, end = within.reach(*SOLVES)
    open_at, open_to = within.reach("tickets")
    first, end = max(first, open_at), min(end, open_to)
    if first == -FAR and end == FAR:
        return replace(volume, missing=missing)

    def kept(starts: tuple[int, ...], last: int, row: tuple[int | None, ...]) -> tuple[int | None, ...]:
        ends = (*starts[1:], last)
        return tuple(
            n if begins < end and over > first else None for n, begins, over in zip(row, starts, ends, strict=True)
        )

    now = (volume.inflow, volume.outflow, volume.backlog)
    before = (volume.last_inflow, volume.last_outflow, volume.last_backlog)
    inflow, outflow, backlog = (kept(volume.starts, volume.ends, row) for row in now)
    last_inflow, last_outflow, last_backlog = (kept(last_starts, last_end, row) for row in before)
    return replace(
        volume, inflow=inflow, outflow=outflow, backlog=backlog, last_inflow=last_inflow, last_outflow=last_outflow,
        last_backlog=last_backlog, missing=missing, note=None if missing else within.partly(SOLVES),
    )  # fmt: skip


def _flows(tx: Transaction, from_at: int, to_at: int) -> dict[int, tuple[int, int]]:
    return {q: (i, o) for q, i, o in tx.rows("flow_quarters", from_at=from_at, to_at=to_at)}


def _growth(flows: Flows) -> int:
    return sum(came - went for came, went in flows.values())


def _rows(
    starts: range | tuple[int, ...], flows: Flows, before: int, until: int | None
) -> tuple[tuple[int | None, ...], tuple[int | None, ...], tuple[int | None, ...]]:
    known = [s for s in starts if until is None or s <= until]
    ins = [flows.get(s, (0, 0))[0] for s in known]
    outs = [flows.get(s, (0, 0))[1] for s in known]
    levels = list(accumulate((i - o for i, o in zip(ins, outs, strict=True)), initial=before))[1:]
    rest = (None,) * (len(starts) - len(known))
    return (*ins, *rest), (*outs, *rest), (*levels, *rest)
