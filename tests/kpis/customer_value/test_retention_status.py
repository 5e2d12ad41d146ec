"""How a customer stands, by hand: what is certain before the horizon is over, and what is an outcome after it."""

import pytest

from cxtui.clock import DAY, FAR
from cxtui.kpis.customer_value.retention_status import Activity, Later, RetentionState, Why, retention_status

H = 90 * DAY
C = 1_000 * DAY
"""The last contact."""


@pytest.mark.parametrize(
    ("after", "seen", "state", "why", "at"),
    [
        # The horizon runs: a purchase makes it certain, whatever else happened.
        (10, Activity(C, bought_at=C + DAY, left_at=C + 2 * DAY), "retained", "bought", C + DAY),
        # A contract that runs on and on, or beyond the horizon, keeps on course; one that ends at it does not.
        (10, Activity(C, live_until=FAR), "on_course", "contract_live", None),
        (10, Activity(C, live_until=C + H + 1), "on_course", "contract_live", C + H + 1),
        (10, Activity(C, live_until=C + H), "at_risk", "contract_ends", C + H),
        # A live contract outweighs another one's end, and having left.
        (10, Activity(C, live_until=FAR, ended_at=C + DAY, left_at=C + DAY), "on_course", "contract_live", None),
        # Who left after the contact, or whose contract ended then, is lost already; the earlier of the two is why.
        (10, Activity(C, left_at=C + 2 * DAY), "lost", "left", C + 2 * DAY),
        (10, Activity(C, ended_at=C + DAY, left_at=C + 2 * DAY), "lost", "contract_ended", C + DAY),
        # Who left before the contact did not leave after it.
        (10, Activity(C, left_at=C), "at_risk", "nothing_yet", C + H),
        (10, Activity(C, last_bought_at=C - DAY), "at_risk", "nothing_yet", C + H),
        # The horizon is over at contact + H exactly.
        (90, Activity(C), "lost", "nothing", C + H),
        (90, Activity(C, live_until=FAR), "retained", "contract_live", C + H),
        (90, Activity(C, bought_at=C + H), "retained", "bought", C + H),
        # Having left counts for nothing then: the rate asks for purchases and contracts.
        (120, Activity(C, left_at=C + DAY, bought_at=C + 2 * DAY), "retained", "bought", C + 2 * DAY),
    ],
)
def test_state_and_why(after: int, seen: Activity, state: RetentionState, why: Why, at: int | None) -> None:
    found = retention_status(seen, H, C + after * DAY)
    assert (found.state, found.why, found.at) == (state, why, at)
    assert (found.contact_at, found.known_at) == (C, C + H)


@pytest.mark.parametrize(
    ("seen", "later", "at"),
    [
        (Activity(C, last_bought_at=C + H + 1), "bought", C + H + 1),
        (Activity(C, last_bought_at=C + H), None, None),
        (Activity(C, last_bought_at=C + 95 * DAY, left_at=C + 97 * DAY), "left", C + 97 * DAY),
        (Activity(C, ended_at=C + 99 * DAY, left_at=C + 97 * DAY), "contract_ended", C + 99 * DAY),
    ],
)
def test_what_came_after_the_outcome_changes_nothing_of_it(seen: Activity, later: Later | None, at: int | None) -> None:
    found = retention_status(seen, H, C + 100 * DAY)
    assert (found.state, found.later, found.later_at) == ("lost", later, at)


def test_without_a_contact_nothing_is_known() -> None:
    found = retention_status(Activity(), H, C)
    assert (found.state, found.why, found.known_at) == ("none", "no_contact", None)
