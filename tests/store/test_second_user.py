"""A reader under another user, who has only group read on the store and its folder."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from cxtui.store.publish import build
from cxtui.store.wal import beside
from tests.store.process import Other, settled
from tests.store.rows import TEAMS, note_source

USER, GROUP = 54_321, 54_322

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become a second user"),
]

READER = f"""
TABLES, Reader  # everything is loaded before this process loses its rights
os.setgroups([]); os.setgid({GROUP}); os.setuid({USER})
reader = Reader(path)
while (asked := wait()):
    try:
        if asked == "changed":
            say(reader.changed())
        elif asked == "fresh":
            reader = Reader(path)
            say("ready")
        else:
            with reader.transaction() as tx:
                say(tx.value("SELECT count(*) FROM team"))
    except StoreTrouble as error:
        say(error.trouble, error)
"""

WRITER = """
os.umask(0o077)
writer = Writer(path)
say("open")
number = 0
while (asked := wait()):
    if asked == "commit":
        number += 1
        with writer.batch() as con:
            merge(con, TABLES["team"], [("desk", f"n{number}-{os.getpid()}", 1, 0, None, None)])
    if asked == "checkpoint":
        writer.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    say("done")
writer.close()
"""


IMPORTING = f"""
from cxtui.errors import StoreError
os.setgroups([]); os.setgid({GROUP}); os.setuid({USER})
for attempt in (lambda: Writer(path), lambda: build(path.with_name("mine.db"), None, {{}})):
    try:
        attempt()
    except StoreError as error:
        say(error)
"""


@pytest.fixture
def shared() -> Iterator[Path]:
    """A store in a setgid folder of a group, which the group may read."""
    folder = Path(tempfile.mkdtemp(prefix="cxtui-shared-"))
    os.chown(folder, -1, GROUP)
    folder.chmod(0o2750)
    path = folder / "floor.db"
    with duckdb.connect() as con:
        build(path, con, {"team": f"{TEAMS} FROM range(3) AS r(i)"}, finish=note_source)
    yield path
    shutil.rmtree(folder)


def test_after_the_first_import_when_nobody_has_it_open(shared: Path) -> None:
    with Other(READER, shared) as reader:
        settled(shared, beside(shared, "-wal"))
        assert reader.ask("read") == "3"
        assert [reader.ask("changed") for _ in range(3)] == ["False"] * 3


def test_while_the_importer_runs_and_after_it_has_gone(shared: Path) -> None:
    with Other(READER, shared) as reader, Other(WRITER, shared) as writer:
        assert writer.hear() == "open"
        for count in (4, 5, 6):
            writer.ask("commit")
            assert reader.ask("changed") == "True"
            assert reader.ask("read") == str(count)
            assert reader.ask("changed") == "False"
        writer.ask("checkpoint")
        assert reader.ask("read") == "6"
        writer.ask("commit")
        assert reader.ask("fresh") == "ready"
        assert reader.ask("read") == "7"
        assert writer.end() == 0
        assert reader.ask("read") == "7"
        assert reader.ask("fresh") == "ready"
        assert reader.ask("read") == "7"
    for suffix in ("", "-wal", "-shm"):
        found = beside(shared, suffix).stat()
        assert (found.st_uid, found.st_gid, found.st_mode & 0o777) == (0, GROUP, 0o640)


def test_after_the_importer_was_killed_and_with_the_next_one(shared: Path) -> None:
    with Other(READER, shared) as reader:
        with Other(WRITER, shared) as writer:
            assert writer.hear() == "open"
            writer.ask("commit")
            assert reader.ask("read") == "4"
            writer.kill()
        assert reader.ask("read") == "4"
        assert reader.ask("fresh") == "ready"
        assert reader.ask("read") == "4"
        with Other(WRITER, shared) as writer:
            assert writer.hear() == "open"
            writer.ask("commit")
            assert reader.ask("changed") == "True"
            assert reader.ask("read") == "5"
            assert writer.end() == 0
        assert reader.ask("read") == "5"


def test_a_store_that_may_not_be_read_says_so_and_recovers(shared: Path) -> None:
    with Other(READER, shared) as reader:
        shared.chmod(0o600)
        assert reader.ask("read").startswith("denied ")
        shared.chmod(0o640)
        assert reader.ask("read") == "3"


def test_without_the_log_files_it_says_what_to_do(shared: Path) -> None:
    for suffix in ("-wal", "-shm"):
        beside(shared, suffix).unlink()
    with Other(READER, shared) as reader:
        answer = reader.ask("read")
        assert answer.startswith("denied ")
        assert "floor.db-wal is not there" in answer


def test_who_may_only_read_is_told_that_importing_is_not_for_them(shared: Path) -> None:
    before = shared.read_bytes()
    with Other(IMPORTING, shared) as other:
        for _ in range(2):
            assert "lock cannot be opened (Permission denied)" in other.hear()
    assert shared.read_bytes() == before
