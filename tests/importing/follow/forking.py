"""Follows in children of a process that has imported everything already: a start costs a fork.

For each line on standard input a child follows until it is killed; its number is written when it is there, and a
line when it has ended. Nothing else of a start by hand is left out: locks, the store and the cursor are the child's.
"""

import os
import sys
from pathlib import Path

from cxtui.importing import bulk, rows  # noqa: F401
from cxtui.importing.follow.configured import read_sources
from cxtui.importing.follow.run import follow
from cxtui.sources.live.request_tracker import reader  # noqa: F401


def main(store: Path, config: Path) -> None:
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            follow(store, read_sources(config))
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    import httpx  # noqa: F401

    main(Path(sys.argv[1]), Path(sys.argv[2]))
