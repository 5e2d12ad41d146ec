"""Run the console on a hand-made floor, for a look at it and for the tests on a pty.

``python -m tests.console.stage busy [--ascii] [--theme NAME] [--frozen] [--stuck WHAT]``: the floor's instant is
moved to now unless it is frozen.
"""

import argparse
import sys
import time

from cxtui.console.run import run_app
from cxtui.kpis.floor import Floor
from cxtui.kpis.query import WHOLE, Query, View
from tests.console import floors

STUCK_S = 600.0


class LiveFeed:
    """A hand-made floor that is made anew for each present, every few seconds.

    ``stuck`` is what takes ten minutes: every ``read`` but the first, or every ``answer``.
    """

    def __init__(self, name: str, every: float, stuck: str | None = None) -> None:
        self._name = name
        self._every = every
        self._stuck = stuck
        self._read_at = float("-inf")

    def changed(self) -> bool:
        """Say whether it is time for another floor."""
        return time.monotonic() - self._read_at >= self._every

    def read(self, view: View = WHOLE) -> Floor:
        """Return the floor as of its own instant."""
        if self._stuck == "read" and self._read_at > 0:
            time.sleep(STUCK_S)
        self._read_at = time.monotonic()
        made: Floor = getattr(floors, self._name)()
        return made

    def verify(self) -> None:
        """Find nothing damaged."""

    def answer(self, query: Query) -> object | None:
        """Return a ticket; nothing else is kept here."""
        if self._stuck == "answer":
            time.sleep(STUCK_S)
        return floors.ticket_view(query.names[0], query.names[1]) if query.kind == "ticket" else None

    def triggers(self, active: object) -> tuple[()]:
        """Nothing is to be looked into here."""
        return ()

    def close(self) -> None:
        """Nothing is held."""


def main() -> int:
    """Run."""
    from cxtui.console.app import CxtuiApp

    parser = argparse.ArgumentParser()
    parser.add_argument("floor", nargs="?", default="busy")
    parser.add_argument("--theme", default="dark")
    parser.add_argument("--ascii", action="store_true")
    parser.add_argument("--frozen", action="store_true")
    parser.add_argument("--every", type=float, default=5.0)
    parser.add_argument("--stuck", choices=("read", "answer"))
    options = parser.parse_args()
    begun = int(time.time())

    def clock() -> int:
        return floors.NOW if options.frozen else floors.NOW + int(time.time()) - begun

    feed = LiveFeed(options.floor, options.every, options.stuck)
    return run_app(CxtuiApp(lambda: feed, theme=options.theme, ascii=options.ascii, clock=clock))


if __name__ == "__main__":
    sys.exit(main())
