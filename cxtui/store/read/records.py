"""Records as they stand in a store: tickets and events of a period, and canonical tables whole."""

from collections.abc import Iterator

from cxtui import canonical
from cxtui.canonical import SQL_TYPES, CanonicalColumn
from cxtui.store.read.queries import query
from cxtui.store.read.reader import Row, Transaction
from cxtui.store.read.units import UnitQuery, conditions
from cxtui.store.schema import listed, quoted

KINDS = {sqlite: kind for kind, (_, sqlite) in SQL_TYPES.items()}

RECORDS = ("tickets", "events")


def columns(tx: Transaction, name: str) -> tuple[CanonicalColumn, ...]:
    """Return the columns of ``tickets`` or ``events``."""
    found = tx.described(f"SELECT * FROM ({query('records_' + name)}) LIMIT 0", from_at=0, to_at=0)
    known = {c.name: c for t in canonical.TABLES.values() for c in t.columns}
    return tuple(CanonicalColumn(c, known[c].kind if c in known else _kind(c), "") for c in found)


def _kind(column: str) -> canonical.ColumnType:
    from cxtui.facts.tables import DERIVED

    return next((c.kind for c in DERIVED["ticket_fact"].columns if c.name == column), "text")


def each(tx: Transaction, name: str, wanted: UnitQuery) -> Iterator[Row]:
    """Yield the rows of ``tickets`` (created in the period) or ``events`` (that happened in it), in order of time."""
    clauses, marks = conditions(wanted.where, "x")
    where = " AND ".join(clauses) or "1"
    order = "created_at, source, ticket" if name == "tickets" else "occurred_at, source, ticket, event"
    return tx.each(
        f"SELECT * FROM (\n{query('records_' + name)}\n) x WHERE {where} ORDER BY {order}",
        from_at=wanted.from_at, to_at=wanted.to_at, **marks,
    )  # fmt: skip


def table(tx: Transaction, name: str) -> Iterator[Row]:
    """Yield the rows of a canonical table, all of its columns, in order of its key."""
    spec = canonical.TABLES[name]
    return tx.each(f"SELECT {listed(spec.names)} FROM {quoted(name)} ORDER BY {listed(spec.key)}")
