"""How a number stands to its norm."""

from collections.abc import Mapping

from cxtui.kpis.definitions.model import Definition
from cxtui.kpis.value import NormState
from cxtui.store.read.units import NO_FILTER, Filter

NEAR = 0.1
"""A value within this share of its norm, on the wrong side, is a warning; beyond it is bad."""

_CHAT = Filter({"channel": ("chat",)})
_OF_CHAT = {"first_response_median": "first_response_chat"}


def norm_of(definition: Definition, norms: Mapping[str, float], where: Filter = NO_FILTER) -> float | None:
    """Return what a number is held to among the units of a filter: chats have a norm of their own."""
    found = norms.get(definition.held_to or definition.name)
    return norms.get(_OF_CHAT[definition.name], found) if where == _CHAT and definition.name in _OF_CHAT else found


def judge(value: float | None, norm: float | None, better: str) -> NormState:
    """Return how a value stands to its norm: good, a warning near it on the wrong side, or bad."""
    if value is None or norm is None or better == "none":
        return "none"
    if value >= norm if better == "up" else value <= norm:
        return "good"
    return "warn" if abs(value - norm) <= abs(norm) * (NEAR + 1e-9) else "bad"
