"""Lists of more than one number: one query each, ``list_NAME``, that says by ``:where`` about rows called ``u``
where filters belong."""

from cxtui.store.read.queries import query
from cxtui.store.read.reader import Row, Transaction
from cxtui.store.read.units import UnitQuery, conditions


def rows(tx: Transaction, name: str, wanted: UnitQuery, **more: int) -> list[Row]:
    """Return the rows of a list for the units wanted; ``more`` are other parameters of its query."""
    clauses, marks = conditions(wanted.where, "u")
    text = query("list_" + name).replace(":where", " AND ".join(clauses) or "1")
    return tx.rows(text, from_at=wanted.from_at, to_at=wanted.to_at, at=wanted.at, **marks, **more)
