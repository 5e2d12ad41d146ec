"""How far the demo is: said beside its store, as of any helpdesk that is followed."""

from contextlib import suppress
from pathlib import Path

from cxtui.demo.pace import DemoFloor
from cxtui.health import FeedHealth, FillHealth, write
from cxtui.simulator import SOURCE

PATIENCE_S = 10
"""Wall seconds between two rounds at most, a slow part of history included."""


def tell_health(store: Path, floor: DemoFloor, made: float | None) -> None:
    """Write that the floor lives, and which share of its history is made: all of it where that is None."""
    now = floor.clock.now()
    health = FeedHealth(
        source=SOURCE,
        kind="demo",
        state="ok" if made is None else "filling",
        every_s=round(PATIENCE_S * floor.clock.speed),
        asked_at=now,
        ok_at=now,
        filling=None if made is None else FillHealth(floor.midnight, made),
    )
    with suppress(OSError):
        write(store, health)
