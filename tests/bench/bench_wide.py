"""(k) A first import of tickets as they stand, a row and 60 columns each, against ``sqlite3 .import`` of the file."""

import sys
from pathlib import Path

from tests.bench import place
from tests.bench.bench_import import floor, fresh

NAME = "k"
ROUNDS = 3
TICKETS, COLUMNS = 1_000_000, 60
MAPPING = """
kind = "state"
zone = "UTC"
[ticket]
ticket = "number"
created_at = "opened_at"
channel = "contact_type"
team = "assignment_group"
priority = "priority"
topic = "category"
customer = "caller_id"
subject = "short_description"
[stated]
status = "state"
assignee = "assigned_to"
first_response_at = "first_response_at"
resolved_at = "resolved_at"
closed_at = "closed_at"
due_resolution_at = "sla_due"
"""
READ = (
    "number", "opened_at", "first_response_at", "resolved_at", "closed_at", "sla_due", "state", "priority",
    "assigned_to", "assignment_group", "category", "contact_type", "caller_id", "short_description",
)  # fmt: skip
WORDS = ("Software", "Hardware", "Network", "Database", "Inquiry")


def run(small: bool) -> None:
    """Print the ratio of wall times, min / median / max over paired rounds."""
    tickets = 1_000 if small else TICKETS
    export = export_of(tickets)
    mapping = place.work() / "wide.toml"
    mapping.write_text(MAPPING)
    name, base_of = floor()
    size = export.stat().st_size / 1e6
    print(f"(k) import of {tickets:,} tickets of {COLUMNS} columns ({size:,.0f} MB) against {name}", flush=True)
    ratios = []
    for number in range(1 if small else ROUNDS):
        # Every other round the other one goes first, so that neither always finds the file in the cache.
        if number % 2 == 0:
            base, ours = base_of(export, fresh("k-floor.db")), _import(export, mapping, fresh("k-store.db"))
        else:
            ours, base = _import(export, mapping, fresh("k-store.db")), base_of(export, fresh("k-floor.db"))
        ratios.append(ours.wall / base.wall)
        print(
            f"    round {number + 1}: {name} {base.wall:.2f} s (CPU {base.cpu:.2f}), cxtui {ours.wall:.2f} s"
            f" (CPU {ours.cpu:.2f}), ratio {ratios[-1]:.2f}",
            flush=True,
        )
    print(f"    ratio of wall times {place.spread(ratios)} (must be <= 1.5)")


def export_of(tickets: int) -> Path:
    """Return the export, made up where it is not there yet."""
    path = place.work() / f"k-{tickets}.csv"
    if path.exists():
        return path
    draft = path.with_suffix(".draft.csv")
    rest = [f"u_field_{n}" for n in range(COLUMNS - len(READ))]
    more = ",".join(("", "false", "0", "Some words of no use", "CI0012345")[n % 5] for n in range(len(rest)))
    with draft.open("w") as file:
        file.write(",".join((*READ, *rest)) + "\n")
        for n in range(tickets):
            file.write(f"{_cells(n)},{more}\n")
    draft.rename(path)
    return path


def _cells(n: int) -> str:
    day, at = f"2025-{1 + n % 12:02}-{1 + n % 27:02}", f"{n % 60:02}:{n * 7 % 60:02}"
    opened = f"{day} {n % 12:02}:{at}"
    done = n % 20 != 0
    later = f"2025-{1 + n % 12:02}-{2 + n % 27:02} {n % 24:02}:{at}"
    return ",".join((
        f"INC{n:08}", opened, f"{day} {12 + n % 12:02}:{at}", later if done else "", later if n % 5 else "", later,
        "Closed" if done else "In Progress", f"{1 + n % 4}", f"Agent {n % 300}", f"Group {n % 40}", WORDS[n % 5],
        ("Email", "Phone", "Chat")[n % 3], f"Caller {n % 50_000}", f"Something does not work {n % 997}",
    ))  # fmt: skip


def _import(export: Path, mapping: Path, store: Path) -> place.Cost:
    return place.process(sys.executable, "-m", "cxtui", "import", export, "--as", mapping, "--store", store)
