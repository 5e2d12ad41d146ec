"""People who were erased, taken out of the staged rows of a first import: what later ones do row by row, in SQL."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.canonical import TABLES
from cxtui.facts import duckdb_engine
from cxtui.store.people import keys, tombstones
from cxtui.store.people.columns import COLUMNS, IdColumn, PersonKind, condition, id_columns, of_kind
from cxtui.store.schema import listed, quoted
from cxtui.store.upsert import compared
from cxtui.store.writer import exists

if TYPE_CHECKING:
    import duckdb


def take_keys(store: Path, files: Iterable[Path]) -> None:
    """Put the keys that lie beside exported files with those of a store."""
    for folder in dict.fromkeys(path.parent for path in files if path.name.startswith("tombstone.")):
        keys.add(keys.keys_path(store), keys.read(folder / keys.EXPORTED).values())


def take_out(con: "duckdb.DuckDBPyConnection", store: Path, tables: tuple[str, ...]) -> tuple[str, ...]:
    """Take people out of the staged tables whom the store at ``store``, or the files themselves, say were erased.

    The store's tombstones are staged with those of the files. Returns the tables that are staged now.
    """
    held = _held(store)
    if not held and "tombstone" not in tables:
        return tables
    spec = TABLES["tombstone"]
    if "tombstone" not in tables:
        duckdb_engine.create_empty(con, "in_tombstone", spec.columns)
    if held:
        marks = ", ".join("?" * len(spec.columns))
        con.executemany(f"INSERT INTO in_tombstone ({listed(spec.names)}) VALUES ({marks})", held)
        _unite(con, "tombstone")
    erased = tombstones.of_rows(tombstones.staged(con), store)
    for table in {"agent", "customer", "ticket"} - set(tables):
        duckdb_engine.create_empty(con, f"in_{table}", TABLES[table].columns)
    _name(con, tables, erased)
    _empty(con, tables)
    for kind in tombstones.KINDS:
        # Whether somebody is a known agent is asked while the agents' own ids still stand.
        for column in sorted(id_columns(kind), key=lambda one: one.table == "agent"):
            if column.table in tables:
                _rename(con, column, kind)
    for table in {"agent", "customer", "agent_state"} & set(tables):
        _unite(con, table)
    return tables if "tombstone" in tables else (*tables, "tombstone")


def _held(store: Path) -> Sequence[tombstones.TombstoneRow]:
    if not exists(store):
        return ()
    with closing(sqlite3.connect(store)) as con:
        return tombstones.rows(con)


def _name(con: "duckdb.DuckDBPyConnection", tables: Sequence[str], erased: tombstones.Tombstones) -> None:
    """Make ``in_erased``: who of those in the staged rows was erased."""
    con.execute("CREATE OR REPLACE TABLE in_erased (kind VARCHAR, source VARCHAR, id VARCHAR, pseudonym VARCHAR)")
    found = set()
    for kind in tombstones.KINDS:
        for column in id_columns(kind):
            if column.table in tables:
                name = quoted(column.column)
                ids = f"SELECT DISTINCT source, {name} FROM in_{column.table} WHERE {name} IS NOT NULL"
                for source, id in con.execute(ids).fetchall():
                    pseudonym = erased.of(kind, source, id)
                    if pseudonym is not None:
                        found.add((kind, source, id, pseudonym))
    # Rows of an export have the pseudonym already; their texts are to go all the same if somebody put some in.
    if found:
        con.executemany("INSERT INTO in_erased VALUES (?, ?, ?, ?)", sorted(found))


def _gone(kind: str, id: str) -> str:
    """Return the condition that the row ``x`` is of somebody erased, under the id or under the pseudonym."""
    return (
        f"(EXISTS (SELECT 1 FROM in_erased e WHERE e.kind = '{kind}' AND e.source = x.source AND e.id = x.{id})"
        f" OR EXISTS (SELECT 1 FROM in_tombstone s WHERE s.source = x.source AND s.pseudonym = x.{id}))"
    )


def _empty(con: "duckdb.DuckDBPyConnection", tables: Sequence[str]) -> None:
    opened = condition(of_kind("ticket", "opened_by", "customer"), "opened_by", "in_{}")
    by_customer = f"{_gone('customer', 'customer')} OR ({opened} AND {_gone('customer', 'opened_by')})"
    where = {("ticket", "subject"): f"({by_customer})"}
    if "ticket" in tables:
        of_them = f"SELECT x.source, x.ticket FROM in_ticket AS x WHERE {_gone('customer', 'customer')}"
        where["rating", "comment"] = f"(x.source, x.ticket) IN ({of_them})"
    for table in tables:
        for column, holds in COLUMNS[table].items():
            if holds == "own":
                where[table, column] = _gone(table, table)
            if (table, column) in where:
                con.execute(
                    f"UPDATE in_{table} AS x SET {quoted(column)} = NULL"
                    f" WHERE x.{quoted(column)} IS NOT NULL AND {where[table, column]}"
                )


def _rename(con: "duckdb.DuckDBPyConnection", column: IdColumn, kind: PersonKind) -> None:
    name = quoted(column.column)
    con.execute(
        f"UPDATE in_{column.table} AS x SET {name} = e.pseudonym FROM in_erased e"
        f" WHERE e.kind = '{kind}' AND e.source = x.source AND e.id = x.{name} AND {column.condition('in_{}')}"
    )


def _unite(con: "duckdb.DuckDBPyConnection", table: str) -> None:
    """Keep of rows that have one key now the greatest, as every merge does."""
    spec = TABLES[table]
    order = ", ".join(f"{quoted(column.name)} DESC NULLS LAST" for column in compared(spec))
    con.execute(
        f"CREATE OR REPLACE TABLE in_{table} AS SELECT {listed(spec.names)} FROM in_{table}"
        f" QUALIFY row_number() OVER (PARTITION BY {listed(spec.key)} ORDER BY {order}) = 1"
    )
