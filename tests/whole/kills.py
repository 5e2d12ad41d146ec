"""Kill imports at random moments: ``python -m tests.whole.kills [--first N] [--more N] [--seed N]``.

``--first`` imports make a store and ``--more`` bring the second half into one that is there. Each is ended by ``kill
-9``: every second one at a moment of the time that it takes, the others once what it brought can be seen, that is
after the commit. Then the store is what it was before or what it is afterwards, nothing between; it is sound; what was
printed is true; and the same import once more gives the whole. The exit code is 1 if one did not hold.
"""

import argparse
import gzip
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cxtui.importing import run
from cxtui.store.check import check
from tests.console.terminal.pseudo_terminal import ROOT

FIXTURES = ROOT / "fixtures"
HALVED = ("ticket.csv.gz", "event.csv.gz")
STORE = "floor.db"

Counts = dict[str, int]


class Broken(Exception):
    """A store that is neither what it was nor what it should be, or a word that is not true."""


@dataclass(frozen=True)
class Case:
    """An import: what is there before, what is brought, and what is there afterwards."""

    name: str
    before: Path | None
    brought: Path
    was: Counts
    becomes: Counts


def counts(store: Path) -> Counts:
    """Return the rows of the tables that are kept, none where there is no store."""
    if not store.exists():
        return {}
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as con:
        return {name: con.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                for name in ("ticket", "event", "ticket_fact", "flow_day", "import_run")}  # fmt: skip


def begin(store: Path, folder: Path, home: Path) -> "subprocess.Popen[str]":
    """Start an import as a user does."""
    words = [sys.executable, "-m", "cxtui", "import", str(folder), "--as", "canonical", "--store", str(store)]
    environment = os.environ | {"HOME": str(home), "TMPDIR": str(home)}
    return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def attack(case: Case, home: Path, rng: random.Random, took: float, after: bool) -> str:
    """Kill one import and look at what is left; return at which moment it fell."""
    store = home / STORE
    if case.before is not None:
        shutil.copy(case.before, store)
    with begin(store, case.brought, home) as one:
        if after:
            while one.poll() is None and not _seen(store, case):
                time.sleep(0.002)
            time.sleep(rng.uniform(0, 0.1))
        else:
            time.sleep(rng.uniform(0, took))
        one.send_signal(signal.SIGKILL)
        output, trouble = one.communicate()
        code = one.returncode
    if code not in (0, -signal.SIGKILL):
        raise Broken(f"{case.name}: ended with {code}: {trouble}")
    found = counts(store)
    if found not in (case.was, case.becomes):
        raise Broken(f"{case.name}: {found} is neither {case.was} nor {case.becomes}")
    if ("new" in output or code == 0) and found != case.becomes:
        raise Broken(f"{case.name}: it said {output!r}, and holds {found}")
    if found and not check(store).sound:
        raise Broken(f"{case.name}: the store is not sound")
    again = run.run(store, run.Request((case.brought,), "canonical"))
    whole = counts(store)
    if {**whole, "import_run": 0} != {**case.becomes, "import_run": 0}:
        raise Broken(f"{case.name}: once more gives {whole}, not {case.becomes}")
    if found == case.becomes and again.new:
        raise Broken(f"{case.name}: once more says {again.new} new on what was there already")
    if left := [file.name for file in home.iterdir() if file.name.endswith(".building")]:
        raise Broken(f"{case.name}: {left} is left")
    return "ended by itself" if code == 0 else "after the commit" if found == case.becomes else "before the commit"


def _seen(store: Path, case: Case) -> bool:
    try:
        return counts(store) == case.becomes
    except sqlite3.Error:
        return False  # it is just being made


def half(folder: Path) -> Path:
    """Return a copy of the fixtures with the first half of the tickets and of what happened to them."""
    shutil.copytree(FIXTURES, folder)
    kept: set[str] = set()
    for name in HALVED:
        with gzip.open(FIXTURES / name, "rt", encoding="utf-8", newline="") as file:
            header, *rows = file.readlines()
        if not kept:
            kept = {row.split(",")[1] for row in rows[: len(rows) // 2]}
        with gzip.open(folder / name, "wt", encoding="utf-8", newline="") as file:
            file.writelines([header, *(row for row in rows if row.split(",")[1] in kept)])
    return folder


def cases(folder: Path) -> tuple[Case, Case]:
    """Make the stores by which killed ones are judged."""
    first, both = folder / "first.db", folder / "both.db"
    part = half(folder / "half")
    run.run(first, run.Request((part,), "canonical"))
    shutil.copy(first, both)
    run.run(both, run.Request((FIXTURES,), "canonical"))
    return (
        Case("first import", None, part, {}, counts(first)),
        Case("second import", first, FIXTURES, counts(first), counts(both)),
    )


def main() -> int:
    """Kill as many as asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.whole.kills", description=__doc__)
    parser.add_argument("--first", type=int, default=60)
    parser.add_argument("--more", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng, broken = random.Random(arguments.seed), 0
    with tempfile.TemporaryDirectory(prefix="cxtui-kills-") as folder:
        for case, times in zip(cases(Path(folder)), (arguments.first, arguments.more), strict=True):
            fell: Counter[str] = Counter()
            took = 1.0
            for number in range(-1, times):
                home = Path(folder) / "home"
                home.mkdir()
                try:
                    if number < 0:  # how long it takes when nobody kills it
                        began = time.monotonic()
                        attack(case, home, rng, 3600, after=True)
                        took = time.monotonic() - began
                    else:
                        fell[attack(case, home, rng, took, after=number % 2 == 1)] += 1
                except Broken as error:
                    broken += 1
                    print(f"BROKEN {error}", flush=True)
                shutil.rmtree(home)
            moments = ", ".join(f"{count} {moment}" for moment, count in sorted(fell.items()))
            print(f"{case.name}: {sum(fell.values())} of {times} held: {moments}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
