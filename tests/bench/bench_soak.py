"""(h) Weeks in minutes: thousands of snapshots, on every screen, while an importer runs."""

import sys
import threading
from pathlib import Path

from cxtui.importing.rows import apply_rows
from cxtui.store import import_log
from cxtui.store.writer import Writer
from tests.bench import place
from tests.bench.stream import Stream
from tests.bench.terminal import Program

NAME = "h"
SNAPSHOTS = 30_000
WARM = 1 / 3
"""The share of the snapshots after which memory is looked at."""

DAYS, TICKETS_A_DAY = 60, 100
FILLING = 4_000
"""Events of the first batch: hundreds of tickets that wait, more than any list holds."""


def run(small: bool) -> None:
    """Print how memory, descriptors and threads went."""
    if not Path("/proc/self/statm").exists():
        print("(h) needs /proc: not run here")
        return
    snapshots = 400 if small else SNAPSHOTS
    store = _store(3 if small else DAYS)
    table = place.work() / "h.csv"
    print(f"(h) {snapshots:,} snapshots with a running importer, screen after screen, at 200x50", flush=True)
    with Importing(store), Program("-m", "tests.bench.soaking", store, snapshots, table) as console:
        console.ended()
    rows = [tuple(int(cell) for cell in line.split(",")) for line in table.read_text().splitlines()]
    warm = [row for row in rows if row[0] >= WARM * snapshots] or rows
    looks = rows[0][1], warm[0][1], rows[-1][1], max(row[1] for row in rows)
    print("    resident at the first look, after warm-up, at the end and at most (must be <= 120): "
          f"{' / '.join(f'{look / 1e6:.1f}' for look in looks)} MB")  # fmt: skip
    print(f"    slope after warm-up {slope(warm) * 10_000 / 1e6:+.2f} MB per 10,000 snapshots (must be < 1)")
    print(f"    descriptors {_range(warm, 2)}, threads {_range(warm, 3)}, objects {_range(warm, 4)}")


def slope(rows: list[tuple[int, ...]]) -> float:
    """Return the bytes a snapshot by least squares."""
    if len(rows) < 2:
        return 0.0
    xs, ys = [row[0] for row in rows], [row[1] for row in rows]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    up = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return up / sum((x - middle_x) ** 2 for x in xs)


def _range(rows: list[tuple[int, ...]], column: int) -> str:
    values = [row[column] for row in rows]
    return f"{min(values)} to {max(values)}, {values[-1]} at the end"


class Importing:
    """Small live batches while the context is open; the first is large enough to fill every list to its limit."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._stopping = threading.Event()
        self._full = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Importing":
        self._thread.start()
        self._full.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        with Writer(self._store) as writer:
            settings = import_log.read_settings(writer.connection)
            stream = Stream(writer.connection, seed=11)
            apply_rows(writer, stream.batch(FILLING), stream.source, "live", settings)
            self._full.set()
            while not self._stopping.wait(1.0):
                apply_rows(writer, stream.batch(4), stream.source, "live", settings)


def _store(days: int) -> Path:
    store, folder = place.work() / f"h-{days}.db", place.work() / f"h-{days}.folder"
    place.remove(store)
    if not folder.exists():
        place.process(
            sys.executable, "-m", "cxtui.simulator", folder, "--days", days,
            "--tickets-per-day", TICKETS_A_DAY,
        )  # fmt: skip
    place.process(sys.executable, "-m", "cxtui", "import", folder, "--as", "canonical", "--store", store)
    return store
