"""Tickets that wait for a first response, with the opening hours their clocks run in."""

from collections.abc import Mapping
from types import MappingProxyType

from cxtui.calendars import OpenHours
from cxtui.clock import DAY
from cxtui.kpis.definitions.common import REPLIES
from cxtui.kpis.floor import Responses, Waiting
from cxtui.kpis.question.moment import Moment, Scope
from cxtui.kpis.reading.kept import Kept
from cxtui.kpis.reading.listed import Fields, Listed
from cxtui.store.read import Row, Transaction, lists
from cxtui.store.read.units import NO_FILTER, Filter, UnitQuery

ROWS = 250
"""Rows a Floor carries; the counts are of all."""

BACK, AHEAD = 35 * DAY, 35 * DAY
"""How far around the moment opening hours are read: a clock counts down in them without asking the store."""


class ResponsesReader:
    """Reads the waiting tickets; keeps the rows that nothing changed, and the opening hours."""

    def __init__(self, keep_s: float) -> None:
        self._listed = Listed(_row, keep_s)
        self._hours: Kept[Mapping[str, OpenHours]] = Kept(keep_s)

    def forget(self) -> None:
        """Forget what was kept: the store is another one now."""
        self._listed.forget()
        self._hours.forget()

    def read(self, tx: Transaction, moment: Moment, scope: Scope, where: Filter = NO_FILTER) -> Responses:
        """Return the waiting tickets, next to breach first."""
        if where:
            wanted = UnitQuery(moment.at, moment.at + 1, moment.at, where)
            waiting, breached = lists.rows(tx, "waiting_count", wanted)[0]
            light = lists.rows(tx, "waiting", wanted, most=ROWS)
        else:
            past = "" if moment.settled else "_past"
            waiting, breached = tx.rows(f"waiting_count{past}", at=moment.at)[0]
            light = tx.rows(f"waiting{past}", at=moment.at, most=ROWS)
        rows = self._listed.rows(tx, light, moment)
        within = scope.during(moment.at, moment.at + 1, where)
        missing, note = within.missing(*REPLIES), within.partly(REPLIES)
        return Responses(
            rows=rows, waiting=waiting, breached=breached or 0, missing=missing, note=None if missing else note
        )

    def calendars(self, tx: Transaction, responses: Responses, moment: Moment) -> Mapping[str, OpenHours]:
        """Return the opening hours of the calendars that the waiting tickets' clocks run in."""
        day = moment.at - moment.at % DAY
        names = tuple(sorted({row.calendar for row in responses.rows if row.calendar}))
        return self._hours.get((day, names), lambda: MappingProxyType({n: _hours(tx, n, day) for n in names}))


def _hours(tx: Transaction, name: str, day: int) -> OpenHours:
    return OpenHours.joined(tx.rows("open_hours", calendar=name, from_at=day - BACK, to_at=day + AHEAD))


def _row(light: Row, found: Fields) -> Waiting:
    source, ticket, _, _, _, due_at, target_s, calendar = light
    return Waiting(
        source=source,
        ticket=ticket,
        subject=found["subject"],
        customer=found["customer"],
        customer_tier=found["customer_tier"],
        priority=found["priority"],
        channel=found["channel"],
        team=found["team"],
        assignee=found["assignee"],
        created_at=found["created_at"],
        due_at=due_at,
        target_s=target_s,
        calendar=calendar,
    )
