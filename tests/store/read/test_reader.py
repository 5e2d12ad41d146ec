import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from cxtui.canonical import TABLES
from cxtui.store.publish import build
from cxtui.store.read import Reader, StoreTrouble, query
from cxtui.store.schema import VERSION
from cxtui.store.upsert import merge
from cxtui.store.wal import beside
from cxtui.store.writer import Writer
from tests.store.process import Other
from tests.store.rows import TEAMS, note_source

COMMITTING = """
with Writer(path) as writer:
    say("open")
    number = 0
    while wait() == "commit":
        number += 1
        with writer.batch() as con:
            merge(con, TABLES["team"], [("desk", f"n{number}", 1, 0, None, None)])
        say("done")
"""

LOCKING = """
con = sqlite3.connect(path, isolation_level=None)
con.execute("PRAGMA locking_mode = EXCLUSIVE")
con.execute("BEGIN EXCLUSIVE")
say("locked")
wait()
con.execute("COMMIT")
con.close()
"""


def _count(reader: Reader) -> int:
    with reader.transaction() as tx:
        count: int = tx.value("SELECT count(*) FROM team")
        return count


def _trouble(look: Callable[[], object]) -> str:
    with pytest.raises(StoreTrouble) as caught:
        look()
    return caught.value.trouble


def test_rows_come_as_tuples_with_named_parameters(floor: Path) -> None:
    with Reader(floor).transaction() as tx:
        assert tx.rows("SELECT team, tier FROM team WHERE team > :after ORDER BY team", after="t0") == [
            ("t1", 1), ("t2", 1),
        ]  # fmt: skip
        assert tx.row("SELECT name FROM team WHERE team = :team", team="t1") == ("Team 1",)
        assert tx.row("SELECT name FROM team WHERE team = :team", team="none") is None
        assert tx.value("SELECT name FROM team WHERE team = :team", team="none") is None


@pytest.mark.process
def test_a_commit_of_another_process_is_seen_once(floor: Path) -> None:
    reader = Reader(floor)
    assert reader.changed()
    assert _count(reader) == 3
    assert not reader.changed()
    with Other(COMMITTING, floor) as other:
        assert other.hear() == "open"
        assert not reader.changed()
        assert other.ask("commit") == "done"
        assert reader.changed()
        assert reader.changed()
        assert _count(reader) == 4
        assert not reader.changed()


@pytest.mark.process
def test_a_commit_is_seen_after_this_process_has_copied_the_store(floor: Path, tmp_path: Path) -> None:
    reader = Reader(floor)
    assert _count(reader) == 3
    shutil.copy(floor, tmp_path / "backup.db")
    with Other(COMMITTING, floor) as other:
        assert other.hear() == "open"
        assert other.ask("commit") == "done"
        assert reader.changed()
        assert _count(reader) == 4
        assert not reader.changed()
        assert other.ask("commit") == "done"
        assert reader.changed()
        assert _count(reader) == 5


@pytest.mark.process
def test_a_transaction_is_one_picture_and_what_came_meanwhile_is_seen_after(floor: Path) -> None:
    reader = Reader(floor)
    with Other(COMMITTING, floor) as other:
        assert other.hear() == "open"
        with reader.transaction() as tx:
            assert other.ask("commit") == "done"
            assert tx.value("SELECT count(*) FROM team") == 3
        assert reader.changed()
        assert _count(reader) == 4


def test_it_never_holds_the_log_between_transactions(floor: Path) -> None:
    reader = Reader(floor)
    with Writer(floor) as writer:
        with writer.batch() as con:
            merge(con, TABLES["team"], [("desk", "t9", 1, 0, None, None)])
        assert _count(reader) == 4
        assert reader.changed() is False
        checkpoint = writer.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert checkpoint == (0, 0, 0)


def test_it_cannot_write(floor: Path) -> None:
    before = floor.read_bytes()
    reader = Reader(floor)
    for statement in ("DELETE FROM team", "CREATE TABLE mine (x)", "PRAGMA user_version = 7"):
        with pytest.raises(StoreTrouble), reader.transaction() as tx:
            tx.rows(statement)
    assert floor.read_bytes() == before
    assert _count(reader) == 3


def test_missing_and_back(floor: Path) -> None:
    reader = Reader(floor)
    assert _count(reader) == 3
    away = floor.with_name("away.db")
    floor.rename(away)
    assert _trouble(reader.changed) == "missing"
    assert _trouble(lambda: _count(reader)) == "missing"
    away.rename(floor)
    assert reader.changed()
    assert _count(reader) == 3


