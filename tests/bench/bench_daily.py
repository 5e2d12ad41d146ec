"""(j) A second export of the same tickets, of which few have changed, against the first."""

import resource
import time
from pathlib import Path

from cxtui.importing.run import Request
from cxtui.importing.run import run as run_import
from tests.bench import place

NAME = "j"
TICKETS, CHANGED = 100_000, 200
MAPPING = """
kind = "state"
zone = "UTC"
ticket = { ticket = "id", created_at = "opened", team = "group", priority = "prio" }
stated = { resolved_at = "resolved", status = "status", assignee = "agent" }
"""


def run(small: bool) -> None:
    """Print what the first and the second export cost, and how many tickets had their facts made anew."""
    tickets, changed = (1_000, 20) if small else (TICKETS, CHANGED)
    folder, store = place.work(), place.work() / "j-store.db"
    place.remove(store)
    mapping = folder / "desk.toml"
    mapping.write_text(MAPPING)
    costs = []
    for day in (0, 1):
        path = _export(folder / f"j-{day}.csv", tickets, changed if day else 0)
        began, used = time.monotonic(), _cpu()
        made = run_import(store, Request((path,), str(mapping), as_of=1_772_500_000 + day * 86_400))
        costs.append((time.monotonic() - began, _cpu() - used, made.changed, made.tickets))
    (first, first_cpu, *_), (second, second_cpu, records, facts) = costs
    print(f"(j) an export of {tickets:,} tickets, and one of the next day in which {changed:,} have changed")
    print(f"    first {first:.1f} s (CPU {first_cpu:.1f}), second {second:.1f} s (CPU {second_cpu:.1f})")
    print(
        f"    ratio of the second to the first {second / first:.2f} of wall time, {second_cpu / first_cpu:.2f} of CPU"
    )
    print(f"    {records:,} records changed, facts of {facts:,} tickets made anew (must be {changed:,})")


def _export(path: Path, tickets: int, changed: int) -> Path:
    with path.open("w") as file:
        file.write("id,status,agent,group,prio,opened,resolved\n")
        for n in range(tickets):
            done = n % 4 != 0 or (n < changed * 4 and n % 4 == 0)
            at = f"2026-0{1 + n % 2}-{1 + n % 28:02} {n % 24:02}:{n % 60:02}:00"
            file.write(f"{n},{'Solved' if done else 'Open'},a{n % 50},g{n % 7},low,{at},{at if done else ''}\n")
    return path


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
