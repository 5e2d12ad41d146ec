"""Both engines make the same rows from the same text."""

from collections.abc import Callable
from functools import partial

import pytest

from cxtui.facts import catalog
from cxtui.settings import StoreSettings
from tests.facts import test_agent_day, test_attribution, test_days, test_doubts, test_flow_quarter, test_thank_yous
from tests.facts.histories import History, Rows, fact, instant, on_duckdb, on_sqlite


def dialogue() -> History:
    """A ticket with a bot's answer, two turns (6 and 8 minutes), a solve, and a reopening."""
    h = History()
    h.add("customer", customer="c1", tier="plus", since=instant("2024-01-01"))
    h.add("agent", agent="a1", kind="human").add("agent", agent="b1", kind="bot")
    h.ticket("t1", "2025-01-14 15:00", channel="chat", customer="c1", topic="refund", opened_by_kind="customer")
    h.event("t1", "2025-01-14 15:00", "assignee", "a1")
    h.says("t1", "2025-01-14 15:00").says("t1", "2025-01-14 15:01", "b1", automated=1)
    h.says("t1", "2025-01-14 15:06", "a1").status("t1", "2025-01-14 15:06", "pending", "a1")
    h.says("t1", "2025-01-14 15:10").says("t1", "2025-01-14 15:11").status("t1", "2025-01-14 15:11", "open")
    h.says("t1", "2025-01-14 15:18", "a1").status("t1", "2025-01-14 15:20", "solved", "a1")
    h.says("t1", "2025-01-15 09:00").status("t1", "2025-01-15 09:00", "open")
    h.ticket("t2", "2025-01-16 10:00", channel="email", customer="c1", topic="refund", opened_by_kind="customer")
    h.says("t2", "2025-01-16 10:00")
    return h


@pytest.fixture(scope="module")
def on_both() -> tuple[Rows, Rows]:
    """Return what DuckDB and SQLite make of the dialogue."""
    return on_duckdb(dialogue()), on_sqlite(dialogue())


@pytest.mark.parametrize("table", [*catalog.KEPT, *catalog.BUCKETS])
def test_engines_agree(on_both: tuple[Rows, Rows], table: str) -> None:
    on_duck, on_lite = on_both
    assert on_duck[table] == on_lite[table]


HISTORIES = [
    test_days.two_tickets, test_attribution.handed_on, partial(test_doubts.sound, "t"), test_agent_day.called_twice,
    test_flow_quarter.edges_of_a_quarter,
]  # fmt: skip


@pytest.mark.parametrize("history", HISTORIES, ids=["days", "attribution", "doubts", "agent", "quarters"])
def test_engines_agree_on_histories_worked_out_by_hand(history: Callable[[], History]) -> None:
    assert on_duckdb(history()) == on_sqlite(history())


@pytest.mark.parametrize("settings", [test_thank_yous.COUNT, test_thank_yous.LEFT_OUT], ids=["count", "leave out"])
def test_engines_agree_on_thank_yous(settings: StoreSettings) -> None:
    history = test_thank_yous.every_reopening()
    assert on_duckdb(history, settings) == on_sqlite(history, settings)


def test_dialogue(on_both: tuple[Rows, Rows]) -> None:
    made, _ = on_both
    first = fact(made, "t1")
    assert first["first_reply_at"] == instant("2025-01-14 15:06")
    assert (first["first_reply_s"], first["replies"], first["customer_messages"]) == (360, 2, 4)
    assert (first["solves"], first["reopens"], first["status"]) == (1, 1, "open")
    assert (first["pending_s"], first["open_s"]) == (300, 540)
    assert (first["target_s"], first["met"]) == (120, 0)
    assert first["outcome_at"] == instant("2025-01-14 15:02")
    assert first["outcome_agent"] == "a1"
    turns = [(r[3], r[4], r[5]) for r in made["customer_turn"] if r[1] == "t1"]
    assert turns == [
        (instant("2025-01-14 15:00"), instant("2025-01-14 15:06"), "a1"),
        (instant("2025-01-14 15:10"), instant("2025-01-14 15:18"), "a1"),
        (instant("2025-01-15 09:00"), None, None),
    ]
    second = fact(made, "t2")
    assert second["waits_until"] > instant("2100-01-01")
    assert second["due_at"] == instant("2025-01-16 14:00")
    assert (first["fcr"], first["repeated"], second["repeated"]) == (0, 1, 0)