def test_a_replaced_store_is_read_from_its_new_file(floor: Path) -> None:
    reader = Reader(floor)
    assert _count(reader) == 3
    with duckdb.connect() as con:
        build(floor, con, {"team": f"{TEAMS} FROM range(8) AS r(i)"}, finish=note_source, replace=True)
    assert reader.changed()
    assert _count(reader) == 8
    assert not reader.changed()


@pytest.mark.process
def test_locked_and_free_again(floor: Path) -> None:
    reader = Reader(floor)
    with Other(LOCKING, floor) as other:
        assert other.hear() == "locked"
        assert _trouble(lambda: _count(reader)) == "locked"
        other.tell()
        assert other.end() == 0
    assert _count(reader) == 3


@pytest.mark.parametrize("keep", [0.5, 0.0001, None])
def test_damaged_and_restored(floor: Path, tmp_path: Path, keep: float | None) -> None:
    good = tmp_path / "backup.db"
    shutil.copy(floor, good)
    reader = Reader(floor)
    assert _count(reader) == 3
    whole = floor.read_bytes()
    floor.write_bytes(b"\x1b[31mnot a store " * 9000 if keep is None else whole[: int(len(whole) * keep)])
    fresh = Reader(floor)
    assert _trouble(lambda: [_count(fresh), fresh.transaction()]) == "corrupt"
    shutil.copy(good, floor)
    assert _count(fresh) == 3
    assert _count(reader) == 3


def test_an_open_reader_survives_damage_under_it(floor: Path) -> None:
    reader = Reader(floor)
    assert _count(reader) == 3
    whole = floor.read_bytes()
    floor.write_bytes(whole[:5000])
    with pytest.raises(StoreTrouble), reader.transaction() as tx:
        tx.rows("SELECT * FROM pragma_integrity_check")
        tx.rows("SELECT * FROM ticket_fact")
    floor.write_bytes(whole)
    assert _count(reader) == 3


def test_nothing_imported_yet(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    reader = Reader(path)
    assert _trouble(lambda: _count(reader)) == "missing"
    path.touch()
    assert _trouble(lambda: _count(reader)) == "empty"
    build(path, None, {})
    assert _trouble(lambda: _count(reader)) == "empty"
    assert reader.changed()
    with Writer(path) as writer, writer.batch() as con:
        note_source(con)
    assert _count(reader) == 0


@pytest.mark.parametrize(("version", "words"), [(VERSION + 1, "update cxtui"), (VERSION - 1, "older cxtui")])
def test_a_store_of_another_version(floor: Path, version: int, words: str) -> None:
    with closing(sqlite3.connect(floor)) as con:
        con.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(StoreTrouble, match=words) as caught:
        Reader(floor).changed()
    assert caught.value.trouble == "outdated"


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "browser.db"
    with closing(sqlite3.connect(path)) as con:
        con.execute("CREATE TABLE bookmark (url TEXT)")
    with pytest.raises(StoreTrouble, match="not a cxtui store"):
        Reader(path).changed()


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="folder"):
        Reader(tmp_path).changed()


def test_a_query_that_does_not_end_is_interrupted(floor: Path) -> None:
    reader = Reader(floor, patience=0.05)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(StoreTrouble, match="too long"), reader.transaction() as tx:
        tx.rows(endless)
    assert _count(reader) == 3


def test_an_error_of_the_caller_passes_and_the_reader_goes_on(floor: Path) -> None:
    reader = Reader(floor)
    with pytest.raises(KeyError), reader.transaction() as tx:
        tx.rows("SELECT 1")
        raise KeyError("the caller's own")
    assert _count(reader) == 3


def test_an_unknown_query_is_named(floor: Path) -> None:
    with pytest.raises(LookupError, match=r"no_such_query\.sql"):
        query("no_such_query")


def test_after_close_the_next_use_opens_again(floor: Path) -> None:
    reader = Reader(floor)
    assert _count(reader) == 3
    reader.close()
    reader.close()
    assert reader.changed()
    assert _count(reader) == 3


@pytest.mark.process
def test_a_reader_loads_nothing_heavy(floor: Path) -> None:
    with Other(
        """
heavy = {"duckdb", "sqlite_utils", "adbc_driver_manager", "adbc_driver_sqlite", "pandas", "textual"}
with Reader(path).transaction() as tx:
    tx.rows("SELECT 1")
say(sorted(heavy & set(sys.modules)))
""",
        floor,
    ) as other:
        assert other.hear() == "[]"


def test_it_leaves_the_log_files_in_place(floor: Path) -> None:
    reader = Reader(floor)
    assert _count(reader) == 3
    reader.close()
    assert beside(floor, "-wal").exists()
    assert beside(floor, "-shm").exists()
