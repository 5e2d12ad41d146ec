"""Open escalated tickets."""

from cxtui.kpis.floor import Escalation, Escalations
from cxtui.kpis.reading.moment import Moment, Scope
from cxtui.store.read import Transaction

ROWS = 250


def read(tx: Transaction, moment: Moment, scope: Scope) -> Escalations:
    """Return the open escalated tickets, the longest escalated first."""
    count, breached = tx.rows("escalated_count", at=moment.at)[0]
    rows = tuple(
        Escalation(*(*row[:-1], bool(row[-1]))) for row in tx.rows("escalated", at=moment.at, most=ROWS)
    )
    return Escalations(rows, count, breached or 0, scope.missing("escalations"))
