"""Tickets that wait for a first response, with the opening hours their clocks run in."""

from collections.abc import Mapping
from types import MappingProxyType

from cxtui.calendars import OpenHours
from cxtui.clock import DAY
from cxtui.kpis.floor import Responses, Waiting
from cxtui.kpis.reading.moment import Moment, Scope
from cxtui.store.read import Transaction

ROWS = 250
"""Rows a Floor carries; the counts are of all."""

BACK, AHEAD = 35 * DAY, 35 * DAY
"""How far around the moment opening hours are read: a clock counts down in them without asking the store."""


def read(tx: Transaction, moment: Moment, scope: Scope) -> Responses:
    """Return the waiting tickets, next to breach first."""
    waiting, breached = tx.rows("waiting_count", at=moment.at)[0]
    rows = tuple(Waiting(*row) for row in tx.rows("waiting", at=moment.at, most=ROWS))
    return Responses(rows, waiting, breached or 0, scope.missing("messages", "first_response"))


def calendars(tx: Transaction, responses: Responses, moment: Moment) -> Mapping[str, OpenHours]:
    """Return the opening hours of the calendars that the waiting tickets' clocks run in."""
    day = moment.at - moment.at % DAY
    names = sorted({row.calendar for row in responses.rows if row.calendar})
    return MappingProxyType(
        {
            name: OpenHours.joined(tx.rows("open_hours", calendar=name, from_at=day - BACK, to_at=day + AHEAD))
            for name in names
        }
    )
