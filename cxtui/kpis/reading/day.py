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
    whole = tx.rows("flow_total", from_at=moment.day_start, to_at=moment.quarter)[0]
    *_, entered, left = tx.rows("flow_total", from_at=moment.quarter - 4 * QUARTER, to_at=moment.quarter)[0]
    today = Happened(*(closed + n for closed, n in zip(whole[:7], _running(tx, moment), strict=True)))
    waits = read_waits(tx, moment) if kept is None else kept.read(tx, moment, created=whole[0], replied=whole[7])
    counted = (today.reopened, today.worked, today.escalated)
    return DayTotals(today, entered, left, waits, read_rates(tx, moment, settings, counted))


def _running(tx: Transaction, moment: Moment) -> tuple[int, ...]:
    """Return what the running quarter brought until the moment.

    Its bucket holds exactly that where nothing is later; only of promises it knows more: those that break
    later in the quarter.
    """
    if moment.settled:
        happened = tx.rows("flow_total", from_at=moment.quarter, to_at=moment.quarter + QUARTER)[0][:5]
    else:
        happened = tx.rows("happened_between", from_at=moment.quarter, to_at=moment.at)[0]
    return (*happened, *tx.rows("outcomes_between", from_at=moment.quarter, to_at=moment.at)[0])
