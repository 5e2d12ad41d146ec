"""What comes next in each ticket of a queue, and since when where nothing says until when."""

import pytest

from cxtui.kpis.agent.next_step import StepClock, next_step
from tests.console.agent.work import task
from tests.console.parts import NOW

OPENED = NOW - 7200


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"promise": "next_reply", "due_at": NOW + 60, "asked_at": NOW - 60}, StepClock("due", None)),
        ({"promise": "resolution", "stands": "pending", "left_s": 60}, StepClock("customer", None)),
        ({"promise": "resolution", "stands": "hold", "left_s": 60}, StepClock("hold", None)),
        ({"promise": "resolution", "stands": "gone"}, StepClock("gone", None)),
        # Nothing is promised: the customer who waits has waited since they asked, else the ticket is just open.
        ({"asked_at": NOW - 90}, StepClock("reply", NOW - 90)),
        ({"asked_at": NOW - 90, "status": "pending"}, StepClock("reply", NOW - 90)),
        ({"status": "pending"}, StepClock("customer", OPENED)),
        ({"status": "hold"}, StepClock("hold", OPENED)),
        ({"status": "open"}, StepClock("unpromised", OPENED)),
        ({"status": None}, StepClock("unpromised", OPENED)),
    ],
)
def test_every_ticket_has_a_next_step(changes: dict[str, object], expected: StepClock) -> None:
    assert next_step(task("1", **changes)) == expected
