"""(a) A first import of a ServiceNow log, everything kept, against ``sqlite3 .import`` of the same file."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import place
from tests.importing.incidents import incident_log

NAME = "a"
ROUNDS = 5
INCIDENTS = 154_000
"""As many made-up incidents as make a million rows."""

COPIES = 7
"""As many copies of the real log as make a million rows."""

_PYTHON_FLOOR = """
import csv, sqlite3, sys
with open(sys.argv[1], newline="", encoding="utf-8") as file, sqlite3.connect(sys.argv[2]) as con:
    rows = csv.reader(file)
    head = next(rows)
    con.execute(f"CREATE TABLE log ({', '.join(f'[{name}] TEXT' for name in head)})")
    con.executemany(f"INSERT INTO log VALUES ({', '.join('?' * len(head))})", rows)
"""


def run(small: bool) -> None:
    """Print the ratio of wall times, min / median / max over paired rounds."""
    log = log_of(small)
    with log.open("rb") as file:
        rows = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1
    name, base_of = floor()
    print(f"(a) import of {rows:,} events ({log.stat().st_size / 1e6:,.0f} MB, {log.name}) against {name}", flush=True)
    walls, cpus, ratios = [], [], []
    for number in range(1 if small else ROUNDS):
        # Every other round the other one goes first, so that neither always finds the file in the cache.
        if number % 2 == 0:
            base, ours = base_of(log, fresh("a-floor.db")), _import(log, fresh("a-store.db"))
        else:
            ours, base = _import(log, fresh("a-store.db")), base_of(log, fresh("a-floor.db"))
        ratios.append(ours.wall / base.wall)
        walls.append(ours.wall)
        cpus.append(ours.cpu)
        print(
            f"    round {number + 1}: {name} {base.wall:.2f} s (CPU {base.cpu:.2f}), cxtui {ours.wall:.2f} s"
            f" (CPU {ours.cpu:.2f}), ratio {ratios[-1]:.2f}",
            flush=True,
        )
    print(f"    ratio of wall times {place.spread(ratios)} (must be <= 1.5, aim <= 1.0)")
    print(f"    wall {place.spread(walls)} s, CPU {place.spread(cpus)} s, {rows / min(walls):,.0f} events a second")


def fresh(name: str) -> Path:
    """Return where a file of a name may be written, with nothing there."""
    place.remove(place.work() / name)
    return place.work() / name


def log_of(small: bool) -> Path:
    """Return the log that is imported: copies of the real one where it is there, else a made-up one."""
    if small:
        return incident_log(place.work() / "a-small.csv", 2_000)
    tool = _tool()
    log = place.work() / ("a-real.csv" if tool else "a-made-up.csv")
    if not log.exists():
        draft = log.with_suffix(".draft.csv")
        if tool:
            place.process(sys.executable, tool, COPIES, draft)
        else:
            incident_log(draft, INCIDENTS)
        draft.rename(log)
    return log


def _tool() -> Path | None:
    """Return the tool that multiplies the real log, which lies beside the reference data."""
    reference = place.reference()
    tool = reference.parent / "tools" / "scale_servicenow.py" if reference else None
    return tool if tool and tool.is_file() else None


def floor() -> tuple[str, Callable[[Path, Path], place.Cost]]:
    """Return the floor and its name: the sqlite3 program, or Python's csv where there is none."""
    program = shutil.which("sqlite3")
    if program:
        return "sqlite3 .import", lambda log, store: place.process(program, store, f".import --csv '{log}' log")
    return "csv + executemany", lambda log, store: place.process(sys.executable, "-c", _PYTHON_FLOOR, log, store)


def _import(log: Path, store: Path) -> place.Cost:
    return place.process(sys.executable, "-m", "cxtui", "import", log, "--as", "servicenow-log", "--store", store)
