"""What a ticket was at an instant, where its history goes on after it."""

from collections.abc import Mapping
from typing import Any

from cxtui.store.read import Row, Transaction

_DONE = ("solved", "closed")
_WAIT = ("waits_from", "waits_until", "target_s", "target_calendar", "due_at", "outcome_at", "met")


def attributes_at(tx: Transaction, source: str, ticket: str, at: int) -> dict[str, str | None]:
    """Return priority, team, assignee and the like as of an instant, by kind of event.

    The newest word until the instant counts; without one, what the first later word says was before. A kind
    that history never mentions is absent: it is today what it was then.
    """
    return _values_at(tx.rows("attribute_history", source=source, ticket=ticket), at)


def ticket(tx: Transaction, source: str, ticket: str, found: Mapping[str, Any], at: int) -> dict[str, Any]:
    """Return what of a ticket's facts, by the names of ``found``, was otherwise at an instant.

    Facts that only its whole history tells (the replies counted by kind of agent) are None.
    """
    lines = tx.rows("attribute_history", source=source, ticket=ticket)
    words = _values_at(lines, at)
    changed: dict[str, Any] = {k: words[k] for k in ("priority", "team", "assignee", "topic") if k in words}
    if "merged" in words:
        changed["merged_into"] = words["merged"]
        changed["excluded"] = int(bool(words["merged"] or (found["excluded"] and not found["merged_into"])))
    escalated = found["escalated_at"] is not None and found["escalated_at"] <= at
    changed["escalated_tier"] = words.get("escalated") or found["escalated_tier"] if escalated else None
    statuses = [value for kind, told_at, value, _ in lines if kind == "status" and told_at <= at]
    if any(kind == "status" for kind, *_ in lines):
        changed |= _of_statuses(statuses)
    return {**changed, "replies": None}


def wait(tx: Transaction, source: str, ticket: str, found: Mapping[str, Any], at: int) -> dict[str, Any]:
    """Return what of a ticket's wait for a first response, by the names of ``found``, was otherwise at an instant."""
    if found["waits_from"] is None or found["waits_from"] <= at:
        return {}
    rows = tx.rows("earlier_wait", source=source, ticket=ticket, at=at) or [(None,) * len(_WAIT)]
    none: dict[str, Any] = {"answered_at": None}
    return none | dict(zip(_WAIT, rows[0], strict=True))


def _values_at(lines: list[Row], at: int) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for kind, told_at, value, previous in lines:
        if told_at <= at:
            found[kind] = value
        else:
            found.setdefault(kind, previous)
    return found


def _of_statuses(statuses: list[str]) -> dict[str, Any]:
    solves = reopens = 0
    previous = "new"
    for status in statuses:
        solves += status in _DONE and previous not in _DONE
        reopens += status not in _DONE and previous in _DONE
        previous = status
    return {"status": previous, "solves": solves, "reopens": reopens}
