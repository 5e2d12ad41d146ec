"""ServiceNow's and Intercom's tables as warehouses hold them: names, teams and history by hand, and keys that miss."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cxtui.importing.run import Request, run
from cxtui.sources.recognising import recognised

EXPORTS = Path(__file__).parents[1] / "sources" / "exports"


def rows(store: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(store)) as con:
        return con.execute(query).fetchall()


def shouted(name: str, into: Path) -> Path:
    """Write a folder's tables with their columns in capitals, as some warehouses give them."""
    into.mkdir()
    for path in (EXPORTS / name).iterdir():
        head, _, rest = path.read_text().partition("\n")
        (into / path.name).write_text(f"{head.upper()}\n{rest}")
    return into


@pytest.mark.parametrize("capitals", [False, True])
def test_servicenow_tickets_are_incidents_under_their_numbers(tmp_path: Path, capitals: bool) -> None:
    folder = shouted("servicenow-tables", tmp_path / "tables") if capitals else EXPORTS / "servicenow-tables"
    store = tmp_path / "floor.db"
    assert run(store, Request((folder,), None)).mapping == "servicenow-tables"
    # The change CHG0000105 and the deleted INC0000106 are none.
    assert rows(store, "SELECT ticket, team, priority, channel, topic, product, customer FROM ticket ORDER BY 1") == [
        ("INC0000101", "g1", "high", "phone", "network", "Branch router", "u9"),
        ("INC0000102", "g1", "normal", "web", "hardware", None, "u9"),
        ("INC0000103", "g2", "urgent", "email", "software", None, "u8"),
        ("INC0000104", "g2", "low", "email", "network", "Branch router", "u8"),
    ]
    assert rows(store, "SELECT agent, name FROM agent ORDER BY 1") == [("u1", "Ann Oak"), ("u2", "Bob Elm")]
    assert rows(store, "SELECT team, name FROM team ORDER BY 1") == [("g1", "First line"), ("g2", "Second line")]
    # The row t199 of incident has no task, so nothing says which ticket it is.
    assert rows(store, "SELECT ticket, value FROM stated WHERE metric = 'resolved_at' AND value IS NOT NULL") == [
        ("INC0000101", 1_772_452_800), ("INC0000102", 1_772_530_200),
    ]  # fmt: skip


@pytest.mark.parametrize("capitals", [False, True])
def test_intercom_says_what_happened_by_its_parts(tmp_path: Path, capitals: bool) -> None:
    folder = shouted("intercom-tables", tmp_path / "tables") if capitals else EXPORTS / "intercom-tables"
    store = tmp_path / "floor.db"
    summary = run(store, Request((folder,), None))
    assert (summary.mapping, summary.tickets, summary.doubts) == ("intercom-tables", 4, ())
    said = "SELECT kind, actor, actor_kind, value FROM event WHERE ticket = '101' ORDER BY occurred_at, event"
    assert rows(store, said) == [
        ("message", "c9", "customer", None), ("team", "b1", "bot", "7"), ("assignee", "1", "agent", "1"),
        ("note", "1", "agent", None), ("message", "1", "agent", None), ("status", "1", "agent", "solved"),
    ]  # fmt: skip
    assert rows(store, "SELECT agent, name, team FROM agent ORDER BY 1") == [
        ("1", "Ann Oak", "7"),
        ("2", "Bob Elm", None),
    ]
    assert rows(store, "SELECT customer, name, account FROM customer ORDER BY 1") == [
        ("c8", "Dora Fir", None), ("c9", "Emil Ash", "acme"),
    ]  # fmt: skip
    assert rows(store, "SELECT ticket, value FROM rating ORDER BY 1") == [("101", 5), ("102", 1)]


@pytest.mark.parametrize("name", ["servicenow", "intercom"])
def test_true_schemas_are_recognised(reference: Path, name: str) -> None:
    assert recognised([reference / "fivetran_schemas" / name]).mapping.name == f"{name}-tables"
