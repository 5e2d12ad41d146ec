"""Where benchmarks find and leave their data, and how they tell what they measured."""

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_places: dict[str, Path | None] = {}


def set_places(work: Path, reference: Path | None) -> None:
    """Set the folder of made-up data and that of the real reference data, if there is one."""
    _places.update(work=work.resolve(), reference=reference.resolve() if reference else None)


def work() -> Path:
    """Return the folder for data and stores."""
    found = _places["work"]
    assert found is not None
    return found


def reference() -> Path | None:
    """Return the folder of the real reference data."""
    return _places.get("reference")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: wall and CPU seconds."""

    wall: float
    cpu: float


def process(*command: object, cwd: Path | None = None) -> Cost:
    """Run a process (in a folder) to its end and return its cost; CalledProcessError with its words if it failed."""
    began = time.perf_counter()
    with subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=cwd
    ) as running:
        assert running.stdout is not None
        output = running.stdout.read()
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, running.args, output)
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime)


def remove(store: Path) -> None:
    """Remove a store with the files beside it."""
    for file in store.parent.glob(f"{store.name}*"):
        file.unlink()


def spread(values: Sequence[float], form: str = ".2f") -> str:
    """Return ``min / median / max`` of some measurements."""
    three = (min(values), statistics.median(values), max(values))
    return " / ".join(format(value, form) for value in three)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest measurement that at least ``share`` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))]
