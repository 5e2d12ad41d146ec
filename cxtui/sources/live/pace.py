"""How often a source is asked: never beyond four fifths of what it allows, and ever less while it fails."""

import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from cxtui.sources.live.failures import FeedStopped
from cxtui.toml import TomlTable

SHARE = 0.8
"""How much of a limit is used: other programs ask the same helpdesk too."""

UNITS = {"s": 1, "sec": 1, "second": 1, "min": 60, "m": 60, "minute": 60, "h": 3600, "hour": 3600}
_LIMIT = re.compile(r"\s*(\d{1,6})\s*(?:/|per)\s*([a-z]+)\s*", re.IGNORECASE)


class Patience:
    """Waiting that ends at once when the follower is to end."""

    def __init__(self, stopping: threading.Event | None = None) -> None:
        self.stopping = stopping or threading.Event()

    def wait(self, seconds: float) -> None:
        """Wait; raises FeedStopped where the follower is to end."""
        if self.stopping.wait(max(0.0, seconds)):
            raise FeedStopped


@dataclass
class RateLimit:
    """At most ``calls`` in ``seconds``, of which ``SHARE`` is used, spread evenly."""

    calls: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _next: float = field(default=float("-inf"), repr=False)

    def delay(self, scale: float = 1.0) -> float:
        """Return the seconds to wait before a call that is made then; a ``scale`` of 2 takes half of the room."""
        gap = self.seconds / (self.calls * SHARE) * scale
        now = self.clock()
        at = max(now, self._next)
        self._next = at + gap
        return at - now


def read_limit(table: TomlTable, key: str, default: RateLimit | None = None) -> RateLimit | None:
    """Return the rate limit of a source such as "10/min", the source's own where none is said."""
    if not table.has(key):
        return default
    text = table.text(key)
    found = _LIMIT.fullmatch(text)
    if not found or found[2].lower() not in UNITS or not int(found[1]):
        table.fail(key, f'is {text[:40]!r}; write it like "10/min", "5/s" or "1000/h"')
    return RateLimit(int(found[1]), float(UNITS[found[2].lower()]))


@dataclass(frozen=True, slots=True)
class Backoff:
    """Seconds before the next attempt after failures: any up to a bound that doubles, so that a helpdesk that comes
    back is not met by everybody at once."""

    first: float = 2.0
    most: float = 300.0

    def seconds(self, failures: int, draw: Callable[[float, float], float] = random.uniform) -> float:
        """Return how long to wait after so many failures in a row."""
        bound = min(self.most, self.first * 2.0 ** min(failures, 30))
        return draw(min(1.0, self.first), bound)
