import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from cxtui.errors import StoreError
from cxtui.store.publish import Builder, BuildStep, build
from cxtui.store.read import Reader
from cxtui.store.schema import create_indexes
from cxtui.store.wal import beside
from tests.store.rows import TEAMS, note_source

NO_SPAN = "NULL AS from_at, NULL AS to_at"
EVENTS = """
    SELECT 'desk' AS source, (i * 7919) % 500 AS ticket, 'e' || i AS event, 1000 + i AS occurred_at,
        CASE WHEN i % 2 = 0 THEN 'message' ELSE 'note' END AS kind, NULL AS actor, 'agent' AS actor_kind,
        i % 2 = 0 AS public, NULL AS automated, 'żółw' || chr(0) || i AS "value", NULL AS previous,
        1000 + i AS version_at, 0 AS version_seq, NULL AS retracted
    FROM range(5000) AS r(i)
"""


def _all(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as con:
        return con.execute(sql).fetchall()


def test_what_duckdb_had_is_what_the_store_has(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "floor.db"
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE happened AS {EVENTS}")
        made = build(path, con, {"event": "happened", "team": f"{TEAMS} FROM range(3) AS r(i)"})
        wanted = con.execute(
            'SELECT source, ticket::VARCHAR, event, occurred_at, kind, public::BIGINT, "value"'
            " FROM happened ORDER BY source, ticket::VARCHAR, event"
        ).fetchall()
    assert made.rows == {"event": 5000, "team": 3}
    assert _all(path, "SELECT source, ticket, event, occurred_at, kind, public, value FROM event") == wanted
    assert _all(path, "SELECT team, name, tier FROM team") == [(f"t{i}", f"Team {i}", 1) for i in range(3)]


def test_a_published_store_is_whole_and_ready_for_readers(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    with duckdb.connect() as con:
        build(path, con, {"event": EVENTS})
    assert _all(path, "PRAGMA integrity_check") == [("ok",)]
    assert _all(path, "PRAGMA journal_mode") == [("wal",)]
    indexes = {name for (name,) in _all(path, "SELECT name FROM sqlite_schema WHERE type = 'index'")}
    assert indexes >= set(create_indexes())
    assert _all(path, "SELECT stat FROM sqlite_stat1 WHERE tbl = 'event'") == [("5000 5000 10 1",)]
    for suffix in ("", "-wal", "-shm"):
        assert beside(path, suffix).stat().st_mode & 0o777 == 0o640
    assert beside(path, "-wal").stat().st_size == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "floor.db", "floor.db-shm", "floor.db-wal", "floor.db.lock",
    ]  # fmt: skip


def test_columns_are_found_by_name_whatever_their_order(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    with duckdb.connect() as con:
        build(path, con, {"coverage": "SELECT NULL AS to_at, 'messages' AS what, 7 AS from_at, 'desk' AS source"})
    assert _all(path, "SELECT * FROM coverage") == [("desk", "messages", 7, None)]


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"coverage": "SELECT 'desk' AS source"}, "what"),
        ({"coverage": f"SELECT 'desk' AS source, 'messages' AS what, {NO_SPAN} FROM range(2)"}, "UNIQUE"),
        ({"coverage": f"SELECT 'desk' AS source, NULL AS what, {NO_SPAN}"}, "NOT NULL"),
        ({"team": "SELECT 'desk' AS source, 'a' AS team, 'soon' AS version_at, 0 AS version_seq, 'A' AS name,"
                  " 1 AS tier"}, "soon"),
        ({"nonsense": "SELECT 1"}, "no such table"),
        ({"team": f"{TEAMS} FROM range(3) AS r(i)", "coverage": "nowhere"}, "nowhere"),
    ],
)  # fmt: skip
def test_rows_that_do_not_fit_leave_nothing(tmp_path: Path, tables: dict[str, str], words: str) -> None:
    with duckdb.connect() as con, pytest.raises(StoreError, match=words):
        build(tmp_path / "floor.db", con, tables)
    assert [p.name for p in tmp_path.iterdir()] == ["floor.db.lock"]


