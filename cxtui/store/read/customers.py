"""How many customers there are: who buys or has a contract, or, where nothing tells of that, who has not left."""

from collections.abc import Mapping

from cxtui.store.read.queries import query
from cxtui.store.read.reader import Transaction
from cxtui.store.read.units import Filter, conditions

_OWN = ("tier", "source")

_WHOLE = 3
"""From a third of all purchases on it is quicker to go through them all by customer than to sort the horizon's."""


def customers(tx: Transaction, at: int, where: Filter, retention_s: int | None) -> int:
    """Return the customers active at an instant, by purchases within ``retention_s`` and contracts.

    With None they are all who have not left. Of the filter only tier and source say something about customers.
    """
    kept = Filter(_own(where.only), _own(where.never))
    clauses, marks = conditions(kept, "u")
    among = " AND ".join(clauses) or "1"
    if retention_s is None:
        return int(tx.value(query("customers_present").replace(":where", among), at=at, **marks))
    by_tier = "tier" in kept.only or "tier" in kept.never
    text = query("customers_active_by_tier" if by_tier else "customers_active").replace(":where", among)
    first, last = tx.rows("purchases_span")[0]
    if first is not None and retention_s * _WHOLE >= last - first:
        # A plus keeps SQLite from the index by time: the one by customer gives them in order.
        text = text.replace("p.occurred_at", "+p.occurred_at")
    return int(tx.value(text, at=at, retention_s=retention_s, **marks))


def _own(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {dimension: values for dimension, values in chosen.items() if dimension in _OWN}
