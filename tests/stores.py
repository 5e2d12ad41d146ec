"""Stores that tests share: made once for all workers of a run, then copied."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cxtui.store.wal import beside


def copied(store: Path, path: Path) -> Path:
    """Copy a store that nobody has open, with its log, and return where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        shutil.copyfile(beside(store, suffix), beside(path, suffix))
    return path


def once(name: str, make: Callable[[Path], object], temporary: pytest.TempPathFactory) -> Path:
    """Return a store of a run for reading and copying alone; the first worker that asks makes it."""
    base = temporary.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"once-{name}"
    folder.mkdir(exist_ok=True)
    store = folder / "floor.db"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            for left in folder.glob("*floor.db*"):  # of one that failed
                left.unlink()
            make(store)
            (folder / "made").touch()
    return store
