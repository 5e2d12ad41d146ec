"""What is at stake in a ticket that waits: how soon its promise breaks, times how urgent it is, times who asks."""

from collections.abc import Mapping

from cxtui.kpis.floor import Waiting

TOP_TIERS = frozenset({"gold", "platinum", "diamond", "vip", "enterprise", "premium", "strategic"})
"""Names of customer tiers, in lower case, that weigh double."""

QUARTER_S = 900
"""Seconds before the due instant at which a promise weighs half of what it weighs when it breaks."""

_WEIGHTS: tuple[tuple[float, frozenset[str]], ...] = (
    (8.0, frozenset({"urgent", "critical", "highest", "blocker", "emergency", "p0", "p1", "1", "sev1"})),
    (4.0, frozenset({"high", "major", "p2", "2", "sev2"})),
    (2.0, frozenset({"normal", "medium", "moderate", "p3", "3", "sev3"})),
    (1.0, frozenset({"low", "lowest", "minor", "trivial", "p4", "p5", "4", "5", "sev4"})),
)
_PRIORITIES: Mapping[str, float] = {word: weight for weight, words in _WEIGHTS for word in words}
_UNKNOWN = 2.0
"""A priority that no word here stands for weighs as a normal one."""


def urgency(due_at: int, now: int) -> float:
    """Return how pressing a promise is: from 0 long before it breaks over 1 when it does to 2 long after."""
    left = due_at - now
    return QUARTER_S / (QUARTER_S + left) if left >= 0 else 2 - QUARTER_S / (QUARTER_S - left)


def priority_weight(priority: str | None) -> float:
    """Return 8 for an urgent ticket, 4, 2 and 1 for a high, a normal and a low one."""
    return _PRIORITIES.get((priority or "").strip().casefold(), _UNKNOWN)


def is_top_tier(tier: str | None) -> bool:
    """Return whether a customer is of a top tier."""
    return tier is not None and tier.strip().lower() in TOP_TIERS


def stake(row: Waiting, now: int) -> float | None:
    """Return what is at stake, from 0 up to 32; None for a ticket to which nothing is promised."""
    if row.due_at is None:
        return None
    return urgency(row.due_at, now) * priority_weight(row.priority) * (2 if is_top_tier(row.customer_tier) else 1)
