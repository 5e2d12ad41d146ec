"""Desk files between users: the folder's group may write beside a store where it may make files, else it may look."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxtui.desk import Desk
from cxtui.store.wal import beside
from tests.desk.readings import reading
from tests.store.process import Other, settled

USER, GROUP = 54_321, 54_322

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become a second user"),
]

CONSOLE = f"""
from cxtui.desk import Desk, DeskError
os.setgroups([]); os.setgid({GROUP}); os.setuid({USER})
desk = Desk(path, writable=True)
while (asked := wait()):
    try:
        if asked == "changed":
            say(desk.changed())
        elif asked == "read":
            view = desk.read()
            say(view.trouble, len(view.firings), len(view.actions))
        else:
            say(desk.plan(asked, "Ann", "2026-04-01", "second", 1))
    except DeskError as error:
        say(error.trouble, error)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A setgid folder of a group, in which the group may look."""
    made = Path(tempfile.mkdtemp(prefix="cxtui-shared-"))
    os.chown(made, -1, GROUP)
    made.chmod(0o2750)
    yield made
    shutil.rmtree(made)


def test_who_may_only_look_sees_what_others_write(folder: Path) -> None:
    path = folder / "floor.desk.db"
    with Other(CONSOLE, path) as console:
        assert console.ask("read") == "missing 0 0"
        assert console.ask("train").startswith("denied ")
        first = Desk(path, writable=True)
        first.settle([reading(100, holds=True)])
        assert console.ask("changed") == "True"
        assert console.ask("read") == "None 1 0"
        first.plan("train", "Ann", "2026-04-01", "lead", 1)
        first.close()
        assert console.ask("changed") == "True"
        assert console.ask("read") == "None 1 1"
        settled(path, beside(path, "-wal"))
        console.ask("read")
        assert [console.ask("changed") for _ in range(3)] == ["False"] * 3
        assert console.ask("hire").startswith("denied ")
        assert console.ask("read") == "None 1 1"
    for suffix in ("", "-wal", "-shm"):
        found = beside(path, suffix).stat()
        assert (found.st_gid, found.st_mode & 0o777) == (GROUP, 0o640)


def test_where_the_group_may_make_files_it_may_write(folder: Path) -> None:
    folder.chmod(0o2770)
    path = folder / "floor.desk.db"
    with Other(CONSOLE, path) as console:
        assert console.ask("train") == "1"
        first = Desk(path, writable=True)
        assert first.plan("hire", "Bob", "2026-04-02", "lead", 2) == 2
        first.close()
        assert console.ask("write macros") == "3"
        assert console.ask("read") == "None 0 3"
    assert [one.text for one in Desk(path).read().actions] == ["train", "write macros", "hire"]
    for suffix in ("", "-wal", "-shm"):
        found = beside(path, suffix).stat()
        assert (found.st_gid, found.st_mode & 0o777) == (GROUP, 0o660)


def test_a_file_that_may_not_be_read_says_so_and_recovers(folder: Path) -> None:
    path = folder / "floor.desk.db"
    Desk(path, writable=True).plan("train", "Ann", "2026-04-01", "lead", 1)
    with Other(CONSOLE, path) as console:
        path.chmod(0o600)
        assert console.ask("read") == "denied 0 0"
        path.chmod(0o640)
        assert console.ask("read") == "None 0 1"
