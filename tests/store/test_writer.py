import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.canonical import TABLES
from cxtui.errors import StoreError
from cxtui.store import wal
from cxtui.store.migrations import migrate
from cxtui.store.read import Reader
from cxtui.store.upsert import Merged, merge
from cxtui.store.wal import beside, wal_size
from cxtui.store.writer import Writer
from tests.store.process import Other

TEAM = TABLES["team"]
NEW = [("desk", "t9", 10, 0, "Team 9", 2)]


def _teams(path: Path) -> list[tuple[object, ...]]:
    with Reader(path).transaction() as tx:
        return tx.rows("SELECT team FROM team ORDER BY team")


@pytest.mark.process
def test_a_batch_is_there_for_others_when_it_ends_and_not_before(floor: Path) -> None:
    with (
        Writer(floor) as writer,
        Other(
            """
reader = Reader(path)
while wait() == "read":
    with reader.transaction() as tx:
        say(tx.value("SELECT count(*) FROM team"))
""",
            floor,
        ) as other,
    ):
        with writer.batch() as con:
            assert merge(con, TEAM, NEW) == Merged(1, 0, 0)
            assert other.ask("read") == "3"
        assert other.ask("read") == "4"


def test_whatever_is_raised_takes_the_whole_batch_back(floor: Path) -> None:
    with Writer(floor) as writer:
        with pytest.raises(ZeroDivisionError), writer.batch() as con:
            merge(con, TEAM, NEW)
            _ = 1 / 0
        with pytest.raises(StoreError, match="NOT NULL"), writer.batch() as con:
            merge(con, TEAM, NEW)
            con.execute("INSERT INTO setting VALUES ('zone', NULL)")
        with writer.batch() as con:
            assert con.execute("SELECT count(*) FROM team").fetchone() == (3,)


def test_the_same_rows_twice_write_not_one_byte(floor: Path) -> None:
    reader = Reader(floor)
    with Writer(floor) as writer:
        with writer.batch() as con:
            merge(con, TEAM, NEW)
        with reader.transaction() as tx:
            rows = tx.rows("SELECT * FROM team")
        log = beside(floor, "-wal").read_bytes()
        with writer.batch() as con:
            assert merge(con, TEAM, [*NEW, *rows]) == Merged(0, 0, 5)
        assert beside(floor, "-wal").read_bytes() == log
        assert not reader.changed()


@pytest.mark.process
def test_a_second_importer_is_told_who_has_the_store(floor: Path) -> None:
    with Other("with Writer(path): say(os.getpid()); wait()", floor) as other:
        holder = other.hear()
        with pytest.raises(StoreError, match=f"process {holder} is importing"):
            Writer(floor, wait=0.1)
        other.tell()
        assert other.end() == 0
    Writer(floor, wait=0.1).close()


@pytest.mark.process
def test_a_killed_importer_leaves_no_lock(floor: Path) -> None:
    with Other("with Writer(path): say('in'); wait()", floor) as other:
        assert other.hear() == "in"
        other.kill()
    Writer(floor, wait=0.1).close()


@pytest.mark.process
def test_a_store_locked_by_another_program_is_a_clear_error(floor: Path) -> None:
    # The writer is there first: it could not open a store that is locked already.
    with (
        Writer(floor) as writer,
        Other(
            """
con = sqlite3.connect(path, isolation_level=None)
con.execute("BEGIN IMMEDIATE")
say("locked")
wait()
""",
            floor,
        ) as other,
    ):
        assert other.hear() == "locked"
        writer.connection.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(StoreError, match="locked"), writer.batch():
            pass
        other.tell()
        other.end()
        with writer.batch() as con:
            merge(con, TEAM, NEW)


def test_leaving_keeps_the_log_files_and_empties_the_log(floor: Path) -> None:
    with Writer(floor) as writer, writer.batch() as con:
        merge(con, TEAM, NEW)
    assert beside(floor, "-wal").stat().st_size == 0
    assert beside(floor, "-shm").exists()
    with closing(sqlite3.connect(f"file:{floor}?immutable=1", uri=True)) as con:
        assert con.execute("SELECT count(*) FROM team").fetchone() == (4,)


def test_a_grown_log_is_written_back_beside_the_commits(floor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wal, "CHECKPOINT_ABOVE", 0)
    with Writer(floor) as writer:
        with writer.batch() as con:
            merge(con, TEAM, NEW)
        until = time.monotonic() + 30
        while wal_size(floor) > 0:
            assert time.monotonic() < until
            time.sleep(0.01)
    assert len(_teams(floor)) == 4


def test_a_log_beyond_bounds_is_cut_before_the_next_batch(floor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound = 50_000
    monkeypatch.setattr(wal, "TRUNCATE_ABOVE", bound)
    with Writer(floor) as writer:
        largest = 0
        for turn in range(200):
            with writer.batch() as con:
                merge(con, TEAM, [("desk", "t9", turn, 0, "Team 9", 2)])
            largest = max(largest, wal_size(floor))
        assert bound < largest < 2 * bound


def test_a_reader_that_stays_delays_the_cut_and_nothing_else(floor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wal, "TRUNCATE_ABOVE", 10_000)
    with Writer(floor) as writer, Reader(floor).transaction() as tx:
        for turn in range(5):
            with writer.batch() as con:
                merge(con, TEAM, [("desk", "t9", turn, 0, "x" * 9_000, 2)])
        assert wal_size(floor) > 40_000
        assert tx.value("SELECT count(*) FROM team") == 3


def test_without_a_store_there_is_nothing_to_write_into(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        Writer(tmp_path / "floor.db")
    (tmp_path / "floor.db").touch()
    with pytest.raises(StoreError, match="no store here"):
        Writer(tmp_path / "floor.db")


def test_a_damaged_store_is_a_clear_error_and_gives_the_lock_back(floor: Path) -> None:
    floor.write_bytes(b"not a database at all " * 500)
    for _ in range(2):
        with pytest.raises(StoreError, match=r"floor\.db"):
            Writer(floor, wait=0.1)


def test_facts_of_another_shape_are_reported_as_remade(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    migrate(path)
    with closing(sqlite3.connect(path)) as con:
        con.execute("DROP TABLE doubt")
        con.commit()
    with Writer(path) as writer:
        assert writer.remade == ("doubt",)
    with Writer(path) as writer:
        assert writer.remade == ()


def test_measuring_anew_tells_the_planner_about_new_rows(floor: Path) -> None:
    with Writer(floor) as writer:
        with writer.batch() as con:
            merge(con, TEAM, [("desk", f"n{i}", 1, 0, None, None) for i in range(97)])
        writer.analyze()
    with closing(sqlite3.connect(floor)) as con:
        assert con.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'team'").fetchall() == [("100 100 1",)]


@pytest.mark.process
def test_a_store_of_this_version_is_opened_without_sqlite_utils(floor: Path) -> None:
    with Other("Writer(path).close(); say('sqlite_utils' in sys.modules)", floor) as other:
        assert other.hear() == "False"
