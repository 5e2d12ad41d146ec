"""The demo's time and size: a day that begins now, where its user is, and runs faster than the wall's."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cxtui.clock import DAY
from cxtui.simulator import Plot, Simulator
from cxtui.simulator.times import WallClock
from cxtui.simulator.week import sunday

SEED = 7
"""The floor of the demo, of the picture and of the fixtures, unless another one is asked for."""

AGENTS, TICKETS_PER_DAY = 16, 160.0
"""Large enough that something happens every second of a demo, small enough that its history is made in seconds."""

WEEKS = 19
"""Whole weeks of history before the present one: 133 days, a retention horizon and a leaderboard's period."""

EARLIEST = 978_307_200
"""2001-01-01: a machine whose clock is before it has none, and its demo begins at OTHERWISE."""

OTHERWISE = 1_773_826_800
"""Wednesday 18 March 2026, 9:40 UTC."""


@dataclass(frozen=True, slots=True)
class DemoClock:
    """Floor time: ``floor_from`` (epoch seconds) at the machine's ``wall_from``, then ``speed`` times as fast.

    ``wall_from`` is of the clock that no correction moves; the demo's processes share it.
    """

    floor_from: int
    wall_from: float
    speed: float

    @classmethod
    def begin(cls, speed: float) -> "DemoClock":
        """Return a clock that shows the present."""
        now = int(time.time())
        return cls(now if now >= EARLIEST else OTHERWISE, time.monotonic(), speed)

    def now(self) -> int:
        """Return the present on the floor in epoch seconds."""
        return self.floor_from + int((time.monotonic() - self.wall_from) * self.speed)


@dataclass(frozen=True, slots=True)
class DemoFloor:
    """Which floor a demo shows: that of a seed, in an IANA zone, by a clock."""

    seed: int
    zone: str
    clock: DemoClock

    @property
    def start(self) -> int:
        """Return the instant at which the floor opened: a Saturday at 4:00, whole weeks before the present one."""
        wall = WallClock(self.zone)
        border = wall.local(sunday(wall, self.clock.floor_from))
        return wall.instant(border - (WEEKS + 1) * 7 * DAY)

    @property
    def midnight(self) -> int:
        """Return the local midnight before the demo began."""
        wall = WallClock(self.zone)
        return wall.instant(wall.day(self.clock.floor_from) * DAY)

    def simulator(self) -> Simulator:
        """Return the floor, at its start."""
        return Simulator(self.seed, self.start, self.zone, AGENTS, TICKETS_PER_DAY, Plot(self.clock.floor_from))


def local_zone(place: Path = Path("/etc/localtime")) -> str:
    """Return the IANA zone of this machine's user: that of ``TZ``, or the one ``place`` links to, else UTC."""
    names = [os.environ.get("TZ", "").removeprefix(":")]
    with suppress(OSError):
        names.append(str(place.readlink()))
    for name in names:
        zone = name.rpartition("zoneinfo/")[2]
        try:
            ZoneInfo(zone)
        except (OSError, ValueError, ZoneInfoNotFoundError):
            continue
        return zone
    return "UTC"
