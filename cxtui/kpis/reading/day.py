"""What a floor's day and period brought until an instant, counted exactly, for now and for last week alike."""

from dataclasses import dataclass
from typing import NamedTuple

from cxtui.clock import QUARTER
from cxtui.kpis.question.moment import Moment
from cxtui.kpis.reading.rates import Rates
from cxtui.kpis.reading.rates import read as read_rates
from cxtui.kpis.reading.waits import Waits, WaitsReader
from cxtui.kpis.reading.waits import read as read_waits
from cxtui.settings import StoreSettings
from cxtui.store.read import Transaction


class FlowTotal(NamedTuple):
    """Sums over quarter hours, as the query ``flow_total`` has them."""

    created: int
    solved: int
    reopened: int
    worked: int
    escalated: int
    met: int
    judged: int
    replied: int
    entered: int
    left: int


class Happened(NamedTuple):
    """Counts of a span of time, by the instant at which each became known."""

    created: int
    solved: int
    reopened: int
    worked: int
    escalated: int
    met: int
    judged: int


@dataclass(frozen=True, slots=True)
class DayTotals:
    """A local day until an instant; entries and exits are of the last four whole quarters, across midnight too."""

    today: Happened
    entered_in_hour: int
    left_in_hour: int
    waits: Waits
    rates: Rates


def read(tx: Transaction, moment: Moment, settings: StoreSettings, kept: WaitsReader | None = None) -> DayTotals:
    """Return the day at a moment; ``kept`` spares reading the closed quarters' waits again."""
    closed, running = _total(tx, moment.day_start, moment.quarter), _running(tx, moment)
    hour = _total(tx, moment.quarter - 4 * QUARTER, moment.quarter)
    today = Happened(
        created=closed.created + running.created,
        solved=closed.solved + running.solved,
        reopened=closed.reopened + running.reopened,
        worked=closed.worked + running.worked,
        escalated=closed.escalated + running.escalated,
        met=closed.met + running.met,
        judged=closed.judged + running.judged,
    )
    waits = (
        read_waits(tx, moment)
        if kept is None
        else kept.read(tx, moment, created=closed.created, replied=closed.replied)
    )
    counted = (today.reopened, today.worked, today.escalated)
    return DayTotals(
        today=today,
        entered_in_hour=hour.entered,
        left_in_hour=hour.left,
        waits=waits,
        rates=read_rates(tx, moment, settings, counted),
    )


def _total(tx: Transaction, from_at: int, to_at: int) -> FlowTotal:
    return FlowTotal(*tx.rows("flow_total", from_at=from_at, to_at=to_at)[0])


def _running(tx: Transaction, moment: Moment) -> Happened:
    """Return what the running quarter brought until the moment.

    Its bucket holds exactly that where nothing is later; only of promises it knows more: those that break
    later in the quarter.
    """
    met, judged = tx.rows("outcomes_between", from_at=moment.quarter, to_at=moment.at)[0]
    if moment.settled:
        total = _total(tx, moment.quarter, moment.quarter + QUARTER)
        return Happened(
            created=total.created,
            solved=total.solved,
            reopened=total.reopened,
            worked=total.worked,
            escalated=total.escalated,
            met=met,
            judged=judged,
        )
    [happened] = tx.rows("happened_between", from_at=moment.quarter, to_at=moment.at)
    created, solved, reopened, worked, escalated = happened
    return Happened(
        created=created, solved=solved, reopened=reopened, worked=worked, escalated=escalated, met=met, judged=judged
    )
