"""A ticket or two in each helpdesk's own database, with what they become worked out by hand."""

import re
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
HELPDESKS = Path(__file__).with_name("helpdesks")


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


def filled(name: str, at: int, instant: str) -> str:
    """Return the schema of a helpdesk with what happened: {60} there is a minute after ``at``."""
    text = (HELPDESKS / f"{name}.sql").read_text()
    return re.sub(r"\{(\d+)\}", lambda found: instant.format(at + int(found[1])), text)


def of_postgres(name: str, at: int) -> str:
    return filled(name, at, "(to_timestamp({}) AT TIME ZONE 'UTC')")


def of_mariadb(name: str, at: int) -> str:
    return "SET time_zone = '+00:00';\n" + filled(name, at, "FROM_UNIXTIME({})")


def test_freescout(tmp_path: Path, mariadb: RealMariaDb, postgres: RealPostgres, at: int) -> None:
    """It runs on either, and its queries mean the same on both."""
    stores = []
    for server, schema in ((mariadb, of_mariadb("freescout", at)), (postgres, of_postgres("freescout", at))):
        (tmp_path / server.packages).mkdir()
        with server.helpdesk(schema):
            chosen = configured(tmp_path / server.packages, server, "freescout")
            stores.append(once(tmp_path / server.packages / "floor.db", chosen))
    for store in stores:
        assert told(store, "event", *EVENT) == {
            ("message", at, "customer-1", "customer", 1, None, None),
            ("status", at, "customer-1", "customer", None, "open", None),
            ("assignee", at + 60, "user-1", "agent", None, "user-1", None),
            ("note", at + 120, "user-1", "agent", 0, None, None),
            ("message", at + 900, "user-1", "agent", 1, None, None),
            ("status", at + 900, "user-1", "agent", None, "pending", None),
            ("assignee", at + 900, "user-1", "agent", None, "user-1", None),
            ("status", at + 3600, "user-1", "agent", None, "solved", None),
        }  # fmt: skip
        assert told(store, "ticket", "channel", "team", "customer", "opened_by_kind", "deleted_at") == {
            ("email", "1", "customer-1", "customer", None)
        }  # fmt: skip
        assert told(store, "ticket_fact", "first_reply_s", "status") == {(900, "solved")}
        assert told(store, "agent", "agent", "kind") == {("user-1", "human"), ("user-2", "bot")}
        assert told(store, "customer", "customer", "name", "account") == {("customer-1", "Dora Day", "Acme")}
        assert state(store, "desk").doubts == ()


def test_chatwoot(tmp_path: Path, postgres: RealPostgres, at: int) -> None:
    with postgres.helpdesk(of_postgres("chatwoot", at)):
        store = once(tmp_path / "floor.db", configured(tmp_path, postgres, "chatwoot"))
    assert told(store, "event", *EVENT, "automated") == {
        ("message", at, "contact-1", "customer", 1, None, None, 0),
        ("status", at, "contact-1", "customer", None, "open", None, 0),
        ("message", at + 5, "bot-1", "bot", 1, None, None, 1), ("note", at + 120, "user-1", "agent", 0, None, None, 0),
        ("message", at + 900, "user-1", "agent", 1, None, None, 0),
        ("assignee", at + 900, None, None, None, "user-1", None, 0),
        ("status", at + 3600, "user-1", "agent", None, "solved", None, 0),
        ("assignee", at + 3600, None, None, None, "user-1", None, 0),
        ("message", at + 3601, None, "system", 1, None, None, 1),
    }  # fmt: skip
    assert told(store, "rating", "ticket", "kind", "value", "sent_at", "occurred_at", "agent", "comment") == {
        ("1", "csat", 4.0, at + 3601, at + 3700, "user-1", "good")
    }  # fmt: skip
    assert told(store, "ticket", "channel", "team", "priority", "customer") == {("chat", "4", "high", "contact-1")}
    assert told(store, "ticket_fact", "first_reply_s", "status") == {(900, "solved")}
    assert state(store, "desk").doubts == ()


def test_znuny(tmp_path: Path, mariadb: RealMariaDb, postgres: RealPostgres, at: int) -> None:
    stores = []
    for server, schema in ((mariadb, of_mariadb("znuny", at)), (postgres, of_postgres("znuny", at))):
        (tmp_path / server.packages).mkdir()
        with server.helpdesk(schema):
            chosen = configured(tmp_path / server.packages, server, "znuny")
            stores.append(once(tmp_path / server.packages / "floor.db", chosen))
    for store in stores:
        assert told(store, "event", *EVENT) == {
            ("message", at, "dora", "customer", 1, None, None), ("status", at, "user-1", "system", None, "new", None),
            ("assignee", at, "user-1", "system", None, None, None), ("team", at, "user-1", "system", None, "1", None),
            ("priority", at, "user-1", "system", None, "normal", None),
            ("message", at + 2, "user-1", "system", 1, None, None),
            ("team", at + 50, "user-2", "agent", None, "2", None),
            ("assignee", at + 60, "user-2", "agent", None, "user-2", None),
            ("note", at + 120, "user-2", "agent", 0, None, None),
            ("priority", at + 130, "user-2", "agent", None, "urgent", None),
            ("message", at + 900, "user-2", "agent", 1, None, None),
            ("status", at + 3600, "user-2", "agent", None, "solved", None),
        }  # fmt: skip
        assert told(store, "ticket", "channel", "team", "priority", "customer") == {("email", "2", "urgent", "dora")}
        assert told(store, "ticket_fact", "first_reply_s", "status") == {(900, "solved")}
        assert told(store, "customer", "customer", "name", "account") == {("dora", "Dora Day", "acme")}
        assert state(store, "desk").doubts == ()


def test_glpi(tmp_path: Path, mariadb: RealMariaDb, at: int) -> None:
    with mariadb.helpdesk(of_mariadb("glpi", at)):
        store = once(tmp_path / "floor.db", configured(tmp_path, mariadb, "glpi"))
    assert told(store, "event", *EVENT) == {
        ("message", at, "7", "customer", 1, None, None), ("assignee", at + 60, "2", "agent", None, "2", None),
        ("status", at + 60, "2", "agent", None, "open", "new"), ("team", at + 70, "2", "agent", None, "3", None),
        ("priority", at + 80, "2", "agent", None, "urgent", "normal"),
        ("status", at + 90, None, "system", None, "pending", "open"), ("note", at + 120, "2", "agent", 0, None, None),
        ("message", at + 900, "2", "agent", 1, None, None), ("message", at + 1000, "7", "customer", 1, None, None),
        ("message", at + 3600, "2", "agent", 1, None, None),
        ("status", at + 3600, "2", "agent", None, "solved", "pending"),
    }  # fmt: skip
    assert told(store, "ticket", "channel", "team", "priority", "topic", "customer", "opened_by_kind") == {
        ("e-mail", "3", "urgent", "Delivery > Late", "7", "customer")
    }  # fmt: skip
    assert told(store, "rating", "ticket", "value", "sent_at", "occurred_at") == {("1", 4.0, at + 3600, at + 5000)}
    assert told(store, "stated", "metric", "value") == {("due_resolution_at", at + 7200)}
    assert told(store, "ticket_fact", "first_reply_s", "status") == {(900, "solved")}
    assert told(store, "agent", "agent", "name") == {("2", "Ann Arbor")}
    assert state(store, "desk").doubts == ()
