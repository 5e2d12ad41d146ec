"""Kept numbers against rebuilt ones, cell for cell."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.store.check import check
from cxtui.store.read import StoreTrouble
from cxtui.store.read.reader import connect
from cxtui.store.rebuilt import MOST, CellDifference, comparable, compare
from cxtui.store.wal import beside


@pytest.fixture
def store(packaged: Path, tmp_path: Path) -> Path:
    """Return a store of the fixtures that may be changed."""
    with closing(connect(packaged)) as con, closing(sqlite3.connect(tmp_path / "floor.db")) as copy:
        con.backup(copy)
    return tmp_path / "floor.db"


def change(store: Path, sql: str) -> None:
    """Do what only a defect would do."""
    with closing(sqlite3.connect(store)) as con, con:
        assert con.execute(sql).rowcount > 0


def test_what_was_just_imported_is_what_its_records_give(packaged: Path) -> None:
    assert comparable(check(packaged))
    seen: list[str] = []
    found = compare(packaged, seen.append)
    assert found.sound and found.differences == ()
    assert {"ticket_fact", "qa_fact", "flow_quarter", "agent_day", "response_day", "target"} <= set(found.tables)
    with closing(connect(packaged)) as con:
        kept = sum(con.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in found.tables)
    assert found.rows == kept > 50_000
    assert "comparing agent_day" in seen


def test_nothing_is_written(packaged: Path) -> None:
    before = packaged.read_bytes(), beside(packaged, "-wal").read_bytes()
    compare(packaged)
    assert (packaged.read_bytes(), beside(packaged, "-wal").read_bytes()) == before


def test_a_cell_that_differs_is_told_with_its_key(store: Path) -> None:
    change(store, "UPDATE ticket_fact SET replies = replies + 3 WHERE ticket = '16188'")
    with closing(connect(store)) as con:
        source, kept = con.execute("SELECT source, replies FROM ticket_fact WHERE ticket = '16188'").fetchone()
    found = compare(store)
    key = (("source", source), ("ticket", "16188"))
    assert found.differences == (CellDifference("ticket_fact", key, "replies", kept, kept - 3),)
    assert found.differing == 1


def test_null_is_a_value_of_its_own(store: Path) -> None:
    change(store, "UPDATE ticket_fact SET escalated_tier = NULL WHERE ticket = '16188'")
    (one,) = compare(store).differences
    assert (one.column, one.kept, one.rebuilt) == ("escalated_tier", None, "2")


def test_a_row_too_few_and_one_too_many(store: Path) -> None:
    first = "SELECT day, channel, bucket FROM response_day ORDER BY day, channel, bucket LIMIT 1"
    change(store, f"DELETE FROM response_day WHERE (day, channel, bucket) IN ({first})")
    change(store, "INSERT INTO response_day (day, channel, bucket, count) VALUES (0, 'fax', 1, 9)")
    found = compare(store)
    assert found.differing == 2
    extra, lost = found.differences
    assert (extra.key, extra.column, extra.kept, extra.rebuilt) == (
        (("day", 0), ("channel", "fax"), ("bucket", 1)), "count", 9, None,
    )  # fmt: skip
    assert (lost.column, lost.kept) == ("count", None)
    assert isinstance(lost.rebuilt, int) and lost.rebuilt > 0


def test_reference_tables_follow_from_the_settings(store: Path) -> None:
    change(store, "UPDATE target SET seconds = 5 WHERE channel = 'chat'")
    change(store, "DELETE FROM hist_bound WHERE bucket = 7")
    found = compare(store)
    assert [(one.table, one.column) for one in found.differences] == [
        ("target", "seconds"), ("hist_bound", "low"), ("hist_bound", "high"),
    ]  # fmt: skip


def test_a_table_whose_columns_are_all_key_tells_rows(store: Path) -> None:
    change(store, "DELETE FROM open_interval WHERE from_at = (SELECT max(from_at) FROM open_interval)")
    found = compare(store)
    assert found.differing >= 1
    assert {one.table for one in found.differences} == {"open_interval"}


def test_many_differences_are_counted_whole_and_told_in_part(store: Path) -> None:
    change(store, "UPDATE ticket_fact SET customer_messages = customer_messages + 1")
    found = compare(store)
    with closing(sqlite3.connect(store)) as con:
        assert found.differing == con.execute("SELECT count(*) FROM ticket_fact").fetchone()[0]
    assert len(found.differences) == MOST


def test_a_store_in_pieces_is_not_compared(store: Path) -> None:
    change(store, "UPDATE setting SET value = value")
    with closing(sqlite3.connect(store)) as con, con:
        con.execute("DROP TABLE agent_day")
    assert not comparable(check(store))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as caught:
        compare(tmp_path / "floor.db")
    assert caught.value.trouble == "missing"
