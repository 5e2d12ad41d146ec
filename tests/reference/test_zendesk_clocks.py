"""Clocks of the oracle's service-level policies, and every other fact of it, against the second implementation.

The data set expects no service-level rows, so the second implementation is the judge.
"""

import sqlite3
from contextlib import closing

from cxtui import canonical
from cxtui.facts.tables import DERIVED
from tests.proof import facts
from tests.proof.differing import KEYS, differences
from tests.proof.setups import DEFAULTS
from tests.proof.world import Row, Setup, World
from tests.reference.oracle import Oracle


def _table(con: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> list[Row]:
    listed = ", ".join(f'"{column}"' for column in columns)
    return [dict(zip(columns, row, strict=True)) for row in con.execute(f"SELECT {listed} FROM {name}")]


def test_every_fact_and_clock(oracle: Oracle) -> None:
    with closing(sqlite3.connect(oracle.store)) as con:
        rows = {name: _table(con, name, table.names) for name, table in canonical.TABLES.items()}
        package = {name: _table(con, name, DERIVED[name].names) for name in KEYS}
    calendars = {row["calendar"]: (row["zone"], row["week"], row["holidays"] or "") for row in rows["calendar"]}
    source = rows["ticket"][0]["source"]
    world = World(Setup("zendesk", DEFAULTS, calendars, source), rows)
    assert differences(facts.of_world(world), package) == []
    if oracle.name == "2k":
        metrics = [row["metric"] for row in package["clock_fact"]]
        least = {"next_reply": 500, "agent_work": 1000, "requester_wait": 1000}
        assert {m: n for m, n in least.items() if metrics.count(m) < n} == {}
