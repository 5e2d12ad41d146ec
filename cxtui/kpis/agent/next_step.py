"""What comes next in a ticket that an agent holds, and which clock tells of it."""

from typing import Literal, NamedTuple

from cxtui.kpis.agent.work import Task

NextStep = Literal["due", "customer", "hold", "gone", "reply", "unpromised"]
"""A promise runs; it is the customer's turn, on hold, or removed; a customer waits unpromised; or nothing of these."""

_STANDS: dict[str, NextStep] = {"pending": "customer", "hold": "hold", "gone": "gone"}


class StepClock(NamedTuple):
    """A step, and since when it is what comes next where no promise says until when (UTC epoch seconds)."""

    step: NextStep
    since: int | None


def next_step(task: Task) -> StepClock:
    """Return what comes next in a ticket: whoever waits for an answer without a promise has waited since they asked."""
    if task.stands is not None:
        return StepClock(_STANDS[task.stands], None)
    if task.due_at is not None:
        return StepClock("due", None)
    if task.asked_at is not None:
        return StepClock("reply", task.asked_at)
    return StepClock(_STANDS.get(task.status or "", "unpromised"), task.created_at)
