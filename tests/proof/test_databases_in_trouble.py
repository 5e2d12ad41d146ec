"""Whatever becomes of a followed database: a state that is told, recovery by itself, nothing lost, nothing written."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cxtui.errors import SourceError
from cxtui.importing.follow import follower
from cxtui.sources.live.options import ConfiguredSource
from cxtui.sources.live.pace import Backoff
from tests.importing.follow.following import following, once, sources, state, until
from tests.proof.helpdesks import osticket, zammad
from tests.proof.helpdesks.followed import configured, events, told
from tests.proof.real_databases import PASSWORD, READER, RealMariaDb, RealPostgres

pytestmark = [pytest.mark.proof, pytest.mark.process]


@pytest.fixture(scope="module")
def server() -> Iterator[RealPostgres]:
    with RealPostgres() as one:
        yield one


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follower, "REFUSED_S", 0.1)
    monkeypatch.setattr(Backoff, "seconds", lambda self, failures, draw=None: 0.1)


@pytest.fixture
def con(server: RealPostgres) -> Iterator[Any]:
    with closing(server.helpdesk(zammad.SCHEMA.read_text())) as one:
        yield one


def well(store: Path) -> bool:
    return state(store, "desk").state == "ok"


def test_a_row_that_was_begun_early_and_committed_late_is_found(tmp_path: Path, server: RealPostgres, con: Any) -> None:
    """The transaction is open for longer than the overlap, while others come and go."""
    chosen = configured(tmp_path, server, "zammad", 'overlap = "1 s"\n')
    desk, store = zammad.Zammad(con), tmp_path / "floor.db"
    one, two = desk.create(time.time() - 60, zammad.DORA), desk.create(time.time() - 50, zammad.EMIL)
    with following(store, chosen), closing(server.connect("helpdesk")) as slow:
        until(lambda: well(store))
        with slow.transaction():
            late = zammad.Zammad(slow).write(time.time(), one, zammad.ANN)
            for _ in range(8):
                time.sleep(0.5)
                newest = desk.write(time.time(), two, zammad.BOB)
            until(lambda: f"article-{newest:010d}" in events(store))
            assert f"article-{late:010d}" not in events(store)
        until(lambda: f"article-{late:010d}" in events(store), "what was committed late")


def test_clocks_of_those_who_write_may_be_wrong(tmp_path: Path, server: RealPostgres, con: Any) -> None:
    chosen = configured(tmp_path, server, "zammad", 'overlap = "1 s"\n')
    desk, store = zammad.Zammad(con), tmp_path / "floor.db"
    one = desk.create(time.time() - 400, zammad.DORA)
    with following(store, chosen):
        until(lambda: well(store))
        behind = desk.write(time.time() - 300, one, zammad.ANN)
        until(lambda: f"article-{behind:010d}" in events(store))
        ahead = desk.write(time.time() + 300, one, zammad.ANN)
        until(lambda: f"article-{ahead:010d}" in events(store))
        after = desk.write(time.time(), one, zammad.ANN)
        until(lambda: f"article-{after:010d}" in events(store))


def test_a_database_that_restarts_is_followed_on(tmp_path: Path) -> None:
    with RealPostgres() as own, closing(own.helpdesk(zammad.SCHEMA.read_text())) as con:
        chosen, store = configured(tmp_path, own, "zammad"), tmp_path / "floor.db"
        one = zammad.Zammad(con).create(time.time() - 60, zammad.DORA)
        with following(store, chosen):
            until(lambda: well(store))
            own.stop()
            until(lambda: state(store, "desk").state == "trouble")
            assert "no connection" in (state(store, "desk").error or "")
            own.start()
            with closing(own.connect("helpdesk")) as again:
                reply = zammad.Zammad(again).write(time.time(), one, zammad.ANN)
            until(lambda: well(store) and f"article-{reply:010d}" in events(store))


def test_a_wrong_password_is_told_and_a_new_one_found(tmp_path: Path, server: RealPostgres, con: Any) -> None:
    chosen, store = configured(tmp_path, server, "zammad"), tmp_path / "floor.db"
    (tmp_path / "password").write_text("not-this-one")
    with following(store, chosen):
        until(lambda: state(store, "desk").state == "refused")
        assert state(store, "desk").error == "password is wrong"
        (tmp_path / "password").write_text(PASSWORD)
        until(lambda: well(store))


@pytest.mark.parametrize(
    ("name", "other", "why"),
    [("cxtui_read@", "nobody@", "password is wrong"), ("/helpdesk", "/elsewhere", "no such database")],
)
def test_who_is_not_let_in_is_told_why(
    tmp_path: Path, server: RealPostgres, con: Any, name: str, other: str, why: str
) -> None:
    configured(tmp_path, server, "zammad")
    chosen = sources(tmp_path, (tmp_path / "sources.toml").read_text().replace(name, other))
    with pytest.raises(SourceError, match=f"the database does not let us in: {why}; see url and secret"):
        once(tmp_path / "floor.db", chosen)


def test_a_right_that_was_taken_away_is_told(tmp_path: Path, server: RealPostgres, con: Any) -> None:
    chosen, store = configured(tmp_path, server, "zammad"), tmp_path / "floor.db"
    with following(store, chosen):
        until(lambda: well(store))
        con.execute(f"REVOKE SELECT ON histories FROM {READER}")
        until(lambda: state(store, "desk").state == "refused")
        assert state(store, "desk").error == "a right is missing: permission denied for table histories"
        con.execute(f"GRANT SELECT ON histories TO {READER}")
        until(lambda: well(store))


def test_a_column_that_is_gone_is_named(tmp_path: Path, server: RealPostgres, con: Any) -> None:
    chosen, store = configured(tmp_path, server, "zammad"), tmp_path / "floor.db"
    with following(store, chosen):
        until(lambda: well(store))
        con.execute("ALTER TABLE tickets RENAME COLUMN title TO subject")
        until(lambda: state(store, "desk").state == "trouble")
        assert state(store, "desk").error == (
            "ticket.sql cannot be asked of this database, whose tables may have changed: column t.title does not exist"
        )
        con.execute("ALTER TABLE tickets RENAME COLUMN subject TO title")
        until(lambda: well(store))


def own_mapping(
    folder: Path, server: RealPostgres, files: dict[str, str], more: str = ""
) -> tuple[ConfiguredSource, ...]:
    """Return a database of one's own as a source, read by queries of one's own."""
    queries = folder / "queries"
    queries.mkdir(exist_ok=True)
    for name, text in files.items():
        (queries / name).write_text(text)
    (folder / "password").touch(0o600)
    (folder / "password").write_text(PASSWORD)
    server.allow([f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {READER}"])
    return sources(
        folder,
        f'[desk]\nkind = "sql"\nurl = "{server.url}"\nmapping = "{queries}"\nevery = "1 s"\n'
        f'secret = {{ file = "{folder}/password" }}\n{more}',
    )


CASES = """
CREATE TABLE cases (id int PRIMARY KEY, opened timestamp NOT NULL, changed timestamp NOT NULL, owner text, how text);
CREATE TABLE remarks (id int PRIMARY KEY, case_id int NOT NULL, who text, at timestamp NOT NULL);
"""
TICKET = "SELECT id AS ticket, opened AS created_at, changed AS version_at FROM cases WHERE changed >= :since"
REMARK = """
SELECT 'remark-' || id AS event, case_id AS ticket, at AS occurred_at, 'message' AS kind, who AS actor,
  'agent' AS actor_kind, true AS public
