"""The winner of a key is the same whether versions meet in one batch (DuckDB) or in several (SQLite)."""

import sqlite3
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.canonical import SQL_TYPES, TABLES
from cxtui.sources import newest
from cxtui.store.schema import create_table
from cxtui.store.upsert import merge

CONTRACT = TABLES["contract"]

tied = st.tuples(
    st.just("desk"), st.sampled_from(["a", "b"]), st.just(1), st.just(0), st.sampled_from(["x", "X", "é"]),
    st.just(0), st.sampled_from([None, -5, 0, 9, 10, 100]), st.sampled_from([None, -1.5, 0.3, 0.1 + 0.2, 2.0, 10.0]),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(tied, min_size=1, max_size=10))
def test_one_batch_or_many(rows: list[tuple[Any, ...]]) -> None:
    store = sqlite3.connect(":memory:", isolation_level=None)
    store.execute(create_table(CONTRACT))
    for row in rows:
        merge(store, CONTRACT, [row])
    columns = ", ".join(f'"{c.name}" {SQL_TYPES[c.kind][0]}' for c in CONTRACT.columns)
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE in_contract ({columns})")
        con.executemany("INSERT INTO in_contract VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        newest.resolve(con, CONTRACT)
        batch = con.execute("SELECT * FROM in_contract ORDER BY contract").fetchall()
    assert batch == store.execute("SELECT * FROM contract ORDER BY contract").fetchall()
