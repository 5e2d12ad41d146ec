"""The demo: an invented floor that a child process streams into a store of its own, faster than real."""

import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import Any

from cxtui.demo.faces import CONSOLE, DemoFace
from cxtui.demo.pace import SEED, DemoClock, DemoFloor, local_zone
from cxtui.errors import UsageError


def run(
    seed: int = SEED,
    speed: float = 60,
    *,
    chosen: Mapping[str, Any] = MappingProxyType({}),
    keep: Path | None = None,
    face: DemoFace = CONSOLE,
) -> int:
    """Show the floor of a seed on a face until the user quits, and return its exit code.

    The store lies in a temporary folder that is removed at the end, or at ``keep``. What is ``chosen``,
    by the field of Looks, wins over the user's own settings. Raises UsageError for a file that is there already,
    DemoError if the floor stopped before the user did.
    """
    from cxtui.demo.child import Child

    if keep is not None and keep.exists():
        raise UsageError(f"{keep}: there is a file here already; the demo makes a store of its own")
    if keep is not None and not keep.absolute().parent.is_dir():
        raise UsageError(f"{keep}: there is no folder {keep.absolute().parent} to keep the store in")
    floor = DemoFloor(seed, local_zone(), DemoClock.begin(speed))
    with _folder() as folder, Child(keep or folder / "demo.db", floor, folder, kept=keep is not None) as child:
        code = face(child, floor.clock.now, chosen)
        child.check()
    return code


@contextmanager
def _folder() -> Iterator[Path]:
    """Make a folder that is gone afterwards, also when a signal ends the process before the console is there."""
    before = {number: signal.signal(number, _leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    folder = Path(tempfile.mkdtemp(prefix="cxtui-demo-"))
    try:
        yield folder
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        shutil.rmtree(folder, ignore_errors=True)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
