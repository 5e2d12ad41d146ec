"""Which numbers stand on which pane: what the explain key steps through."""

from collections.abc import Mapping

OF_PANE: Mapping[str, tuple[str, ...]] = {
    "response": (
        "first_response_median", "first_response_p90", "first_response_mean", "first_response_waiting_median",
        "first_response_waiting_p90", "service_level",
    ),
    "escalations": ("escalation_rate",),
    "volume": ("backlog", "inflow_per_hour", "outflow_per_hour", "created", "solved"),
    "agents": (
        "score", "csat", "qa", "fcr", "reopen", "repeat", "lift", "service_level", "reply_time", "reopen_rate",
    ),
}  # fmt: skip
"""The numbers of each pane, the foremost first."""

ALL: tuple[str, ...] = tuple(dict.fromkeys(name for names in OF_PANE.values() for name in names))
"""Every number on the floor once, pane by pane."""


def step(name: str, by: int) -> str:
    """Return the number some steps after another one, round and round."""
    return ALL[(ALL.index(name) + by) % len(ALL)] if name in ALL else ALL[0]