def test_a_failing_finish_leaves_the_place_as_it_was(floor: Path) -> None:
    before = floor.read_bytes()

    def finish(con: sqlite3.Connection) -> None:
        con.execute("INSERT INTO setting VALUES ('zone', NULL)")

    with pytest.raises(StoreError, match="NOT NULL"):
        build(floor, None, {}, finish=finish, replace=True)
    assert floor.read_bytes() == before
    assert not floor.with_name(".floor.db.building").exists()


def test_giving_up_breaks_off_what_would_take_an_hour(floor: Path) -> None:
    before = floor.read_bytes()
    endless = f"SELECT 'desk' AS source, 'm' || i AS what, {NO_SPAN} FROM range(40000000000) AS r(i)"
    with (
        duckdb.connect() as con,
        pytest.raises(KeyboardInterrupt),
        Builder(floor, con, replace=True) as builder,
    ):
        builder.add("team", f"{TEAMS} FROM range(3) AS r(i)")
        builder.add("coverage", endless)
        raise KeyboardInterrupt
    assert floor.read_bytes() == before
    assert not floor.with_name(".floor.db.building").exists()


def test_a_failure_is_raised_while_tables_are_still_added(tmp_path: Path) -> None:
    with (
        duckdb.connect() as con,
        pytest.raises(StoreError, match="rows of coverage cannot be read"),
        Builder(tmp_path / "floor.db", con) as builder,
    ):
        builder.add("coverage", "nowhere")
        while True:
            builder.add("team", f"{TEAMS} FROM range(3) AS r(i)")


def test_a_store_is_not_built_over_unless_it_is_asked_for(floor: Path) -> None:
    before = floor.read_bytes()
    with pytest.raises(StoreError, match="already"):
        build(floor, None, {})
    assert floor.read_bytes() == before


def test_replacing_keeps_permissions_and_drops_the_old_log(floor: Path) -> None:
    floor.chmod(0o600)
    with duckdb.connect() as con:
        build(floor, con, {"team": f"{TEAMS} FROM range(5) AS r(i)"}, finish=note_source, replace=True)
    assert floor.stat().st_mode & 0o777 == 0o600
    with Reader(floor).transaction() as tx:
        assert tx.value("SELECT count(*) FROM team") == 5


def test_a_log_left_by_a_deleted_store_is_not_played_into_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    build(path, None, {})
    with closing(sqlite3.connect(path)) as con:
        con.execute("INSERT INTO coverage (source, what) VALUES ('old', 'messages')")
        con.commit()
        log = beside(path, "-wal").read_bytes()
    path.unlink()
    beside(path, "-wal").write_bytes(log)
    assert len(log) > 4096
    build(path, None, {})
    assert _all(path, "SELECT * FROM coverage") == []
    assert _all(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_file_of_no_bytes_counts_as_no_store(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    path.touch()
    build(path, None, {})
    assert path.stat().st_size > 0


def test_nobody_else_may_read_a_store_under_construction(tmp_path: Path) -> None:
    modes: set[int] = set()
    draft = tmp_path / ".floor.db.building"
    with duckdb.connect() as con:
        build(
            tmp_path / "floor.db",
            con,
            {"event": EVENTS},
            progress=lambda _: modes.add(draft.stat().st_mode & 0o777),
        )
    assert modes == {0o600}


def test_progress_names_the_table_and_ends_with_all_of_them(tmp_path: Path) -> None:
    steps: list[BuildStep] = []
    with duckdb.connect() as con:
        build(tmp_path / "floor.db", con, {"event": EVENTS, "team": f"{TEAMS} FROM range(3) AS r(i)"},
              progress=steps.append)  # fmt: skip
    assert {s.table for s in steps} <= {"event", "team"}
    assert (steps[-1].done, steps[-1].of) == (2, 2)
    assert steps[-1].written > steps[0].written
