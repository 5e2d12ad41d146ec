"""When customers turn up: the rhythm of each channel over the day and the week."""

from dataclasses import dataclass

from cxtui.clock import DAY
from cxtui.simulator.seeded_random import SeededRandom
from cxtui.simulator.times import WallClock, weekday

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach the floor.

    ``share`` of all tickets; ``target`` of the first response in seconds; ``team`` that takes it;
    ``work`` median seconds of one reply; ``one_reply`` the share solved with one; ``answer`` median
    seconds until the customer writes back; ``patience`` mean seconds before they hang up (0: never).
    ``weekday`` and ``weekend`` weigh the 24 local hours.
    """

    id: str
    share: float
    target: int
    team: str
    work: float
    one_reply: float
    answer: float
    patience: float
    weekday: tuple[float, ...]
    weekend: tuple[float, ...]

    @property
    def live(self) -> bool:
        """Return whether the customer waits on the line."""
        return self.patience > 0


def _day(night: float, hours: str, scale: float = 1.0) -> tuple[float, ...]:
    """Read a day as 24 digits, ``-`` being the night's weight."""
    return tuple(night * scale if c == "-" else int(c) * scale for c in hours)


CHANNELS = {
    c.id: c
    for c in (
        Channel("chat", 0.29, 120, "live", 66, 0.60, 45, 700,
                _day(0, "000000123578877887665500"), _day(0, "000000011233433334443300", 0.6)),
        Channel("phone", 0.19, 20, "live", 400, 0.92, 300, 200,
                _day(0, "000000004898767766420000"), _day(0, "000000001222221111100000", 0.8)),
        Channel("email", 0.33, 4 * HOUR, "mail", 420, 0.68, 4 * HOUR, 0,
                _day(0.7, "------2598887677653322--"), _day(0.5, "------1223333332222222--", 0.8)),
        Channel("web", 0.12, 4 * HOUR, "mail", 400, 0.70, 5 * HOUR, 0,
                _day(0.8, "------2476666666665543--"), _day(0.7, "------1223444444444332--", 0.7)),
        Channel("social", 0.07, HOUR, "mail", 180, 0.68, 30 * 60, 0,
                _day(0.5, "------1233444456678876--"), _day(0.6, "------1234556666777765--", 0.9)),
    )
}  # fmt: skip

SURGE = 2.2
"""How many times the usual number comes in the two hours of the week's bad afternoon."""


def arrivals(rng: SeededRandom, wall: WallClock, from_at: int, to_at: int, per_day: float) -> list[tuple[int, str]]:
    """Return ``(instant, channel)`` of every contact in ``[from_at, to_at)``, in order of time."""
    found: list[tuple[int, str]] = []
    surge_day, surge_hour = rng.between(1, 4), rng.between(10, 14)
    weights = {c.id: 5 * sum(c.weekday) + 2 * sum(c.weekend) for c in CHANNELS.values()}
    # Hours are cut at UTC hours; a zone with a half-hour offset sees its rhythm half an hour off.
    for hour in range(from_at // HOUR * HOUR, to_at, HOUR):
        low, high = max(hour, from_at), min(hour + HOUR, to_at) - 1
        day, second = divmod(wall.local(low), DAY)
        today, clock = weekday(day), second // HOUR
        busy = SURGE if today == surge_day and surge_hour <= clock < surge_hour + 2 else 1.0
        for channel in CHANNELS.values():
            weight = (channel.weekday if today < 5 else channel.weekend)[clock]
            mean = busy * per_day * channel.share * 7 * weight / weights[channel.id] * (high + 1 - low) / HOUR
            if mean > 0:
                found += [(rng.between(low, high), channel.id) for _ in range(rng.count(mean))]
    found.sort()
    return found
