"""Reading a desk file as it stands, or as it stood at an instant."""

import sqlite3
from typing import Any

from cxtui.desk.model import Acknowledged, Action, Change, DeskState, Firing

CLOSED = 100
"""Closed actions that a view holds; there may be more."""

_FIRINGS = """
SELECT f.number, f.trigger, f.title, f.fired_at, f.evidence, f.shown,
  CASE WHEN f.rested_at <= :at THEN f.rested_at END,
  a.who, a.acknowledged_at, a.owner, a.due, a.note
FROM fired f
LEFT JOIN acknowledgement a ON a.number = (
  SELECT max(b.number) FROM acknowledgement b WHERE b.fired = f.number AND b.acknowledged_at <= :at)
WHERE f.fired_at <= :at AND (f.cleared_at IS NULL OR f.cleared_at > :at)
ORDER BY f.fired_at, f.number
"""
_ACTIONS = """
SELECT a.number, f.trigger, a.text, a.owner, a.due, a.opened_at,
  CASE WHEN a.closed_at <= :at THEN a.closed_at END AS closed_at, CASE WHEN a.closed_at <= :at THEN a.closed_by END
FROM action a
LEFT JOIN fired f ON f.number = a.fired
WHERE a.opened_at <= :at
ORDER BY a.closed_at DESC, a.number DESC
"""


def view(con: sqlite3.Connection, at: int) -> DeskState:
    """Return what stood at an instant: firings by age, open actions by due day, then the newest closed ones."""
    firings = tuple(_firing(row) for row in con.execute(_FIRINGS, {"at": at}))
    actions = [Action(*row) for row in con.execute(_ACTIONS, {"at": at})]
    still = sorted((one for one in actions if one.closed_at is None), key=lambda one: (one.due, one.number))
    closed = [one for one in actions if one.closed_at is not None][:CLOSED]
    changes = con.execute("SELECT label, day FROM change WHERE named_at <= ? ORDER BY day, label", (at,))
    return DeskState(firings, (*still, *closed), tuple(Change(*row) for row in changes))


def _firing(row: tuple[Any, ...]) -> Firing:
    number, trigger, title, fired_at, evidence, shown, rested_at, *taken = row
    acknowledged = Acknowledged(*taken) if taken[0] is not None else None
    return Firing(
        number=number,
        trigger=trigger,
        title=title,
        fired_at=fired_at,
        evidence=evidence,
        shown=shown,
        rested_at=rested_at,
        acknowledged=acknowledged,
    )
