"""Quiet hours: from a local time to another, across midnight where that comes first."""

import re
from dataclasses import dataclass

from cxtui.errors import UsageError
from cxtui.text.ages import local

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Quiet:
    """Local times in minutes since midnight, ``[from_min, to_min)``."""

    from_min: int
    to_min: int

    def holds(self, at: int, zone: str) -> bool:
        """Return whether an instant is quiet in a zone; the night on which clocks change is quiet by its clocks."""
        when = local(at, zone)
        minute = when.hour * 60 + when.minute
        if self.from_min < self.to_min:
            return self.from_min <= minute < self.to_min
        return minute >= self.from_min or minute < self.to_min

    @property
    def end(self) -> str:
        """Return the local time at which it ends: ``07:00``."""
        return f"{self.to_min // 60:02}:{self.to_min % 60:02}"


def parse_quiet(text: str) -> Quiet:
    """Return what ``20:00-07:00`` says; UsageError for anything else."""
    first, dash, last = (part.strip() for part in text.replace("–", "-").partition("-"))
    start, end = _TIME.fullmatch(first), _TIME.fullmatch(last)
    if not dash or start is None or end is None:
        raise UsageError(f"--quiet {text[:40]!r} names no hours; write them like 20:00-07:00")
    minutes = [int(found[1]) * 60 + int(found[2]) for found in (start, end)]
    if minutes[0] == minutes[1]:
        raise UsageError(f"--quiet {text[:40]!r} begins when it ends; leave it out, or stop the wall")
    return Quiet(*minutes)
