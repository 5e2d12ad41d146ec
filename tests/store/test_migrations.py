import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.canonical import TABLES
from cxtui.errors import StoreError
from cxtui.facts.tables import DERIVED
from cxtui.store.migrations import migrate
from cxtui.store.schema import APPLICATION_ID, LOG_TABLES, VERSION, create_indexes
from tests.store.earlier import made


def _change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as con:
        for statement in statements:
            con.execute(statement)
        con.commit()


def test_from_nothing_to_every_table_and_index(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    done = migrate(path)
    assert done.applied == (
        "canonical_and_books", "tables_of_version_2", "versions_of_calendars", "doubtful_times_of_runs",
        "counts_of_rejects", "spans_of_coverage", "people_who_were_erased", "instants_of_exports",
        "versions_of_events", "live_runs", "places_of_feeds", "exports_as_found",
    )  # fmt: skip
    assert set(done.remade) == set(DERIVED)
    with closing(sqlite3.connect(path)) as con:
        assert con.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert con.execute("PRAGMA user_version").fetchone() == (VERSION,)
        ours = {n for (n,) in con.execute("SELECT name FROM pragma_table_list WHERE wr AND strict")}
        assert ours == {*TABLES, *DERIVED, *LOG_TABLES}
        indexes = {n for (n,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")}
        assert indexes >= set(create_indexes())


def test_a_second_time_there_is_nothing_to_do(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    migrate(path)
    before = path.read_bytes()
    done = migrate(path)
    assert (done.applied, done.remade) == ((), ())
    assert path.read_bytes() == before


def test_a_store_of_version_1_keeps_its_calendars_and_runs(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    migrate(path)
    _change(
        path, "DROP TABLE calendar",
        "CREATE TABLE calendar (source TEXT NOT NULL, calendar TEXT NOT NULL, version_at INTEGER NOT NULL,"
        " version_seq INTEGER NOT NULL, name TEXT, zone TEXT NOT NULL, position INTEGER NOT NULL,"
        " week TEXT NOT NULL, holidays TEXT, PRIMARY KEY (source, calendar)) STRICT, WITHOUT ROWID",
        "INSERT INTO calendar VALUES ('s', 'desk', 7, 1, 'Desk', 'Asia/Tokyo', 3, '0-60', '2025-12-25')",
        "INSERT INTO calendar VALUES ('s', 'night', 7, 0, NULL, 'UTC', 4, '0-120', NULL)",
        "ALTER TABLE import_run DROP COLUMN doubtful_times",
        "ALTER TABLE import_run DROP COLUMN as_of",
        "ALTER TABLE import_run DROP COLUMN batches",
        "INSERT INTO import_run VALUES (1, 5, 6, 's', 'canonical', 2, 9, 4, 0, 3, 2, 1, 8, NULL)",
        "DELETE FROM _sqlite_migrations WHERE name <> 'canonical_and_books'",
        "PRAGMA user_version = 1",
    )  # fmt: skip
    assert "versions_of_calendars" in migrate(path).applied
    with closing(sqlite3.connect(path)) as con:
        found = con.execute("SELECT * FROM calendar ORDER BY calendar").fetchall()
        assert found == [
            ("s", "desk", 0, 7, 1, "Desk", "Asia/Tokyo", 3, "0-60", "2025-12-25"),
            ("s", "night", 0, 7, 0, None, "UTC", 4, "0-120", None),
        ]
        assert con.execute("SELECT rows_read, doubtful_times FROM import_run").fetchall() == [(9, None)]
        assert con.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_strict_table_refuses_a_wrong_type_and_an_absent_key(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    migrate(path)
    with closing(sqlite3.connect(path)) as con:
        with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
            con.execute("INSERT INTO team VALUES ('s', 't', 'soon', 0, NULL, NULL)")
        with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
            con.execute("INSERT INTO team VALUES ('s', NULL, 1, 0, NULL, NULL)")


def test_a_derived_table_of_another_shape_is_made_anew_with_its_indexes(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    migrate(path)
    _change(path, "DROP TABLE ticket_fact", "CREATE TABLE ticket_fact (source TEXT, guess INTEGER)")
    assert migrate(path).remade == ("ticket_fact",)
    with closing(sqlite3.connect(path)) as con:
        names = [n for (n,) in con.execute("SELECT name FROM pragma_table_info('ticket_fact')")]
        assert names == list(DERIVED["ticket_fact"].names)
        on = {n for (n,) in con.execute("SELECT name FROM sqlite_schema WHERE tbl_name = 'ticket_fact'")}
        assert {i.name for i in DERIVED["ticket_fact"].indexes} < on


def test_an_index_that_nobody_declares_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    migrate(path)
    _change(path, "CREATE INDEX old_guess ON team (name)")
    migrate(path)
    with closing(sqlite3.connect(path)) as con:
        assert not con.execute("SELECT 1 FROM sqlite_schema WHERE name = 'old_guess'").fetchall()


def test_a_canonical_table_of_another_shape_is_an_error_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    migrate(path)
    _change(path, "ALTER TABLE team ADD COLUMN colour TEXT")
    with pytest.raises(StoreError, match="team"):
        migrate(path)
    with closing(sqlite3.connect(path)) as con:
        assert con.execute("SELECT 1 FROM pragma_table_info('team') WHERE name = 'colour'").fetchall()


def test_a_newer_store_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    migrate(path)
    _change(path, f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="made by a newer cxtui"):
        migrate(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "browser.db"
    _change(path, "CREATE TABLE bookmark (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a cxtui store"):
        migrate(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    path.write_bytes(b"ticket,created\n" * 400)
    with pytest.raises(StoreError, match=r"floor\.db"):
        migrate(path)


def test_events_of_version_5_get_the_version_of_their_instant_as_do_images_of_them(tmp_path: Path) -> None:
    path = made(5, tmp_path / "floor.db")
    event = "('s', 't', 'e', 70, 'message', 'c', 'customer', 1, NULL, NULL, NULL)"
    image = '{"was":[["s","t","e",70,"note",null,null,null,null,null,null]]}'
    _change(
        path, f"INSERT INTO event VALUES {event}", f"INSERT INTO before_image VALUES (1, 1, 'event', '{image}')",
        "INSERT INTO before_image VALUES (1, 2, 'event', '{\"new\":[[\"s\",\"t\",\"e\"]]}')",
    )  # fmt: skip
    migrate(path)
    with closing(sqlite3.connect(path)) as con:
        assert con.execute("SELECT * FROM event").fetchall() == [
            ("s", "t", "e", 70, "message", "c", "customer", 1, None, None, None, 70, 0, None)
        ]
        (was, new) = (json.loads(text) for (text,) in con.execute("SELECT rows FROM before_image ORDER BY seq"))
    assert was == {"was": [["s", "t", "e", 70, "note", None, None, None, None, None, None, 70, 0, None]]}
    assert new == {"new": [["s", "t", "e"]]}
