"""Where no history of statuses is told, the stated times are it."""

from typing import Any

import pytest

from tests.facts.histories import History, fact, instant

SOLVED = "2025-01-14 12:00"


def stated(*coverage: str) -> History:
    """Return a ticket whose source states when it was resolved."""
    h = History(coverage).ticket("t", "2025-01-14 10:00")
    return h.add("stated", ticket="t", metric="resolved_at", value=instant(SOLVED))


@pytest.mark.parametrize(("coverage", "solved"), [(("messages",), instant(SOLVED)), (("status",), None)])
def test_a_stated_solve_counts_where_no_status_is_told(
    make: Any, coverage: tuple[str, ...], solved: int | None
) -> None:
    found = fact(make(stated(*coverage)), "t")
    assert (found["first_solved_at"], found["solves"]) == (solved, int(solved is not None))


def test_what_exports_have_found_comes_before_what_is_stated(make: Any) -> None:
    h = stated("status", "observed")
    assert fact(make(h), "t")["first_solved_at"] == instant(SOLVED)
    h.add("observed", ticket="t", from_at=instant("2025-01-14 13:00"), status="open")
    assert fact(make(h), "t")["first_solved_at"] is None
