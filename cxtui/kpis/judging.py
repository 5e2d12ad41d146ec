"""How a number stands to its norm."""

from cxtui.kpis.floor import State

NEAR = 0.1
"""A value within this share of its norm, on the wrong side, is a warning; beyond it is bad."""


def judge(value: float | None, norm: float | None, better: str) -> State:
    """Return how a value stands to its norm: good, a warning near it on the wrong side, or bad."""
    if value is None or norm is None or better == "none":
        return "none"
    if value >= norm if better == "up" else value <= norm:
        return "good"
    return "warn" if abs(value - norm) <= abs(norm) * (NEAR + 1e-9) else "bad"
