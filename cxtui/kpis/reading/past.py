"""What a ticket was at an instant, where its history goes on after it."""

from collections.abc import Mapping

from cxtui.store.read import Transaction


def told(tx: Transaction, source: str, ticket: str, at: int) -> Mapping[str, str | None]:
    """Return priority, team, assignee, topic and escalated tier as of an instant, where history tells of them.

    The newest word until the instant counts; without one, what the first later word says was before. A kind
    that history never mentions is absent: it is today what it was then.
    """
    found: dict[str, str | None] = {}
    for kind, told_at, value, previous in tx.rows("told", source=source, ticket=ticket):
        if told_at <= at:
            found[kind] = value
        else:
            found.setdefault(kind, previous)
    return found
