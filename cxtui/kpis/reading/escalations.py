"""Open escalated tickets."""

from cxtui.kpis.floor import Escalation, Escalations
from cxtui.kpis.question.moment import Moment, Scope
from cxtui.kpis.reading.listed import Fields, Listed
from cxtui.store.read import Row, Transaction, lists
from cxtui.store.read.units import NO_FILTER, Filter, UnitQuery

ROWS = 250
"""Rows a Floor carries; the counts are of all."""


class EscalationsReader:
    """Reads the open escalated tickets; keeps the rows that nothing changed."""

    def __init__(self, keep_s: float) -> None:
        self._listed = Listed(_row, keep_s)

    def forget(self) -> None:
        """Forget what was kept: the store is another one now."""
        self._listed.forget()

    def read(self, tx: Transaction, moment: Moment, scope: Scope, where: Filter = NO_FILTER) -> Escalations:
        """Return the open escalated tickets, the longest escalated first."""
        if where:
            wanted = UnitQuery(moment.at, moment.at + 1, moment.at, where)
            count, breached = lists.rows(tx, "escalated_count", wanted)[0]
            light = lists.rows(tx, "escalated", wanted, most=ROWS)
        else:
            past = "" if moment.settled else "_past"
            count, breached = tx.rows(f"escalated_count{past}", at=moment.at)[0]
            light = tx.rows(f"escalated{past}", at=moment.at, most=ROWS)
        rows = self._listed.rows(tx, light, moment)
        within = scope.during(moment.at, moment.at + 1, where)
        missing, note = within.missing("escalations"), within.partly(("escalations",))
        return Escalations(
            rows=rows, open=count, breached=breached or 0, missing=missing, note=None if missing else note
        )


def _row(light: Row, found: Fields) -> Escalation:
    source, ticket, *_, breached = light
    return Escalation(
        source=source,
        ticket=ticket,
        subject=found["subject"],
        customer=found["customer"],
        customer_tier=found["customer_tier"],
        priority=found["priority"],
        team=found["team"],
        tier=found["tier"],
        assignee=found["assignee"],
        escalated_at=found["escalated_at"],
        reason=found["reason"],
        breached=bool(breached),
    )
