"""Queue volume of the day in quarter hours, with the same weekday of last week."""

from collections.abc import Mapping
from itertools import accumulate

from cxtui.clock import QUARTER
from cxtui.kpis.floor import Volume
from cxtui.kpis.reading.moment import Moment, Scope
from cxtui.store.read import Transaction

Flows = Mapping[int, tuple[int, int]]


def read(tx: Transaction, moment: Moment, scope: Scope) -> Volume:
    """Return the day's entries, exits and backlog per quarter; what lies after the moment is None."""
    missing = scope.missing("status", "resolution")
    last = moment.last_week()
    now_open = tx.rows("backlog", at=moment.at)
    total = sum(n for _, n in now_open)
    today = flows(tx, moment)
    between = tx.rows("flow_quarters", from_at=last.day_end, to_at=moment.day_start)
    before_today = total - sum(i - o for i, o in today.values())
    before_between = before_today - sum(i - o for _, i, o in between)
    week_ago = {q: (i, o) for q, i, o in tx.rows("flow_quarters", from_at=last.day_start, to_at=last.day_end)}
    starts = tuple(range(moment.day_start, moment.day_end, QUARTER))
    last_starts = tuple(range(last.day_start, last.day_end, QUARTER))
    before_last = before_between - sum(i - o for i, o in week_ago.values())
    inflow, outflow, backlog = _rows(starts, today, before_today, moment.at)
    last_in, last_out, last_backlog = _rows(last_starts, week_ago, before_last, None)
    return Volume(
        starts, inflow, outflow, backlog, last_in, last_out, last_backlog,
        tuple(sorted(((c or "none", n) for c, n in now_open), key=lambda pair: (-pair[1], pair[0]))),
        missing,
    )  # fmt: skip


def flows(tx: Transaction, moment: Moment) -> dict[int, tuple[int, int]]:
    """Return (entries, exits) by quarter from the day's start to the moment, the running quarter included."""
    found = {q: (i, o) for q, i, o in tx.rows("flow_quarters", from_at=moment.day_start, to_at=moment.quarter)}
    inside = sum(n for _, n in tx.rows("backlog", at=moment.at))
    before = int(tx.value("backlog_just_before", at=moment.quarter) or 0)
    left = int(tx.value("left_between", from_at=moment.quarter, to_at=moment.at) or 0)
    found[moment.quarter] = (inside - before + left, left)
    return found


def _rows(
    starts: tuple[int, ...], flows: Flows, before: int, until: int | None
) -> tuple[tuple[int | None, ...], tuple[int | None, ...], tuple[int | None, ...]]:
    known = [s for s in starts if until is None or s <= until]
    ins = [flows.get(s, (0, 0))[0] for s in known]
    outs = [flows.get(s, (0, 0))[1] for s in known]
    levels = list(accumulate((i - o for i, o in zip(ins, outs, strict=True)), initial=before))[1:]
    rest = (None,) * (len(starts) - len(known))
    return (*ins, *rest), (*outs, *rest), (*levels, *rest)
