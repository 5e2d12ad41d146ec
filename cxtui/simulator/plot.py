"""What a floor that is shown has beside chance: words that fit, urgent tickets first, a day on which much happens."""

from dataclasses import dataclass

from cxtui.clock import DAY
from cxtui.simulator.people import Truth
from cxtui.simulator.seeded_random import SeededRandom, Weighted

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Plot:
    """A day that begins to be watched at ``opens`` (UTC epoch seconds).

    In its first hour an outage builds up and is mended, and somebody's work is reviewed closely; in the days before,
    more was escalated than usual, and the times of one ticket contradict each other.
    """

    opens: int

    @property
    def fails(self) -> int:
        """Return the instant at which an outage begins."""
        return self.opens + 4 * MINUTE

    @property
    def mended(self) -> int:
        """Return the instant at which the outage is over."""
        return self.opens + 42 * MINUTE

    @property
    def reviewed(self) -> int:
        """Return the instant at which a reviewer begins with one agent's work."""
        return self.opens + 14 * MINUTE

    @property
    def doubtful(self) -> int:
        """Return the instant at which a ticket comes that seems to be answered before it was there."""
        return self.opens - 25 * MINUTE


REVIEWS = 14
"""Reviews of one agent's work that a reviewer writes in a row, a minute and a half apart."""

READY = {"urgent": 30.0, "high": 600.0}
"""Mean seconds until somebody can answer what presses; nobody waits for a fact or a colleague with it."""

TROUBLED_DAYS = 8
"""Days before a plot opens in which ESCALATED times as many tickets are escalated as usual."""

ESCALATED = 1.7


def escalated(plot: Plot, at: int) -> float:
    """Return how many times as often as usual something is escalated at an instant."""
    return ESCALATED if plot.opens - TROUBLED_DAYS * DAY <= at < plot.opens else 1.0


OUTAGE_CHANNELS = Weighted({"chat": 5.0, "web": 3.0, "email": 2.0})

_PRIORITIES = {
    "outage": Weighted({"urgent": 45.0, "high": 45.0, "normal": 10.0}),
    "bug": Weighted({"urgent": 4.0, "high": 26.0, "normal": 70.0}),
    "login": Weighted({"urgent": 3.0, "high": 27.0, "normal": 70.0}),
    "refund": Weighted({"high": 22.0, "normal": 78.0}),
    "contract": Weighted({"high": 20.0, "normal": 80.0}),
    "invoice": Weighted({"high": 12.0, "normal": 70.0, "low": 18.0}),
    "delivery": Weighted({"high": 12.0, "normal": 75.0, "low": 13.0}),
    "returns": Weighted({"high": 5.0, "normal": 65.0, "low": 30.0}),
    "how-to": Weighted({"normal": 55.0, "low": 45.0}),
    "praise": Weighted({"low": 1.0}),
}

_RAISED = {"low": "normal", "normal": "high", "high": "high", "urgent": "urgent"}


def fitting_priority(rng: SeededRandom, topic: str, tier: str) -> str:
    """Return a priority that fits what a ticket is about; large customers are sometimes raised by one, thanks never."""
    given = _PRIORITIES[topic].pick(rng)
    return _RAISED[given] if tier == "enterprise" and topic != "praise" and rng.chance(0.2) else given


def outage_arrivals(seed: int, plot: Plot) -> list[tuple[int, str]]:
    """Return ``(instant, channel)`` of those whom an outage lets write: few at first, then more by the minute."""
    rng = SeededRandom(seed, "outage")
    found = []
    for minute in range((plot.mended - plot.fails) // MINUTE):
        mean = min(2.0, 0.15 + 0.08 * minute)
        found += [
            (plot.fails + minute * MINUTE + rng.between(0, MINUTE - 1), OUTAGE_CHANNELS.pick(rng))
            for _ in range(rng.count(mean))
        ]
    return sorted(found)


def praised(truths: dict[str, Truth]) -> str:
    """Return the agent whose work is reviewed: the one whose customers have most reason to be content."""
    return max(truths.values(), key=lambda truth: (truth.effect, truth.agent)).agent
