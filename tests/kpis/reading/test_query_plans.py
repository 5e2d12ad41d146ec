"""How SQLite finds the rows of every query of a floor, after ANALYZE: by a key or a range of an index.

A table that grows with history must never be walked from end to end; what may be is listed with its reason.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from cxtui.facts.tables import DERIVED
from cxtui.store.read import queries, query
from cxtui.store.read.reader import connect
from tests.facts.histories import instant

GROWING = {
    "ticket", "event", "state", "stated", "ticket_fact", "backlog_span", "customer_turn", "rating_fact", "rating",
    "contact_credit", "customer", "qa_fact", "flow_quarter", "agent_day", "response_day", "open_interval",
    "clock_fact", "clock_step", "handle", "agent_state", "qa_score", "purchase", "contract",
}  # fmt: skip
"""Tables that grow with the history of a floor."""

ALLOWED = {
    ("tickets", "SCAN flow_day"): "a few rows a local day and value: some ten thousand after ten years",
    ("day_values", "SCAN flow_day"): "a few rows a local day and value: some ten thousand after ten years",
    ("doubts", "SCAN doubt"): "stops at 9,999 tickets, and few tickets have one",
    ("doubts_by_kind", "SCAN doubt"): "few tickets have one",
    ("agents", "SCAN a"): "all agents are wanted",
    ("agent_ids", "SCAN agent"): "all ids are wanted, to find what was meant",
    ("agents_called", "SCAN a"): "the sources are not known; there are some hundred agents",
    ("sources", "SCAN source_state"): "one row a source",
    ("coverage", "SCAN coverage"): "a score of rows a source",
    ("customers_active", "SCAN k"): "a contract may have begun at any time",
    ("customers_active_by_tier", "SCAN k"): "a contract may have begun at any time",
    ("customers_present", "SCAN u"): "all customers are wanted, and there is no one else to ask",
    ("audit_covers", "SCAN c"): "a score of rows a source",
    ("staff_dates", "SCAN a"): "all agents are wanted",
    ("staff_states", "SCAN a"): "all agents are wanted",
    ("units_staff", "SCAN a"): "all agents are wanted",
    ("units_customer_base", "SCAN coverage"): "a score of rows a source",
    ("units_lost_known", "SCAN coverage"): "a score of rows a source",
}
"""Walks from end to end that are meant, and why they may be."""

NAMES = sorted(
    one.name[:-4]
    for one in files(queries.__name__).iterdir()
    if one.name.endswith(".sql") and not one.name.startswith(("check_", "records_events"))
)
"""Every query of a floor; ``store check`` and the export of events walk the whole store, as they must."""

WANTED = {
    "backlog": "backlog_span USING COVERING INDEX backlog_span_to (to_at>?)",
    "waiting": "ticket_fact USING COVERING INDEX ticket_fact_wait (waits_until>?)",
    "waiting_count": "ticket_fact USING COVERING INDEX ticket_fact_wait (waits_until>?)",
    "escalated": "ticket_fact USING COVERING INDEX ticket_fact_escalated (escalated_until>?)",
    "escalated_count": "ticket_fact USING COVERING INDEX ticket_fact_escalated (escalated_until>?)",
    "replies_between": "USING COVERING INDEX ticket_fact_reply (first_reply_at>? AND first_reply_at<?)",
    "waits_created_between": "USING COVERING INDEX ticket_fact_created (created_at>? AND created_at<?)",
    "outcomes_between": "USING COVERING INDEX ticket_fact_outcome (outcome_at>? AND outcome_at<?)",
    "flow_quarters": "flow_quarter USING PRIMARY KEY (quarter>? AND quarter<?)",
    "flow_total": "flow_quarter USING PRIMARY KEY (quarter>? AND quarter<?)",
    "flow_days": "flow_day USING PRIMARY KEY (day>? AND day<?)",
    "agent_days": "agent_day USING PRIMARY KEY (day>? AND day<?)",
    "agent_day": "agent_day USING PRIMARY KEY (day=?)",
    "answers_between": "USING COVERING INDEX rating_fact_answered (answered_at>? AND answered_at<?)",
    "answers_flagged": "USING COVERING INDEX rating_fact_flagged (answered_at>? AND answered_at<?)",
    "answers_superseded": "USING COVERING INDEX rating_fact_superseded (superseded_at>? AND superseded_at<?)",
    "solved_between": "USING COVERING INDEX ticket_fact_solved (first_solved_at>? AND first_solved_at<?)",
    "fcr_between": "USING COVERING INDEX ticket_fact_solved (first_solved_at>? AND first_solved_at<?)",
    "fcr_after": "flow_day USING PRIMARY KEY (day>?)",
    "turns_between": "USING COVERING INDEX customer_turn_replied (replied_at>? AND replied_at<?)",
    "unsolved_count": "backlog_span USING COVERING INDEX backlog_span_to (to_at>?)",
    "lift_cells": "USING COVERING INDEX contact_credit_at (contact_at>? AND contact_at<?)",
    "units_retained": "ticket_fact_retained (retained_at>? AND retained_at<?)",
    "units_retained_pending": "ticket_fact_retained (retained_at>? AND retained_at<?)",
    "units_speed_first_response": "ticket_fact_retained (retained_at>? AND retained_at<?)",
    "units_speed_resolution": "ticket_fact_retained (retained_at>? AND retained_at<?)",
    "units_lift": "contact_credit_at (contact_at>? AND contact_at<?)",
    "units_revenue": "USING COVERING INDEX purchase_customer (source=? AND customer=? AND occurred_at>?",
    "units_contact_handling": "INDEX handle_ticket (source=? AND ticket=?)",
    "units_customer_base": "USING COVERING INDEX customer_since (source=? AND since<?)",
    "units_lost_known": "USING COVERING INDEX customer_left (source=? AND left_at>? AND left_at<?)",
    "units_sales": "INDEX purchase_sold (occurred_at>? AND occurred_at<?)",
    "open_hours": "open_interval USING PRIMARY KEY (calendar=? AND day>? AND day<?)",
    "audit_solved": "f USING INDEX ticket_fact_solved (first_solved_at>? AND first_solved_at<?)",
    "audit_offered": "ticket_fact USING INDEX ticket_fact_created (created_at>? AND created_at<?)",
    "audit_replies": "f USING INDEX ticket_fact_reply (first_reply_at>? AND first_reply_at<?)",
    "audit_handed": "ticket_fact USING INDEX ticket_fact_solved (first_solved_at>? AND first_solved_at<?)",
    "staffing_arrivals": "flow_quarter USING PRIMARY KEY (quarter>? AND quarter<?)",
    "staffing_handled": "f USING INDEX ticket_fact_created (created_at>? AND created_at<?)",
    "staff_states": "SEARCH s USING PRIMARY KEY (source=? AND agent=? AND from_at>? AND from_at<?)",
    "staff_handling": "SEARCH h USING COVERING INDEX handle_ended (to_at>? AND to_at<?)",
    "ticket_surveys": "SEARCH r USING INDEX rating_ticket (source=? AND ticket=?)",
    "ticket_reviews": "SEARCH s USING INDEX qa_score_ticket (source=? AND ticket=?)",
    "timeline": "event USING PRIMARY KEY (source=? AND ticket=?)",
    "attribute_history": "event USING PRIMARY KEY (source=? AND ticket=?)",
    "clocks": "clock_fact USING PRIMARY KEY (source=? AND ticket=?)",
    "clock_steps": "clock_step USING PRIMARY KEY (source=? AND ticket=?)",
    "customer_contacts_count": "ticket USING COVERING INDEX ticket_customer (source=? AND customer=? AND created_at<?)",
    "customer_contacts": "t USING INDEX ticket_customer (source=? AND customer=? AND created_at<?)",
    "customer_open": "t USING COVERING INDEX ticket_customer (source=? AND customer=? AND created_at<?)",
    "customer_open_of_backlog": "b USING COVERING INDEX backlog_span_to (to_at>?)",
    "customer_last_contact": "t USING COVERING INDEX ticket_customer (source=? AND customer=? AND created_at<?)",
    "customer_activity": "p USING COVERING INDEX purchase_customer (source=? AND customer=? AND occurred_at>?",
    "customer_purchases": "USING COVERING INDEX purchase_customer (source=? AND customer=? AND occurred_at<?)",
    "customer_money": "USING COVERING INDEX purchase_customer (source=? AND customer=? AND occurred_at<?)",
    "customer_contracts": "USING INDEX contract_customer (source=? AND customer=?)",
}
"""Where the floor's cost is decided: the index and range that must be used."""


