"""How a customer stands by the last contact: retained, on course, at risk or lost, as far as is known at an instant."""

from dataclasses import dataclass
from typing import Literal

from cxtui.clock import FAR

RetentionState = Literal["retained", "on_course", "at_risk", "lost", "none"]
Why = Literal[
    "bought", "contract_live", "contract_ends", "contract_ended", "left", "nothing_yet", "nothing", "no_contact"
]
Later = Literal["bought", "left", "contract_ended"]


@dataclass(frozen=True, slots=True)
class Activity:
    """What a customer did around the last contact at ``contact_at``, as far as is known at an instant.

    ``bought_at`` is the first purchase within the horizon (so far), ``last_bought_at`` the last of all;
    ``live_until`` is how long a contract that is live at the horizon's end, or now if that is earlier, is known to
    run (the end of time: on and on); ``ended_at`` is the last end of a contract after the contact.
    """

    contact_at: int | None = None
    bought_at: int | None = None
    last_bought_at: int | None = None
    live_until: int | None = None
    ended_at: int | None = None
    left_at: int | None = None


@dataclass(frozen=True, slots=True)
class RetentionStatus:
    """How a customer stays: ``known_at`` is when it enters the rate of retention, ``at`` the instant that ``why`` is
    about; ``later`` happened after the outcome was known and changes nothing of it.

    ``retained`` and ``lost`` are outcomes, or certain already; ``on_course`` would be retained as things stand;
    ``at_risk`` would be lost as things stand.
    """

    state: RetentionState
    why: Why
    at: int | None = None
    contact_at: int | None = None
    known_at: int | None = None
    later: Later | None = None
    later_at: int | None = None


def retention_status(seen: Activity, horizon_s: int, at: int) -> RetentionStatus:
    """Return whether a customer stays, at an instant (UTC epoch seconds) and with a horizon in seconds."""
    contact = seen.contact_at
    if contact is None:
        return RetentionStatus("none", "no_contact")
    known = contact + horizon_s
    state, why, when = _after(seen, known) if known <= at else _before(seen, known)
    later, later_at = _later(seen, known, at) if known <= at else (None, None)
    return RetentionStatus(
        state=state,
        why=why,
        at=when,
        contact_at=contact,
        known_at=known,
        later=later,
        later_at=later_at,
    )


def _after(seen: Activity, known: int) -> tuple[RetentionState, Why, int | None]:
    """Return the outcome of a contact whose horizon is over."""
    if seen.bought_at is not None:
        return "retained", "bought", seen.bought_at
    if seen.live_until is not None:
        return "retained", "contract_live", known
    return "lost", "nothing", known


def _before(seen: Activity, known: int) -> tuple[RetentionState, Why, int | None]:
    """Return how a contact stands whose horizon is not over."""
    if seen.bought_at is not None:
        return "retained", "bought", seen.bought_at
    if seen.live_until is not None:
        if seen.live_until <= known:
            return "at_risk", "contract_ends", seen.live_until
        return "on_course", "contract_live", None if seen.live_until >= FAR else seen.live_until
    ends = [
        (when, why)
        for when, why in ((seen.left_at, "left"), (seen.ended_at, "contract_ended"))
        if when is not None and seen.contact_at is not None and when > seen.contact_at
    ]
    if ends:
        when, why = min(ends)
        return "lost", "left" if why == "left" else "contract_ended", when
    return "at_risk", "nothing_yet", known


def _later(seen: Activity, known: int, at: int) -> tuple[Later | None, int | None]:
    """Return the last thing that happened after the outcome was known."""
    found: list[tuple[int, Later]] = []
    if seen.last_bought_at is not None:
        found.append((seen.last_bought_at, "bought"))
    if seen.left_at is not None:
        found.append((seen.left_at, "left"))
    if seen.ended_at is not None:
        found.append((seen.ended_at, "contract_ended"))
    after = [(when, what) for when, what in found if known < when <= at]
    return (max(after)[1], max(after)[0]) if after else (None, None)
