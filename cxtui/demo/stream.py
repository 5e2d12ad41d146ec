"""The child of a demo: it makes the floor's last week, then streams the day and fills in what came before."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from cxtui.clock import DAY
from cxtui.demo.pace import HISTORY_DAYS, ZONE, DemoClock
from cxtui.demo.rules import settings
from cxtui.importing.rows import apply_rows
from cxtui.sources.simulator import SOURCE, Rows, Simulator
from cxtui.store import books
from cxtui.store.publish import build
from cxtui.store.writer import Writer

EVERY_S = 0.5
"""Wall seconds between two batches: what happens shows within a second."""

OLDER_EVERY_S = 2.0
"""Wall seconds of live batches between two chunks of history."""

CHUNK = 400
"""Tickets in a chunk of history: small enough that the day goes on in between."""


def stream(store: Path, seed: int, clock: DemoClock, stopped: threading.Event) -> None:
    """Import the floor of a seed into a new store until ``stopped``."""
    chosen = settings()
    simulator = Simulator(seed, clock.floor_from - HISTORY_DAYS * DAY, zone=ZONE)
    build(store, None, {}, finish=lambda file: books.write_settings(file, chosen))
    with Writer(store) as writer:
        apply_rows(writer, simulator.latest(clock.floor_from), SOURCE, "simulator", chosen, clock.now)
        history = _chunks(simulator)
        older_at = time.monotonic() + OLDER_EVERY_S
        while not stopped.wait(EVERY_S):
            rows = simulator.step(clock.now())
            apply_rows(writer, rows, SOURCE, "simulator", chosen, clock.now)
            if time.monotonic() >= older_at:
                chunk = next(history, None)
                if chunk is not None:
                    apply_rows(writer, chunk, SOURCE, "simulator", chosen, clock.now)
                older_at = time.monotonic() + OLDER_EVERY_S


def _chunks(simulator: Simulator) -> Iterator[Rows]:
    """Yield the weeks before the last one, the newest first, in chunks of whole tickets."""
    for week in simulator.older():
        yield from split(week, CHUNK)


def split(rows: Rows, tickets: int) -> Iterator[Rows]:
    """Yield rows in parts of so many tickets each, what belongs to no ticket with the first part."""
    from cxtui import canonical

    place = {name: canonical.TABLES[name].names.index("ticket") for name in rows if _of_ticket(name)}
    order: dict[str, int] = {}
    for row in rows.get("ticket", []):
        order.setdefault(str(row[place["ticket"]]), len(order) // tickets)
    parts: list[Rows] = [{} for _ in range(max(order.values(), default=0) + 1)]
    for name, some in rows.items():
        for row in some:
            part = order.get(str(row[place[name]]), 0) if name in place else 0
            parts[part].setdefault(name, []).append(row)
    yield from parts


def _of_ticket(name: str) -> bool:
    from cxtui import canonical

    return "ticket" in canonical.TABLES[name].names


def main(arguments: list[str]) -> int:
    """Stream until standard input ends: the parent is gone, or has had enough."""
    store, seed, floor_from, wall_from, speed = arguments
    stopped = threading.Event()

    def listen() -> None:
        while os.read(0, 1024):
            continue
        stopped.set()

    threading.Thread(target=listen, name="cxtui-demo-parent", daemon=True).start()
    stream(Path(store), int(seed), DemoClock(int(floor_from), float(wall_from), float(speed)), stopped)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
