"""Erlang C: how many agents a stream of contacts needs so that enough of them are answered in time.

A. K. Erlang, "Solution of some Problems in the Theory of Probabilities of Significance in Automatic Telephone
Exchanges", Elektroteknikeren 13 (1917). Computed by the recursion of the Erlang B formula,
B(0) = 1, B(n) = a B(n-1) / (n + a B(n-1)), which stays between 0 and 1 and so needs no factorials, and
C = B / (1 - ρ (1 - B)) with ρ = a / n (Cooper, "Introduction to Queueing Theory", 2nd ed. 1981, section 3.3-3.4).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, isfinite

from cxtui.language import N_

HOUR = 3600

ASSUMPTIONS = (
    N_("contacts come at random (Poisson) at the rate of the last hour, and the queue has settled to it"),
    N_("handling times are exponential around the mean of the last seven days"),
    N_("nobody gives up waiting: where people do, fewer agents are enough"),
    N_("every agent takes every contact of the channel, one at a time, in order of arrival (one skill, one queue)"),
    N_("agents are at their desks: breaks, meetings and absence come on top"),
)
"""What Erlang C takes for granted, in words to print beside its answer."""


@dataclass(frozen=True, slots=True)
class Staffed:
    """What ``agents`` make of a load: shares of contacts that wait at all (``waits``), and that are answered within
    the target (``service_level``); the share of time that agents are at work (``occupancy``); the mean
    wait of all contacts in seconds."""

    agents: int
    waits: float
    service_level: float
    occupancy: float
    mean_wait_s: float


@dataclass(frozen=True, slots=True)
class Need:
    """What a channel needs now: ``contacts`` of the last hour, each ``handle_s`` seconds in the mean over
    ``handled`` contacts, answered within ``within_s`` to a share of ``goal``.

    ``now`` is what the least agents achieve, ``fewer`` one agent less (None: the queue would grow without
    end). All three are None where ``missing`` says what to import.
    """

    channel: str
    contacts: int
    handle_s: float | None
    handled: int
    within_s: int
    goal: float
    agents: int | None = None
    now: Staffed | None = None
    fewer: Staffed | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """The staffing hint of the hour ``[from_at, to_at)``, a need for each channel answered at once.

    Handle times are those from ``handled_from`` on.
    """

    needs: tuple[Need, ...] = ()
    from_at: int = 0
    to_at: int = 0
    handled_from: int = 0
    assumptions: tuple[str, ...] = ASSUMPTIONS
    missing: str | None = None


def need(channel: str, contacts: int, handle_s: float, handled: int, within_s: int, goal: float) -> Need:
    """Return what a channel needs for as many contacts an hour."""
    agents = agents_needed(contacts, handle_s, within_s, goal)
    return Need(
        channel=channel,
        contacts=contacts,
        handle_s=handle_s,
        handled=handled,
        within_s=within_s,
        goal=goal,
        agents=agents,
        now=staffed(contacts, handle_s, within_s, agents),
        fewer=staffed(contacts, handle_s, within_s, agents - 1) if agents else None,
    )


def staffed(contacts_per_hour: float, handle_s: float, within_s: float, agents: int) -> Staffed | None:
    """Return what so many agents achieve, None where the queue would grow without end.

    ValueError for a load or time below 0, or agents below 0.
    """
    load = _load(contacts_per_hour, handle_s, within_s)
    if agents < 0:
        raise ValueError(f"{agents} agents are none")
    blocked = next(share for n, share in _erlang_b(load) if n == agents)
    return _outcome(load, handle_s, within_s, agents, blocked)


def agents_needed(
    contacts_per_hour: float,
    handle_s: float,
    within_s: float,
    service_level: float,
    max_occupancy: float | None = None,
) -> int:
    """Return the least agents that answer a share ``service_level`` within ``within_s`` seconds.

    ``max_occupancy`` (a share) asks for more where they would be at work for more of their time. ValueError for a
    service level outside [0, 1), an occupancy outside (0, 1], or a load or time below 0.
    """
    load = _load(contacts_per_hour, handle_s, within_s)
    if not 0 <= service_level < 1:
        raise ValueError(f"a service level is a share from 0 to below 1, not {service_level}")
    if max_occupancy is not None and not 0 < max_occupancy <= 1:
        raise ValueError(f"an occupancy is a share above 0, at most 1, not {max_occupancy}")
    for n, blocked in _erlang_b(load):
        found = _outcome(load, handle_s, within_s, n, blocked)
        enough = found is not None and found.service_level >= service_level
        if enough and (max_occupancy is None or load <= max_occupancy * n):
            return n
    raise AssertionError("more agents always make a shorter queue")


def _load(contacts_per_hour: float, handle_s: float, within_s: float) -> float:
    """Return the load in erlangs: agents that would be at work if nobody ever waited."""
    for what, value in (("contacts", contacts_per_hour), ("handle time", handle_s), ("target", within_s)):
        if not isfinite(value) or value < 0:
            raise ValueError(f"{what} of {value}: expected 0 or more")
    return contacts_per_hour * handle_s / HOUR


def _erlang_b(load: float) -> Iterator[tuple[int, float]]:
    """Yield n and the Erlang B blocking probability of n agents, from 0 agents on, without end."""
    n, blocked = 0, 1.0
    while True:
        yield n, blocked
        n += 1
        blocked = load * blocked / (n + load * blocked)


def _outcome(load: float, handle_s: float, within_s: float, agents: int, blocked: float) -> Staffed | None:
    if load == 0:
        return Staffed(agents=agents, waits=0.0, service_level=1.0, occupancy=0.0, mean_wait_s=0.0)
    if agents <= load:
        return None
    occupancy = load / agents
    waits = blocked / (1.0 - occupancy * (1.0 - blocked))
    spare = agents - load
    return Staffed(
        agents=agents,
        waits=waits,
        service_level=1.0 - waits * exp(-spare * within_s / handle_s),
        occupancy=occupancy,
        mean_wait_s=waits * handle_s / spare,
    )
