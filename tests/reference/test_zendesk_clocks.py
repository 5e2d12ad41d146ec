"""Service-level clocks of Zendesk's policies, worked out by hand on a few tickets, and what holds for all.

Both policies promise by priority; policy 1 in opening hours (calendar 101: New York, Monday to Friday, 9 to 17),
policy 2 in calendar time.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cxtui.importing.run import Request, run
from cxtui.store.rebuilt import compare

Clock = tuple[str, str, int, str | None, str | None, int | None, str | None]

MET, BROKEN, REPLACED, RUNNING = "met", "breached", "replaced", "running"
HOUR = 3600


@pytest.fixture(scope="module", params=["cases", "2k"])
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of a folder."""
    return str(request.param)


@pytest.fixture(scope="module")
def stores(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the stores of both folders."""
    found = {}
    for name in ("cases", "2k"):
        found[name] = tmp_path_factory.mktemp("clocks") / f"{name}.db"
        run(found[name], Request((reference / "zendesk_oracle" / f"in_{name}",), "zendesk"))
    return found


@pytest.fixture
def con(stores: dict[str, Path], name: str) -> Iterator[sqlite3.Connection]:
    """Return a connection to one of them."""
    with closing(sqlite3.connect(stores[name])) as con:
        yield con


def said(at: int | None) -> str | None:
    """Return an instant as ``05-22 13:58:12`` in UTC."""
    return None if at is None else f"{datetime.fromtimestamp(at, UTC):%m-%d %H:%M:%S}"


def clocks(store: Path, ticket: str) -> list[Clock]:
    """Return metric, state, target, due, outcome, result and owner of a ticket's clocks."""
    with closing(sqlite3.connect(store)) as con:
        rows = con.execute(
            "SELECT metric, state, target_s, due_at, outcome_at, met, agent FROM clock_fact WHERE ticket = ? "
            "ORDER BY metric, seq",
            (ticket,),
        ).fetchall()
    return [(m, state, s, said(due), said(outcome), met, agent) for m, state, s, due, outcome, met, agent in rows]


def test_a_policy_in_opening_hours(stores: dict[str, Path]) -> None:
    # Tuesday 10:00 there. 16 h: 7 on Tuesday, 8, 1. 40 h: 7, 8, 8, 8 to Friday, 8 on Monday, 1.
    assert clocks(stores["cases"], "1") == [
        ("agent_work", MET, 16 * HOUR, "01-16 15:00:00", "01-14 15:42:30", 1, "9001"),
        ("requester_wait", MET, 40 * HOUR, "01-21 15:00:00", "01-14 15:42:30", 1, "9001"),
    ]
    with closing(sqlite3.connect(stores["cases"])) as con:
        first = con.execute("SELECT target_s, due_at, met FROM ticket_fact WHERE ticket = '1'").fetchone()
    assert (first[0], said(first[1]), first[2]) == (8 * HOUR, "01-15 15:00:00", 1)


def test_a_policy_in_calendar_time_with_two_pauses_and_two_turns(stores: dict[str, Path]) -> None:
    # Worked 13:58:12-14:50:06 and three days later 15:28:38-18:50:33: 3,114 + 12,115 s. From 21:04:16 on 157,571 s
    # of 48 h, or 330,371 s of 96 h, are left.
    assert clocks(stores["2k"], "1008") == [
        ("agent_work", RUNNING, 48 * HOUR, "05-27 16:50:27", "05-27 16:50:27", 0, "9019"),
        ("next_reply", MET, 12 * HOUR, "05-26 03:28:38", "05-25 18:50:33", 1, "9019"),
        ("next_reply", RUNNING, 12 * HOUR, "05-26 09:04:16", "05-26 09:04:16", 0, "9019"),
        ("requester_wait", RUNNING, 96 * HOUR, "05-29 16:50:27", "05-29 16:50:27", 0, "9019"),
    ]


def test_a_priority_changed_with_the_first_reply(stores: dict[str, Path]) -> None:
    # Low became normal on a Sunday, in the second of the reply; the customer wrote on Tuesday, before opening.
    # Clocks go back on 3 November: the last of 40 h is Monday the 4th at 17:00 there, 22:00 in UTC.
    assert clocks(stores["2k"], "1095") == [
        ("agent_work", REPLACED, 40 * HOUR, "11-01 21:00:00", None, None, None),
        ("agent_work", RUNNING, 16 * HOUR, "10-30 21:00:00", "10-30 21:00:00", 0, "9003"),
        ("first_response", REPLACED, 24 * HOUR, "10-30 21:00:00", None, None, None),
        ("first_response", MET, 8 * HOUR, "10-28 21:00:00", "10-27 17:50:18", 1, "9008"),
        ("next_reply", RUNNING, 8 * HOUR, "10-29 21:00:00", "10-29 21:00:00", 0, "9003"),
        ("requester_wait", REPLACED, 80 * HOUR, "11-08 22:00:00", None, None, None),
        ("requester_wait", RUNNING, 40 * HOUR, "11-04 22:00:00", "11-04 22:00:00", 0, "9003"),
    ]


def test_only_tickets_with_a_policy_have_these_clocks(con: sqlite3.Connection) -> None:
    having = set(con.execute("SELECT DISTINCT ticket FROM clock_fact WHERE metric <> 'first_response'"))
    policy = set(con.execute("SELECT DISTINCT ticket FROM event WHERE kind = 'policy'"))
    assert having <= policy
    excluded = set(con.execute("SELECT ticket FROM ticket_fact WHERE excluded = 1"))
    assert policy - having <= excluded | set(con.execute("SELECT ticket FROM ticket WHERE priority IS NULL"))


def test_what_holds_for_every_clock(con: sqlite3.Connection) -> None:
    rows = con.execute(
        "SELECT state, started_at, applied_at, from_at, due_at, outcome_at, met, ended_at, left_s FROM clock_fact"
    ).fetchall()
    assert len(rows) >= 2
    for state, started, applied, begun, due, outcome, met, ended, left in rows:
        assert started <= begun and applied <= begun
        assert (outcome is None) == (met is None)
        assert ended is None or begun <= ended
        if met == 1:
            assert outcome == ended and (due is None or outcome <= due)
        if met == 0:
            assert outcome == due >= begun and (ended is None or outcome < ended)
        if state == "paused":
            assert due is None and left >= 0 and ended is None
        if state in ("running", "paused"):
            assert ended is None


def test_a_wait_counts_once_and_a_first_response_as_the_ticket_does(con: sqlite3.Connection) -> None:
    counted = con.execute(
        "SELECT c.ticket, c.outcome_at, c.met, c.agent, c.target_s, f.outcome_at, f.met, f.outcome_agent, f.target_s "
        "FROM clock_fact c JOIN ticket_fact f USING (source, ticket) "
        "WHERE c.metric = 'first_response' AND c.counted = 1"
    ).fetchall()
    assert [row for row in counted if row[1:5] != row[5:9]] == []
    assert len({row[0] for row in counted}) == len(counted)


def test_kept_clocks_are_those_of_the_records(stores: dict[str, Path], name: str) -> None:
    found = compare(stores[name])
    assert found.sound and {"clock_fact", "clock_step"} <= set(found.tables)
