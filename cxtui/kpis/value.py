"""A number at an instant with what it was computed from."""

from dataclasses import dataclass
from typing import Literal

MetricUnit = Literal["count", "seconds", "ratio", "score", "per_hour", "points", "money", "number"]
NormState = Literal["good", "warn", "bad", "none"]
"""How a value stands to its norm."""
SourceKey = tuple[str, str]
"""A source, and the id there of an agent, a topic or whatever else is named by its source."""
AgentKey = SourceKey
"""The source and id of an agent."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number at an instant: None where nothing gives it a value; ``n`` counts what it was computed from.

    ``low`` and ``high`` are an interval, where there is one; ``note`` is what a person should know about it.
    """

    value: float | None
    n: int
    waiting: int | None = None
    approximate: bool = False
    at_least: bool = False
    low: float | None = None
    high: float | None = None
    note: str | None = None
