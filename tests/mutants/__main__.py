"""Run a seeded sample of mutants against their nearest tests: ``python -m tests.mutants --seed 7 --count 400``."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.mutants.mutant import ROOMS, Mutant, sample
from tests.mutants.nearest import NearestTests
from tests.mutants.results import Result, Results, Status, equivalent
from tests.mutants.running import PrivateCopy, Run, load

ROOT = Path(__file__).resolve().parents[2]
STATUS: dict[str, Status] = {"passed": "survived", "failed": "killed", "timed out": "timed out"}


def options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser("python -m tests.mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=7, help="which sample")
    parser.add_argument("--count", type=int, default=400, help="how many mutants")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--tests", type=int, default=12, help="how many test files each meets at most")
    parser.add_argument("--seconds", type=float, default=20, help="of CPU after which a mutant meets no more tests")
    parser.add_argument("--rooms", nargs="+", default=ROOMS, help="packages of cxtui")
    parser.add_argument("--results", type=Path, default=Path(".mutants.jsonl"), help="where results are kept")
    parser.add_argument("--again", action="store_true", help="run those anew that were not killed")
    parser.add_argument("--report", action="store_true", help="run nothing, say what is known")
    return parser.parse_args()


def main() -> int:
    """Run what has no result yet, check that its killers pass without a mutant, and report."""
    chosen_options = options()
    os.nice(5)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chosen = sample(ROOT, chosen_options.seed, chosen_options.count, chosen_options.rooms)
    results, same = Results(chosen_options.results), equivalent()
    if not chosen_options.report:
        waits = [one for one in chosen if one.key not in same and _wanted(one, results, chosen_options.again)]
        load()
        copies = [PrivateCopy(ROOT) for _ in range(chosen_options.jobs)]
        try:
            run(waits, results, copies, chosen_options)
            for test in failing(copies[0], {one.test for one in results.found.values() if one.test}):
                print(f"fails without any mutant, so that what it killed is not: {test}")
        finally:
            for copy in copies:
                copy.remove()
    return report(chosen, results, same)


def _wanted(mutant: Mutant, results: Results, again: bool) -> bool:
    found = results.found.get(mutant.key)
    return found is None or (again and found.status != "killed")


def run(waits: Sequence[Mutant], results: Results, copies: Sequence[PrivateCopy], chosen: argparse.Namespace) -> None:
    """Run each mutant in whichever copy is free."""
    nearest = NearestTests(ROOT)
    todo, free, busy = list(waits[::-1]), list(copies), dict[PrivateCopy, Mutant]()
    while todo or busy:
        while todo and free:
            copy, mutant = free.pop(), todo.pop()
            text = mutant.applied((ROOT / mutant.file).read_text("utf-8"))
            copy.start(nearest.of(mutant.file, mutant.line, chosen.tests), chosen.seconds, mutant.file, text)
            busy[copy] = mutant
        for copy, mutant in list(busy.items()):
            ended = copy.result()
            if ended is not None:
                results.add(mutant, Result(STATUS[ended.outcome], ended.failed, ended.seconds))
                print(f"{STATUS[ended.outcome]:9} {_told(mutant)}  {ended.failed}", flush=True)
                free.append(copy)
                del busy[copy]
        time.sleep(0.02)


def failing(copy: PrivateCopy, tests: Iterable[str]) -> list[str]:
    """Return those tests that fail without any mutant, too, whatever their parameters."""
    left, found = sorted({test.partition("[")[0] for test in tests}), list[str]()
    while left:
        ended = _waited(copy, left)
        if ended.outcome == "passed":
            break
        failed = ended.failed.partition("[")[0]
        if failed not in left:
            raise SystemExit(f"the tests that kill do not run without a mutant ({ended.outcome}: {failed})")
        found.append(failed)
        left.remove(failed)
    return found


def _waited(copy: PrivateCopy, tests: Sequence[str]) -> Run:
    copy.start(tests, 3600)
    while (ended := copy.result()) is None:
        time.sleep(0.05)
    return ended


def report(chosen: Sequence[Mutant], results: Results, same: dict[str, str]) -> int:
    """Print those that live and the figures; return 1 while fewer than 95 % of those that can be are killed."""
    by: dict[str, list[Mutant]] = {}
    for mutant in chosen:
        found = results.found.get(mutant.key)
        status = "equivalent" if mutant.key in same else found.status if found else "not run"
        by.setdefault(status, []).append(mutant)
    for status in ("survived", "timed out"):
        for mutant in by.get(status, []):
            print(f"{status}: {_told(mutant)}\n    {mutant.line}")
    killed, run = len(by.get("killed", [])), sum(len(by.get(s, [])) for s in ("killed", "survived", "timed out"))
    print(", ".join(f"{len(by[status])} {status}" for status in sorted(by)), f"of {len(chosen)}")
    print(f"killed: {killed} of {run} = {killed / run:.1%}" if run else "none was run")
    return int(killed < 0.95 * run)


def _told(mutant: Mutant) -> str:
    return f"{mutant.file}:{mutant.number} {mutant.edit.change}"


if __name__ == "__main__":
    raise SystemExit(main())
