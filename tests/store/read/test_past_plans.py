"""How SQLite finds the rows of every query of a past that is too large to be copied: what grows is never walked."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.store.read import query
from cxtui.store.read.past_reader import PastReader
from cxtui.store.read.past_text import looked_up
from cxtui.store.read.permitted import PermittedReader, Whose
from tests.facts.histories import instant
from tests.kpis.reading.test_query_plans import NAMES

AT = instant("2026-04-07 12:00")
ALLOWED = {
    "customers_active": "a contract may have begun at any time",
    "customers_active_by_tier": "a contract may have begun at any time",
    "customers_present": "all customers are wanted, and there is no one else to ask",
    "doubts": "stops at 9,999 tickets, and few tickets have one",
    "doubts_by_kind": "few tickets have one",
    "units_lost_known": "a customer is no longer lost at an instant before: their ends are worked out",
} | dict.fromkeys(
    ("future_misses_by_agent", "outcomes_between", "units_first_wait", "waits_begun_anew", "waits_created_between"),
    "the packaged floor has a handful of earlier waits, which are sooner gone through than looked up",
)
"""Queries that walk a table of the store from end to end, and why they may."""


def walked(con: sqlite3.Connection, name: str) -> list[str]:
    """Return the lines of a query's plan that walk a table of the store, which every view of the past calls x."""
    text = looked_up(query(name))
    values = {one: 0 if one == "most" else AT for one in re.findall(r":([a-z_]+)", text)}
    lines = [row[3] for row in con.execute("EXPLAIN QUERY PLAN " + text, values)]
    return [line for line in lines if re.match(r"SCAN x\b", line)]


@pytest.fixture(scope="module")
def past(packaged: Path) -> Iterator[sqlite3.Connection]:
    """Return a connection on which the past stands in the place of the tables."""
    with closing(PastReader(packaged, AT, 100.0, copied=0)) as reader, reader.transaction() as tx:
        assert tx.value("SELECT COUNT(*) FROM temp.past_ticket") > 10
        yield tx._con


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("records_tickets", *ALLOWED)])
def test_no_query_walks_what_grows(past: sqlite3.Connection, name: str) -> None:
    assert walked(past, name) == []


@pytest.mark.parametrize("name", ALLOWED)
def test_what_is_allowed_is_still_so(past: sqlite3.Connection, name: str) -> None:
    assert walked(past, name) != []


@pytest.mark.parametrize("name", ["mine_open", "mine_clocks", "listed", "ticket", "escalated_past", "clocks"])
def test_nor_does_one_of_an_agent(packaged: Path, name: str) -> None:
    who = Whose("simulator", "a01", AT, "another agent", "the customer", "another ticket")
    with (
        closing(PermittedReader(packaged, 100.0, copied=0)) as reader,
        reader.transaction_of(who) as tx,
    ):
        text = query(name)
        values = dict.fromkeys(re.findall(r":([a-z_]+)", text), AT)
        plan = tx.rows("EXPLAIN QUERY PLAN " + text, **values)
    assert [line[3] for line in plan if re.match(r"SCAN (x|f|k)\b", line[3])] == []
