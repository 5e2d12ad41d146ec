"""Periods as people write them, and what each is compared with."""

import pytest

from cxtui.kpis.question.period import Period, parse_period
from tests.facts.histories import instant


def test_the_period_before_is_as_long_and_ends_where_this_one_begins() -> None:
    found = Period(1_000, 1_030, "a while").before()
    assert (found.from_at, found.to_at, str(found.label)) == (970, 1_000, "before a while")


@pytest.mark.parametrize(
    ("text", "first", "end", "days"),
    [
        ("today", "2026-05-20", "2026-05-21", 1), ("yesterday", "2026-05-19", "2026-05-20", 1),
        ("1d", "2026-05-20", "2026-05-21", 1), ("7d", "2026-05-14", "2026-05-21", 7),
        ("quarter", "2026-04-01", "2026-05-21", 50), ("2026-q1", "2026-01-01", "2026-04-01", 90),
        ("2025-q4", "2025-10-01", "2026-01-01", 92), ("2024-02", "2024-02-01", "2024-03-01", 29),
        ("2026-03-05", "2026-03-05", "2026-03-06", 1), ("2026-03-05..2026-03-07", "2026-03-05", "2026-03-08", 3),
    ],
)  # fmt: skip
def test_days_months_and_quarters_are_whole_local_days(text: str, first: str, end: str, days: int) -> None:
    for at in ("2026-05-20 00:00:00", "2026-05-20 23:59:59"):
        found = parse_period(text, instant(at), "UTC")
        assert (found.from_at, found.to_at, found.days) == (instant(first), instant(end), days)
