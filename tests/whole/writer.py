"""An importer in a process of its own: ``python -m tests.whole.writer STORE BATCHES PAUSE [SUBJECT]``.

Each batch is one new ticket that waits for its first response; after each commit the instant is printed.
"""

import sys
import time
from pathlib import Path

from cxtui.canonical import COVERAGE, TABLES
from cxtui.importing.rows import apply_rows
from cxtui.store import import_log
from cxtui.store.writer import Writer

SOURCE = "live"


def row(table: str, **values: object) -> tuple[object, ...]:
    """Return a row of a canonical table, NULL where nothing is given."""
    known = {"source": SOURCE, "version_at": 0, "version_seq": 0, **values}
    return tuple(known.get(name) for name in TABLES[table].names)


def ticket(number: int, at: int, subject: str) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of a ticket that a customer has just opened."""
    name = f"live-{number:05d}"
    event = {"ticket": name, "occurred_at": at, "actor": "c1", "actor_kind": "customer"}
    return {
        "ticket": [row("ticket", ticket=name, created_at=at, channel="chat", customer="c1", subject=subject)],
        "event": [
            row("event", event="1", kind="status", value="new", **event),
            row("event", event="2", kind="message", public=1, automated=0, **event),
        ],
    }


def main(store: str, batches: str, pause: str, subject: str = "live") -> int:
    """Write the batches; the first one brings what the source covers."""
    with Writer(Path(store)) as writer:
        settings = import_log.read_settings(writer.connection)
        for number in range(int(batches)):
            rows = ticket(number, int(time.time()), f"{subject} {number}")
            if number == 0:
                rows["coverage"] = [row("coverage", what=what) for what in COVERAGE]
            apply_rows(writer, rows, SOURCE, "live", settings)
            print(time.time(), flush=True)
            time.sleep(float(pause))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
