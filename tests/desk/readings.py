"""Readings of triggers as an evaluation would give them."""

from cxtui.kpis.triggers import TriggerReading


def reading(
    at: int, holds: bool = False, back: bool = False, since: int | None = None, trigger: str = "csat_down"
) -> TriggerReading:
    """Return a reading whose evidence names its instant."""
    return TriggerReading(trigger, "Customer satisfaction is down", at, since, holds, back, f"as of {at}")
