"""The demo's time: a floor day that begins at a fixed instant and runs faster than the wall's."""

import time
from dataclasses import dataclass

ZONE = "Europe/Warsaw"

LIVE_FROM = 1_773_826_800
"""Wednesday 18 March 2026, 10:40 in Warsaw: the instant at which a demo's day begins to run."""

HISTORY_DAYS = 90

SEED = 7
"""The floor of the demo, of the picture and of the fixtures, unless another one is asked for."""


@dataclass(frozen=True, slots=True)
class DemoClock:
    """Floor time: ``floor_from`` (epoch seconds) at the wall's ``wall_from``, then ``speed`` times as fast."""

    floor_from: int
    wall_from: float
    speed: float

    def now(self) -> int:
        """Return the present on the floor in epoch seconds."""
        return self.floor_from + int((time.time() - self.wall_from) * self.speed)
