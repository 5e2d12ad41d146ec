"""Through the reader of one agent no table shows a row, an id or a name of anybody else; what has no view is shut."""

import re
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxtui import canonical
from cxtui.facts.tables import DERIVED
from cxtui.store.read import StoreTrouble, Transaction, queries, query
from cxtui.store.read.permitted import COMMON, PermittedReader, Whose, views
from tests.facts.histories import History, instant
from tests.kpis.reading.secrets import AGENTS, END, MIDDLE, Oracle, histories, leaks
from tests.kpis.reading.stores import stored

TABLES = sorted({*canonical.TABLES, *DERIVED})


def whose(agent: str, at: int | None = None) -> Whose:
    return Whose("s", agent, at, "another agent", "the customer", "another ticket")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories(), at=st.sampled_from((MIDDLE, END)))
def test_no_table_shows_anybody_else(history: History, at: int) -> None:
    oracle = Oracle(history, at)
    with TemporaryDirectory() as folder:
        store = stored(history, Path(folder) / "floor.db")
        for agent in AGENTS:
            with closing(PermittedReader(store)) as reader:
                for table in TABLES:
                    rows = _rows(reader, whose(agent, None if at == END else at), table)
                    if table not in COMMON:
                        assert not leaks(rows, oracle.secrets(agent)), table
                    if table == "ticket":
                        assert {row[1] for row in rows} == oracle.seen(agent)


def _rows(reader: PermittedReader, who: Whose, table: str) -> list[tuple[object, ...]]:
    """Return all rows of a table, none where it is shut."""
    try:
        with reader.transaction_of(who) as tx:
            return tx.rows(f'SELECT * FROM "{table}"')
    except StoreTrouble as error:
        assert error.trouble == "denied" and table not in views() and table not in COMMON, (table, error)
        return []


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of two agents of one team with a ticket each, and one that nobody has."""
    h = History()
    for agent in ("a1", "a2"):
        h.add("agent", agent=agent, name=f"Name of {agent}", kind="human", team="red")
    for ticket, holder in (("T1", "a1"), ("T2", "a2"), ("T3", None)):
        h.ticket(ticket, "2025-01-14 10:00", team="red", customer="c1", subject=f"About {ticket}")
        h.status(ticket, "2025-01-14 10:00", "new")
        h.says(ticket, "2025-01-14 10:00", "c1")
        if holder:
            h.event(ticket, "2025-01-14 10:05", "assignee", holder)
    return stored(h, tmp_path_factory.mktemp("shop") / "floor.db")


@pytest.fixture
def tx(shop: Path) -> Iterator[Transaction]:
    """Return a transaction of agent a1."""
    with closing(PermittedReader(shop)) as reader, reader.transaction_of(whose("a1")) as one:
        yield one


def test_own_tickets_and_those_of_nobody_in_the_team_are_there(tx: Transaction) -> None:
    assert tx.rows("SELECT ticket, subject FROM ticket ORDER BY ticket") == [("T1", "About T1"), ("T3", "About T3")]


def test_who_held_a_ticket_at_an_instant_counts(shop: Path) -> None:
    with closing(PermittedReader(shop)) as reader:
        with reader.transaction_of(whose("a1", instant("2025-01-14 10:01"))) as tx:
            assert [row[0] for row in tx.rows("SELECT ticket FROM ticket_fact ORDER BY ticket")] == ["T1", "T2", "T3"]
        with reader.transaction_of(whose("a1", instant("2025-01-14 10:06"))) as tx:
            assert [row[0] for row in tx.rows("SELECT ticket FROM ticket_fact ORDER BY ticket")] == ["T1", "T3"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM main.ticket",
        "SELECT COUNT(*) FROM main.ticket",
        "SELECT name FROM main.agent",
        "SELECT sql FROM main.sqlite_master",
        "SELECT * FROM agent_day",
        "SELECT * FROM flow_day",
        "SELECT * FROM reject",
        "SELECT t.subject FROM (SELECT * FROM main.ticket) t",
        "WITH other AS (SELECT * FROM main.ticket) SELECT subject FROM other",
        "SELECT (SELECT subject FROM main.ticket LIMIT 1)",
    ],
)
def test_a_table_by_its_own_name_is_shut(shop: Path, text: str) -> None:
    with (
        closing(PermittedReader(shop)) as reader,
        pytest.raises(StoreTrouble, match="not for one agent"),
        reader.transaction_of(whose("a1")) as tx,
    ):
        tx.rows(text)


def test_no_query_of_a_reader_names_a_table_of_the_file_itself() -> None:
    """A common table expression called like a view could read the table of that name, if it said ``main``."""
    texts = {one.name: one.read_text() for one in files(queries.__name__).iterdir() if one.name.endswith(".sql")}
    assert len(texts) > 100
    assert not [name for name, text in texts.items() if re.search(r"\bmain\s*\.", text, re.IGNORECASE)]


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE temp.me SET agent = 'a2'",
        "DELETE FROM temp.me",
        "CREATE TEMP VIEW all_tickets AS SELECT * FROM main.ticket",
        "DROP VIEW temp.ticket",
        "ATTACH ':memory:' AS other",
        "PRAGMA query_only = OFF",
        "INSERT INTO main.setting VALUES ('a', 'b')",
    ],
)
def test_nothing_of_the_scope_can_be_changed(shop: Path, text: str) -> None:
    with (
        closing(PermittedReader(shop)) as reader,
        pytest.raises(StoreTrouble),
        reader.transaction_of(whose("a1")) as tx,
    ):
        tx.rows(text)


def test_another_agent_is_another_picture(shop: Path) -> None:
    with closing(PermittedReader(shop)) as reader:
        for agent, ticket in (("a1", "T1"), ("a2", "T2"), ("a1", "T1")):
            with reader.transaction_of(whose(agent)) as tx:
                assert tx.rows("SELECT DISTINCT ticket FROM event WHERE kind = 'assignee'") == [(ticket,)]


def test_before_anybody_is_named_nothing_is_there(shop: Path) -> None:
    with closing(PermittedReader(shop)) as reader, reader.transaction() as tx:
        assert tx.rows("SELECT * FROM ticket") == [] and tx.rows("SELECT * FROM agent") == []


@pytest.mark.parametrize(
    "name", ["mine_open", "mine_clocks", "listed", "ticket", "escalated", "clocks", "attribute_history"]
)
@pytest.mark.parametrize("at", [None, instant("2025-01-14 10:06")])
def test_no_table_that_grows_is_walked_from_end_to_end(shop: Path, name: str, at: int | None) -> None:
    with closing(PermittedReader(shop)) as reader, reader.transaction_of(whose("a1", at)) as tx:
        plan = tx.rows(f"EXPLAIN QUERY PLAN {query(name)}", at=END, source="s", ticket="T1", most=9)
    walks = [line[3] for line in plan if line[3].startswith("SCAN ") and "subquery" not in line[3]]
    assert {walk for walk in walks if walk not in ("SCAN temp.me", "SCAN w", "SCAN e")} <= {"SCAN CONSTANT ROW"}, walks
