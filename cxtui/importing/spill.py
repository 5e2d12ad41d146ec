"""The folder where an import spills what does not fit into memory, and what killed imports left of theirs."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "cxtui-import-"
OWNED = "owned"
"""The file that its import holds locked: a folder with one that nobody holds was left behind."""
YOUNG = 60
"""Seconds for which a folder without that file may be one that is just being made."""


@contextmanager
def spill_folder() -> Iterator[str]:
    """Yield a folder of its own for an import, gone afterwards; folders of imports that were killed go first."""
    sweep()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder, (Path(folder) / OWNED).open("w") as owned:
        fcntl.flock(owned, fcntl.LOCK_EX)
        yield folder


def sweep() -> None:
    """Delete this user's folders of imports that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(PREFIX + "*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            if _is_left(folder):
                shutil.rmtree(folder)


def _is_left(folder: Path) -> bool:
    try:
        with (folder / OWNED).open() as owned:
            fcntl.flock(owned, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except BlockingIOError:
        return False
    except FileNotFoundError:
        import time

        return time.time() - folder.stat().st_mtime > YOUNG
