"""Tickets that leave the count: by what their events tell, else by what their row says."""

from typing import Any

import pytest

from tests.facts.histories import History, fact


def opened(**row: object) -> History:
    return History().ticket("t", "2025-01-14 10:00", **row)


@pytest.mark.parametrize("row", [{"merged_into": "u"}, {"spam": 1}, {"deleted_at": 1_736_850_000}])
def test_what_only_the_row_tells_removes_a_ticket(make: Any, row: dict[str, object]) -> None:
    assert fact(make(opened(**row)), "t")["excluded"] == 1
    assert fact(make(opened()), "t")["excluded"] == 0


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        ({"merged_into": "u"}, ("merged", "unmerged")),
        ({"deleted_at": 1_736_850_000}, ("deleted", "restored")),
    ],
)
def test_what_events_tell_goes_before_the_row(make: Any, row: dict[str, object], kinds: tuple[str, str]) -> None:
    left, back = kinds
    h = opened(**row).event("t", "2025-01-14 11:00", left, "u")
    assert fact(make(h), "t")["excluded"] == 1
    assert fact(make(h.event("t", "2025-01-14 12:00", back)), "t")["excluded"] == 0
