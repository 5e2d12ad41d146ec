"""(e) A live batch of 100 events on a store of a million tickets: how long until it is committed."""

import shutil
import sys
import time
from pathlib import Path

from cxtui.importing.rows import apply_rows
from cxtui.store import import_log
from cxtui.store.writer import Writer
from tests.bench import place
from tests.bench.stream import Stream

NAME = "e"
EVENTS = 100
BATCHES = 1_000
TICKETS_A_DAY = 11_200
"""For 90 days: a million tickets."""


def run(small: bool) -> None:
    """Print p50, p99 and the longest of whole batches (books and facts included) and of the commit in them."""
    store = _store(small)
    batches = 20 if small else BATCHES
    with Writer(store) as writer:
        settings = import_log.read_settings(writer.connection)
        tickets = writer.connection.execute("SELECT count(*) FROM main.ticket").fetchone()[0]
        print(f"(e) {batches:,} live batches of {EVENTS} events on {tickets:,} tickets", flush=True)
        stream = Stream(writer.connection, seed=7)
        took, commits, touched = [], [], 0
        writer.connection.set_trace_callback(lambda sql: moments.append((sql[:6], time.perf_counter())))
        for _ in range(batches):
            rows = stream.batch(EVENTS)
            moments: list[tuple[str, float]] = []
            began = time.perf_counter()
            touched += apply_rows(writer, rows, stream.source, "live", settings).tickets
            took.append((time.perf_counter() - began) * 1000)
            committing = next(i for i, (sql, _) in enumerate(moments) if sql == "COMMIT")
            commits.append((moments[committing + 1][1] - moments[committing][1]) * 1000)
        writer.connection.set_trace_callback(None)
    print(f"    whole batch {_told(took)} ms, p99 must be <= 100 ms; {touched / batches:.0f} tickets touched")
    print(f"    commit alone {_told(commits)} ms")


def _told(values: list[float]) -> str:
    return f"p50 {place.quantile(values, 0.5):.1f}, p99 {place.quantile(values, 0.99):.1f}, max {max(values):.1f}"


def _store(small: bool) -> Path:
    """Return a fresh copy of a store made by the simulator; the first call makes it, which takes its time."""
    made, copy = place.work() / f"e-{'small' if small else 'million'}.db", place.work() / "e-live.db"
    if not made.exists():
        folder = made.with_suffix(".folder")
        days, a_day = (3, 100) if small else (90, TICKETS_A_DAY)
        place.process(
            sys.executable, "-m", "cxtui.simulator", folder, "--days", days, "--tickets-per-day", a_day,
            "--jobs", 2,
        )  # fmt: skip
        place.process(sys.executable, "-m", "cxtui", "import", folder, "--as", "canonical", "--store", made)
        shutil.rmtree(folder)
    place.remove(copy)
    shutil.copyfile(made, copy)
    return copy
