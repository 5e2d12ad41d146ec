"""kill -9 at the worst moment leaves the store as it was."""

import time
from pathlib import Path

import duckdb
import pytest

from cxtui.canonical import TABLES
from cxtui.store.check import check
from cxtui.store.publish import build
from cxtui.store.read import Reader
from cxtui.store.upsert import Merged, merge
from cxtui.store.writer import Writer
from tests.store.process import Other

pytestmark = pytest.mark.process

BUILDING = """
import duckdb
endless = ("SELECT 'desk' AS source, 'm' || i AS what, NULL AS from_at, NULL AS to_at"
           " FROM range(400000000) AS r(i)")
build(path, duckdb.connect(config={"threads": 1, "memory_limit": "400MB"}),
      {"team": "SELECT 'desk' AS source, 't' || i AS team, 1 AS version_at, 0 AS version_seq,"
               " repeat('x', 200) AS name, 1 AS tier FROM range(200000) AS r(i)",
       "coverage": endless}, replace=True)
"""

WRITING = """
with Writer(path) as writer, writer.batch() as con:
    con.execute("PRAGMA cache_size = 20")
    merge(con, TABLES["team"], (("desk", f"n{i}", 1, 0, "x" * 300, None) for i in range(20000)))
    merge(con, TABLES["team"], [("desk", "t0", 99, 0, "overwritten", None)])
    say("inside")
    wait()
"""


@pytest.mark.parametrize("there_before", [False, True])
def test_killed_while_building(floor: Path, tmp_path: Path, there_before: bool) -> None:
    path = floor if there_before else tmp_path / "other.db"
    before = floor.read_bytes()
    draft = path.with_name(f".{path.name}.building")
    with Other(BUILDING, path) as other:
        until = time.monotonic() + 60
        while not (draft.exists() and draft.stat().st_size > 2_000_000):
            assert other.process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        other.kill()
    assert draft.exists()
    assert floor.read_bytes() == before
    assert path.exists() == there_before
    with duckdb.connect() as con:
        rows = "SELECT 'desk' AS source, 'messages' AS what, NULL AS from_at, NULL AS to_at"
        build(path, con, {"coverage": rows}, replace=there_before)
    assert not list(tmp_path.glob(".*"))
    assert check(path).sound


def test_killed_inside_a_batch(floor: Path) -> None:
    reader = Reader(floor)
    with reader.transaction() as tx:
        before = tx.rows("SELECT * FROM team")
    with Other(WRITING, floor) as other:
        assert other.hear() == "inside"
        # Half of the batch is in the log already, uncommitted.
        assert floor.with_name("floor.db-wal").stat().st_size > 1_000_000
        other.kill()
    with reader.transaction() as tx:
        assert tx.rows("SELECT * FROM team") == before
    assert not reader.changed()
    with Writer(floor) as writer, writer.batch() as con:
        assert merge(con, TABLES["team"], before) == Merged(0, 0, 3)
    assert check(floor).sound


def test_what_was_committed_before_the_kill_stays(floor: Path) -> None:
    with Other(
        """
with Writer(path) as writer:
    for turn in range(1000000):
        with writer.batch() as con:
            merge(con, TABLES["team"], [("desk", f"n{turn}", 1, 0, "x" * 300, None)])
        say(turn)
""",
        floor,
    ) as other:
        heard = [other.hear() for _ in range(30)]
        other.kill()
    with Reader(floor).transaction() as tx:
        kept = {name for (name,) in tx.rows("SELECT team FROM team")}
    assert {f"n{turn}" for turn in heard} <= kept
    assert check(floor).sound
