"""Readings of triggers as an evaluation would give them."""

from cxtui.kpis.triggers import Reading


def reading(
    at: int, holds: bool = False, back: bool = False, since: int | None = None, trigger: str = "csat_down"
) -> Reading:
    """Return a reading whose evidence names its instant."""
    return Reading(trigger, "Customer satisfaction is down", at, since, holds, back, f"as of {at}")
