"""Service-level policies of a source: applied to a ticket at a time, in the version of that time."""

from typing import Any

import pytest

from cxtui.settings import loads
from tests.facts.clocks import Made, clocks, when
from tests.facts.histories import History, fact, instant, on_duckdb, on_sqlite

HOUR = 3600
SETTINGS = loads(
    '[[target]]\nmetric = "first_response"\nwithin = "4 h"\n[[target]]\nmetric = "resolution"\nwithin = "8 h"\n'
)


def policy(h: History, name: str, *targets: tuple[str, str | None, int], since: str = "2020-01-01") -> History:
    """Add a policy in calendar time: metric, priority and hours of each target, the first the first that fits."""
    for position, (metric, priority, hours) in enumerate(targets):
        h.add(
            "sla_target", policy=name, from_at=instant(since), position=position, metric=metric, priority=priority,
            seconds=hours * HOUR, business=0,
        )  # fmt: skip
    return h


def opened(h: History, ticket: str, priority: str | None = "high") -> History:
    """Add a ticket of a Tuesday, 09:00."""
    h.ticket(ticket, "2025-01-14 09:00", opened_by_kind="customer", priority=priority)
    return h.says(ticket, "2025-01-14 09:00").event(ticket, "2025-01-14 09:00", "assignee", "a1")


@pytest.fixture(scope="module")
def made() -> Made:
    """Return the facts of tickets with policies, the same on both engines."""
    h = policy(History(), "gold", ("first_response", "high", 1), ("first_response", "low", 6), ("agent_work", None, 3))
    policy(h, "gold", ("first_response", "high", 2), since="2025-01-14 12:00")
    policy(h, "strict", ("first_response", None, 3), ("first_response", "high", 1))
    opened(h, "filed").event("filed", "2025-01-14 09:00:05", "policy", "gold")
    opened(h, "later").event("later", "2025-01-14 10:30", "policy", "gold")
    opened(h, "new version").event("new version", "2025-01-14 12:30", "policy", "gold")
    opened(h, "no priority", None).event("no priority", "2025-01-14 09:00", "policy", "gold")
    opened(h, "both fit").event("both fit", "2025-01-14 09:00", "policy", "strict")
    opened(h, "dropped").event("dropped", "2025-01-14 09:00", "policy", "gold")
    h.event("dropped", "2025-01-14 09:30", "policy", None)
    opened(h, "unknown").event("unknown", "2025-01-14 09:00", "policy", "nobody's")
    opened(h, "eased", "low").event("eased", "2025-01-14 09:00", "policy", "gold")
    h.event("eased", "2025-01-14 09:30", "priority", "low", previous="high")
    found = on_sqlite(h, SETTINGS)
    assert found == on_duckdb(h, SETTINGS)
    return found


def first(made: Made, ticket: str) -> tuple[Any, ...]:
    """Return target and due instant of a ticket's first response."""
    one = fact(made, ticket)
    return one["target_s"], when(one["due_at"])


@pytest.mark.parametrize("engine", [on_duckdb, on_sqlite])
@pytest.mark.parametrize(("replied", "promise"), [("09:20", (None, None)), ("09:40", (HOUR, "14 10:00"))])
def test_the_only_policy_promises_nothing_to_a_ticket_that_was_answered_before(
    engine: Any, replied: str, promise: tuple[int | None, str | None]
) -> None:
    h = opened(policy(History(), "only", ("first_response", None, 1)), "t")
    h.says("t", f"2025-01-14 {replied}", "a1").event("t", "2025-01-14 09:30", "policy", "only")
    assert first(engine(h, loads("target = []")), "t") == promise


def test_a_policy_of_the_first_seconds_holds_from_creation(made: Made) -> None:
    assert first(made, "filed") == (HOUR, "14 10:00")
    assert clocks(made, "filed", "first_response") == []
    assert [c["applied_at"] for c in clocks(made, "filed", "agent_work")] == ["14 09:00"]


def test_metrics_without_a_target_of_the_policy_keep_the_stores(made: Made) -> None:
    assert [(c["target_s"], c["due_at"]) for c in clocks(made, "filed", "resolution")] == [(8 * HOUR, "14 17:00")]
    assert [(c["target_s"], c["due_at"]) for c in clocks(made, "filed", "agent_work")] == [(3 * HOUR, "14 12:00")]


def test_a_policy_applied_later_replaces_the_stores_target_from_then_on(made: Made) -> None:
    rows = [(c["state"], c["applied_at"], c["due_at"], c["met"]) for c in clocks(made, "later", "first_response")]
    assert rows == [("replaced", "14 09:00", "14 13:00", None), ("running", "14 10:30", "14 10:30", 0)]
    assert first(made, "later") == (HOUR, "14 10:30")
    # Agent work has no other target: it breaks at 12:00, three hours after creation.
    assert [(c["applied_at"], c["due_at"]) for c in clocks(made, "later", "agent_work")] == [("14 10:30", "14 12:00")]


def test_a_policy_is_applied_in_the_version_of_that_time(made: Made) -> None:
    assert [c["target_s"] for c in clocks(made, "new version", "first_response")] == [4 * HOUR, 2 * HOUR]
    assert clocks(made, "new version", "agent_work") == []


def test_the_priority_decides_and_without_one_only_targets_for_any(made: Made) -> None:
    assert first(made, "no priority") == (4 * HOUR, "14 13:00")
    assert [c["target_s"] for c in clocks(made, "no priority", "agent_work")] == [3 * HOUR]
    assert first(made, "both fit") == (HOUR, "14 10:00")
    assert [c["target_s"] for c in clocks(made, "eased", "first_response")] == [HOUR, 6 * HOUR]
    assert first(made, "eased") == (6 * HOUR, "14 15:00")


def test_a_policy_taken_off_gives_the_stores_target_back(made: Made) -> None:
    rows = [(c["state"], c["target_s"], c["due_at"]) for c in clocks(made, "dropped", "first_response")]
    assert rows == [("replaced", HOUR, "14 10:00"), ("running", 4 * HOUR, "14 13:00")]
    (work,) = clocks(made, "dropped", "agent_work")
    assert (work["state"], work["ended_at"], work["outcome_at"]) == ("replaced", "14 09:30", None)


def test_an_unknown_policy_promises_nothing_of_its_own(made: Made) -> None:
    assert first(made, "unknown") == (4 * HOUR, "14 13:00")
    assert clocks(made, "unknown", "agent_work") == []