FROM remarks WHERE at >= :since -- and nothing else: no 100 % of what could be said
"""


def test_queries_of_ones_own(tmp_path: Path, server: RealPostgres) -> None:
    """They need no more than ``:since``; their times are those of the zone that is said."""
    with closing(server.helpdesk(CASES)) as con:
        chosen = own_mapping(tmp_path, server, {"ticket.sql": TICKET, "event.sql": REMARK}, 'zone = "Asia/Tokyo"\n')
        con.execute("SET TimeZone = 'Asia/Tokyo'")
        con.execute("INSERT INTO cases VALUES (1, now() - interval '9 d', now() - interval '9 d')")
        con.execute("INSERT INTO remarks VALUES (1, 1, 'ann', now() - interval '9 d')")
        store = tmp_path / "floor.db"
        with following(store, chosen):
            until(lambda: well(store) and len(events(store)) == 1)
            con.execute("INSERT INTO remarks VALUES (2, 1, 'bob', now())")
            until(lambda: len(events(store)) == 2)
        (at,) = con.execute("SELECT floor(extract(epoch FROM at AT TIME ZONE 'Asia/Tokyo')) FROM remarks WHERE id = 2")
    assert told(store, "event", "ticket", "occurred_at", "actor", "public", where="event = 'remark-2'") == {
        ("1", int(at[0]), "bob", 1)
    }


def test_a_query_can_write_nothing(tmp_path: Path, server: RealPostgres) -> None:
    with closing(server.helpdesk(CASES)) as con:
        text = "WITH x AS (DELETE FROM cases WHERE changed < :since RETURNING id) SELECT id AS ticket FROM x"
        chosen = own_mapping(tmp_path, server, {"ticket.sql": text})
        con.execute(f"GRANT ALL ON cases TO {READER}")
        con.execute("INSERT INTO cases VALUES (1, '2026-01-01', '2026-01-01')")
        with pytest.raises(Exception, match=r"ticket\.sql: the database says 25006"):
            once(tmp_path / "floor.db", chosen)
        assert con.execute("SELECT count(*) FROM cases").fetchone() == (1,)


def test_a_query_that_takes_long_is_ended_and_told(tmp_path: Path, server: RealPostgres) -> None:
    with closing(server.helpdesk(CASES)):
        slow = {"ticket.sql": TICKET + " AND pg_sleep(60) IS NOT NULL", "open.sql": "SELECT pg_sleep(60)::text"}
        chosen, store = own_mapping(tmp_path, server, slow, 'timeout = "1 s"\n'), tmp_path / "floor.db"
        with closing(server.connect("helpdesk")) as con:
            con.execute("INSERT INTO cases VALUES (1, now(), now())")
        with following(store, chosen):
            until(lambda: state(store, "desk").state == "waiting")
            assert state(store, "desk").error == "ticket.sql took longer than 1 s"


def test_mariadb_in_trouble(tmp_path: Path) -> None:
    """It restarts, refuses, loses a column and a right, and is followed on each time."""
    with RealMariaDb() as own:
        with closing(own.helpdesk(osticket.SCHEMA.read_text())) as con:
            chosen, store = configured(tmp_path, own, "osticket"), tmp_path / "floor.db"
            one = osticket.OsTicketAtWork(con).create(time.time() - 60, osticket.DORA)
        with following(store, chosen):
            until(lambda: well(store))
            own.stop()
            until(lambda: state(store, "desk").state == "trouble")
            assert state(store, "desk").error == "no connection: nothing answers there, or the database was cut off"
            (tmp_path / "password").write_text("not-this-one")
            own.start()
            until(lambda: state(store, "desk").state == "refused")
            assert state(store, "desk").error == "password is wrong (1045)"
            (tmp_path / "password").write_text(PASSWORD)
            with closing(own.connect("helpdesk")) as con:
                note = osticket.OsTicketAtWork(con).note(time.time(), one, osticket.ANN)
                until(lambda: well(store) and f"entry-{note:010d}" in events(store))
                own.allow(["ALTER TABLE ost_ticket RENAME COLUMN duedate TO due"])
                until(lambda: state(store, "desk").state == "trouble")
                assert "Unknown column 't.duedate'" in (state(store, "desk").error or "")
                own.allow(["ALTER TABLE ost_ticket RENAME COLUMN due TO duedate"])
                until(lambda: well(store))
                own.allow([f"REVOKE SELECT ON helpdesk.ost_thread FROM '{READER}'@'%'"])
                until(lambda: state(store, "desk").state == "refused")
                assert (state(store, "desk").error or "").startswith(
                    "a right is missing: SELECT command denied to user"
                )
