"""A process that writes batches without a pause: ``python -m tests.whole.streaming STORE SOURCE`` until its input ends.

It says the number of batches it wrote at the end.
"""

import sys
import threading
from pathlib import Path

from cxtui.clock import now
from cxtui.importing.live import write_live
from cxtui.sources.live.validated import validated
from cxtui.store.writer import Writer


def main(store: str, source: str) -> int:
    """Write a ticket a batch."""
    over = threading.Event()
    threading.Thread(target=_listen, args=(over,), daemon=True).start()
    written = 0
    with Writer(Path(store), wait=60.0, by_batch=True) as writer:
        while not over.is_set():
            written += 1
            rows = {"ticket": [{"ticket": str(written), "created_at": 1_700_000_000 + written}]}
            write_live(writer, validated(rows, source), source, "live", now)
            if written == 1:
                print("begun", flush=True)
    print(written, flush=True)
    return 0


def _listen(over: threading.Event) -> None:
    sys.stdin.read()
    over.set()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
