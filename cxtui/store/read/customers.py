"""How many customers there are: who buys or has a contract, or, where nothing tells of that, who has not left."""

from collections.abc import Mapping

from cxtui.store.read.queries import query
from cxtui.store.read.reader import Transaction
from cxtui.store.read.units import Filter, conditions

_OWN = ("tier", "source")


def customers(tx: Transaction, at: int, where: Filter, retention_s: int | None) -> int:
    """Return the customers active at an instant, by purchases within ``retention_s`` and contracts.

    With None they are all who have not left. Of the filter only tier and source say something about customers.
    """
    kept = Filter(_own(where.only), _own(where.never))
    clauses, marks = conditions(kept, "u")
    by_tier = "tier" in kept.only or "tier" in kept.never
    active = "customers_active_by_tier" if by_tier else "customers_active"
    text = query("customers_present" if retention_s is None else active)
    among = " AND ".join(clauses) or "1"
    return int(tx.value(text.replace(":where", among), at=at, retention_s=retention_s, **marks))


def _own(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {dimension: values for dimension, values in chosen.items() if dimension in _OWN}
