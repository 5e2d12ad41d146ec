"""What one agent has to do, and how that agent stands among the own team: the part of a Floor that is only theirs.

Instants are UTC epoch seconds, durations seconds, scores between 0 and 100.
"""

from dataclasses import dataclass
from typing import Literal

PausedBy = Literal["pending", "hold", "gone"]


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """An open ticket with the promise that breaks next.

    ``promise`` is the clock's metric, None where none runs or stands; ``due_at`` the instant at which it breaks, in the
    opening hours ``calendar`` (None: calendar time); ``stands`` why it stands still, with ``left_s`` then left of it.
    ``asked_at`` is since when the customer waits for an answer, None where it is the customer's turn.
    """

    source: str
    ticket: str
    subject: str | None
    customer: str | None
    customer_tier: str | None
    priority: str | None
    channel: str | None
    team: str | None
    status: str | None
    created_at: int
    asked_at: int | None = None
    promise: str | None = None
    due_at: int | None = None
    target_s: int | None = None
    calendar: str | None = None
    stands: PausedBy | None = None
    left_s: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Tasks:
    """Open tickets, next to breach first, cut at a limit; the counts are whole.

    ``waiting`` are those whose customers wait for an answer, ``breached`` those with a broken promise.
    """

    rows: tuple[Task, ...] = ()
    open: int = 0
    waiting: int = 0
    breached: int = 0
    missing: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Peers:
    """The scores of a team without names, ascending; ``own`` is the place of the agent's own among them.

    ``missing`` says why there are none: a group too small would give its members away.
    """

    scores: tuple[float, ...] = ()
    own: int | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class AgentWork:
    """An agent's own work; ``team`` is the home team's name, ``ranked`` how many agents of the floor have a rank."""

    name: str
    team: str | None = None
    queue: Tasks = Tasks()
    unassigned: Tasks = Tasks()
    peers: Peers = Peers()
    ranked: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class NotVisible:
    """The answer for a ticket that the agent may not see, or not any more: ``words`` say so."""

    words: str
