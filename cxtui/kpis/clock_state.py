"""How a promise stands at an instant, between two readings of a store: arithmetic on its due instant."""

from cxtui.calendars import OpenHours
from cxtui.kpis.floor import Clock, ClockState

_SHARE_AT_RISK = 4
_LAST_MINUTE_S = 60
_LAST_TEN_MINUTES_S = 600


def at_risk(left: int, target: int | None) -> bool:
    """Return whether a promise is about to break: a quarter of its time is left, or a minute of a short one.

    Both are seconds; ``target`` is None where nobody knows how long the promise is.
    """
    if target is None:
        return left < _LAST_MINUTE_S
    return left < max(target // _SHARE_AT_RISK, min(_LAST_MINUTE_S, target // 2))


def running_state(due_at: int, target: int | None, hours: OpenHours | None, now: int) -> tuple[ClockState, int]:
    """Return the state of a clock that nothing but its calendar stops, and the seconds left of it.

    What is left is counted in the clock's own opening hours (None: calendar time), what is overdue since the instant
    it was due.
    """
    state, left = _counted(due_at, hours, now)
    return ("at_risk" if state == "running" and at_risk(left, target) else state), left


def clock_state(clock: Clock, hours: OpenHours | None, now: int) -> tuple[ClockState, int | None]:
    """Return a promise's state at ``now`` and the seconds left of it.

    Meanwhile a running one can break, and its opening hours can end or begin. It is at risk in its last ten minutes.
    """
    if clock.state not in ("running", "at_risk", "paused") or clock.due_at is None:
        return clock.state, clock.remaining_s
    state, left = _counted(clock.due_at, hours, now)
    if hours is None and state != "breached":
        if clock.state == "paused":
            return "paused", clock.remaining_s
        state = clock.state
    return ("at_risk" if state == "running" and left < _LAST_TEN_MINUTES_S else state), left


def _counted(due_at: int, hours: OpenHours | None, now: int) -> tuple[ClockState, int]:
    if now > due_at:
        return "breached", due_at - now
    if hours is None:
        return "running", due_at - now
    return ("running" if hours.is_open(now) else "paused"), hours.business(now, due_at)
