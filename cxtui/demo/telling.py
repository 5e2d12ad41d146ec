"""How far the demo is: said beside its store, as of any helpdesk that is followed."""

from contextlib import suppress
from pathlib import Path

from cxtui.demo.pace import DemoClock
from cxtui.health import FeedHealth, FillHealth, write
from cxtui.simulator import SOURCE

PATIENCE_S = 10
"""Wall seconds between two rounds at most, a slow part of history included."""


def tell_health(store: Path, clock: DemoClock, filled_to: int | None, start: int) -> None:
    """Write that the floor lives, and since when its history is there: all of it from ``start`` where that is None."""
    now = clock.now()
    share = 1.0 if filled_to is None else (clock.floor_from - filled_to) / max(1, clock.floor_from - start)
    health = FeedHealth(
        source=SOURCE,
        kind="demo",
        state="ok" if filled_to is None else "filling",
        every_s=round(PATIENCE_S * clock.speed),
        asked_at=now,
        ok_at=now,
        filling=None if filled_to is None else FillHealth(filled_to, min(1.0, max(0.0, share))),
    )
    with suppress(OSError):
        write(store, health)
