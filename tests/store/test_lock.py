import os
from pathlib import Path

import pytest

from cxtui.errors import StoreError
from cxtui.store.lock import StoreLock
from tests.store.process import Other

pytestmark = pytest.mark.process

HOLDING = """
from cxtui.store.lock import StoreLock
with StoreLock(path): say(os.getpid()); wait()
"""


def test_one_process_may_take_it_again(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    with StoreLock(path), StoreLock(path, wait=0.0):
        pass
    with Other(HOLDING, path) as other:
        assert other.hear().isdigit()


def test_it_is_held_until_the_outermost_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    with StoreLock(path):
        with StoreLock(path):
            pass
        with Other("from cxtui.store.lock import StoreLock\n"
                   "try: StoreLock(path, wait=0.0).__enter__()\n"
                   "except Exception as error: say(error)", path) as other:  # fmt: skip
            assert f"floor.db: process {os.getpid()} is importing" in other.hear()


def test_the_holder_is_named_and_its_end_frees_it(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    with Other(HOLDING, path) as other:
        holder = other.hear()
        with pytest.raises(StoreError, match=f"process {holder} "):
            StoreLock(path, wait=0.0).__enter__()
        other.kill()
    with StoreLock(path, wait=0.0):
        pass


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="lock cannot be opened"):
        StoreLock(tmp_path / "nowhere" / "floor.db").__enter__()