@pytest.fixture(scope="module")
def analyzed(packaged: Path) -> Iterator[sqlite3.Connection]:
    """Return a reader's connection on a store that was analysed when it was published."""
    with closing(connect(packaged)) as con:
        assert con.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] > 10
        yield con


def plan(con: sqlite3.Connection, name: str) -> list[str]:
    """Return the lines of a query's plan, its parameters bound to plausible values."""
    at = instant("2026-04-08 10:07")
    known = {
        "at": at, "quarter": at - at % 900, "from_at": at - 3600, "to_at": at, "most": 250, "source": "simulator",
        "contacts_until": at - 90 * 86_400, "waiting_until": at + 1, "day_start": at - at % 86_400,
        "fcr_s": 7 * 86_400, "retention_s": 90 * 86_400, "where": 1, "whose": 1,
        "ticket": "10000", "calendar": "business", "key": "settings", "day": at - at % 86_400,
        "known_to": at, "current_to": at, "channels": '["chat"]', "ahead_s": 120, "run": 1,
        "contact_at": at - 86_400, "until": at,
        "agent": "a1", "customer": "c1", "dimension": "channel",
    }  # fmt: skip
    values = {name: known[name] for name in re.findall(r":([a-z_]+)", query(name))}
    return [row[3] for row in con.execute("EXPLAIN QUERY PLAN " + query(name), values)]


def walked(name: str, lines: list[str]) -> list[str]:
    """Return the lines that walk a table from end to end, without those that walk a subquery or a few rows."""
    text = query(name)
    named = {alias: table for table, alias in re.findall(r"(?:FROM|JOIN)\s+([a-z_]+)\s+([a-z])\b", text)}
    found = []
    for line in lines:
        target = re.match(r"SCAN (\S+)", line)
        if target and named.get(target[1], target[1]) in {*GROWING, *DERIVED, "agent", "coverage", "source_state"}:
            found.append(" ".join(line.split()[:2]))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_no_query_walks_what_grows(analyzed: sqlite3.Connection, name: str) -> None:
    lines = plan(analyzed, name)
    assert [line for line in walked(name, lines) if (name, line) not in ALLOWED] == [], lines


@pytest.mark.parametrize("name", WANTED)
def test_the_index_that_decides(analyzed: sqlite3.Connection, name: str) -> None:
    lines = plan(analyzed, name)
    assert any(WANTED[name] in line for line in lines), lines


@pytest.mark.parametrize(("name", "line"), ALLOWED)
def test_what_is_allowed_is_still_so(analyzed: sqlite3.Connection, name: str, line: str) -> None:
    assert line in walked(name, plan(analyzed, name))
