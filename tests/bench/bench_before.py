"""(f) A first import by this checkout against one by an earlier revision: what the numbers cost that came since."""

import subprocess
import sys
from pathlib import Path

from tests.bench import place
from tests.bench.bench_import import log_of

NAME = "f"
ROUNDS = 5
BEFORE = "9be68960d7294b464a8dbb0e804110138e600842"
"""The last revision that knew only the numbers of one screen."""

_HERE = Path(__file__).parents[2]


def run(small: bool) -> None:
    """Print the ratio of wall and CPU times, min / median / max over paired rounds, for two kinds of history."""
    earlier = _checkout()
    if earlier is None:
        print(f"(f) skipped: revision {BEFORE[:7]} is not in this clone", flush=True)
        return
    folder = place.work() / ("f-small" if small else "f-floor")
    if not folder.exists():
        # Written by the earlier one: a canonical folder of then is read by both.
        days, a_day = (2, 100) if small else (20, 5_000)
        _in(
            earlier, "-m", "cxtui.sources.simulator", folder, "--seed", 7, "--start", "2026-01-01T00:00:00Z", "--days",
            days, "--tickets-per-day", a_day, "--jobs", 2,
        )  # fmt: skip
    _compare("a state log", earlier, (log_of(small), "--as", "servicenow-log"), 1 if small else ROUNDS)
    _compare("events, ratings, money", earlier, (folder, "--as", "canonical"), 1 if small else ROUNDS)


def _compare(what: str, earlier: Path, words: tuple[object, ...], rounds: int) -> None:
    print(f"(f) first import of {what}, this checkout against {BEFORE[:7]}", flush=True)
    walls, cpus = [], []
    for number in range(rounds):
        places = [(_HERE, "f-now.db"), (earlier, "f-before.db")]
        took = {}
        for checkout, store in places if number % 2 else places[::-1]:
            place.remove(place.work() / store)
            took[store] = _in(checkout, "-m", "cxtui", "import", *words, "--store", place.work() / store)
        now, before = took["f-now.db"], took["f-before.db"]
        walls.append(now.wall / before.wall)
        cpus.append(now.cpu / before.cpu)
        print(f"    round {number + 1}: {before.wall:.2f} s then (CPU {before.cpu:.2f}), {now.wall:.2f} s now"
              f" (CPU {now.cpu:.2f}), ratio {walls[-1]:.2f}", flush=True)  # fmt: skip
    print(f"    ratio of wall times {place.spread(walls)} (must be <= 1.4), of CPU {place.spread(cpus)}")


def _checkout() -> Path | None:
    """Return a folder with the earlier revision, None where the clone does not have it."""
    folder = place.work() / "f-before"
    if not folder.exists():
        made = subprocess.run(
            ["git", "-C", str(_HERE), "archive", "--format=tar", BEFORE, "cxtui"], capture_output=True, check=False
        )
        if made.returncode:
            return None
        folder.mkdir()
        subprocess.run(["tar", "-x", "-C", str(folder)], input=made.stdout, check=True)
    return folder


def _in(checkout: Path, *words: object) -> place.Cost:
    """Run this Python with the package of a checkout."""
    return place.process("/usr/bin/env", f"PYTHONPATH={checkout}", sys.executable, *words, cwd=checkout)
