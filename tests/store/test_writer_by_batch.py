"""A writer that has the store's lock within its batches alone."""

from pathlib import Path

import pytest

from cxtui.canonical import TABLES
from cxtui.errors import StoreError
from cxtui.store.publish import build
from cxtui.store.upsert import merge
from cxtui.store.writer import REST_S, Writer
from tests.importing.stores import rows_of
from tests.store.process import Other

pytestmark = pytest.mark.process
LOCKING = """
from cxtui.errors import StoreError
from cxtui.store.lock import StoreLock
for line in sys.stdin:
    try:
        with StoreLock(path, wait=0.0): say('free')
    except StoreError as error: say('taken')
"""
HOLDING = """
from cxtui.store.lock import StoreLock
with StoreLock(path): say('held'); wait()
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return an empty store."""
    path = tmp_path / "floor.db"
    build(path, None, {})
    return path


def _team(writer: Writer, name: str) -> None:
    with writer.batch() as con:
        merge(con, TABLES["team"], [("s", name, 1, 0, None, None)])


def test_others_find_the_store_free_between_its_batches(store: Path) -> None:
    with Other(LOCKING, store) as other, Writer(store, by_batch=True) as writer:
        assert other.ask() == "free"
        with writer.batch():
            assert other.ask() == "taken"
        assert other.ask() == "free"


def test_a_writer_of_the_usual_kind_keeps_it(store: Path) -> None:
    with Other(LOCKING, store) as other:
        with Writer(store) as writer:
            _team(writer, "a")
            assert other.ask() == "taken"
        assert other.ask() == "free"


def test_a_batch_that_finds_it_taken_for_too_long_says_by_whom_and_the_next_works(store: Path) -> None:
    with Writer(store, wait=0.0, by_batch=True) as writer:
        with Other(HOLDING, store) as other:
            assert other.hear() == "held"
            with pytest.raises(StoreError, match=f"process {other.process.pid} is importing"):
                _team(writer, "a")
        _team(writer, "b")
    assert {row[1] for row in rows_of(store, "team")} == {"b"}


def test_it_writes_into_the_file_that_has_been_put_in_the_place_of_the_store(store: Path) -> None:
    with Writer(store, by_batch=True) as writer:
        _team(writer, "old")
        build(store, None, {}, replace=True)
        _team(writer, "new")
    assert {row[1] for row in rows_of(store, "team")} == {"new"}


def test_a_store_that_is_gone_or_of_another_version_is_a_clear_error(store: Path) -> None:
    with Writer(store, by_batch=True) as writer:
        writer.connection.execute("PRAGMA user_version = 999")
        with pytest.raises(StoreError, match="another cxtui has changed the store"):
            _team(writer, "a")
    with Writer(_again(store), by_batch=True) as writer:
        store.rename(store.with_name("elsewhere.db"))
        with pytest.raises(StoreError, match="no longer here"):
            _team(writer, "a")
        store.with_name("elsewhere.db").rename(store)


def _again(store: Path) -> Path:
    build(store, None, {}, replace=True)
    return store


def test_batches_without_a_pause_leave_a_gap_now_and_then(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    now = [100.0]
    monkeypatch.setattr("cxtui.store.writer.sleep", slept.append)
    monkeypatch.setattr("cxtui.store.writer.monotonic", lambda: now[0])
    with Writer(store, by_batch=True) as writer:
        for n in range(12):
            _team(writer, str(n))
            now[0] += 0.05
        # After half a second of work, once; a pause of their own is gap enough.
        assert slept == [REST_S]
        for n in range(20):
            now[0] += REST_S
            _team(writer, str(n))
        assert slept == [REST_S]
