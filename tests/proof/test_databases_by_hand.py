"""A ticket or two in each helpdesk's own database, with what they become worked out by hand."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.importing.follow.following import once, state
from tests.proof.helpdesks import osticket, zammad
from tests.proof.helpdesks.followed import configured, told
from tests.proof.real_databases import RealMariaDb, RealPostgres

pytestmark = [pytest.mark.proof, pytest.mark.process]

DAY = 86_400


@pytest.fixture(scope="module")
def postgres() -> Iterator[RealPostgres]:
    with RealPostgres() as server:
        yield server


@pytest.fixture(scope="module")
def mariadb() -> Iterator[RealMariaDb]:
    with RealMariaDb() as server:
        yield server


@pytest.fixture
def at() -> int:
    """Return an instant two days ago: what is told then is history, not the present."""
    return int(time.time()) - 2 * DAY


EVENT = ("kind", "occurred_at", "actor", "actor_kind", "public", "value", "previous")


def test_zammad(tmp_path: Path, postgres: RealPostgres, at: int) -> None:
    with postgres.helpdesk(zammad.SCHEMA.read_text()) as con:
        desk = zammad.Zammad(con)
        one = desk.create(at, zammad.DORA)
        desk.write(at + 60, one, zammad.ANN, kind=zammad.NOTE, internal=True)
        desk.change(at + 120, one, zammad.ANN, owner_id=zammad.BOB, group_id=zammad.SECOND, priority_id=zammad.HIGH)
        desk.write(at + 900, one, zammad.BOB)
        desk.change(at + 1800, one, zammad.BOB, state_id=zammad.FACTORY)
        desk.change(at + 3600, one, zammad.BOB, state_id=zammad.CLOSED)
        desk.change(at + 7200, one, zammad.DORA, state_id=zammad.OPEN)
        two = desk.create(at + 100, zammad.EMIL, kind=zammad.PHONE, by=zammad.CLEO)
        desk.merge(at + 200, two, into=one, by=zammad.CLEO)
        more = 'statuses = { "asked the factory" = "hold" }\ntiers = { "Second line" = 2 }\n'
        store = once(tmp_path / "floor.db", configured(tmp_path, postgres, "zammad", more))
    assert told(store, "event", *EVENT, where="ticket = '1'") == {
        ("status", at, None, None, None, "new", None), ("message", at, "5", "customer", 1, None, None),
        ("note", at + 60, "2", "agent", 0, None, None), ("assignee", at + 120, "2", "agent", None, "3", None),
        ("team", at + 120, "2", "agent", None, "2", "1"), ("priority", at + 120, "2", "agent", None, "high", "normal"),
        ("message", at + 900, "3", "agent", 1, None, None), ("status", at + 1800, "3", "agent", None, "hold", "new"),
        ("status", at + 3600, "3", "agent", None, "solved", "hold"),
        ("status", at + 7200, "5", "customer", None, "open", "solved"),
    }  # fmt: skip
    assert told(store, "event", *EVENT, where="ticket = '2'") == {
        ("status", at + 100, None, None, None, "new", None), ("message", at + 100, "6", "customer", 1, None, None),
        ("merged", at + 200, "4", "agent", None, "1", None), ("note", at + 200, "4", "agent", 1, None, None),
        ("status", at + 200, "4", "agent", None, "closed", "new"),
    }  # fmt: skip
    columns = ("ticket", "channel", "team", "priority", "customer", "opened_by_kind", "merged_into")
    assert told(store, "ticket", *columns) == {
        ("1", "email", "2", "high", "5", "customer", None), ("2", "phone", "1", "normal", "6", "agent", "1")
    }  # fmt: skip
    assert told(store, "ticket_fact", "first_reply_at", "first_reply_s", "status", "reopens", where="ticket = '1'") == {
        (at + 900, 900, "open", 1)
    }  # fmt: skip
    assert told(store, "team", "team", "name", "tier") == {("1", "First line", None), ("2", "Second line", 2)}
    assert told(store, "agent", "agent", "name", "kind") == {
        ("1", "-", "system"), ("2", "Ann Arbor", "human"), ("3", "Bob Bell", "human"), ("4", "Cleo Coe", "human")
    }  # fmt: skip
    assert told(store, "customer", "customer", "name") == {("5", "Dora Day"), ("6", "Emil")}
    assert state(store, "desk").doubts == ()


def test_osticket(tmp_path: Path, mariadb: RealMariaDb, at: int) -> None:
    with mariadb.helpdesk(osticket.SCHEMA.read_text()) as con:
        desk = osticket.OsTicketAtWork(con)
        one = desk.create(at, osticket.DORA)
        note = desk.note(at + 60, one, osticket.ANN)
        desk.edit(at + 70, note, osticket.ANN)
        desk.own(at + 120, one, osticket.BOB, by=osticket.ANN)
        desk.move(at + 180, one, 2, by=osticket.ANN)
        desk.reply(at + 900, one, osticket.BOB)
        desk.wait(at + 1800, one, by=osticket.BOB)
        desk.close(at + 3600, one, by=osticket.BOB)
        desk.reopen(at + 7200, one, by=osticket.CLEO)
        two = desk.create(at + 100, osticket.EMIL)
        desk.claim(at + 150, two, osticket.CLEO)
        desk.merge(at + 200, two, into=one, by=osticket.CLEO)
        more = 'statuses = { "At the factory" = "hold" }\n'
        store = once(tmp_path / "floor.db", configured(tmp_path, mariadb, "osticket", more))
    assert told(store, "event", *EVENT, where="ticket = '1'") == {
        ("message", at, "user-1", "customer", 1, None, None), ("status", at, None, "system", None, "open", None),
        ("team", at, None, "system", None, "1", None), ("note", at + 60, "staff-1", "agent", 0, None, None),
        ("assignee", at + 120, "staff-1", "agent", None, "staff-2", None),
        ("team", at + 180, "staff-1", "agent", None, "2", None),
        ("message", at + 900, "staff-2", "agent", 1, None, None),
        ("status", at + 1800, "staff-2", "agent", None, "hold", None),
        ("status", at + 3600, "staff-2", "agent", None, "solved", None),
        ("status", at + 7200, "staff-3", "agent", None, "open", None),
    }  # fmt: skip
    assert told(store, "event", *EVENT, where="ticket = '2'") == {
        ("message", at + 100, "user-2", "customer", 1, None, None),
        ("status", at + 100, None, "system", None, "open", None), ("team", at + 100, None, "system", None, "1", None),
        ("message", at + 150, "staff-3", "agent", 1, None, None),
        ("assignee", at + 150, "staff-3", "agent", None, "staff-3", None),
        ("status", at + 200, "staff-3", "agent", None, "solved", None),
        ("merged", at + 200, "staff-3", "agent", None, "1", None),
    }  # fmt: skip
    columns = ("ticket", "channel", "team", "priority", "topic", "customer", "subject", "merged_into")
    assert told(store, "ticket", *columns) == {
        ("1", "email", "2", "normal", "Delivery", "user-1", "It broke — <b>", None),
        ("2", "email", "1", "normal", "Delivery", "user-2", "It broke — <b>", "1"),
    }  # fmt: skip
    assert told(store, "stated", "metric", "value", where="ticket = '1'") == {("due_resolution_at", at + 7200)}
    assert told(store, "ticket_fact", "first_reply_at", "first_reply_s", "status", "reopens", where="ticket = '1'") == {
        (at + 900, 900, "open", 1)
    }  # fmt: skip
    assert told(store, "agent", "agent", "name") == {
        ("staff-1", "Ann Arbor"), ("staff-2", "Bob Bell"), ("staff-3", "cleo")
    }  # fmt: skip
    assert state(store, "desk").doubts == ()
